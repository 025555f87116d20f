import { localDay, type Span } from '../../twin/calendar.ts';
import { daysWithin, shiftsWithin } from '../../twin/planned-stops.ts';
import type { Line, MachineId, Site } from '../../twin/plant.ts';
import type { PlantIndex } from '../../twin/plant-index.ts';
import { type Account, accountOf, type UnitRecord } from './account.ts';
import { type Candidate, ranked } from './bottleneck.ts';
import { busyMsOf, type Figures, figuresOf, type Missing, missingOf } from './figures.ts';
import { kpiPlan, type PlannedLine } from './kpi-plan.ts';
import { lostMsOf, type Waterfall, waterfallOf } from './losses.ts';
import type { ProductSpan } from './products.ts';
import { type Stop, stopsOf } from './stops.ts';

export const groupings = ['unit', 'line', 'shift', 'day', 'product'] as const;
export type Grouping = (typeof groupings)[number];

/** The record of a plant over a window, as far as figures need it. */
export interface PlantRecord {
  readonly window: Span;
  /** Nothing is recorded from here on. */
  readonly recordedToMs: number;
  readonly units: ReadonlyMap<MachineId, UnitRecord>;
  /** By line id: the machine that the plant file names for it, with the items counted where that says. */
  readonly named: ReadonlyMap<string, UnitRecord>;
  /** By line id; none where nobody says what is made. */
  readonly products: ReadonlyMap<string, readonly ProductSpan[]>;
}

/** Figures of a machine, or of a line by one of its machines. */
export interface KpiRow {
  readonly line: string;
  /** Whose they are. */
  readonly machine: MachineId;
  /**
   * How a line's machine was chosen: the plant file names it, it waited least, or it is the first, because nothing tells
   * a bottleneck; `unit` = the row is of that machine.
   */
  readonly chosen: 'unit' | 'named' | 'bottleneck' | 'first';
  /** Name of the shift or product, date of the day; null = nobody says, or there are no groups. */
  readonly group: string | null;
  /** Unix epoch ms; the spans of a product lie between. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly figures: Figures;
  /** Why the figures are n/a that are null. */
  readonly missing: Partial<Record<keyof Figures, Missing>>;
  readonly account: Account;
  readonly waterfall: Waterfall;
  /** What its losses of planned busy time cost; null where the plant file gives the line no rate, where nothing is known, and for `unit`. */
  readonly cost: number | null;
}

export interface LineBottleneck {
  readonly line: string;
  /** The bottleneck first. */
  readonly ranking: readonly Candidate[];
}

export interface KpiReport {
  readonly plant: string;
  /** [fromMs, toMs), Unix epoch. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly recordedToMs: number;
  readonly by: Grouping;
  /** ISO 4217; null = the plant file names none. */
  readonly currency: string | null;
  readonly rows: readonly KpiRow[];
  readonly bottlenecks: readonly LineBottleneck[];
  /** The longest of each line's machine, and every breakdown of the others: oldest first. */
  readonly stops: readonly Stop[];
}

interface Group {
  readonly name: string | null;
  readonly spans: readonly Span[];
}

/** All figures over the window of `record`, one row for each machine or line and group. */
export function kpiReport(index: PlantIndex, record: PlantRecord, by: Grouping): KpiReport {
  const { plant } = index;
  const { window } = record;
  const lines = kpiPlan(index);
  const rows = lines.flatMap((planned) => {
    const groups = groupsOf(plant.site, record, planned, by);
    if (by !== 'unit') return groups.flatMap((group) => lineRow(record, planned, group) ?? []);
    return planned.units.flatMap(({ placed }) => {
      const unit = record.units.get(placed.machine.id);
      return unit ? [rowOf(planned, { machine: placed.machine.id, chosen: 'unit' }, unit, groups[0]!)] : [];
    });
  });
  const rankings = lines.map((planned) => ({ line: planned.line.id, ranking: rankingOf(record, planned, [window]) }));
  return {
    plant: plant.id,
    fromMs: window.fromMs,
    toMs: window.toMs,
    recordedToMs: record.recordedToMs,
    by,
    currency: plant.site.currency ?? null,
    rows,
    bottlenecks: rankings.filter(({ ranking }) => ranking.length > 0),
    stops: lines.flatMap((planned) => lineStops(record, planned)).sort((a, b) => a.fromMs - b.fromMs),
  };
}

/** Where the window has to be cut so that no group needs part of a piece. */
export function groupCuts(site: Site, window: Span, by: Grouping): readonly number[] {
  const spans = by === 'shift' ? shiftsWithin(site, window) : by === 'day' ? daysWithin(site, window) : [];
  return spans.flatMap(({ fromMs, toMs }) => [fromMs, toMs]);
}

