import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packmlCode } from '../../../twin/packml.ts';
import { Quality } from '../../../twin/quality.ts';
import { leapOver, nearestEvent } from './state-events.ts';

const run = packmlCode('Execute');
const idle = packmlCode('Idle');
const held = packmlCode('Held');
const holding = packmlCode('Holding');

/** Rows as [time, state]; "silent" = the source went quiet. */
const rowsOf = (...rows: readonly (readonly [number, number | 'silent'])[]) => ({
  timesMs: rows.map(([timeMs]) => timeMs),
  values: rows.map(([, state]) => (state === 'silent' ? run : state)),
  qualities: rows.map(([, state]) => (state === 'silent' ? Quality.stale : Quality.good)),
  untilMs: 10_000,
  bucketMs: 0,
});
const all = { fromMs: 0, toMs: 10_000 };
const rows = rowsOf([100, run], [200, idle], [300, run], [400, run], [500, holding], [510, held], [700, run]);

test('TIME-6: the next and the previous change, and none beyond the last; the first row is no change', () => {
  const times = (from: number, direction: -1 | 1) => nearestEvent(rows, from, direction, all)?.timeMs;
  expect([150, 200, 300, 650, 700].map((at) => times(at, 1))).toEqual([200, 300, 500, 700, undefined]);
  expect([900, 700, 510, 300, 200].map((at) => times(at, -1))).toEqual([700, 510, 500, 200, undefined]);
});

test('TIME-6: a silence is a change', () => {
  const quiet = rowsOf([1, run], [10, held], [20, 'silent'], [30, held]);
  expect(nearestEvent(quiet, 10, 1, all)).toEqual({ timeMs: 20, code: Number.NaN });
  expect(nearestEvent(quiet, 20, 1, all)).toEqual({ timeMs: 30, code: held });
});

test('TIME-6: what lies outside of the stretch is not found', () => {
  expect(nearestEvent(rows, 0, 1, { fromMs: 0, toMs: 199 })).toBeNull();
  expect(nearestEvent(rows, 0, 1, { fromMs: 0, toMs: 200 })?.timeMs).toBe(200);
  expect(nearestEvent(rows, 900, -1, { fromMs: 701, toMs: 900 })).toBeNull();
});

test('TIME-7: a second of screen time is kept at either end of what is leapt over', () => {
  const quiet = [
    { fromMs: 0, toMs: 600_000 },
    { fromMs: 600_000, toMs: 3_000_000 },
  ];
  expect(leapOver(quiet, 610_000, 60)).toBeNull();
  expect(leapOver(quiet, 660_000, 60)).toBe(2_940_000);
  expect(leapOver(quiet, 2_940_000, 60)).toBeNull();
  expect(leapOver(quiet, 2_990_000, -60)).toBeNull();
  expect(leapOver(quiet, 2_940_000, -60)).toBe(660_000);
  expect(leapOver(quiet, 660_000, -60)).toBeNull();
  expect(leapOver([{ fromMs: 600_000, toMs: 720_000 }], 665_000, 60)).toBeNull();
  expect(leapOver(quiet, 4_000_000, 60)).toBeNull();
});

test('TIME-7: a leap stays in its quiet stretch and comes to rest', () => {
  const moment = fc.integer({ min: 0, max: 100_000 });
  fc.assert(
    fc.property(fc.array(moment), moment, fc.constantFrom(-10, -1, 1, 5), (some, cursorMs, speed) => {
      const times = [0, ...some, 100_000].sort((a, b) => a - b);
      const quiet = times.slice(1).map((toMs, k) => ({ fromMs: times[k]!, toMs }));
      const toMs = leapOver(quiet, cursorMs, speed);
      if (toMs === null) return;
      expect((toMs - cursorMs) * speed).toBeGreaterThan(0);
      const [from, to] = [Math.min(cursorMs, toMs), Math.max(cursorMs, toMs)];
      expect(times.filter((timeMs) => timeMs > from && timeMs < to)).toEqual([]);
      expect(leapOver(quiet, toMs, speed)).toBeNull();
    }),
  );
});
