import { describe, expect, test } from 'vitest';
import type { Site } from '../../../twin/plant.ts';
import { comparedWith, isPeriod, localMoment, periodAt, periodOf, periodQuery, stepped } from './report-period.ts';

const days = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;
const site: Site = {
  name: 'S',
  timeZone: 'Europe/Berlin',
  shifts: [
    { name: 'Early', days, start: '06:00', end: '14:00' },
    { name: 'Late', days, start: '14:00', end: '22:00' },
  ],
  floor: [1, 1],
};
/** Monday 2026-03-30 10:00 in Berlin: the day after the clocks went forward. */
const monday = Date.UTC(2026, 2, 30, 8);
const worded = (period: ReturnType<typeof stepped>) =>
  period &&
  `${period.name ?? period.kind} ${new Date(period.fromMs).toISOString()} ${new Date(period.toMs).toISOString()}`;

describe('the period of a report (REPORT-1)', () => {
  test('is the shift that is on, or the last one before', () => {
    expect(worded(periodAt(site, 'shift', monday))).toBe('Early 2026-03-30T04:00:00.000Z 2026-03-30T12:00:00.000Z');
    const night = periodAt(site, 'shift', Date.UTC(2026, 2, 30, 1));
    expect(worded(night)).toBe('Late 2026-03-27T13:00:00.000Z 2026-03-27T21:00:00.000Z');
    expect(worded(periodAt({ ...site, shifts: [] }, 'shift', monday))).toMatch(/^day 2026-03-29T22/);
  });

  test('steps from shift to shift over a weekend, and from day to day over a change of clocks', () => {
    const early = periodAt(site, 'shift', monday);
    expect(worded(stepped(site, early, -1))).toMatch(/^Late 2026-03-27T13/);
    expect(worded(stepped(site, stepped(site, early, -1)!, 1))).toBe(worded(early));
    const sunday = stepped(site, periodAt(site, 'day', monday), -1)!;
    expect(sunday.toMs - sunday.fromMs).toBe(23 * 3_600_000);
  });

  test('is compared with the one before, or with that of a week ago by the clock on the wall', () => {
    const early = periodAt(site, 'shift', monday);
    expect(worded(comparedWith(site, early, 'week'))).toBe('Early 2026-03-23T05:00:00.000Z 2026-03-23T13:00:00.000Z');
    expect(worded(comparedWith(site, early, 'previous'))).toMatch(/^Late 2026-03-27/);
    expect(comparedWith(site, early, 'nothing')).toBeNull();
  });
});

describe('the address of a report (REPORT-2)', () => {
  test('says the period and comes back as the same', () => {
    for (const kind of ['shift', 'day', 'period'] as const) {
      const period = periodAt(site, kind, monday);
      const query = periodQuery(period, 'week');
      expect(periodOf(site, query, monday + 1e9)).toEqual({ period, comparison: 'week' });
    }
  });

  test('what says nothing sound is the newest', () => {
    const newest = { period: periodAt(site, 'shift', monday), comparison: 'previous' };
    for (const query of ['', '?kind=year&from=soon', '?with=me']) {
      expect(periodOf(site, query, monday)).toEqual(newest);
    }
  });
});

test('a local time is a moment; a period is at most 62 days', () => {
  expect(localMoment(site, '2026-03-30T06:00')).toBe(Date.UTC(2026, 2, 30, 4));
  expect(localMoment(site, '')).toBeUndefined();
  expect(isPeriod({ fromMs: 5, toMs: 5 })).toBe(false);
  expect(isPeriod({ fromMs: 0, toMs: 63 * 86_400_000 })).toBe(false);
});
