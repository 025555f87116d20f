import type { SampleColumns, Snapshot, ThinnedSeries } from '../../series/columns.ts';
import type { SampleBatch, TagText } from '../../series/sample-batch.ts';
import type { Stretch } from '../../series/stretch.ts';
import type { Limits, TagKind } from '../../twin/plant.ts';
import type { Sentence } from '../sentence.ts';

/**
 * The number of a tag's first text. Beyond what a tag measures, so that samples of before it was made a text are not
 * taken for texts.
 */
export const firstTextNumber = 2 ** 23;
/** Texts of a tag, at most. */
export const mostTexts = 65_536;

/** What stands for a text that damage has taken, so that its number comes to stand for no other one. */
export const lostText = '\ufffd';

/** Whether a value can be the number of a text. */
export const isTextNumber = (value: number): boolean =>
  Number.isInteger(value) && value >= firstTextNumber && value < firstTextNumber + mostTexts;

/** A tag, and what its values are compared with; infinite = all of them are beyond. */
export interface Bounds {
  readonly slot: number;
  /** At or below this a value is beyond. */
  readonly low: number;
  /** At or above this a value is beyond. */
  readonly high: number;
}

/** Good and uncertain samples of several tags by minute, each tag's in the order of time; row i is of `slots[i]`. */
export interface RollUps {
  readonly slots: Uint32Array;
  readonly minutesMs: Float64Array;
  readonly firstTimesMs: Float64Array;
  readonly lastTimesMs: Float64Array;
  readonly firsts: Float64Array;
  readonly lows: Float64Array;
  readonly highs: Float64Array;
  readonly lasts: Float64Array;
}

/** Samples to read of many tags at once. */
export interface Pick {
  /** Tags of which every sample is wanted. */
  readonly whole: readonly number[];
  /** Tags of which every stale and every bad sample is wanted. */
  readonly quiet: readonly number[];
  /** Minutes of which the good and uncertain samples of a tag are wanted. */
  readonly minutes: readonly { readonly slot: number; readonly minuteMs: number }[];
}

/** Samples that were in force until others of the same (tag, time) replaced them. */
export interface ReplacedSamples extends SampleBatch {
  readonly receivedMs: Float64Array;
  /** Gateway's clock when each one's replacement came in, Unix epoch; NaN where that is not known. */
  readonly correctedMs: Float64Array;
}

/** With each one what replaced it: the next of its (tag, time), or the sample in force. */
export interface Corrections extends ReplacedSamples {
  readonly newValues: Float64Array;
  readonly newQualities: Uint8Array;
  readonly newResiduals: Int16Array;
}

/** How the samples of a tag are thinned. */
export interface ThinnedTag {
  readonly slot: number;
  readonly kind: TagKind;
  readonly limits?: Limits | undefined;
  /** By more than this a value is well back from a limit. */
  readonly deadband?: number | undefined;
  /** Straight lines between what is kept are never off by more; none = only what roll-ups name is kept. */
  readonly deviation?: number | undefined;
}

/** Which samples are thinned. Its progress is kept under its name. */
export interface ThinningRule {
  readonly name: string;
  readonly tags: readonly ThinnedTag[];
  /** Samples before this are thinned, as far as they are rolled up. Unix ms. */
  readonly beforeMs: number;
}

/** How far each rule has come, by its name: samples before that were thinned. Unix ms. */
export type ThinnedBefore = ReadonlyMap<string, number>;

/** The plant's record. Slots are those of the plant index it was opened with. Its rules stand in SPEC.md. */
export interface Historian {
  /** What people should know of the record's past: that some of it was damaged, and where it is kept. */
  readonly notice?: Sentence | undefined;
  /** What it is, where it takes no samples: "recording of Bottling, ...". */
  readonly readOnly?: Sentence;
  /**
   * Resolves when a power cut can no longer lose the batch, with the texts that it brings. A (tag, time) is stored once: the last to
   * arrive wins. Times are kept to the millisecond; rows may come in any order of time. The batch may be filled again
   * at once. Rejects when it cannot be stored; nothing of it counts then, and it may be sent again.
   */
  append(batch: SampleBatch): Promise<void>;
  /** [fromMs, toMs), oldest first, in chunks of bounded size; integers beyond 2^53 are rounded. */
  read(slot: number, fromMs: number, toMs: number, signal: AbortSignal): AsyncIterable<SampleColumns>;
  /** The samples of many tags in [fromMs, toMs), oldest first, in batches of bounded size, with both their clocks and exact integers. */
  readTags(slots: readonly number[], fromMs: number, toMs: number, signal: AbortSignal): AsyncIterable<SampleBatch>;
  /**
   * The samples of many tags in [fromMs, toMs) that were replaced, oldest first, of one (tag, time) in the order in which
   * they were; in batches of bounded size, but for those of one time.
   */
  corrections(slots: readonly number[], fromMs: number, toMs: number, signal: AbortSignal): AsyncIterable<Corrections>;
  /**
   * [fromMs, toMs) cut into `buckets` of equal length; empty ones are left out. On whole minutes (see `thinningGrid`)
   * roll-ups serve, and the cost does not grow with the samples.
   */
  thin(slot: number, fromMs: number, toMs: number, buckets: number, signal: AbortSignal): Promise<ThinnedSeries>;
  /** For every tag the value in force: its last sample at or before `atMs`. */
  snapshot(atMs: number, signal: AbortSignal): Promise<Snapshot>;
  /**
   * All tags over [fromMs, toMs), whole milliseconds. Of more than `most` samples the first ones: the answer's `toMs`
   * says how far they reach.
   */
  stretch(fromMs: number, toMs: number, most: number, signal: AbortSignal): Promise<Stretch>;
  /**
   * Of [fromMs, toMs), whole minutes: every minute of each tag that was at or beyond its bounds in one of them, and
   * nothing of the others.
   */
  rollUps(bounds: readonly Bounds[], fromMs: number, toMs: number, signal: AbortSignal): Promise<RollUps>;
  /** The minutes of [fromMs, toMs), whole minutes, in which any tag has a good or uncertain sample; in no order. */
  chartedMinutes(fromMs: number, toMs: number, signal: AbortSignal): Promise<Float64Array>;
  /** The samples of [fromMs, toMs) that are wanted, each tag's in the order of time, in one pass over the record. */
  pick(wanted: Pick, fromMs: number, toMs: number, signal: AbortSignal): Promise<SampleBatch>;
  /** Every text that is stored of this plant's tags, in no order. */
  texts(): Promise<readonly TagText[]>;
  /** First and last stored time, or null while nothing is. */
  extent(): Promise<{ readonly fromMs: number; readonly toMs: number } | null>;
  /**
   * Thins a piece of the oldest samples that `rule` has not come to yet, of bounded size; false when none is due.
   * Resolves when that is durable. What is thinned then stays so.
   */
  thinOut(rule: ThinningRule): Promise<boolean>;
  /** Before when the samples of each rule were thinned. */
  thinned(): Promise<ThinnedBefore>;
  /** Waits for what was appended; then every call rejects. */
  close(): Promise<void>;
}
