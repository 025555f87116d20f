import type { UnitCounters, UnitRecord } from '../../analytics/kpi/account.ts';
import type { CountRow } from '../../analytics/kpi/counts.ts';
import { type CounterTags, kpiPlan, type PlannedLine, type PlannedUnit } from '../../analytics/kpi/kpi-plan.ts';
import { type ProductSpan, productSpans, rateAtOf } from '../../analytics/kpi/products.ts';
import { type Grouping, groupCuts, type PlantRecord } from '../../analytics/kpi/report.ts';
import { breakdownMs, type StateRows, unitTimes } from '../../analytics/kpi/stretches.ts';
import type { Snapshot } from '../../series/columns.ts';
import type { Span } from '../../twin/calendar.ts';
import { plannedDowntime } from '../../twin/planned-stops.ts';
import type { PlacedTag, PlantIndex } from '../../twin/plant-index.ts';
import type { Historian } from '../historian/historian.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** States read in one go. */
const chunkMs = 7 * 24 * hourMs;

type Source = Pick<Historian, 'pick' | 'snapshot' | 'thin'>;

/**
 * What figures of `window` need of the record, which ends at `recordedToMs`. States are read by the sample, counters by
 * their roll-ups, cut wherever a group, a product or a time without a known state begins or ends.
 */
export async function readPlantRecord(
  index: PlantIndex,
  historian: Source,
  window: Span,
  by: Grouping,
  recordedToMs: number,
  signal: AbortSignal,
): Promise<PlantRecord> {
  const lines = kpiPlan(index);
  const outer = { fromMs: window.fromMs - breakdownMs, toMs: window.toMs + breakdownMs };
  const start = await historian.snapshot(outer.fromMs, signal);
  const rows = await readStates(historian, stateTags(lines), outer, start, signal);
  const rowsOf = (tag: PlacedTag | undefined): StateRows => (tag && rows.get(tag.slot)) ?? noRows;
  const cuts = groupCuts(index.plant.site, window, by);
  const counters = new CounterReader(historian, { ...window, toMs: Math.min(window.toMs, recordedToMs) }, signal);
  const units: [PlacedTag['machine']['machine']['id'], UnitRecord][] = [];
  const named: [string, UnitRecord][] = [];
  const products: [string, readonly ProductSpan[]][] = [];
  for (const planned of lines) {
    const { line, productTag } = planned;
    const downtime = plannedDowntime(index.plant.site, line.id, outer);
    const made = productTag ? productSpans(productTag, rowsOf(productTag), outer, recordedToMs) : [];
    if (productTag) products.push([line.id, made]);
    const recordOf = async ({ placed, reasonTag, counters: tags }: PlannedUnit): Promise<UnitRecord> => {
      const reasons = reasonTag ? { rows: rowsOf(reasonTag), names: reasonTag.stateNames! } : null;
      const times = unitTimes({ states: rowsOf(placed.stateTag), reasons }, downtime, outer, recordedToMs);
      const pieces = [
        ...cuts,
        ...made.map(({ fromMs }) => fromMs),
        ...times.runs.flatMap((run) => [run.fromMs, run.toMs]),
      ];
      return {
        ...times,
        counters: tags && (await counters.read(tags, start, pieces)),
        rateAt: rateAtOf(index.plant, placed.machine, made),
      };
    };
    for (const unit of planned.units) units.push([unit.placed.machine.id, await recordOf(unit)]);
    if (planned.named) named.push([line.id, await recordOf(planned.named)]);
  }
  return { window, recordedToMs, units: new Map(units), named: new Map(named), products: new Map(products) };
}

const noRows: StateRows = { timesMs: [], values: [], qualities: [] };

function stateTags(lines: readonly PlannedLine[]): readonly number[] {
  const tags = lines.flatMap(({ units, productTag }) => [
    productTag,
    ...units.flatMap(({ placed, reasonTag }) => [placed.stateTag, reasonTag]),
  ]);
  return [...new Set(tags.flatMap((tag) => (tag ? [tag.slot] : [])))];
}

interface GrowingRows {
  readonly timesMs: number[];
  readonly values: number[];
  readonly qualities: number[];
}

