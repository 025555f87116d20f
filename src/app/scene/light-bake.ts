import type { Assembly, Built } from './assembly.ts';
import type { Model } from './parts/model.ts';
import { openness } from './parts/openness.ts';

/**
 * Bakes how much light reaches each face of each piece, a model at a time, after the first picture: nobody waits for
 * it. All of it is shown at once at the end, so that the picture changes once and not for seconds.
 */
export class LightBake {
  readonly #machines = new Map<Model, Built[]>();
  readonly #waiting: Model[];
  readonly #baked = new Map<Model, Uint8Array>();

  constructor({ built }: Assembly) {
    for (const each of built) {
      const alike = this.#machines.get(each.model);
      if (alike) alike.push(each);
      else this.#machines.set(each.model, [each]);
    }
    this.#waiting = [...this.#machines.keys()].reverse();
  }

  get done(): boolean {
    return this.#machines.size === 0;
  }

  /** Goes on until `enough` says so. Returns whether it has come to its end, and the pieces have their light. */
  step(enough: () => boolean): boolean {
    if (this.done) return false;
    do {
      const model = this.#waiting.pop();
      if (!model) {
        this.#show();
        return true;
      }
      this.#baked.set(model, openness(model));
    } while (!enough());
    return false;
  }

  #show(): void {
    for (const [model, machines] of this.#machines) {
      const open = this.#baked.get(model)!;
      const number = new Map(model.pieces.map((piece, k) => [piece, k]));
      for (const { instances } of machines) {
        for (const { piece, mesh, at } of instances) mesh.setOpen(at, open, number.get(piece)! * 6);
      }
    }
    this.#machines.clear();
    this.#baked.clear();
  }
}
