import type { ThinnedSeries } from '../../../series/columns.ts';

/**
 * One pen, cut into buckets of equal length: what the historian thinned, continued with live samples. With the lowest
 * and highest of each bucket no spike is lost. NaN where a bucket has no sample.
 */
export class TrendGrid {
  readonly fromMs: number;
  readonly bucketMs: number;
  readonly lows: Float64Array;
  readonly highs: Float64Array;
  readonly lasts: Float64Array;
  readonly #lastTimesMs: Float64Array;

  constructor(fromMs: number, bucketMs: number, buckets: number) {
    this.fromMs = fromMs;
    this.bucketMs = bucketMs;
    this.lows = new Float64Array(buckets).fill(Number.NaN);
    this.highs = new Float64Array(buckets).fill(Number.NaN);
    this.lasts = new Float64Array(buckets).fill(Number.NaN);
    this.#lastTimesMs = new Float64Array(buckets).fill(Number.NEGATIVE_INFINITY);
  }

  /** Takes in what the historian has; live samples that came before it stay. */
  merge(series: ThinnedSeries): void {
    for (let row = 0; row < series.lasts.length; row++) {
      const bucket = this.#bucketOf(series.firstTimesMs[row]!);
      if (bucket < 0) continue;
      this.#widen(bucket, series.lows[row]!, series.highs[row]!);
      this.#last(bucket, series.lastTimesMs[row]!, series.lasts[row]!);
    }
  }

  push(timeMs: number, value: number): void {
    const bucket = this.#bucketOf(timeMs);
    if (bucket < 0 || Number.isNaN(value)) return;
    this.#widen(bucket, value, value);
    this.#last(bucket, timeMs, value);
  }

  /**
   * Columns for drawing up to `untilMs`. A value holds until the next sample, as everywhere else in the twin, so an
   * empty bucket repeats the one before; `before` is the value in force at the start, NaN when there is none.
   */
  columns(untilMs: number, before: number): TrendColumns {
    const buckets = this.lasts.length;
    const lows: (number | null)[] = new Array(buckets).fill(null);
    const highs: (number | null)[] = new Array(buckets).fill(null);
    const lasts: (number | null)[] = new Array(buckets).fill(null);
    let held = before;
    for (let k = 0; k < buckets && this.fromMs + k * this.bucketMs <= untilMs; k++) {
      const last = this.lasts[k]!;
      if (Number.isNaN(last)) {
        if (!Number.isNaN(held)) lows[k] = highs[k] = lasts[k] = held;
        continue;
      }
      lows[k] = this.lows[k]!;
      highs[k] = this.highs[k]!;
      lasts[k] = held = last;
    }
    return { lows, highs, lasts };
  }

  #bucketOf(timeMs: number): number {
    const bucket = Math.floor((timeMs - this.fromMs) / this.bucketMs);
    return bucket >= 0 && bucket < this.lasts.length ? bucket : -1;
  }

  #widen(bucket: number, low: number, high: number): void {
    // NaN compares false both ways: the first sample of a bucket is taken as it is.
    if (!(this.lows[bucket]! <= low)) this.lows[bucket] = low;
    if (!(this.highs[bucket]! >= high)) this.highs[bucket] = high;
  }

  #last(bucket: number, timeMs: number, value: number): void {
    if (timeMs < this.#lastTimesMs[bucket]!) return;
    this.#lastTimesMs[bucket] = timeMs;
    this.lasts[bucket] = value;
  }
}

export interface TrendColumns {
  readonly lows: (number | null)[];
  readonly highs: (number | null)[];
  readonly lasts: (number | null)[];
}
