import fc from 'fast-check';
import { expect, test } from 'vitest';
import { around, following, minSpanMs, pinched, shareOf, spanOf, within, zoomed } from './time-window.ts';

const bounds = { fromMs: 1_000_000, toMs: 1_000_000 + 26 * 3_600_000 };
const moment = fc.double({ min: bounds.fromMs, max: bounds.toMs, noNaN: true });
const window = fc
  .tuple(moment, fc.double({ min: minSpanMs, max: spanOf(bounds), noNaN: true }))
  .map(([fromMs, span]) => within({ fromMs, toMs: fromMs + span }, bounds));

test('WIN-1: zooming stays within the record and is never shorter than a second', () => {
  fc.assert(
    fc.property(window, moment, fc.double({ min: 0.01, max: 100, noNaN: true }), (before, about, factor) => {
      const after = zoomed(before, about, factor, bounds);
      expect(after.fromMs).toBeGreaterThanOrEqual(bounds.fromMs - 1e-3);
      expect(after.toMs).toBeLessThanOrEqual(bounds.toMs + 1e-3);
      expect(spanOf(after)).toBeGreaterThanOrEqual(minSpanMs - 1e-3);
    }),
  );
});

test('WIN-1: the moment under the pointer keeps its place where the record leaves room', () => {
  const before = { fromMs: bounds.fromMs + 3_600_000, toMs: bounds.fromMs + 2 * 3_600_000 };
  const about = before.fromMs + 900_000;
  expect(shareOf(zoomed(before, about, 0.5, bounds), about)).toBeCloseTo(shareOf(before, about));
});

test('WIN-2: the window follows a cursor that leaves it, and only then', () => {
  fc.assert(
    fc.property(window, moment, (before, cursorMs) => {
      const after = following(before, cursorMs, bounds);
      expect(cursorMs).toBeGreaterThanOrEqual(after.fromMs - 1e-3);
      expect(cursorMs).toBeLessThanOrEqual(after.toMs + 1e-3);
      if (cursorMs >= before.fromMs && cursorMs <= before.toMs) expect(after).toBe(before);
    }),
  );
});

const share = fc.double({ min: 0, max: 1, noNaN: true });

test('WIN-3: two fingers keep their moments where the record leaves room', () => {
  const pinch = { aMs: bounds.fromMs + 10 * 3_600_000, bMs: bounds.fromMs + 11 * 3_600_000 };
  const after = pinched(pinch, 0.3, 0.8, bounds);
  expect(shareOf(after, pinch.aMs)).toBeCloseTo(0.3);
  expect(shareOf(after, pinch.bMs)).toBeCloseTo(0.8);
});

test('WIN-3: whatever the fingers do, the window stays in the record and is never shorter than a second', () => {
  fc.assert(
    fc.property(moment, moment, share, share, (aMs, bMs, a, b) => {
      const after = pinched({ aMs, bMs }, a, b, bounds);
      expect(spanOf(after)).toBeGreaterThanOrEqual(minSpanMs - 1e-3);
      expect(after.fromMs).toBeGreaterThanOrEqual(bounds.fromMs - 1e-3);
      expect(after.toMs).toBeLessThanOrEqual(bounds.toMs + 1e-3);
    }),
  );
});

test('WIN-2: a window that is moved stops where the cursor would leave it', () => {
  const shown = { fromMs: 5000, toMs: 7000 };
  expect(around(shown, 6000)).toEqual(shown);
  expect(around(shown, 9000)).toEqual({ fromMs: 7000, toMs: 9000 });
  expect(around(shown, 1000)).toEqual({ fromMs: 1000, toMs: 3000 });
});

test('WIN-2: a cursor that is ahead of the record moves the window to its end once, and no farther', () => {
  const end = { fromMs: bounds.toMs - 3_600_000, toMs: bounds.toMs };
  const moved = following({ fromMs: bounds.fromMs, toMs: bounds.fromMs + 3_600_000 }, bounds.toMs + 60_000, bounds);
  expect(moved).toEqual(end);
  expect(following(moved, bounds.toMs + 60_000, bounds)).toBe(moved);
});
