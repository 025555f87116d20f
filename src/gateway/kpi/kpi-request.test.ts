import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { kpiPlant } from '../../analytics/kpi/kpi-plant.fixture.ts';
import { losses } from '../../analytics/kpi/losses.ts';
import type { KpiReport, KpiRow } from '../../analytics/kpi/report.ts';
import { SampleBatchBuilder } from '../../series/sample-batch.ts';
import { type PackmlState, packmlCode } from '../../twin/packml.ts';
import type { TagId } from '../../twin/plant.ts';
import { indexPlant } from '../../twin/plant-index.ts';
import { Quality } from '../../twin/quality.ts';
import { openHistorian } from '../historian/duckdb-historian.ts';
import type { Historian } from '../historian/historian.ts';
import { checkKpi, type KpiWords, kpisOf } from './kpi-request.ts';

const minute = 60_000;
const never = new AbortController().signal;
/** Monday 06:00 in Berlin. */
const startMs = Date.UTC(2030, 0, 7, 5);
const week = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const shifts = [
  { name: 'Early', days: week, start: '06:00', end: '14:00' },
  { name: 'Late', days: week, start: '14:00', end: '22:00' },
];
const plannedStops = [{ name: 'Lunch', days: week, start: '09:00', end: '09:30' }];
const kpis = [
  { id: 'oee', name: 'OEE', machine: 'filler', formula: 'oee', good: 'capper.good', rejected: 'capper.bad' },
] as never;
const index = indexPlant(kpiPlant({ shifts, plannedStops }, kpis));
const slotOf = (id: string) => index.tagById.get(id as TagId)!.slot;

let folder: string;
let historian: Historian;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gemba-kpi-'));
  historian = await openHistorian(
    folder,
    index.tags.map(({ id }) => id),
  );
});
afterEach(async () => {
  await historian.close();
  await rm(folder, { recursive: true });
});

/** Minutes after 06:00. */
class Story {
  readonly #rows = new SampleBatchBuilder();

  put(id: string, minutes: number, value: number, quality: number = Quality.good): this {
    this.#rows.push(slotOf(id), startMs + minutes * minute, value, quality);
    return this;
  }

  state(machine: string, minutes: number, state: PackmlState, reason = 0): this {
    return this.put(`${machine}.state`, minutes, packmlCode(state)).put(`${machine}.reason`, minutes, reason);
  }

  /** `perMinute` items in each minute of [from, to), told at its end; from what the counter showed. */
  counts(id: string, from: number, to: number, perMinute: number, shown = 0): number {
    for (let at = from; at < to; at++) this.put(id, at + 0.5, shown + perMinute * (at - from + 1));
    return shown + perMinute * (to - from);
  }

