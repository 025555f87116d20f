import type { SampleColumns, Snapshot, ThinnedSeries } from '../../series/columns.ts';
import type { SampleBatch } from '../../series/sample-batch.ts';

/** The plant's record. Slots are those of the plant index it was opened with. */
export interface Historian {
  /**
   * Resolves when a power cut can no longer lose the batch. A (tag, time) already stored with the same value is
   * taken once; rows may come in any order of time. Rejects when it cannot be stored; nothing of it counts then.
   */
  append(batch: SampleBatch): Promise<void>;
  /** [fromMs, toMs), oldest first, in chunks of bounded size. */
  read(slot: number, fromMs: number, toMs: number, signal: AbortSignal): AsyncIterable<SampleColumns>;
  /** [fromMs, toMs) cut into `buckets` of equal length; empty ones are left out. Cost does not grow with the samples where roll-ups serve. */
  thin(slot: number, fromMs: number, toMs: number, buckets: number, signal: AbortSignal): Promise<ThinnedSeries>;
  /** For every tag the value in force: its last sample at or before `atMs`. */
  snapshot(atMs: number, signal: AbortSignal): Promise<Snapshot>;
  /** First and last stored time, or null while nothing is. */
  extent(): Promise<{ readonly fromMs: number; readonly toMs: number } | null>;
  /** Waits for what was appended; then every call rejects. */
  close(): Promise<void>;
}
