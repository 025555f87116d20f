import { Group, Vector3 } from 'three';
import { nowMs } from '../../live/clock.ts';
import { viewStore } from '../../stores/view.ts';
import { type Assembly, type Built, placeInstances } from '../assembly.ts';
import type { Frame, Layer } from '../layer.ts';
import { sizeOf } from '../machines/catalogue.ts';
import type { Piece } from '../parts/model.ts';
import { ComponentLabels } from './component-labels.ts';
import { Ghost } from './ghost.ts';
import { spreadOf } from './spread.ts';

const openingSeconds = 0.25;

/** One machine at a time stands open: its pieces apart, or its body seen through, each component with its own label. */
export class OpenedMachine implements Layer {
  readonly object = new Group();
  readonly #assembly: Assembly;
  readonly #ghost = new Ghost();
  readonly #labels: ComponentLabels;
  readonly #still: () => boolean;
  readonly #follow: () => void;
  #built: Built | null = null;
  #shown = '';
  #share = 0;
  #wanted = 0;
  #lastMs = 0;

  /** `still` = motion is unwanted; `follow` = what copies the machine's pieces (its outline) must copy them again. */
  constructor(assembly: Assembly, labels: HTMLElement, still: () => boolean, follow: () => void) {
    this.#assembly = assembly;
    this.#labels = new ComponentLabels(labels);
    this.#still = still;
    this.#follow = follow;
    this.object.add(this.#ghost.group);
  }

  update(frame: Frame): boolean {
    const { opened } = viewStore.getState();
    const key = opened === null ? '' : `${opened.machine} ${opened.how}`;
    let changed = false;
    if (key !== this.#shown) {
      // The one that was open closes at once, so that two never stand open.
      if (this.#built && !(opened?.machine === this.#built.machine?.machine.id)) this.#put(0);
      this.#ghost.show(null);
      this.#shown = key;
      this.#built =
        this.#assembly.ofMachine.find(({ machine }) => machine?.machine.id === opened?.machine) ?? this.#built;
      this.#wanted = opened?.how === 'explode' ? 1 : 0;
      this.#labels.show(opened === null ? null : this.#built);
      if (opened?.how === 'ghost') this.#ghost.show(this.#built);
      changed = true;
    }
    const now = nowMs();
    const seconds = Math.min(0.1, (now - this.#lastMs) / 1000);
    this.#lastMs = now;
    if (this.#share !== this.#wanted) {
      const step = this.#still() ? 1 : seconds / openingSeconds;
      const way = this.#wanted - this.#share;
      this.#put(Math.abs(way) <= step ? this.#wanted : this.#share + Math.sign(way) * step);
      changed = true;
    }
    if (opened?.how === 'ghost') this.#ghost.follow();
    this.#labels.place(frame, this.#share);
    return changed;
  }

  colour(): void {
    this.#ghost.follow();
  }

  dispose(): void {
    this.#ghost.show(null);
    this.#labels.dispose();
  }

  #put(share: number): void {
    const built = this.#built;
    this.#share = share;
    const machine = built?.machine?.machine;
    if (!built || !machine) return;
    if (share > 0) {
      const spread = spreadOf(built.model, sizeOf(machine));
      const out = new Vector3();
      built.spread = (piece: Piece) => spread(piece, share, out);
    } else built.spread = null;
    placeInstances(built, built.instances);
    this.#follow();
  }
}
