import { expect, test } from 'vitest';
import { emptyScore, judge } from './forecast-score.ts';
import { naivePassing } from './naive-line.ts';

const passedAt = (length: number, ...minutes: number[]) =>
  Uint8Array.from({ length }, (_, minute) => (minutes.includes(minute) ? 1 : 0));

test('a forecast holds when the limit is passed within its interval; its lead counts from the first that did', () => {
  const score = emptyScore();
  judge(
    score,
    passedAt(200, 100),
    [
      { minute: 40, earliest: 70, latest: 90 },
      { minute: 50, earliest: 40, latest: 60 },
      { minute: 60, earliest: 30, latest: 50 },
      { minute: 98, earliest: 1, latest: 3 },
      { minute: 150, earliest: 10, latest: 20 },
      { minute: 190, earliest: 10, latest: 20 },
    ],
    0,
  );
  // The one at 40 said too late, the one at 150 was false, and the last one cannot be judged.
  expect(score).toEqual({ said: 5, held: 3, stretches: 3, falseStretches: 1, passings: 1, leads: [50] });
});

test('a limit passed again at once is passed once; one said too late to act is not foretold', () => {
  const score = emptyScore();
  judge(score, passedAt(200, 100, 105, 140), [{ minute: 97, earliest: 1, latest: 9 }], 0);
  expect([score.passings, score.leads]).toEqual([2, []]);
});

test('the naive line goes on as it went for an hour', () => {
  const values = Float64Array.from({ length: 100 }, (_, minute) => minute);
  expect(naivePassing(values, 120)).toEqual({ earliest: 21, latest: 21 });
  expect(
    naivePassing(
      values.map((value) => -value),
      120,
    ),
  ).toBeNull();
});
