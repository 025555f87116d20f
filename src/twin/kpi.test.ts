import { describe, expect, test } from 'vitest';
import { type CountRow, countWithin, kpiSpan, kpiValue, timesWithin } from './kpi.ts';
import { packmlCode } from './packml.ts';
import type { Site } from './plant.ts';
import { Quality } from './quality.ts';

const minute = 60_000;
const hour = 60 * minute;
const rows = (...each: [minutes: number, state: 'Execute' | 'Held', quality?: number][]) => ({
  timesMs: each.map(([at]) => at * minute),
  values: each.map(([, state]) => packmlCode(state)),
  qualities: each.map(([, , quality]) => quality ?? Quality.good),
});
/** A stretch of one minute that starts at `at`. */
const row = (at: number, first: number, last: number, high = Math.max(first, last)): CountRow => ({
  firstMs: at * minute,
  lastMs: at * minute + 59_000,
  first,
  high,
  last,
});

describe('time in Execute (KPI-1)', () => {
  test('is counted inside the span only, from the state in force at its start', () => {
    const state = rows([0, 'Execute'], [30, 'Held'], [40, 'Execute']);
    expect(timesWithin(state, { fromMs: 20 * minute, toMs: 60 * minute })).toEqual({
      executeMs: 30 * minute,
      busyMs: 40 * minute,
    });
  });

  test('what nobody recorded is neither production nor loss', () => {
    const state = rows([10, 'Execute'], [30, 'Execute', Quality.stale], [50, 'Execute']);
    expect(timesWithin(state, { fromMs: 0, toMs: 60 * minute })).toEqual({
      executeMs: 30 * minute,
      busyMs: 30 * minute,
    });
  });
});

describe('counters (KPI-2)', () => {
  const all = { fromMs: 0, toMs: hour };

  test('count between stretches as well as in them', () => {
    expect(countWithin([row(0, 100, 110), row(1, 112, 120)], all)).toBe(20);
  });

  test('of a stretch before the span only the last value matters', () => {
    expect(countWithin([row(0, 100, 110), row(10, 111, 120)], { fromMs: 10 * minute, toMs: hour })).toBe(10);
  });

  test('a reset between stretches and inside one loses nothing', () => {
    expect(countWithin([row(0, 100, 110), row(1, 3, 8)], all)).toBe(18);
    expect(countWithin([row(0, 100, 4, 130)], all)).toBe(34);
  });
});

describe('ISO 22400-2 (KPI-3)', () => {
  // 8 h planned, 6 h in Execute at 1200 a minute: 432,000 could have been made; 388,800 were, 3,888 of them rejected.
  const shift = { executeMs: 6 * hour, busyMs: 8 * hour, good: 384_912, rejected: 3888 };

  test.each([
    ['availability', 0.75],
    ['effectiveness', 0.9],
    ['quality', 0.99],
    ['oee', 0.75 * 0.9 * 0.99],
    ['throughput', 48_600],
  ] as const)('%s by hand', (formula, expected) => {
    expect(kpiValue(formula, 1200, shift)).toBeCloseTo(expected, 9);
  });

  test('a zero denominator is no number, and nothing is clipped above 100 %', () => {
    const idle = { executeMs: 0, busyMs: 0, good: 0, rejected: 0 };
    for (const formula of ['availability', 'effectiveness', 'quality', 'oee', 'throughput'] as const) {
      expect(kpiValue(formula, 1200, idle)).toBeNull();
    }
    expect(kpiValue('effectiveness', 600, shift)).toBeCloseTo(1.8, 9);
    expect(kpiValue('effectiveness', undefined, shift)).toBeNull();
  });

  test('a shift that was planned and made nothing has an OEE of 0', () => {
    expect(kpiValue('oee', 1200, { executeMs: 0, busyMs: hour, good: 0, rejected: 0 })).toBe(0);
  });
});

describe('the shift so far (KPI-4)', () => {
  const site: Site = {
    name: 'S',
    timeZone: 'Europe/Berlin',
    shifts: [{ name: 'Night', days: ['sat'], start: '22:00', end: '06:00' }],
    floor: [1, 1],
  };

  test('a night in which the clocks go back is an hour longer', () => {
    // Saturday 2026-10-24 22:00 is 20:00 UTC; Sunday 05:00 in winter time is 04:00 UTC: 8 h, not 7.
    const at = Date.UTC(2026, 9, 25, 4);
    expect(kpiSpan(site, at)).toEqual({ shift: 'Night', fromMs: Date.UTC(2026, 9, 24, 20), toMs: at });
  });

  test('between shifts there is none; without shifts it is the day', () => {
    const noon = Date.UTC(2026, 10, 25, 11);
    expect(kpiSpan(site, noon)).toBeNull();
    expect(kpiSpan({ ...site, shifts: [] }, noon)).toMatchObject({ shift: null, fromMs: Date.UTC(2026, 10, 24, 23) });
  });
});