/** By slot: the value in force at the start, then each that differs from the one before. */
async function readStates(
  historian: Source,
  slots: readonly number[],
  { fromMs, toMs }: Span,
  start: Snapshot,
  signal: AbortSignal,
): Promise<ReadonlyMap<number, StateRows>> {
  const rows = new Map<number, GrowingRows>(slots.map((slot) => [slot, { timesMs: [], values: [], qualities: [] }]));
  const push = (slot: number, timeMs: number, value: number, quality: number) => {
    const own = rows.get(slot)!;
    if (own.values.at(-1) === value && own.qualities.at(-1) === quality) return;
    own.timesMs.push(timeMs);
    own.values.push(value);
    own.qualities.push(quality);
  };
  for (const slot of slots) {
    const timeMs = start.timesMs[slot]!;
    if (!Number.isNaN(timeMs)) push(slot, timeMs, start.values[slot]!, start.qualities[slot]!);
  }
  for (let atMs = fromMs; atMs < toMs; atMs += chunkMs) {
    const wanted = { whole: slots, quiet: [], minutes: [] };
    const batch = await historian.pick(wanted, atMs, Math.min(toMs, atMs + chunkMs), signal);
    for (let k = 0; k < batch.length; k++) {
      if (batch.timesMs[k]! > start.atMs)
        push(batch.slots[k]!, batch.timesMs[k]!, batch.values[k]!, batch.qualities[k]!);
    }
  }
  return rows;
}

/** Reads counters over a window, each once. */
class CounterReader {
  readonly #historian: Source;
  readonly #window: Span;
  readonly #signal: AbortSignal;

  constructor(historian: Source, window: Span, signal: AbortSignal) {
    this.#historian = historian;
    this.#window = window;
    this.#signal = signal;
  }

  async read(tags: CounterTags, start: Snapshot, cuts: readonly number[]): Promise<UnitCounters> {
    const edges = edgesOf(this.#window, cuts);
    const rowsOf = (tag: PlacedTag | undefined) => (tag ? this.#rows(tag.slot, start, edges) : Promise.resolve([]));
    return {
      good: await rowsOf(tags.good),
      rejected: await rowsOf(tags.rejected),
      reworked: await rowsOf(tags.reworked),
    };
  }

  async #rows(slot: number, start: Snapshot, edges: readonly number[]): Promise<readonly CountRow[]> {
    const rows: CountRow[] = [];
    const value = start.values[slot]!;
    // What was in force where the states begin was in force until the first sample.
    if (!Number.isNaN(start.timesMs[slot]!) && !Number.isNaN(value)) {
      rows.push({ firstMs: start.atMs, lastMs: start.atMs, first: value, high: value, last: value });
    }
    for (const [k, fromMs] of edges.slice(0, -1).entries()) {
      const toMs = edges[k + 1]!;
      const buckets = Math.max(1, Math.floor((toMs - fromMs) / hourMs));
      const series = await this.#historian.thin(slot, fromMs, toMs, buckets, this.#signal);
      for (const [row, firstMs] of series.firstTimesMs.entries()) {
        rows.push({
          firstMs,
          lastMs: series.lastTimesMs[row]!,
          first: series.firsts[row]!,
          high: series.highs[row]!,
          last: series.lasts[row]!,
        });
      }
    }
    return rows;
  }
}

/**
 * The window cut at `cuts`, each piece into whole hours and what lies before and after them by whole minutes: those are
 * read from roll-ups.
 */
function edgesOf({ fromMs, toMs }: Span, cuts: readonly number[]): readonly number[] {
  const pieces = [...new Set([fromMs - breakdownMs, fromMs, ...cuts, toMs])]
    .filter((atMs) => atMs >= fromMs - breakdownMs && atMs <= toMs)
    .sort((a, b) => a - b);
  const edges = pieces.flatMap((startMs, k) => {
    const endMs = pieces[k + 1];
    if (endMs === undefined) return [startMs];
    const inner = [minuteMs, hourMs].flatMap((unitMs) => [
      Math.ceil(startMs / unitMs) * unitMs,
      Math.floor(endMs / unitMs) * unitMs,
    ]);
    return [startMs, ...inner.filter((atMs) => atMs > startMs && atMs < endMs)];
  });
  return [...new Set(edges)].sort((a, b) => a - b);
}