function groupsOf(
  site: Site,
  { window, products }: PlantRecord,
  { line }: PlannedLine,
  by: Grouping,
): readonly Group[] {
  const cut = ({ fromMs, toMs }: Span): Span => ({
    fromMs: Math.max(fromMs, window.fromMs),
    toMs: Math.min(toMs, window.toMs),
  });
  if (by === 'shift') return shiftsWithin(site, window).map((shift) => ({ name: shift.name, spans: [cut(shift)] }));
  if (by === 'day') {
    return daysWithin(site, window).map((day) => ({ name: dateOf(site, day.fromMs), spans: [cut(day)] }));
  }
  const made = products.get(line.id);
  if (by !== 'product' || made === undefined) return [{ name: null, spans: [window] }];
  const inside = made.map((span) => ({ ...span, ...cut(span) })).filter(({ fromMs, toMs }) => toMs > fromMs);
  const names = [...new Set(inside.map(({ product }) => product))];
  return names.map((name) => ({ name, spans: inside.filter(({ product }) => product === name) }));
}

/** "2030-01-31", the local date. */
const dateOf = ({ timeZone }: Site, timeMs: number): string =>
  new Date(localDay(timeZone, timeMs)).toISOString().slice(0, 10);

function lineRow(record: PlantRecord, planned: PlannedLine, group: Group): KpiRow | null {
  const chosen = lineMachine(record, planned, group.spans);
  const unit = planned.named ? record.named.get(planned.line.id) : chosen && record.units.get(chosen.machine);
  return chosen && unit ? rowOf(planned, chosen, unit, group) : null;
}

type Chosen = Pick<KpiRow, 'machine' | 'chosen'>;

/** The line's machine: the one that the plant file names, else its bottleneck, else its first. */
function lineMachine(record: PlantRecord, planned: PlannedLine, spans: readonly Span[]): Chosen | undefined {
  if (planned.named) return { machine: planned.named.placed.machine.id, chosen: 'named' };
  const [bottleneck] = rankingOf(record, planned, spans);
  if (bottleneck) return { machine: bottleneck.machine, chosen: 'bottleneck' };
  const [first] = planned.units;
  return first && { machine: first.placed.machine.id, chosen: 'first' };
}

/** Among machines with a rated output, because others only help; among all where none has one. */
function rankingOf({ units }: PlantRecord, planned: PlannedLine, spans: readonly Span[]): readonly Candidate[] {
  const rated = planned.units.filter(({ placed }) => placed.machine.ratePerMinute !== undefined);
  const among = (rated.length > 0 ? rated : planned.units).flatMap(({ placed }) => {
    const unit = units.get(placed.machine.id);
    return unit ? [[placed.machine.id, accountOf(unit, spans)] as const] : [];
  });
  return ranked(among);
}

function rowOf(
  { line, units }: PlannedLine,
  { machine, chosen }: Chosen,
  unit: UnitRecord,
  { name, spans }: Group,
): KpiRow {
  const account = accountOf(unit, spans);
  const figures = figuresOf(account);
  const hasState = units.find(({ placed }) => placed.machine.id === machine)?.placed.stateTag !== undefined;
  return {
    line: line.id,
    machine,
    chosen,
    group: name,
    fromMs: spans[0]!.fromMs,
    toMs: spans.at(-1)!.toMs,
    figures,
    missing: missingOf(account, figures, hasState),
    account,
    waterfall: waterfallOf(account),
    cost: chosen === 'unit' || busyMsOf(account) === 0 ? null : costOf(lostMsOf(account), line),
  };
}

const costOf = (lostMs: number, { downtimeCostPerHour }: Line): number | null =>
  downtimeCostPerHour === undefined ? null : (lostMs / 3_600_000) * downtimeCostPerHour;

const mostStops = 20;

function lineStops(record: PlantRecord, planned: PlannedLine): readonly Stop[] {
  const { line, units } = planned;
  const own = lineMachine(record, planned, [record.window])?.machine;
  return units.flatMap(({ placed }) => {
    const { id } = placed.machine;
    const unit = record.units.get(id);
    if (!unit) return [];
    const stops = stopsOf(unit.stretches, record.window).map(
      (stop): Stop => ({
        ...stop,
        line: line.id,
        machine: id,
        cost: id === own ? costOf(stop.lostMs, line) : null,
      }),
    );
    // Of a machine that makes nothing that is counted only breakdowns are news.
    if (id !== own || unit.counters === null) return stops.filter(({ is }) => is === 'breakdown');
    return stops.sort((a, b) => b.lostMs - a.lostMs).slice(0, mostStops);
  });
}
