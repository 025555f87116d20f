import { type CountRow, countWithin } from '../../analytics/kpi/counts.ts';
import type { Snapshot } from '../../series/columns.ts';
import type { Span } from '../../twin/calendar.ts';
import type { PlacedTag } from '../../twin/plant-index.ts';
import { Quality } from '../../twin/quality.ts';
import { minuteMs, minuteOf } from './minutes.ts';
import type { MinuteRow, TagSample } from './tag-rows.ts';

/**
 * Items that all counters together counted in each minute of `span`, NaN in which one of them is not known: it has no
 * good or uncertain sample in it and none in force at its start. What was counted while it was quiet belongs to no minute.
 * Rows and samples begin at `fromMs`, a whole minute at or before the span, and `start` is what was in force there.
 */
export function madeByMinute(
  counters: readonly PlacedTag[],
  rows: ReadonlyMap<number, readonly MinuteRow[]>,
  samples: ReadonlyMap<number, readonly TagSample[]>,
  start: Snapshot,
  span: Span,
  fromMs: number,
): Float64Array {
  const made = new Float64Array((span.toMs - span.fromMs) / minuteMs).fill(counters.length === 0 ? Number.NaN : 0);
  for (const { slot } of counters) {
    const rowOf = new Map((rows.get(slot) ?? []).map((row) => [row.minuteMs, row]));
    const quietMs = new Map<number, number>();
    for (const { timeMs, quality } of samples.get(slot) ?? []) {
      if (quality >= Quality.stale) quietMs.set(minuteOf(timeMs), timeMs);
    }
    let before = inForce(start, slot);
    for (let atMs = fromMs; atMs < span.toMs; atMs += minuteMs) {
      const row = rowOf.get(atMs);
      if (atMs >= span.fromMs) made[(atMs - span.fromMs) / minuteMs]! += counted(before, row, atMs);
      const silentMs = quietMs.get(atMs);
      if (silentMs !== undefined) before = row && row.lastMs > silentMs ? row : undefined;
      else before = row ?? before;
    }
  }
  return made;
}

function counted(before: CountRow | undefined, row: CountRow | undefined, atMs: number): number {
  if (row) return countWithin(before ? [before, row] : [row], { fromMs: atMs, toMs: atMs + minuteMs });
  return before ? 0 : Number.NaN;
}

function inForce({ timesMs, values, qualities }: Snapshot, slot: number): CountRow | undefined {
  const timeMs = timesMs[slot]!;
  const value = values[slot]!;
  if (Number.isNaN(timeMs) || Number.isNaN(value) || qualities[slot]! >= Quality.stale) return undefined;
  return { firstMs: timeMs, lastMs: timeMs, first: value, high: value, last: value };
}
