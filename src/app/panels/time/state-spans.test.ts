import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packmlCode, stateClass } from '../../../twin/packml.ts';
import { Quality } from '../../../twin/quality.ts';
import { classDurations, pixelRuns, stateSince, stateSpans } from './state-spans.ts';

const execute = packmlCode('Execute');
const held = packmlCode('Held');
const rowsOf = (rows: readonly (readonly [number, number, number?])[], untilMs = Number.POSITIVE_INFINITY) => ({
  timesMs: rows.map(([time]) => time),
  values: rows.map(([, value]) => value),
  qualities: rows.map(([, , quality]) => quality ?? Quality.good),
  untilMs,
  bucketMs: 0,
});

test('SPAN-1: a change ends one span and begins the next', () => {
  const spans = stateSpans(
    rowsOf([
      [50, execute],
      [150, held],
      [180, execute],
    ]),
    { fromMs: 100, toMs: 200 },
  );
  expect(spans).toEqual([
    { fromMs: 100, toMs: 150, code: execute, cut: true },
    { fromMs: 150, toMs: 180, code: held, cut: false },
    { fromMs: 180, toMs: 200, code: execute, cut: false },
  ]);
});

test('SPAN-1: before the record, while the source is silent and after the rows end nothing is known', () => {
  const spans = stateSpans(
    rowsOf(
      [
        [120, execute],
        [140, execute, Quality.stale],
      ],
      160,
    ),
    { fromMs: 100, toMs: 200 },
  );
  expect(spans.map(({ fromMs, toMs, code }) => [fromMs, toMs, stateClass(code)])).toEqual([
    [100, 120, 'unknown'],
    [120, 140, 'running'],
    [140, 160, 'unknown'],
    [160, 200, 'unknown'],
  ]);
});

test('SPAN-1: any rows fill the window without holes or overlaps', () => {
  const row = fc.tuple(
    fc.integer({ min: 0, max: 300 }),
    fc.integer({ min: 0, max: 17 }),
    fc.constantFrom(0, 0, 1, 2, 3),
  );
  fc.assert(
    fc.property(fc.array(row), fc.integer({ min: 0, max: 300 }), (rows, untilMs) => {
      const sorted = [...rows].sort((a, b) => a[0] - b[0]);
      const spans = stateSpans(rowsOf(sorted, untilMs), { fromMs: 100, toMs: 200 });
      expect(spans[0]!.fromMs).toBe(100);
      expect(spans.at(-1)!.toMs).toBe(200);
      for (let k = 1; k < spans.length; k++) expect(spans[k]!.fromMs).toBe(spans[k - 1]!.toMs);
      // Naive model: the last row at or before the moment.
      for (const { fromMs, toMs, code } of spans) {
        const middle = (fromMs + toMs) / 2;
        const last = sorted.findLast(([time]) => time <= middle);
        const known = last && last[2] < Quality.stale && middle < untilMs;
        expect(code).toBe(known ? last[1] : Number.NaN);
      }
    }),
  );
});

test('the state in force holds since its first row, not since its last', () => {
  const rows = rowsOf([
    [10, held],
    [20, execute],
    [30, execute],
    [60, held],
  ]);
  expect(stateSince(rows, 50)).toEqual({ sinceMs: 20, code: execute, atLeast: false });
  expect(stateSince(rows, 15)).toEqual({ sinceMs: 10, code: held, atLeast: true });
  expect(stateSince(rows, 5)).toBeNull();
});

test('durations are summed by class, the longest first', () => {
  const spans = stateSpans(
    rowsOf([
      [0, execute],
      [70, held],
      [80, execute],
    ]),
    { fromMs: 0, toMs: 100 },
  );
  expect(classDurations(spans)).toEqual([
    ['running', 90],
    ['held', 10],
  ]);
});

test('SPAN-2: a stop of a millisecond in a day still takes a pixel', () => {
  const window = { fromMs: 0, toMs: 86_400_000 };
  const spans = stateSpans(
    rowsOf([
      [0, execute],
      [40_000_000, held],
      [40_000_001, execute],
    ]),
    window,
  );
  const runs = pixelRuns(spans, window, 800);
  expect(runs.find((run) => run.stateClass === 'held')).toEqual({ fromPx: 370, toPx: 371, stateClass: 'held' });
});

test('SPAN-2: runs cover every pixel once', () => {
  const window = { fromMs: 0, toMs: 1000 };
  const spans = stateSpans(
    rowsOf([
      [0, execute],
      [300, held],
      [333, execute],
    ]),
    window,
  );
  const runs = pixelRuns(spans, window, 100);
  expect(runs.map(({ fromPx, toPx }) => [fromPx, toPx])).toEqual([
    [0, 30],
    [30, 34],
    [34, 100],
  ]);
});
