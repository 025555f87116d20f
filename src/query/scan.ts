import type { SampleColumns, Snapshot } from '../series/columns.ts';
import { Quality } from '../twin/quality.ts';
import type { TwinReader } from './answer.ts';

/** What is worked out from one tag's samples as they stream by. Values are steps: each holds until the next. */
export interface Fold {
  /** A usable sample within the window, or with `inForce` the last one before it. */
  sample?(timeMs: number, value: number, inForce: boolean): void;
  /** `value` was in force from `fromMs` to `toMs`, within the window; NaN where it is not known. */
  span?(value: number, fromMs: number, toMs: number): void;
}

export interface Scanned {
  /** Usable samples within the window. */
  readonly samples: number;
  /** Samples within it that are bad, stale or no number. From each to the next good one the value is not known. */
  readonly excluded: number;
}

export interface Range {
  readonly fromMs: number;
  readonly toMs: number;
  /** A sample at `toMs` belongs to it. */
  readonly closed: boolean;
}

export const isUsable = (value: number, quality: number): boolean =>
  Number.isFinite(value) && (quality === Quality.good || quality === Quality.uncertain);

// The snapshot is taken this much before a window, and what lies between is read: so a change right at the window's
// start still has the value before it, also where sources give fractions of a millisecond.
const leadMs = 1;

/** What was in force as the window began, to `scan` it with. */
export const snapshotBefore = (
  reader: TwinReader,
  { fromMs }: Pick<Range, 'fromMs'>,
  signal: AbortSignal,
): Promise<Snapshot> => reader.snapshot(fromMs - leadMs, signal);

/** Streams a tag's samples through the folds. `before` is from `snapshotBefore`. */
export async function scan(
  reader: TwinReader,
  slot: number,
  window: Range,
  before: Snapshot,
  folds: readonly Fold[],
  signal: AbortSignal,
): Promise<Scanned> {
  const { fromMs, toMs, closed } = window;
  let samples = 0;
  let excluded = 0;
  let heldFrom = fromMs;
  let held = Number.NaN;
  const hold = (timeMs: number, value: number, quality: number): void => {
    held = isUsable(value, quality) ? value : Number.NaN;
    if (!Number.isNaN(held)) for (const fold of folds) fold.sample?.(timeMs, held, true);
  };
  hold(before.timesMs[slot] ?? Number.NaN, before.values[slot] ?? Number.NaN, before.qualities[slot] ?? Quality.bad);
  const take = ({ timesMs, values, qualities }: SampleColumns): void => {
    for (let row = 0; row < timesMs.length; row++) {
      const timeMs = timesMs[row]!;
      if (timeMs > toMs || (timeMs === toMs && !closed)) continue;
      const value = values[row]!;
      if (timeMs < fromMs) {
        if (timeMs > before.timesMs[slot]! || Number.isNaN(before.timesMs[slot])) hold(timeMs, value, qualities[row]!);
        continue;
      }
      const usable = isUsable(value, qualities[row]!);
      if (timeMs > heldFrom) {
        for (const fold of folds) fold.span?.(held, heldFrom, timeMs);
        heldFrom = timeMs;
      }
      held = usable ? value : Number.NaN;
      if (usable) {
        samples++;
        for (const fold of folds) fold.sample?.(timeMs, value, false);
      } else {
        excluded++;
      }
    }
  };
  // Reading ends before its end, so that a closed window asks for a little more.
  for await (const columns of reader.read(slot, fromMs - leadMs, closed ? toMs + 1 : toMs, signal)) {
    signal.throwIfAborted();
    take(columns);
  }
  if (toMs > heldFrom) for (const fold of folds) fold.span?.(held, heldFrom, toMs);
  return { samples, excluded };
}

/** Time-weighted mean: the integral of the steps over the time for which the value is known. */
export class MeanFold implements Fold {
  knownMs = 0;
  #integral = 0;
  span(value: number, fromMs: number, toMs: number): void {
    if (Number.isNaN(value)) return;
    this.knownMs += toMs - fromMs;
    this.#integral += value * (toMs - fromMs);
  }
  get mean(): number {
    return this.knownMs > 0 ? this.#integral / this.knownMs : Number.NaN;
  }
}

/** The first of the highest or lowest samples within the window. */
export class ExtremeFold implements Fold {
  value = Number.NaN;
  timeMs = Number.NaN;
  readonly #sign: number;
  constructor(order: 'highest' | 'lowest') {
    this.#sign = order === 'highest' ? 1 : -1;
  }
  sample(timeMs: number, value: number, inForce: boolean): void {
    if (inForce || value * this.#sign <= this.value * this.#sign) return;
    this.value = value;
    this.timeMs = timeMs;
  }
}

/** How much a counter grew. Where it falls it was reset, and what it then reads was counted since. */
export class IncreaseFold implements Fold {
  increase = 0;
  resets = 0;
  #last = Number.NaN;
  sample(_timeMs: number, value: number): void {
    if (value < this.#last) this.resets++;
    if (!Number.isNaN(this.#last)) this.increase += value >= this.#last ? value - this.#last : value;
    this.#last = value;
  }
}

/** For how long a condition held, and until when last. */
export class DurationFold implements Fold {
  trueMs = 0;
  knownMs = 0;
  lastTrueMs = Number.NaN;
  firstTrueMs = Number.NaN;
  readonly #isTrue: (value: number) => boolean;
  constructor(isTrue: (value: number) => boolean) {
    this.#isTrue = isTrue;
  }
  span(value: number, fromMs: number, toMs: number): void {
    if (Number.isNaN(value)) return;
    this.knownMs += toMs - fromMs;
    if (!this.#isTrue(value)) return;
    this.trueMs += toMs - fromMs;
    this.lastTrueMs = toMs;
    if (Number.isNaN(this.firstTrueMs)) this.firstTrueMs = fromMs;
  }
}

/** A change of a condition: from one known value to the next known one, whatever time lies between. */
export interface Edge {
  readonly timeMs: number;
  readonly from: number;
  readonly to: number;
}

/** When a condition became true: the number of times, the first, the last, and how often into which value. */
export class EdgeFold implements Fold {
  count = 0;
  first: Edge | null = null;
  last: Edge | null = null;
  readonly into = new Map<number, number>();
  /** The first known sample, where none was in force: an edge may end in it. */
  opening: { timeMs: number; value: number } | null = null;
  #previous = Number.NaN;
  readonly #isTrue: (value: number) => boolean;
  constructor(isTrue: (value: number) => boolean) {
    this.#isTrue = isTrue;
  }
  sample(timeMs: number, value: number, inForce: boolean): void {
    const from = this.#previous;
    this.#previous = value;
    if (Number.isNaN(from)) {
      if (!inForce) this.opening = { timeMs, value };
      return;
    }
    if (this.#isTrue(from) || !this.#isTrue(value)) return;
    this.count++;
    this.into.set(value, (this.into.get(value) ?? 0) + 1);
    this.last = { timeMs, from, to: value };
    this.first ??= this.last;
  }
}
