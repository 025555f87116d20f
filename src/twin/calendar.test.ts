import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayBounds, shiftAt } from './calendar.ts';
import type { Shift, Site, Weekday } from './plant.ts';

const all: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const threeShifts: readonly Shift[] = [
  { name: 'Early', days: all, start: '06:00', end: '14:00' },
  { name: 'Late', days: all, start: '14:00', end: '22:00' },
  { name: 'Night', days: all, start: '22:00', end: '06:00' },
];
const site = (timeZone: string, shifts: readonly Shift[] = threeShifts): Site => ({
  name: 'S',
  timeZone,
  shifts,
  floor: [1, 1],
});
const berlin = site('Europe/Berlin');
const ms = (iso: string) => Date.parse(iso);
const hourMs = 3_600_000;
const span = (fromIso: string, toIso: string) => ({ fromMs: ms(fromIso), toMs: ms(toIso) });

describe('shifts (CAL-1)', () => {
  test('from the start, inclusive, to the end, exclusive', () => {
    const early = { name: 'Early', ...span('2026-01-15T06:00+01:00', '2026-01-15T14:00+01:00') };
    expect(shiftAt(berlin, early.fromMs)).toEqual(early);
    expect(shiftAt(berlin, early.toMs - 1)).toEqual(early);
    expect(shiftAt(berlin, early.toMs)?.name).toBe('Late');
    expect(shiftAt(berlin, early.fromMs - 1)?.name).toBe('Night');
  });

  test('a night belongs to the day it starts on', () => {
    const weekdays = site('Europe/Berlin', [{ name: 'Night', days: ['fri'], start: '22:00', end: '06:00' }]);
    const friday = span('2026-01-16T22:00+01:00', '2026-01-17T06:00+01:00');
    expect(shiftAt(weekdays, ms('2026-01-17T05:59+01:00'))).toEqual({ name: 'Night', ...friday });
    expect(shiftAt(weekdays, ms('2026-01-17T06:00+01:00'))).toBeNull();
    expect(shiftAt(weekdays, ms('2026-01-16T05:00+01:00'))).toBeNull();
    expect(shiftAt(site('UTC', []), 0)).toBeNull();
  });

  test('an end equal to the start is a whole day', () => {
    const whole = site('UTC', [{ name: 'Day', days: ['mon'], start: '06:00', end: '06:00' }]);
    expect(shiftAt(whole, ms('2026-01-13T05:59Z'))).toEqual({
      name: 'Day',
      ...span('2026-01-12T06:00Z', '2026-01-13T06:00Z'),
    });
  });

  test.each([
    ['Europe/Berlin', 'forward', '2026-03-29T00:30Z', '2026-03-28T22:00+01:00', '2026-03-29T06:00+02:00', 7],
    ['Europe/Berlin', 'back', '2026-10-25T00:30Z', '2026-10-24T22:00+02:00', '2026-10-25T06:00+01:00', 9],
    ['America/New_York', 'forward', '2026-03-08T06:30Z', '2026-03-07T22:00-05:00', '2026-03-08T06:00-04:00', 7],
    ['America/New_York', 'back', '2026-11-01T06:30Z', '2026-10-31T22:00-04:00', '2026-11-01T06:00-05:00', 9],
  ])('%s, clocks go %s: the night has its real length', (zone, _, at, from, to, hours) => {
    expect(shiftAt(site(zone), ms(at))).toEqual({ name: 'Night', ...span(from, to) });
    expect(ms(to) - ms(from)).toBe(hours * hourMs);
  });

  test('round the clock, shifts leave no gap and no overlap over a whole year', () => {
    for (const zone of ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata']) {
      let at = ms('2026-01-01T00:00Z');
      let shift = shiftAt(site(zone), at);
      while (shift && at < ms('2027-01-01T00:00Z')) {
        at = shift.toMs;
        const next = shiftAt(site(zone), at);
        expect(next?.fromMs).toBe(at);
        shift = next;
      }
      expect(shift).not.toBeNull();
    }
  });

  test('CAL-3: starts in the skipped and in the repeated hour', () => {
    const odd = site('Europe/Berlin', [
      { name: 'A', days: all, start: '00:00', end: '02:30' },
      { name: 'B', days: all, start: '02:30', end: '05:00' },
    ]);
    // 02:30 is skipped on 29 March: half an hour after the change, at 03:30.
    expect(shiftAt(odd, ms('2026-03-29T03:29+02:00'))?.name).toBe('A');
    expect(shiftAt(odd, ms('2026-03-29T03:30+02:00'))?.name).toBe('B');
    // 02:30 comes twice on 25 October: the first one, in summer time.
    expect(shiftAt(odd, ms('2026-10-25T02:29+02:00'))?.name).toBe('A');
    expect(shiftAt(odd, ms('2026-10-25T02:30+02:00'))?.name).toBe('B');
    expect(shiftAt(odd, ms('2026-10-25T02:10+01:00'))?.name).toBe('B');
  });
});

describe('days (CAL-2)', () => {
  test.each([
    ['Europe/Berlin', '2026-03-29T12:00Z', '2026-03-29T00:00+01:00', 23],
    ['Europe/Berlin', '2026-10-25T12:00Z', '2026-10-25T00:00+02:00', 25],
    ['Europe/Berlin', '2026-06-01T22:30Z', '2026-06-02T00:00+02:00', 24],
    ['America/New_York', '2026-03-08T12:00Z', '2026-03-08T00:00-05:00', 23],
    ['America/New_York', '2026-11-01T12:00Z', '2026-11-01T00:00-04:00', 25],
    ['Australia/Lord_Howe', '2026-04-05T02:00Z', '2026-04-05T00:00+11:00', 24.5],
    ['UTC', '2026-03-29T23:59:59.999Z', '2026-03-29T00:00Z', 24],
  ])('%s at %s', (zone, at, from, hours) => {
    expect(dayBounds(site(zone), ms(at))).toEqual({ fromMs: ms(from), toMs: ms(from) + hours * hourMs });
  });

  test('a skipped midnight: the day begins after the change', () => {
    // Beirut goes from 00:00 to 01:00 on 29 March 2026.
    expect(dayBounds(site('Asia/Beirut'), ms('2026-03-29T12:00Z'))).toEqual(
      span('2026-03-29T01:00+03:00', '2026-03-30T00:00+03:00'),
    );
  });

  test('every moment is in its day, and days follow each other', () => {
    const zone = fc.constantFrom(
      'Europe/Berlin',
      'America/New_York',
      'Asia/Kolkata',
      'Asia/Beirut',
      'Pacific/Auckland',
      'UTC',
    );
    fc.assert(
      fc.property(zone, fc.integer({ min: ms('2020-01-01T00:00Z'), max: ms('2035-01-01T00:00Z') }), (timeZone, at) => {
        const day = dayBounds(site(timeZone), at);
        expect(day.fromMs).toBeLessThanOrEqual(at);
        expect(day.toMs).toBeGreaterThan(at);
        expect(dayBounds(site(timeZone), day.fromMs)).toEqual(day);
        expect(dayBounds(site(timeZone), day.toMs).fromMs).toBe(day.toMs);
      }),
    );
  });
});
