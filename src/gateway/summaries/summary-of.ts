import type { TimelineSummary } from '../../series/columns.ts';
import type { Priority } from '../../twin/alarm.ts';
import { type Minute, minuteMs } from './minutes.ts';
import { type Quarter, quarterMs } from './quarters.ts';

interface Window {
  readonly fromMs: number;
  readonly toMs: number;
  /** Of equal length. */
  readonly buckets: number;
}

/** Minutes of a window, in the order of time; a minute's items are spread evenly over it. */
export function summaryOf(minutes: ReadonlyMap<number, Minute>, window: Window, nowMs: number): TimelineSummary {
  const sheet = new Sheet(window);
  for (const [startMs, minute] of minutes) {
    for (const event of minute.events) {
      if (event.kind === 'raised') sheet.onsets(event.timeMs, event.priority, 1);
    }
    if (minute.recorded) sheet.recorded(startMs, startMs + minuteMs);
    // Of the minute under way nobody knows the rate yet.
    const known = startMs + minuteMs <= nowMs && !Number.isNaN(minute.made);
    if (known) sheet.made(startMs, startMs + minuteMs, minute.made, 1);
  }
  return sheet.summary();
}

/**
 * Quarters of an hour of a window, in the order of time: all alarms of one are told at the first of them. Null = it is
 * not worked out yet.
 */
export function summaryOfQuarters(
  quarters: Iterable<readonly [startMs: number, quarter: Quarter | null]>,
  window: Window,
): TimelineSummary {
  const sheet = new Sheet(window);
  const coming: number[] = [];
  for (const [startMs, quarter] of quarters) {
    if (quarter === null) {
      coming.push(startMs);
      continue;
    }
    for (const [k, count] of quarter.onsets.entries()) {
      if (count > 0) sheet.onsets(quarter.firstOnsetMs, (k + 1) as Priority, count);
    }
    const endMs = startMs + quarterMs;
    if (quarter.recorded) sheet.recorded(startMs, endMs);
    if (quarter.knownMinutes > 0) sheet.made(startMs, endMs, quarter.made, quarter.knownMinutes);
  }
  for (const startMs of coming) sheet.recorded(startMs, startMs + quarterMs, 2);
  return sheet.summary();
}

/** The buckets while they are filled. */
class Sheet {
  readonly #window: Window;
  readonly #bucketMs: number;
  readonly #onsets: readonly [Uint32Array, Uint32Array, Uint32Array];
  readonly #firstOnsetsMs: Float64Array;
  readonly #recorded: Uint8Array;
  readonly #made: Float64Array;
  readonly #knownMinutes: Float64Array;

  constructor(window: Window) {
    const { fromMs, toMs, buckets } = window;
    this.#window = window;
    this.#bucketMs = (toMs - fromMs) / buckets;
    this.#onsets = [new Uint32Array(buckets), new Uint32Array(buckets), new Uint32Array(buckets)];
    this.#firstOnsetsMs = new Float64Array(buckets).fill(Number.NaN);
    this.#recorded = new Uint8Array(buckets);
    this.#made = new Float64Array(buckets);
    this.#knownMinutes = new Float64Array(buckets);
  }

  onsets(timeMs: number, priority: Priority, count: number): void {
    const { fromMs, toMs, buckets } = this.#window;
    if (timeMs < fromMs || timeMs >= toMs) return;
    const bucket = Math.min(Math.floor((timeMs - fromMs) / this.#bucketMs), buckets - 1);
    this.#onsets[priority - 1]![bucket]! += count;
    if (!(this.#firstOnsetsMs[bucket]! <= timeMs)) this.#firstOnsetsMs[bucket] = timeMs;
  }

  recorded(startMs: number, endMs: number, how = 1): void {
    for (const [bucket] of this.#shares(startMs, endMs)) this.#recorded[bucket] = how;
  }

  /** Spread evenly. */
  made(startMs: number, endMs: number, items: number, minutes: number): void {
    for (const [bucket, share] of this.#shares(startMs, endMs)) {
      this.#made[bucket]! += items * share;
      this.#knownMinutes[bucket]! += minutes * share;
    }
  }

  summary(): TimelineSummary {
    const rates = this.#made.map((items, bucket) => items / this.#knownMinutes[bucket]!);
    return {
      fromMs: this.#window.fromMs,
      bucketMs: this.#bucketMs,
      onsets: this.#onsets,
      firstOnsetsMs: this.#firstOnsetsMs,
      recorded: this.#recorded,
      rates,
    };
  }

  /** How much of [startMs, endMs) lies in each of the buckets that it touches. */
  *#shares(startMs: number, endMs: number): Iterable<readonly [bucket: number, share: number]> {
    const { fromMs, buckets } = this.#window;
    const first = Math.max(0, Math.floor((startMs - fromMs) / this.#bucketMs));
    for (let bucket = first; bucket < buckets; bucket++) {
      const bucketFromMs = fromMs + bucket * this.#bucketMs;
      if (bucketFromMs >= endMs) return;
      const sharedMs = Math.min(endMs, bucketFromMs + this.#bucketMs) - Math.max(startMs, bucketFromMs);
      if (sharedMs > 0) yield [bucket, sharedMs / (endMs - startMs)];
    }
  }
}
