import fc from 'fast-check';
import { expect, test } from 'vitest';
import { following, minSpanMs, shareOf, spanOf, within, zoomed } from './time-window.ts';

const bounds = { fromMs: 1_000_000, toMs: 1_000_000 + 26 * 3_600_000 };
const moment = fc.double({ min: bounds.fromMs, max: bounds.toMs, noNaN: true });
const window = fc
  .tuple(moment, fc.double({ min: minSpanMs, max: spanOf(bounds), noNaN: true }))
  .map(([fromMs, span]) => within({ fromMs, toMs: fromMs + span }, bounds));

test('WIN-1: zooming stays within the record and is never shorter than a minute', () => {
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
