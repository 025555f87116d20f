import type { Snapshot } from './columns.ts';
import type { SampleBatch } from './sample-batch.ts';

/**
 * All tags over [fromMs, toMs): what was in force at `fromMs`, and every sample after it, oldest first. From it the
 * state at any of its moments is known without asking again.
 */
export interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
  readonly state: Snapshot;
  /** Row i: tag `slots[i]` had `values[i]` at `fromMs + offsetsMs[i]`, with `qualities[i]`. */
  readonly offsetsMs: Uint32Array;
  readonly slots: Uint32Array;
  readonly values: Float64Array;
  readonly qualities: Uint8Array;
}

/**
 * Of rows that were read in order of time, up to one more than `most`: how many belong to the stretch, and where it
 * ends. Rows of one time stay together, so what is cut off begins anew with a whole time; null where they are all of
 * one time, and more of them have to be read.
 */
export function reachOf(timesMs: Float64Array, most: number, toMs: number): { length: number; toMs: number } | null {
  if (timesMs.length <= most) return { length: timesMs.length, toMs };
  const endMs = timesMs[most]!;
  let length = most;
  while (length > 0 && timesMs[length - 1] === endMs) length--;
  return length > 0 ? { length, toMs: endMs } : null;
}

/** `rows`: all samples after `fromMs` and before `toMs`, oldest first. */
export function stretchFrom(state: Snapshot, fromMs: number, toMs: number, rows: SampleBatch): Stretch {
  const { length, slots, timesMs, values, qualities } = rows;
  const offsetsMs = Uint32Array.from({ length }, (_, row) => timesMs[row]! - fromMs);
  return { fromMs, toMs, state, offsetsMs, slots, values, qualities };
}

/** What a stretch takes in memory, bytes. */
export const bytesOf = ({ state, slots }: Stretch): number => state.timesMs.length * 17 + slots.length * 17;

/** Tells the state at one moment after another. A step forward costs the samples between, a step back those before. */
export class Playhead {
  #stretch: Stretch | null = null;
  #state: Snapshot = {
    atMs: Number.NaN,
    timesMs: new Float64Array(0),
    values: new Float64Array(0),
    qualities: new Uint8Array(0),
  };
  #row = 0;

  /** `atMs` within the stretch. The arrays are its own: they hold until the next call. */
  at(stretch: Stretch, atMs: number): Snapshot {
    const offsetMs = Math.floor(atMs) - stretch.fromMs;
    if (stretch !== this.#stretch || !(atMs >= this.#state.atMs)) this.#rewind(stretch);
    const { timesMs, values, qualities } = this.#state;
    const { offsetsMs, slots } = stretch;
    let row = this.#row;
    for (; row < slots.length && offsetsMs[row]! <= offsetMs; row++) {
      const slot = slots[row]!;
      timesMs[slot] = stretch.fromMs + offsetsMs[row]!;
      values[slot] = stretch.values[row]!;
      qualities[slot] = stretch.qualities[row]!;
    }
    this.#row = row;
    this.#state = { atMs, timesMs, values, qualities };
    return this.#state;
  }

  #rewind(stretch: Stretch): void {
    const { timesMs, values, qualities } = stretch.state;
    this.#stretch = stretch;
    this.#row = 0;
    this.#state = {
      atMs: stretch.fromMs,
      timesMs: timesMs.slice(),
      values: values.slice(),
      qualities: qualities.slice(),
    };
  }
}
