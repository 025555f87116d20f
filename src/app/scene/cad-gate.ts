import { Group, type Ray } from 'three';
import { frames } from '../live/frames.ts';
import type { Palette } from '../palette.ts';
import { cadStore, type ModelKey } from '../stores/cad.ts';
import type { Session } from '../stores/session.ts';
import type { Assembly } from './assembly.ts';
import type { Frame, Layer } from './layer.ts';
import type { Pickable } from './pick-boxes.ts';

/** What a ray meets of a model. */
export interface FineHit {
  readonly of: ModelKey;
  readonly node: string;
  /** Metres along the ray. */
  readonly distance: number;
}

export interface CadHost extends Layer {
  pick(ray: Ray): FineHit | null;
  /** The colours that bound nodes have on screen: "Rotor:#e69f00". */
  drawnColours(machineIndex: number): string;
}

/** Stands for the models: what draws them is loaded when there is one. */
export class CadGate implements Layer {
  readonly object = new Group();
  readonly #make: () => Promise<CadHost>;
  readonly #needed: () => boolean;
  #host: CadHost | null = null;
  #loading = false;
  #over = false;
  #colours: Palette | null = null;

  constructor(session: Session, assembly: Assembly, pickables: readonly Pickable[]) {
    const inPlant = session.index.machines.some(({ machine }) => machine.model !== undefined);
    this.#needed = () => inPlant || cadStore.getState().dropped !== null;
    this.#make = async () => {
      const { CadLayer } = await import('./cad/cad-layer.ts');
      return new CadLayer(session, assembly, pickables);
    };
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

  pick(ray: Ray): FineHit | null {
    return this.#host?.pick(ray) ?? null;
  }

  drawnColours(machineIndex: number): string {
    return this.#host?.drawnColours(machineIndex) ?? '';
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
