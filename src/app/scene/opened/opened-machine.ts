import { Group, Vector3 } from 'three';
import { nowMs } from '../../live/clock.ts';
import type { Palette } from '../../palette.ts';
import { selectionStore } from '../../stores/selection.ts';
import { viewStore } from '../../stores/view.ts';
import { type Assembly, type Built, placeInstances } from '../assembly.ts';
import type { Frame, Layer } from '../layer.ts';
import { sizeOf } from '../machines/catalogue.ts';
import type { Piece } from '../parts/model.ts';
import { Silhouette } from '../silhouette.ts';
import { ComponentLabels } from './component-labels.ts';
import { Ghost } from './ghost.ts';
import { spreadOf } from './spread.ts';

const openingSeconds = 0.25;

/** One machine at a time stands open: its pieces apart, or its body seen through, each component with its own label. */
export class OpenedMachine implements Layer {
  readonly object = new Group();
  readonly #assembly: Assembly;
  readonly #ghost = new Ghost();
  /** Round the selected component's part. */
  readonly #line = new Silhouette({ widthPx: 3, bit: 4 });
  readonly #labels: ComponentLabels;
  readonly #still: () => boolean;
  readonly #follow: () => void;
  #built: Built | null = null;
  #shown = '';
  #marked = '';
  #share = 0;
  #wanted = 0;
  #lastMs = 0;

  /** `still` = motion is unwanted; `follow` = what copies the machine's pieces (its outline) must copy them again. */
  constructor(assembly: Assembly, labels: HTMLElement, still: () => boolean, follow: () => void) {
    this.#assembly = assembly;
    this.#labels = new ComponentLabels(labels);
    this.#still = still;
    this.#follow = follow;
    this.object.add(this.#ghost.group, this.#line.group);
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
    changed = this.#mark(opened?.machine === undefined ? null : selectionStore.getState().component) || changed;
    this.#line.uniforms.uViewport.value.set(frame.width, frame.height);
    this.#line.follow();
    this.#labels.place(frame, this.#share);
    return changed;
  }

  colour({ selection }: Palette): void {
    this.#ghost.follow();
    this.#line.uniforms.uColour.value.set(selection);
  }

  dispose(): void {
    this.#ghost.show(null);
    this.#line.dispose();
    this.#labels.dispose();
  }

  #mark(component: string | null): boolean {
    const key = `${this.#shown} ${component}`;
    if (key === this.#marked) return false;
    this.#marked = key;
    const built = this.#built;
    const chosen = built?.machine?.machine.components.find(({ id }) => id === component);
    // The body is all that is no part: a line round that would point at nothing.
    const part = chosen?.part ?? 'body';
    const own = part === 'body' ? undefined : built?.instances.filter(({ piece }) => piece.part === part);
    return this.#line.show(built && own ? [{ ...built, instances: own }] : []);
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
