import { describe, expect, test } from 'vitest';
import { faultsAfter, type Json } from './small-plant.ts';

const kpi = (change: { readonly [key: string]: Json } = {}): Json => ({
  id: 'oee',
  name: 'OEE',
  machine: 'filler',
  formula: 'oee',
  good: 'out',
  target: 0.8,
  ...change,
});
const faults = (...kpis: Json[]) => faultsAfter([['kpis'], kpis]);

describe('key figures (PLANT-20)', () => {
  test('of a machine with states, a rate and a counter have no fault; a counter may be another machine’s', () => {
    expect(faults(kpi(), kpi({ id: 'b', good: 'filler.out', rejected: 'filler.out' }))).toEqual([]);
  });

  test.each([
    [{ machine: 'filer' }, /kpis\[0\]\.machine unknown machine "filer"; did you mean "filler"/],
    [{ machine: 'capper', formula: 'quality', good: 'filler.out' }, /"capper" reports no PackML state/],
    [{ good: 'outt' }, /kpis\[0\]\.good unknown tag "filler\.outt"; did you mean "filler\.out"/],
    [{ good: 'speed' }, /"filler\.speed" is no counter/],
    [{ rejected: 'speed' }, /kpis\[0\]\.rejected "filler\.speed" is no counter/],
    [{ target: 85 }, /kpis\[0\]\.target .*write 85 % as 0\.85/],
  ])('%j is told', (change, expected) => {
    expect(faults(kpi(change))).toEqual([expect.stringMatching(expected)]);
  });

  test('OEE and effectiveness need the rated output', () => {
    const rate = [['areas', 0, 'lines', 0, 'machines', 0, 'ratePerMinute'], undefined] as const;
    expect(faultsAfter([['kpis'], [kpi(), kpi({ id: 'a', formula: 'availability' })]], rate)).toEqual([
      expect.stringMatching(/kpis\[0\]\.machine oee .*give "filler" a ratePerMinute/),
    ]);
  });

  test('ids name one figure', () => {
    expect(faults(kpi(), kpi())).toEqual([expect.stringContaining('kpis[1].id key figure id "oee" is already used')]);
  });
});
