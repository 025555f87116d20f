import type { CountRow } from '../../analytics/kpi/counts.ts';
import type { SampleBatch } from '../../series/sample-batch.ts';
import type { RollUps } from '../historian/historian.ts';

/** One tag's minutes that have samples. */
export interface MinuteRow extends CountRow {
  readonly minuteMs: number;
  readonly low: number;
}

export interface TagSample {
  readonly timeMs: number;
  readonly value: number;
  readonly quality: number;
}

export function rowsBySlot(rolled: RollUps): ReadonlyMap<number, readonly MinuteRow[]> {
  return grouped(rolled.slots, rolled.slots.length, (k) => ({
    minuteMs: rolled.minutesMs[k]!,
    firstMs: rolled.firstTimesMs[k]!,
    lastMs: rolled.lastTimesMs[k]!,
    first: rolled.firsts[k]!,
    low: rolled.lows[k]!,
    high: rolled.highs[k]!,
    last: rolled.lasts[k]!,
  }));
}

export function samplesBySlot(batch: SampleBatch): ReadonlyMap<number, readonly TagSample[]> {
  return grouped(batch.slots, batch.length, (k) => ({
    timeMs: batch.timesMs[k]!,
    value: batch.values[k]!,
    quality: batch.qualities[k]!,
  }));
}

function grouped<T>(slots: Uint32Array, length: number, rowOf: (k: number) => T): ReadonlyMap<number, readonly T[]> {
  const groups = new Map<number, T[]>();
  for (let k = 0; k < length; k++) {
    const rows = groups.get(slots[k]!);
    if (rows) rows.push(rowOf(k));
    else groups.set(slots[k]!, [rowOf(k)]);
  }
  return groups;
}
