import { Group } from 'three';
import { frames } from '../live/frames.ts';
import type { Palette } from '../palette.ts';
import type { Frame, Layer } from './layer.ts';

/** Stands for a layer whose code is loaded when there is something for it to draw. */
export class LateLayer<Host extends Layer = Layer> implements Layer {
  readonly object = new Group();
  readonly #make: () => Promise<Host>;
  readonly #needed: () => boolean;
  #host: Host | null = null;
  #loading = false;
  #over = false;
  #colours: Palette | null = null;

  constructor(needed: () => boolean, make: () => Promise<Host>) {
    this.#needed = needed;
    this.#make = make;
  }

  /** Null until it was needed and loaded. */
  get host(): Host | null {
    return this.#host;
  }

  update(frame: Frame): boolean {
    if (this.#host) return this.#host.update(frame);
    if (this.#loading || !this.#needed()) return false;
    this.#loading = true;
    this.#make().then(
      (host) => {
        if (this.#over) return host.dispose();
        this.#host = host;
        if (host.object) this.object.add(host.object);
        if (this.#colours) host.colour(this.#colours);
        frames.wake();
      },
      // The line is down: asked again with the next frame.
      () => {
        this.#loading = false;
      },
    );
    return false;
  }

  colour(colours: Palette): void {
    this.#colours = colours;
    this.#host?.colour(colours);
  }

  dispose(): void {
    this.#over = true;
    this.#host?.dispose();
  }
}
