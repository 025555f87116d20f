import { dayBounds, type Span, shiftAt } from './calendar.ts';
import { packmlCode } from './packml.ts';
import type { Kpi, Site } from './plant.ts';
import { Quality } from './quality.ts';

/** A state tag's record: each row holds until the next, oldest first. */
export interface StateRows {
  readonly timesMs: ArrayLike<number>;
  readonly values: ArrayLike<number>;
  readonly qualities: ArrayLike<number>;
}

/** A counter's record by stretches that follow each other; within one it is reset once at most. */
export interface CountRow {
  readonly firstMs: number;
  readonly lastMs: number;
  readonly first: number;
  readonly high: number;
  readonly last: number;
}

/** What the figures of one stretch are computed from. */
export interface Production {
  /** In Execute: ISO 22400-2 actual production time. */
  readonly executeMs: number;
  /**
   * Planned busy time, as far as the machine's state is known. A plant file plans no downtime inside a shift, and
   * what nobody recorded is neither production nor loss.
   */
  readonly busyMs: number;
  readonly good: number;
  readonly rejected: number;
}

const execute = packmlCode('Execute');

/** Milliseconds of the span in Execute, and those in which the state is known at all. */
export function timesWithin(rows: StateRows, span: Span): { executeMs: number; busyMs: number } {
  let executeMs = 0;
  let busyMs = 0;
  for (let k = 0; k < rows.timesMs.length; k++) {
    if (rows.qualities[k]! >= Quality.stale) continue;
    const fromMs = Math.max(span.fromMs, rows.timesMs[k]!);
    const toMs = Math.min(span.toMs, k + 1 < rows.timesMs.length ? rows.timesMs[k + 1]! : span.toMs);
    if (toMs <= fromMs) continue;
    busyMs += toMs - fromMs;
    if (rows.values[k] === execute) executeMs += toMs - fromMs;
  }
  return { executeMs, busyMs };
}

/** Items counted in the span. A fall is a reset: what the counter shows after it was counted since. */
export function countWithin(rows: readonly CountRow[], span: Span): number {
  let count = 0;
  let before: CountRow | undefined;
  for (const row of rows) {
    if (row.firstMs >= span.toMs) break;
    if (row.firstMs >= span.fromMs) {
      if (before) count += risen(before.last, row.first);
      count += row.last >= row.first ? row.last - row.first : row.high - row.first + row.last;
    }
    before = row;
  }
  return count;
}

const risen = (from: number, to: number): number => (to >= from ? to - from : to);

/**
 * ISO 22400-2, key figures of a work unit; null where a denominator is zero. Never clipped: above 100 % says that the
 * rated output is wrong. A line's figure is that of its bottleneck, with the items counted where the plant file says.
 *
 * - availability = actual production time / planned busy time (clause 9, "Availability")
 * - effectiveness = planned run time per item x produced quantity / actual production time ("Effectiveness")
 * - quality ratio = good quantity / produced quantity ("Quality ratio")
 * - OEE index = availability x effectiveness x quality ratio ("OEE index")
 * - throughput rate = produced quantity / order execution time ("Throughput rate"), here an hour of busy time
 */
export function kpiValue(formula: Kpi['formula'], ratePerMinute: number | undefined, of: Production): number | null {
  const { executeMs, busyMs, good, rejected } = of;
  const produced = good + rejected;
  switch (formula) {
    case 'availability':
      return ratio(executeMs, busyMs);
    case 'effectiveness':
      return ratePerMinute === undefined ? null : ratio((produced / ratePerMinute) * 60_000, executeMs);
    case 'quality':
      return ratio(good, produced);
    case 'throughput':
      return ratio(produced * 3_600_000, busyMs);
    case 'oee': {
      const parts = (['availability', 'effectiveness', 'quality'] as const).map((each) =>
        kpiValue(each, ratePerMinute, of),
      );
      // A shift that made nothing has no quality, but its OEE is 0 as soon as it was planned to run.
      if (parts[0] === 0) return 0;
      return parts.reduce<number | null>(
        (product, each) => (product === null || each === null ? null : product * each),
        1,
      );
    }
  }
}

const ratio = (above: number, below: number): number | null => (below > 0 ? above / below : null);

/** The shift so far, or the day so far where the site has no shifts; null between shifts. */
export function kpiSpan(site: Site, atMs: number): (Span & { readonly shift: string | null }) | null {
  if (site.shifts.length === 0) return { shift: null, fromMs: dayBounds(site, atMs).fromMs, toMs: atMs };
  const shift = shiftAt(site, atMs);
  return shift && { shift: shift.name, fromMs: shift.fromMs, toMs: atMs };
}
