import type { SampleColumns, Snapshot, ThinnedSeries } from '../../series/columns.ts';
import type { SampleBatch } from '../../series/sample-batch.ts';

/** The plant's record. Slots are those of the plant index it was opened with. Its rules stand in SPEC.md. */
export interface Historian {
  /** What people should know of the record's past: that some of it was damaged, and where it is kept. */
  readonly notice?: string | undefined;
  /** What it is, where it takes no samples: "recording of Bottling, ...". */
  readonly readOnly?: string;
  /**
   * Resolves when a power cut can no longer lose the batch. A (tag, time) is stored once: the last to
   * arrive wins. Times are kept to the millisecond; rows may come in any order of time. The batch may be filled again
   * at once. Rejects when it cannot be stored; nothing of it counts then, and it may be sent again.
   */
  append(batch: SampleBatch): Promise<void>;
  /** [fromMs, toMs), oldest first, in chunks of bounded size. */
  read(slot: number, fromMs: number, toMs: number, signal: AbortSignal): AsyncIterable<SampleColumns>;
  /** The samples of many tags in [fromMs, toMs), oldest first, in batches of bounded size. */
  readTags(slots: readonly number[], fromMs: number, toMs: number, signal: AbortSignal): AsyncIterable<SampleBatch>;
  /**
   * [fromMs, toMs) cut into `buckets` of equal length; empty ones are left out. On whole minutes (see `thinningGrid`)
   * roll-ups serve, and the cost does not grow with the samples.
   */
  thin(slot: number, fromMs: number, toMs: number, buckets: number, signal: AbortSignal): Promise<ThinnedSeries>;
  /** For every tag the value in force: its last sample at or before `atMs`. */
  snapshot(atMs: number, signal: AbortSignal): Promise<Snapshot>;
  /** First and last stored time, or null while nothing is. */
  extent(): Promise<{ readonly fromMs: number; readonly toMs: number } | null>;
  /** Waits for what was appended; then every call rejects. */
  close(): Promise<void>;
}
