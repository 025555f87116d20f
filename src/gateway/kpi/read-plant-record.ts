import type { UnitCounters, UnitRecord } from '../../analytics/kpi/account.ts';
import type { CountRow } from '../../analytics/kpi/counts.ts';
import { type CounterTags, kpiPlan, type PlannedLine } from '../../analytics/kpi/kpi-plan.ts';
import { type ProductSpan, productSpans, rateAtOf } from '../../analytics/kpi/products.ts';
import { type Grouping, groupCuts, type PlantRecord } from '../../analytics/kpi/report.ts';
import { breakdownMs, type StateRows, unitTimes } from '../../analytics/kpi/stretches.ts';
import type { Snapshot } from '../../series/columns.ts';
import type { Span } from '../../twin/calendar.ts';
import { plannedDowntime } from '../../twin/planned-stops.ts';
import type { MachineId } from '../../twin/plant.ts';
import type { PlacedTag, PlantIndex } from '../../twin/plant-index.ts';
import type { Historian } from '../historian/historian.ts';
import { type CounterCuts, readCounters } from './read-counters.ts';

/** States read in one go. */
const chunkMs = 7 * 86_400_000;

type Source = Pick<Historian, 'pick' | 'snapshot' | 'rollUps'>;

/**
 * What figures of `window` need of the record, which ends at `recordedToMs`. States are read by the sample, counters by
 * the minute, cut wherever a group, a product or a time without a known state begins or ends.
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
  const cuts = [window.fromMs, window.toMs, ...groupCuts(index.plant.site, window, by)];
  const wished: CounterCuts[] = [];
  const records = lines.flatMap((planned) => {
    const { line, productTag } = planned;
    const downtime = plannedDowntime(index.plant.site, line.id, outer);
    const made = productTag ? productSpans(productTag, rowsOf(productTag), outer, recordedToMs) : [];
    return [...planned.units, ...(planned.named ? [planned.named] : [])].map((unit) => {
      const { placed, reasonTag, counters } = unit;
      const reasons = reasonTag ? { rows: rowsOf(reasonTag), names: reasonTag.stateNames! } : null;
      const times = unitTimes({ states: rowsOf(placed.stateTag), reasons }, downtime, outer, recordedToMs);
      const own = [...cuts, ...[...made, ...times.runs].flatMap(({ fromMs, toMs }) => [fromMs, toMs])];
      for (const tag of Object.values(counters ?? {})) if (tag) wished.push({ slot: tag.slot, cuts: own });
      return { planned, unit, times, rateAt: rateAtOf(index.plant, placed.machine, made), made };
    });
  });
  const counted = await readCounters(
    historian,
    wished,
    { ...outer, toMs: Math.min(outer.toMs, recordedToMs) },
    start,
    signal,
  );
  const units: [MachineId, UnitRecord][] = [];
  const named: [string, UnitRecord][] = [];
  const products: [string, readonly ProductSpan[]][] = [];
  for (const { planned, unit, times, rateAt, made } of records) {
    const record = { ...times, counters: unit.counters && countersOf(unit.counters, counted), rateAt };
    if (unit === planned.named) named.push([planned.line.id, record]);
    else units.push([unit.placed.machine.id, record]);
    if (planned.productTag) products.push([planned.line.id, made]);
  }
  return { window, recordedToMs, units: new Map(units), named: new Map(named), products: new Map(products) };
}

function countersOf(tags: CounterTags, counted: ReadonlyMap<number, readonly CountRow[]>): UnitCounters {
  const rowsOf = (tag: PlacedTag | undefined) => (tag && counted.get(tag.slot)) ?? [];
  return { good: rowsOf(tags.good), rejected: rowsOf(tags.rejected), reworked: rowsOf(tags.reworked) };
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
