import fc from 'fast-check';
import { expect, test } from 'vitest';
import { overlaid, overlayStretch } from './overlay.ts';
import { TrendGrid } from './trend-grid.ts';
import { trendStretch, trendVisible } from './trend-window.ts';

const dayMs = 86_400_000;
const nowMs = Date.UTC(2026, 5, 2, 12);

/** A grid whose buckets hold what `valueAt` tells of their last moment. */
function gridOf(fromMs: number, bucketMs: number, buckets: number, valueAt: (ms: number) => number): TrendGrid {
  const grid = new TrendGrid(fromMs, bucketMs, buckets);
  for (let k = 0; k < buckets; k++) {
    const atMs = fromMs + (k + 0.9) * bucketMs;
    grid.push(atMs, valueAt(atMs));
  }
  return grid;
}

test('TREND-3 what B had at any time lies over what A has so much later, to a bucket', () => {
  const shift = fc.integer({ min: -dayMs, max: 7 * dayMs });
  const bucket = fc.constantFrom(1000, 1714, 60_000);
  fc.assert(
    fc.property(shift, bucket, fc.integer({ min: 0, max: 999_999 }), (shiftMs, bucketMs, offMs) => {
      const count = 50;
      // The grid of B begins wherever it does: earlier than A's by any part of a bucket.
      const own = gridOf(nowMs - shiftMs - offMs, bucketMs, count + Math.ceil(offMs / bucketMs), (ms) => ms);
      const { lasts } = own.columns(Number.POSITIVE_INFINITY, Number.NaN);
      const onto = { fromMs: nowMs, bucketMs, count };
      for (const [k, timeMs] of overlaid(lasts, own, onto, shiftMs).entries()) {
        const middleMs = nowMs + (k + 0.5) * bucketMs;
        if (timeMs === null) expect(k).toBe(count - 1);
        else expect(Math.abs(timeMs + shiftMs - middleMs)).toBeLessThanOrEqual(bucketMs);
      }
    }),
  );
});

test('TREND-3 where B has no record nothing is drawn', () => {
  const own = { fromMs: 0, bucketMs: 1000 };
  expect(overlaid([1, null, 3], own, { fromMs: 9000, bucketMs: 1000, count: 5 }, 10_000)).toEqual([
    null,
    1,
    null,
    3,
    null,
  ]);
});

test('TREND-3 the record that is asked for covers what is drawn of A, so much earlier', () => {
  const windows = fc.record({
    spanMs: fc.constantFrom(600_000, 3_600_000, 8 * 3_600_000),
    fixed: fc.option(fc.constant({ fromMs: nowMs - 3_600_000, toMs: nowMs })),
  });
  const cursor = fc.option(fc.integer({ min: nowMs - 7 * dayMs, max: nowMs }));
  const shift = fc.integer({ min: -3_600_000, max: 7 * dayMs });
  fc.assert(
    fc.property(windows, cursor, shift, (choice, cursorMs, shiftMs) => {
      const visible = trendVisible(choice, cursorMs, nowMs);
      const stretch = overlayStretch(choice, cursorMs, nowMs, shiftMs, 0);
      expect(stretch.fromMs).toBeLessThanOrEqual(visible.fromMs - shiftMs);
      expect(stretch.toMs).toBeGreaterThanOrEqual(visible.toMs - shiftMs);
      // As long as A's own, so that both have buckets of one length.
      const own = trendStretch(choice, cursorMs, nowMs);
      expect(stretch.toMs - stretch.fromMs).toBeCloseTo(own.toMs - own.fromMs, 3);
    }),
  );
});
