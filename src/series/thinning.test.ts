import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rollUpSpansMs, thinColumns, thinningGrid } from './thinning.ts';

test('SER-2 each bucket tells first, lowest, highest, last and count of exactly its samples', () => {
  const sample = fc.record({
    gapMs: fc.integer({ min: 1, max: 40 }),
    value: fc.oneof(fc.integer({ min: -9, max: 9 }), fc.constant(Number.NaN)),
    quality: fc.integer({ min: 0, max: 3 }),
  });
  fc.assert(
    fc.property(
      fc.array(sample, { maxLength: 60 }),
      fc.integer({ min: -50, max: 300 }),
      fc.integer({ min: 1, max: 900 }),
      fc.integer({ min: 1, max: 20 }),
      (samples, fromMs, lengthMs, buckets) => {
        let timeMs = 0;
        const rows = samples.map(({ gapMs, value, quality }) => {
          timeMs += gapMs;
          return { timeMs, value, quality };
        });
        const columns = {
          timesMs: Float64Array.from(rows, (row) => row.timeMs),
          values: Float64Array.from(rows, (row) => row.value),
          qualities: Uint8Array.from(rows, (row) => row.quality),
        };
        const toMs = fromMs + lengthMs;
        const thinned = thinColumns(columns, fromMs, toMs, buckets);
        const bucketMs = lengthMs / buckets;
        const bucketOf = (timeMs: number) => Math.min(Math.floor((timeMs - fromMs) / bucketMs), buckets - 1);
        const charted = rows.filter(
          ({ timeMs, value, quality }) => timeMs >= fromMs && timeMs < toMs && quality <= 1 && !Number.isNaN(value),
        );
        const filled = [...new Set(charted.map((row) => bucketOf(row.timeMs)))];
        const groups = filled.map((bucket) => charted.filter((row) => bucketOf(row.timeMs) === bucket));
        expect([...thinned.firstTimesMs]).toEqual(groups.map((group) => group[0]!.timeMs));
        expect([...thinned.lastTimesMs]).toEqual(groups.map((group) => group.at(-1)!.timeMs));
        expect([...thinned.firsts]).toEqual(groups.map((group) => group[0]!.value));
        expect([...thinned.lasts]).toEqual(groups.map((group) => group.at(-1)!.value));
        expect([...thinned.lows].map(String)).toEqual(
          groups.map((group) => String(Math.min(...group.map((row) => row.value)))),
        );
        expect([...thinned.highs].map(String)).toEqual(
          groups.map((group) => String(Math.max(...group.map((row) => row.value)))),
        );
        expect([...thinned.counts]).toEqual(groups.map((group) => group.length));
      },
    ),
  );
});

test('SER-3 a grid covers the range, in no more buckets, on whole spans of roll-ups from a minute upwards', () => {
  const fromMs = fc.integer({ min: 1_700_000_000_000, max: 1_900_000_000_000 });
  fc.assert(
    fc.property(
      fromMs,
      fc.integer({ min: 1, max: 4e10 }),
      fc.integer({ min: 1, max: 2000 }),
      (from, length, buckets) => {
        const grid = thinningGrid(from, from + length, buckets);
        expect(grid.fromMs).toBeLessThanOrEqual(from);
        expect(grid.toMs).toBeGreaterThanOrEqual(from + length);
        expect(grid.buckets).toBeLessThanOrEqual(buckets);
        expect(grid.buckets).toBeGreaterThanOrEqual(1);
        const bucketMs = (grid.toMs - grid.fromMs) / grid.buckets;
        if (length / buckets < 60_000) {
          expect(grid).toEqual({ fromMs: from, toMs: from + length, buckets });
        } else {
          const spanMs = rollUpSpansMs.findLast((each) => bucketMs % each === 0)!;
          expect(grid.fromMs % spanMs).toBe(0);
          // Longer roll-ups would have been too coarse.
          const longerMs = rollUpSpansMs[rollUpSpansMs.indexOf(spanMs) + 1] ?? Number.POSITIVE_INFINITY;
          expect(bucketMs).toBeLessThan(longerMs + spanMs);
          expect(bucketMs).toBeLessThan(Math.max(length / buckets + 120_000, (2 * length) / buckets + 2 * spanMs));
        }
      },
    ),
  );
});