  store(): Promise<void> {
    return historian.append(this.#rows.copy());
  }
}

/**
 * The filler: 06:00 production, 07:00 jam of 20 min, 08:50 stopped over lunch until 09:35, 12:00 starved 15 min, 13:55
 * jam until 14:10. It makes 10 a minute while it runs. The capper loses one in ten, and waits 5 minutes.
 */
async function aDay(): Promise<void> {
  const story = new Story();
  story.state('filler', -30, 'Execute').state('capper', -30, 'Execute').state('pump', -30, 'Execute');
  story.state('filler', 60, 'Held', 3).state('filler', 80, 'Execute');
  story.state('filler', 170, 'Stopped').state('filler', 215, 'Execute');
  story.state('filler', 360, 'Suspended', 1).state('filler', 375, 'Execute');
  story.state('filler', 475, 'Held', 3).state('filler', 490, 'Execute');
  story.state('capper', 100, 'Suspended', 2).state('capper', 105, 'Execute');
  story.put('filler.recipe', -30, 1).put('filler.recipe', 240, 2);
  story.put('filler.good', -20, 7).put('capper.good', -20, 7).put('capper.bad', -20, 0);
  let good = 7;
  let bad = 0;
  let filled = 7;
  for (const [from, to] of [
    [0, 60],
    [80, 170],
    [215, 360],
    [375, 475],
    [490, 600],
  ] as const) {
    filled = story.counts('filler.good', from, to, 10, filled);
    good = story.counts('capper.good', from, to, 9, good);
    bad = story.counts('capper.bad', from, to, 1, bad);
  }
  await story.store();
}

const iso = (minutes: number) => new Date(startMs + minutes * minute).toISOString();
const ask = (from: number, to: number, by: string, nowMs: number | null = null): Promise<KpiReport> =>
  kpisOf(index, historian, checkKpi(index, { from: iso(from), to: iso(to), by }), nowMs, never);
const minutesOf = ({ account }: KpiRow) =>
  Object.fromEntries(Object.entries(account.times).flatMap(([key, ms]) => (ms === 0 ? [] : [[key, ms / minute]])));

describe('figures from the record', () => {
  test('KPI-5, KPI-9: a line by hand, of the machine and the counters that the plant file names', async () => {
    await aDay();
    const { rows, currency } = await ask(0, 480, 'line');
    const row = rows.find(({ line }) => line === 'line')!;
    expect(row).toMatchObject({ machine: 'filler', chosen: 'named', group: null });
    // 480 = 25 breakdown (20, and 5 of 15 at the end), 30 lunch, 15 stopped around it, 15 starved, 395 production.
    expect(minutesOf(row)).toEqual({ breakdown: 25, planned: 30, stopped: 15, starved: 15, production: 395 });
    expect(row.account.items).toEqual({ good: 3555, rejected: 395, reworked: 0, unrecorded: 0 });
    // "still" at 10 a minute until 10:00: 175 min of production; then "sparkling" at 5: 220 min of it.
    expect(row.account.idealMs).toBe((1750 / 10 + 2200 / 5) * minute);
    expect(row.figures).toMatchObject({ mtbfMs: 197.5 * minute, mttrMs: 12.5 * minute });
    expect(row.figures.availability).toBeCloseTo(395 / 450, 9);
    expect(row.figures.effectiveness).toBeCloseTo(615 / 395, 9);
    expect(row.figures.quality).toBeCloseTo(0.9, 9);
    expect(row.figures.throughput).toBeCloseTo(3950 / 7.5, 6);
    // Lost 55 min of planned busy time; speed was gained.
    const speedAndQuality = 395 - 615 + 61.5;
    expect(row.cost).toBeCloseTo((55 + speedAndQuality) * 10, 6);
    expect(currency).toBe('EUR');
  });

  test('KPI-8: by unit the waterfall is all of the window; a machine without counters says so', async () => {
    await aDay();
    const { rows } = await ask(-3, 501.5, 'unit');
    expect(rows.map(({ machine }) => machine)).toEqual(['filler', 'capper', 'pump']);
    for (const { waterfall, account } of rows) {
      const sum = losses.reduce((ms, loss) => ms + (waterfall.steps[loss] ?? 0), 0);
      expect(sum + (waterfall.goodMs ?? account.times.production)).toBe(504.5 * minute);
    }
    expect(rows[2]).toMatchObject({ figures: { quality: null, oee: null }, missing: { quality: 'noCounter' } });
  });

  test('KPI-11: shifts add up to the window, and a jam over their border is a failure of both', async () => {
    await aDay();
    const of = async (by: string) => (await ask(0, 600, by)).rows.filter(({ line }) => line === 'line');
    const shiftRows = await of('shift');
    const [whole] = await of('line');
    expect(shiftRows.map(({ group }) => group)).toEqual(['Early', 'Late']);
    expect(shiftRows.map(({ account }) => account.failures)).toEqual([2, 1]);
    const sum = (pick: (row: KpiRow) => number) => shiftRows.reduce((all, row) => all + pick(row), 0);
    expect(sum(({ account }) => account.items!.good)).toBe(whole!.account.items!.good);
    expect(sum(({ account }) => account.times.production)).toBe(whole!.account.times.production);
    expect(sum(({ account }) => account.times.breakdown)).toBe(whole!.account.times.breakdown);
    expect((await of('day')).map(({ group }) => group)).toEqual(['2030-01-07']);
  });

  test('KPI-7, KPI-11: each product has its time and its items', async () => {
    await aDay();
    const rows = (await ask(0, 480, 'product')).rows.filter(({ line }) => line === 'line');
    expect(rows.map(({ group, account }) => [group, account.totalMs / minute, account.items!.good])).toEqual([
      ['still', 240, 1575],
      ['sparkling', 240, 1980],
    ]);
    expect(rows.map(({ figures }) => figures.effectiveness)).toEqual([expect.closeTo(1, 9), expect.closeTo(2, 9)]);
  });

  test('KPI-9, KPI-10: the bottleneck waits least; stops tell what they cost', async () => {
    await aDay();
    const { bottlenecks, stops } = await ask(0, 480, 'line');
    expect(bottlenecks[0]!.ranking.map(({ machine }) => machine)).toEqual(['capper', 'filler']);
    // It runs through lunch, and is busy then.
    expect(bottlenecks[0]!.ranking[0]).toMatchObject({ blockedMs: 5 * minute, waitingShare: 5 / 480 });
    expect(stops.map(({ machine, is, reason, lostMs, cost }) => [machine, is, reason, lostMs / minute, cost])).toEqual([
      ['filler', 'breakdown', 'jam', 20, 200],
      ['filler', 'stopped', null, 15, 150],
      ['filler', 'starved', 'starved', 15, 150],
      ['filler', 'breakdown', 'jam', 5, 50],
    ]);
  });

  test('KPI-1, KPI-4: what was lost with the source is unknown, with the items of that time', async () => {
    const story = new Story().state('filler', -10, 'Execute').put('filler.good', -10, 0).put('capper.good', -10, 0);
    const before = story.counts('capper.good', 0, 60, 10);
    story.put('filler.state', 60, packmlCode('Execute'), Quality.stale);
    story.state('filler', 100, 'Execute');
    story.counts('capper.good', 100, 120, 10, before + 333);
    await story.store();
    const [row] = (await ask(0, 120, 'line', startMs + 120 * minute)).rows;
    expect(minutesOf(row!)).toEqual({ production: 80, unknown: 40 });
    // The first sample after the gap is 10 beyond the 333.
    expect(row!.account.items).toEqual({ good: 790, rejected: 0, reworked: 0, unrecorded: 343 });
  });

  test('what is still to come is unknown; offline the record ends with its last sample', async () => {
    const story = new Story().state('filler', 0, 'Execute').put('capper.good', 30, 5);
    await story.store();
    const [offline] = (await ask(0, 60, 'line')).rows;
    expect(offline!.account.times).toMatchObject({ production: 30 * minute + 1, unknown: 30 * minute - 1 });
    const [live] = (await ask(0, 60, 'line', startMs + 45 * minute)).rows;
    expect(live!.account.times).toMatchObject({ production: 45 * minute, unknown: 15 * minute });
  });
});

test('KPI-6: a plant whose machines report no states says so of each', async () => {
  const plant = kpiPlant();
  const areas = plant.areas.map((area) => ({
    ...area,
    lines: area.lines.map((line) => ({
      ...line,
      machines: line.machines.map((machine) => ({ ...machine, tags: machine.tags.slice(1) })),
    })),
  }));
  await new Story().put('capper.good', 0, 5).store();
  const bare = indexPlant({ ...plant, areas });
  const { rows } = await kpisOf(bare, historian, { by: 'unit', fromMs: startMs, toMs: startMs + 1 }, null, never);
  expect(rows.map(({ machine, missing }) => [machine, missing.oee, missing.mtbfMs])).toEqual([
    ['filler', 'noState', 'noState'],
    ['capper', 'noState', 'noState'],
    ['pump', 'noState', 'noState'],
  ]);
});

describe('what a person has to mend is said', () => {
  const words = (change: Partial<KpiWords>): KpiWords => ({ from: iso(0), to: iso(60), by: 'line', ...change });
  test.each([
    [{ from: 'yesterday' }, /Give "from" as a time with its zone, e\.g\. 2030-01-31T06:00:00Z/],
    [{ to: iso(-5) }, /ends .* before it starts/],
    [{ by: 'week' }, /Figures are by unit, line, shift, day, product, not by "week"/],
  ])('%j', (change, expected) => {
    expect(() => checkKpi(index, words(change))).toThrow(expected);
  });

  test('a plant without shifts or products', () => {
    const plant = kpiPlant();
    const areas = plant.areas.map((area) => ({
      ...area,
      lines: area.lines.map(({ productTag: _, ...line }) => line),
    }));
    const bare = indexPlant({ ...plant, areas });
    expect(() => checkKpi(bare, words({ by: 'shift' }))).toThrow('site.shifts');
    expect(() => checkKpi(bare, words({ by: 'product' }))).toThrow('productTag');
  });

  test('a window without a record', async () => {
    await expect(ask(0, 60, 'line')).rejects.toThrow('Nothing is recorded yet');
    await new Story().state('filler', 0, 'Execute').store();
    await expect(ask(100, 160, 'line')).rejects.toThrow(
      /Nothing is recorded from 2030-01-07T06:40.*the record goes from/,
    );
  });
});
