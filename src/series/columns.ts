/** Samples of one tag, oldest first. */
export interface SampleColumns {
  readonly timesMs: Float64Array;
  readonly values: Float64Array;
  readonly qualities: Uint8Array;
}

/** Changes of a tag, what was in force at first before them. */
export interface ChangeColumns extends SampleColumns {
  /** 0 = each row is a change. Else there were too many: each is what stands for the buckets of this length from its time on, ms. */
  readonly bucketMs: number;
}

/** The value in force of every tag, by slot. A tag without one has NaN as time and value. */
export interface Snapshot {
  readonly atMs: number;
  readonly timesMs: Float64Array;
  readonly values: Float64Array;
  readonly qualities: Uint8Array;
}

/** What happened in the whole plant, in buckets of equal length from `fromMs` on. */
export interface TimelineSummary {
  readonly fromMs: number;
  readonly bucketMs: number;
  /** How many alarms of priority 1, 2 and 3 began. */
  readonly onsets: readonly [Uint32Array, Uint32Array, Uint32Array];
  /** When the first of them did, Unix epoch ms; NaN where none did. */
  readonly firstOnsetsMs: Float64Array;
  /** 1 = something was recorded, 0 = a data gap, 2 = not all of it is worked out yet: ask again. */
  readonly recorded: Uint8Array;
  /** Items made a minute; NaN where that is not known. */
  readonly rates: Float64Array;
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
