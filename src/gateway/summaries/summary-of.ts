import type { TimelineSummary } from '../../series/columns.ts';
import { type Minute, minuteMs } from './minutes.ts';

/** Minutes of a window, in the order of time, as buckets of equal length; a minute's items are spread evenly over it. */
export function summaryOf(
  minutes: ReadonlyMap<number, Minute>,
  fromMs: number,
  toMs: number,
  buckets: number,
  nowMs: number,
): TimelineSummary {
  const bucketMs = (toMs - fromMs) / buckets;
  const onsets = [1, 2, 3].map(() => new Uint32Array(buckets)) as [Uint32Array, Uint32Array, Uint32Array];
  const firstOnsetsMs = new Float64Array(buckets).fill(Number.NaN);
  const recorded = new Uint8Array(buckets);
  const made = new Float64Array(buckets);
  const knownMinutes = new Float64Array(buckets);
  for (const [startMs, minute] of minutes) {
    for (const event of minute.events) {
      if (event.kind !== 'raised' || event.timeMs < fromMs || event.timeMs >= toMs) continue;
      const bucket = Math.min(Math.floor((event.timeMs - fromMs) / bucketMs), buckets - 1);
      onsets[event.priority - 1]![bucket]!++;
      if (Number.isNaN(firstOnsetsMs[bucket]!)) firstOnsetsMs[bucket] = event.timeMs;
    }
    const endMs = startMs + minuteMs;
    const first = Math.max(0, Math.floor((startMs - fromMs) / bucketMs));
    for (let bucket = first; bucket < buckets && fromMs + bucket * bucketMs < endMs; bucket++) {
      const bucketFromMs = fromMs + bucket * bucketMs;
      const sharedMs = Math.min(endMs, bucketFromMs + bucketMs) - Math.max(startMs, bucketFromMs);
      if (sharedMs <= 0) continue;
      if (minute.recorded) recorded[bucket] = 1;
      // Of the minute under way nobody knows the rate yet.
      if (endMs > nowMs || Number.isNaN(minute.made)) continue;
      made[bucket]! += (minute.made * sharedMs) / minuteMs;
      knownMinutes[bucket]! += sharedMs / minuteMs;
    }
  }
  const rates = made.map((items, bucket) => items / knownMinutes[bucket]!);
  return { fromMs, bucketMs, onsets, firstOnsetsMs, recorded, rates };
}
