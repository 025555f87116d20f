import type { CountRow } from '../../analytics/kpi/counts.ts';
import type { Snapshot } from '../../series/columns.ts';
import type { Span } from '../../twin/calendar.ts';
import { Quality } from '../../twin/quality.ts';
import type { Historian } from '../historian/historian.ts';
import { minuteMs, minuteOf } from '../summaries/minutes.ts';
import { rowsBySlot, samplesBySlot } from '../summaries/tag-rows.ts';

/** Minutes of one counter that are read in one go. */
const chunkMs = 7 * 86_400_000;

/** A counter, and the moments that no row of it may span: Unix ms, in no order. */
export interface CounterCuts {
  readonly slot: number;
  readonly cuts: readonly number[];
}

/**
 * The records of counters over the span, by slot, from the value in force at `start` on: by roll-ups of minutes, and by
 * the sample in minutes that are cut. Rows that follow each other without a cut or a reset are one.
 */
export async function readCounters(
  historian: Pick<Historian, 'pick' | 'rollUps'>,
  wished: readonly CounterCuts[],
  span: Span,
  start: Snapshot,
  signal: AbortSignal,
): Promise<ReadonlyMap<number, readonly CountRow[]>> {
  const cutsOf = new Map<number, number[]>();
  for (const { slot, cuts } of wished) cutsOf.set(slot, [...(cutsOf.get(slot) ?? []), ...cuts]);
  const counters = new Map([...cutsOf].map(([slot, cuts]) => [slot, new Counter(cuts)]));
  for (const [slot, counter] of counters) {
    const value = start.values[slot]!;
    // A stale one repeats the last; a bad one says nothing.
    if (Number.isNaN(start.timesMs[slot]!) || Number.isNaN(value) || start.qualities[slot]! >= Quality.bad) continue;
    // In force there, whenever it was sampled.
    counter.take({ firstMs: start.atMs, lastMs: start.atMs, first: value, high: value, last: value });
  }
  const endMs = Math.ceil(span.toMs / minuteMs) * minuteMs;
  for (let atMs = minuteOf(span.fromMs); atMs < endMs; atMs += chunkMs) {
    const toMs = Math.min(endMs, atMs + chunkMs);
    const bounds = [...counters.keys()].map((slot) => ({
      slot,
      low: Number.POSITIVE_INFINITY,
      high: Number.POSITIVE_INFINITY,
    }));
    const rows = rowsBySlot(await historian.rollUps(bounds, atMs, toMs, signal));
    const minutes = [...counters].flatMap(([slot, { cutMinutes }]) =>
      [...cutMinutes].filter((at) => at >= atMs && at < toMs).map((minute) => ({ slot, minuteMs: minute })),
    );
    const samples = samplesBySlot(await historian.pick({ whole: [], quiet: [], minutes }, atMs, toMs, signal));
    for (const [slot, counter] of counters) {
      const whole = (rows.get(slot) ?? []).filter((row) => !counter.cutMinutes.has(row.minuteMs));
      const single = (samples.get(slot) ?? []).flatMap(({ timeMs, value, quality }) =>
        quality < Quality.stale && !Number.isNaN(value)
          ? [{ firstMs: timeMs, lastMs: timeMs, first: value, high: value, last: value }]
          : [],
      );
      for (const row of [...whole, ...single].sort((a, b) => a.firstMs - b.firstMs)) {
        if (row.firstMs > start.atMs) counter.take(row);
      }
    }
  }
  return new Map([...counters].map(([slot, { rows }]) => [slot, rows]));
}

class Counter {
  readonly rows: CountRow[] = [];
  /** Starts of minutes with a cut inside. */
  readonly cutMinutes: ReadonlySet<number>;
  readonly #cuts: readonly number[];
  /** Of the cuts those before the newest row. */
  #passed = 0;

  constructor(cuts: readonly number[]) {
    this.#cuts = [...new Set(cuts)].sort((a, b) => a - b);
    this.cutMinutes = new Set(this.#cuts.filter((at) => at !== minuteOf(at)).map(minuteOf));
  }

  take(row: CountRow): void {
    const passed = this.#passed;
    while (this.#passed < this.#cuts.length && this.#cuts[this.#passed]! <= row.firstMs) this.#passed++;
    const last = this.rows.at(-1);
    const rises = last !== undefined && last.high === last.last && row.first >= last.last && row.high === row.last;
    if (rises && passed === this.#passed) {
      this.rows[this.rows.length - 1] = { ...last, lastMs: row.lastMs, high: row.high, last: row.last };
    } else
      this.rows.push({ firstMs: row.firstMs, lastMs: row.lastMs, first: row.first, high: row.high, last: row.last });
  }
}
