import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ThinnedSeries } from '../../../series/columns.ts';
import { TrendGrid } from './trend-grid.ts';

/** What a historian makes of samples: naive, a bucket at a time. */
function thinned(
  samples: readonly (readonly [number, number])[],
  fromMs: number,
  bucketMs: number,
  buckets: number,
): ThinnedSeries {
  const rows = Array.from({ length: buckets }, (_, k) =>
    samples.filter(([time]) => Math.floor((time - fromMs) / bucketMs) === k),
  ).filter((row) => row.length > 0);
  const column = (pick: (row: readonly (readonly [number, number])[]) => number) => Float64Array.from(rows, pick);
  return {
    fromMs,
    bucketMs,
    firstTimesMs: column((row) => row[0]![0]),
    lastTimesMs: column((row) => row.at(-1)![0]),
    firsts: column((row) => row[0]![1]),
    lows: column((row) => Math.min(...row.map(([, value]) => value))),
    highs: column((row) => Math.max(...row.map(([, value]) => value))),
    lasts: column((row) => row.at(-1)![1]),
    counts: Uint32Array.from(rows, (row) => row.length),
  };
}

const sample = fc.tuple(fc.integer({ min: 0, max: 999 }), fc.integer({ min: -50, max: 50 }));
const inOrder = fc.uniqueArray(sample, { selector: ([time]) => time }).map((all) => all.sort((a, b) => a[0] - b[0]));

test('TREND-1: it does not matter whether a sample came from the record, live, or both', () => {
  fc.assert(
    fc.property(
      inOrder,
      fc.integer({ min: 0, max: 1000 }),
      fc.integer({ min: 0, max: 200 }),
      (samples, splitMs, overlapMs) => {
        const whole = new TrendGrid(0, 50, 20);
        whole.merge(thinned(samples, 0, 50, 20));
        const mixed = new TrendGrid(0, 50, 20);
        // The live samples come first: the record is still on its way.
        for (const [time, value] of samples) if (time >= splitMs - overlapMs) mixed.push(time, value);
        mixed.merge(
          thinned(
            samples.filter(([time]) => time < splitMs),
            0,
            50,
            20,
          ),
        );
        expect(mixed.columns(1000, Number.NaN)).toEqual(whole.columns(1000, Number.NaN));
      },
    ),
  );
});

test('TREND-2: a value holds until the next one, and not beyond now', () => {
  const grid = new TrendGrid(0, 10, 6);
  grid.push(12, 5);
  grid.push(14, 3);
  grid.push(35, 8);
  const { lows, highs, lasts } = grid.columns(42, 1);
  expect(lasts).toEqual([1, 3, 3, 8, 8, null]);
  expect(lows).toEqual([1, 3, 3, 8, 8, null]);
  expect(highs).toEqual([1, 5, 3, 8, 8, null]);
});

test('TREND-2: before the first value there is nothing', () => {
  const grid = new TrendGrid(0, 10, 3);
  grid.push(15, 5);
  expect(grid.columns(30, Number.NaN).lasts).toEqual([null, 5, 5]);
});

test('samples outside of the stretch and NaN are left out', () => {
  const grid = new TrendGrid(100, 10, 3);
  grid.push(99, 1);
  grid.push(130, 2);
  grid.push(115, Number.NaN);
  expect(grid.columns(1000, Number.NaN).lasts).toEqual([null, null, null]);
});
