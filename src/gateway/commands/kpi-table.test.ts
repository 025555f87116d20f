import { expect, test } from 'vitest';
import { kpiPlant } from '../../analytics/kpi/kpi-plant.fixture.ts';
import { kpiReport } from '../../analytics/kpi/report.ts';
import { unitTimes } from '../../analytics/kpi/stretches.ts';
import { type PackmlState, packmlCode } from '../../twin/packml.ts';
import type { MachineId } from '../../twin/plant.ts';
import { indexPlant } from '../../twin/plant-index.ts';
import { kpiLines } from './kpi-table.ts';

const minute = 60_000;
/** 06:00 in Berlin. */
const fromMs = Date.UTC(2030, 0, 7, 5);
const window = { fromMs, toMs: fromMs + 480 * minute };

type Pause = readonly [state: PackmlState, from: number, to: number];

/** Runs, but for the minutes given, and makes `good` items at a rating of 10 a minute. */
function unit(good: number | null, ...pauses: readonly Pause[]) {
  const rows: [number, PackmlState][] = [[0, 'Execute'], ...pauses.flatMap(rowsOf)];
  const states = {
    timesMs: rows.map(([at]) => fromMs + at * minute),
    values: rows.map(([, state]) => packmlCode(state)),
    qualities: rows.map(() => 0),
  };
  const row = (atMs: number, shown: number) => ({
    firstMs: atMs,
    lastMs: atMs,
    first: shown,
    high: shown,
    last: shown,
  });
  return {
    ...unitTimes({ states, reasons: null }, [], window, window.toMs),
    counters: good === null ? null : { good: [row(fromMs, 0), row(window.toMs - 1, good)], rejected: [], reworked: [] },
    rateAt: () => 10,
  };
}
const rowsOf = ([state, from, to]: Pause): [number, PackmlState][] => [
  [from, state],
  [to, 'Execute'],
];

test('people are told figures, losses, the bottleneck and stops, and why something is n/a', () => {
  const index = indexPlant(kpiPlant());
  const id = (name: string) => name as MachineId;
  const units = new Map([
    [id('filler'), unit(4500, ['Held', 60, 120])],
    [id('capper'), unit(4000, ['Suspended', 65, 113])],
    [id('pump'), unit(null)],
  ]);
  const record = { window, recordedToMs: window.toMs, units, named: new Map(), products: new Map() };
  const lines = kpiLines(index, kpiReport(index, record, 'line'));
  const text = lines.join('\n').replaceAll(/ +/g, ' ');
  expect(text).toContain('P, 07/01/2030, 06:00 to 07/01/2030, 14:00 (Europe/Berlin), by line');
  // 420 of 480 min in production, at 10 a minute 4,200 items: 4,500 are 107.1 %. 30 min were gained: 60 - 30 min lost.
  expect(text).toContain(
    'Line filler (bottleneck) 93.8 % 87.5 % 107.1 % 100.0 % 100.0 % 0.0 % 562.5 7:00 1:00 300 EUR',
  );
  expect(text).toContain(
    'line by its breakdown speed quality good items in all\nLine filler (bottleneck) 1:00 -0:30 0:00 7:30 8:00',
  );
  expect(text).toContain('n/a: Water, pump: OEE, effectiveness, quality, first pass, scrap, an hour: the plant');
  expect(text).toContain(
    'Bottleneck of Line: filler. It waited least for the others (never), capper 10.0 %. It lost most by breakdown: 1:00.',
  );
  expect(text).not.toContain('Bottleneck of Water');
  expect(text).toContain('07/01/2030, 07:00 filler breakdown 1:00 600 EUR');
});
