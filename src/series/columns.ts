/** Samples of one tag, oldest first. */
export interface SampleColumns {
  readonly timesMs: Float64Array;
  readonly values: Float64Array;
  readonly qualities: Uint8Array;
}

/** The value in force of every tag, by slot. A tag without one has NaN as time and value. */
export interface Snapshot {
  readonly atMs: number;
  readonly timesMs: Float64Array;
  readonly values: Float64Array;
  readonly qualities: Uint8Array;
}

/**
 * A range reduced to what a screen can show, a row per bucket that has samples: with the first, lowest, highest and
 * last value of each bucket no spike is lost. Only good and uncertain samples count; `counts` says how many.
 */
export interface ThinnedSeries {
  readonly fromMs: number;
  readonly bucketMs: number;
  /** Time of the bucket's first and last sample. */
  readonly firstTimesMs: Float64Array;
  readonly lastTimesMs: Float64Array;
  readonly firsts: Float64Array;
  readonly lows: Float64Array;
  readonly highs: Float64Array;
  readonly lasts: Float64Array;
  readonly counts: Uint32Array;
}
