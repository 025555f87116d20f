import { expect, test } from 'vitest';
import { type BoostedTrees, predictTrees, trainTrees } from './boosted-trees.ts';

/** Even numbers in [0, 1), the same for the same seed (Park and Miller 1988). */
function even(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** A step, a bend and an interaction of two features, each of which is there four times, but for a little noise. */
const truth = ([a, b]: Float64Array): number => (a! > 0.3 ? 10 : 0) + 5 * b! ** 2 + (a! > 0.6 && b! > 0.5 ? 8 : 0);

function learnt(count: number) {
  const random = even(5);
  const row = () => {
    const [a, b] = [random(), random()];
    return Float64Array.of(a, b, a + 0.01 * random(), b + 0.01 * random(), a, b, a, b);
  };
  const rows = Array.from({ length: 3000 }, row);
  const targets = Float64Array.from(rows, (each) => truth(each) + random() - 0.5);
  const fresh = Array.from({ length: 500 }, row);
  const model = trainTrees(rows, targets, count, random);
  const error = Math.sqrt(fresh.reduce((sum, each) => sum + (predictTrees(model, each) - truth(each)) ** 2 / 500, 0));
  return { model, error, fresh, rows, targets };
}

test('what bends, steps and acts together is learnt, of rows that were not seen', () => {
  const [none, some, many] = [learnt(1), learnt(30), learnt(200)].map(({ error }) => error);
  expect(none).toBeGreaterThan(5);
  expect(some).toBeLessThan(none! * 0.75);
  expect(many).toBeLessThan(none! / 5);
});

test('no forecast is far outside of what was learnt', () => {
  const { model } = learnt(100);
  for (const wild of [-1e9, 1e9, Number.POSITIVE_INFINITY]) {
    const told = predictTrees(model, new Float64Array(8).fill(wild));
    expect(told).toBeGreaterThan(-3);
    expect(told).toBeLessThan(26);
  }
});

test('a model is plain data: kept as JSON it tells the same, and the same chance makes the same model', () => {
  const { model, fresh, rows, targets } = learnt(20);
  const kept = JSON.parse(JSON.stringify(model)) as BoostedTrees;
  for (const row of fresh) expect(predictTrees(kept, row)).toBe(predictTrees(model, row));
  expect(trainTrees(rows, targets, 5, even(1))).toEqual(trainTrees(rows, targets, 5, even(1)));
});

test('what is all the same is told as it is; targets that are too few are refused', () => {
  const rows = Array.from({ length: 100 }, () => Float64Array.of(1, 2));
  const model = trainTrees(rows, new Float64Array(100).fill(7), 10, even(1));
  expect(predictTrees(model, Float64Array.of(5, 5))).toBeCloseTo(7);
  expect(() => trainTrees(rows, new Float64Array(99), 10, even(1))).toThrow(RangeError);
  expect(() => trainTrees([], new Float64Array(), 10, even(1))).toThrow(RangeError);
});
