import { describe, expect, test } from 'vitest';
import { daysWithin, localDate, plannedDowntime, shiftsWithin } from './planned-stops.ts';
import type { PlannedStop, Site } from './plant.ts';

const hour = 3_600_000;
const week = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const site = (shifts: Site['shifts'], ...plannedStops: readonly PlannedStop[]): Site => ({
  name: 'S',
  timeZone: 'Europe/Berlin',
  shifts,
  floor: [1, 1],
  plannedStops,
});
const iso = (spans: readonly { readonly fromMs: number; readonly toMs: number }[]) =>
  spans.map(({ fromMs, toMs }) => `${new Date(fromMs).toISOString()} ${(toMs - fromMs) / hour}`);
const span = (from: string, to: string) => ({ fromMs: Date.parse(from), toMs: Date.parse(to) });

describe('planned stops (CAL-4)', () => {
  test('come by the clock on the wall, also when the clocks change', () => {
    // Sunday 2026-03-29 the clocks go forward: 12:00 is 11:00 UTC on Saturday and 10:00 UTC on Sunday.
    const lunch = { name: 'Lunch', days: week, start: '12:00', end: '12:30' };
    const weekend = span('2026-03-28T00:00:00Z', '2026-03-30T00:00:00Z');
    expect(iso(plannedDowntime(site([], lunch), 'l', weekend))).toEqual([
      '2026-03-28T11:00:00.000Z 0.5',
      '2026-03-29T10:00:00.000Z 0.5',
    ]);
  });

  test('a day off is the whole local day: 23 hours when the clocks go forward', () => {
    const off = { name: 'Off', dates: ['2026-03-29'], start: '00:00', end: '00:00' };
    const month = span('2026-03-01T00:00:00Z', '2026-04-01T00:00:00Z');
    expect(iso(plannedDowntime(site([], off), 'l', month))).toEqual(['2026-03-28T23:00:00.000Z 23']);
  });

  test('are of the lines that they name, and merged where they overlap', () => {
    const of = (start: string, end: string, lines?: readonly string[]): PlannedStop => ({
      name: start,
      days: week,
      start,
      end,
      ...(lines && { lines }),
    });
    const stops = site([], of('10:00', '11:00'), of('10:30', '12:00', ['a']), of('12:00', '13:00', ['b']));
    const day = span('2026-01-12T00:00:00Z', '2026-01-13T00:00:00Z');
    expect(iso(plannedDowntime(stops, 'a', day))).toEqual(['2026-01-12T09:00:00.000Z 2']);
    expect(iso(plannedDowntime(stops, 'b', day))).toEqual(['2026-01-12T09:00:00.000Z 1', '2026-01-12T11:00:00.000Z 1']);
  });

  test('the time between shifts is one, where there are shifts', () => {
    const early = { name: 'Early', days: ['mon'] as const, start: '06:00', end: '14:00' };
    const monday = span('2026-01-12T00:00:00Z', '2026-01-12T20:00:00Z');
    expect(iso(plannedDowntime(site([early]), 'l', monday))).toEqual([
      '2026-01-12T00:00:00.000Z 5',
      '2026-01-12T13:00:00.000Z 7',
    ]);
    expect(plannedDowntime(site([]), 'l', monday)).toEqual([]);
  });
});

test('CAL-1: shifts of a window are whole, a night of the day before among them', () => {
  const night = { name: 'Night', days: week, start: '22:00', end: '06:00' };
  expect(iso(shiftsWithin(site([night]), span('2026-10-25T00:00:00Z', '2026-10-25T23:00:00Z')))).toEqual([
    '2026-10-24T20:00:00.000Z 9',
    '2026-10-25T21:00:00.000Z 8',
  ]);
});

test('CAL-2: days of a window are whole, with 25 hours when the clocks go back', () => {
  expect(iso(daysWithin(site([]), span('2026-10-24T12:00:00Z', '2026-10-26T12:00:00Z')))).toEqual([
    '2026-10-23T22:00:00.000Z 24',
    '2026-10-24T22:00:00.000Z 25',
    '2026-10-25T23:00:00.000Z 24',
  ]);
});

test('a date that no calendar has is none', () => {
  expect(localDate('2028-02-29')).toBe(Date.UTC(2028, 1, 29));
  for (const wrong of ['2030-02-29', '2030-13-01', 'today']) expect(localDate(wrong)).toBeUndefined();
});
