import type { Camera } from 'three';
import { frames } from '../live/frames.ts';
import { machineStatesStore } from '../stores/machine-states.ts';
import type { Session } from '../stores/session.ts';
import type { AlarmMarks } from './alarm-marks.ts';
import type { Area } from './edge-arrows.ts';
import { LabelLayer } from './labels/label-layer.ts';
import type { Pickable } from './pick-boxes.ts';

/** What is told of a machine beside its values. */
export interface Told {
  /** The colours that its parts have, for those who do not see them. */
  readonly coloursOf: (machineIndex: number) => string;
  /** What it was at the second moment; "" where nothing is compared. */
  readonly secondOf: (machineIndex: number) => string;
}

/** A frame, as far as words are concerned. */
export interface WordsFrame {
  readonly camera: Camera;
  readonly width: number;
  readonly height: number;
  readonly lost: boolean;
  /** The view is another one than in the frame before, or was until then. */
  readonly viewed: boolean;
  readonly cameToRest: boolean;
  /** Something that has a label stands elsewhere, or stands out. */
  readonly moved: boolean;
}

/** When labels are written and placed anew; `LabelLayer` does it. */
export class Words {
  readonly #labels: LabelLayer;
  readonly #session: Session;
  readonly #pickables: readonly Pickable[];
  readonly #marks: AlarmMarks;
  readonly #told: Told;
  readonly #stops: readonly (() => void)[];
  #due = true;
  #epoch = -1;
  /** The frame before this one left the words to this one. */
  #late = false;
  /** The arrows that labels keep clear of. */
  #keptFrom: readonly Area[] = [];

  constructor(host: HTMLElement, session: Session, pickables: readonly Pickable[], marks: AlarmMarks, told: Told) {
    this.#labels = new LabelLayer(host, session.index);
    this.#session = session;
    this.#pickables = pickables;
    this.#marks = marks;
    this.#told = told;
    this.#stops = [
      session.pulse.subscribe(() => {
        this.#labels.lookRound();
        this.#due = true;
        frames.wake();
      }),
      machineStatesStore.subscribe(() => this.rewrite()),
    ];
  }

  /** They are written anew with the next frame. */
  rewrite(): void {
    this.#due = true;
  }

  /** The next frame has them, even if it shows another moment. */
  hurry(): void {
    this.#due = true;
    this.#late = true;
  }

  update({ camera, width, height, lost, viewed, cameToRest, moved }: WordsFrame): void {
    const { table } = this.#session;
    // Of another moment the picture comes first, and its words with the next frame.
    const late = this.#late;
    this.#late = table.epoch !== this.#epoch && !late && !viewed && !cameToRest;
    this.#epoch = table.epoch;
    if (this.#late) {
      frames.wake();
      return;
    }
    const arrows = this.#marks.covered;
    const stays = !(this.#due || late || viewed || cameToRest || moved || arrows !== this.#keptFrom);
    if (this.#due) this.#labels.write(table, lost, this.#told.coloursOf, this.#told.secondOf);
    this.#due = false;
    if (stays) return;
    this.#keptFrom = arrows;
    this.#labels.place(camera, this.#pickables, width, height, { afresh: cameToRest, moving: viewed, arrows });
  }

  dispose(): void {
    for (const stop of this.#stops) stop();
    this.#labels.dispose();
  }
}
