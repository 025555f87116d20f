import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Site } from '../../../twin/plant.ts';
import { shiftBands, ticks } from './ticks.ts';

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const site: Site = {
  name: 'Site',
  timeZone: 'Europe/Amsterdam',
  floor: [10, 10],
  shifts: [
    { name: 'Early', days, start: '06:00', end: '14:00' },
    { name: 'Late', days, start: '14:00', end: '22:00' },
    { name: 'Night', days, start: '22:00', end: '06:00' },
  ],
};
const hourMs = 3_600_000;
/** 06:00 in Amsterdam. */
const morning = Date.UTC(2026, 10, 22, 5);

test('TICK-1: eight hours over 800 px are ticked by the hour', () => {
  const found = ticks(site, { fromMs: morning + 60_000, toMs: morning + 8 * hourMs }, 800);
  expect(found.map(({ label }) => label)).toEqual([
    '07:00',
    '08:00',
    '09:00',
    '10:00',
    '11:00',
    '12:00',
    '13:00',
    '14:00',
  ]);
});

test('TICK-1: seconds show where minutes would all be the same', () => {
  const [first] = ticks(site, { fromMs: morning + 1, toMs: morning + 60_000 }, 800);
  expect(first?.label).toBe('06:00:10');
});

test('TICK-1: within seconds, ticks tell the milliseconds', () => {
  const labels = (ms: number) => ticks(site, { fromMs: morning, toMs: morning + ms }, 800).map(({ label }) => label);
  expect(labels(1000)).toEqual([
    '06:00:00',
    '.100',
    '.200',
    '.300',
    '.400',
    '.500',
    '.600',
    '.700',
    '.800',
    '.900',
    '06:00:01',
  ]);
  expect(labels(5000).slice(0, 4)).toEqual(['06:00:00', '.500', '06:00:01', '.500']);
});

test('TICK-1: of a year, a tick keeps its day while the window moves', () => {
  const days = (fromMs: number) =>
    new Set(ticks(site, { fromMs, toMs: fromMs + 365 * 24 * hourMs }, 800).map(({ timeMs }) => timeMs));
  const [here, later] = [days(morning), days(morning + 3 * 24 * hourMs)];
  expect(here.size).toBeGreaterThan(8);
  expect([...here].slice(1).every((timeMs) => later.has(timeMs))).toBe(true);
});

test('TICK-1: midnight is named by its day', () => {
  const found = ticks(site, { fromMs: morning, toMs: morning + 24 * hourMs }, 800);
  expect(found.filter(({ midnight }) => midnight).map(({ label }) => label)).toEqual(['Mon 23 Nov']);
});

test('TICK-1: on the day the clocks go back every tick still stands at a round time', () => {
  const change = Date.UTC(2026, 9, 25, 0);
  const found = ticks(site, { fromMs: change - 6 * hourMs, toMs: change + 18 * hourMs }, 800);
  for (const { label, midnight } of found) expect(midnight || label.endsWith(':00')).toBe(true);
});

test('TICK-1: no two ticks are closer than asked, whatever the window', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1000, max: 400 * 24 * hourMs }),
      fc.integer({ min: 0, max: 400 * 24 * hourMs }),
      (span, later) => {
        const window = { fromMs: morning + later, toMs: morning + later + span };
        const found = ticks(site, window, 1000, 80);
        for (let k = 1; k < found.length; k++) {
          const apart = ((found[k]!.timeMs - found[k - 1]!.timeMs) / span) * 1000;
          // Over a midnight on which the clocks changed a step may be cut short by the hour that is missing.
          if (!found[k]!.midnight) expect(apart).toBeGreaterThanOrEqual(79.9);
        }
      },
    ),
    { numRuns: 50 },
  );
});

test('TICK-2: shift bands follow each other through a day', () => {
  const bands = shiftBands(site, { fromMs: morning + hourMs, toMs: morning + 24 * hourMs });
  expect(bands.map(({ name }) => name)).toEqual(['Early', 'Late', 'Night']);
  expect(bands[0]!.fromMs).toBe(morning + hourMs);
  expect(bands[1]!.fromMs).toBe(bands[0]!.toMs);
  expect(bands[2]!.toMs).toBe(morning + 24 * hourMs);
});

test('TICK-2: between shifts there is no band', () => {
  const oneShift = { ...site, shifts: [site.shifts[0]!] };
  const bands = shiftBands(oneShift, { fromMs: morning, toMs: morning + 48 * hourMs });
  expect(bands.map(({ fromMs, toMs }) => (toMs - fromMs) / hourMs)).toEqual([8, 8]);
});
