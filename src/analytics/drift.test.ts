import { describe, expect, test } from 'vitest';
import { Random } from '../simulation/random.ts';
import { Drift, leastDriftRows, rowsAFalseAlarm, trainDrift } from './drift.ts';

/** Load and current that go together, and a temperature. */
function machine(seed: number): (over?: number) => Float64Array {
  const random = new Random(seed, 'machine');
  return (over = 0) => {
    const load = random.noise();
    return Float64Array.of(load, 5 * load + random.noise(), 60 + random.noise() + over);
  };
}

const rowsOf = (count: number, next: () => Float64Array) => Array.from({ length: count }, () => next());
/** Rows until the alarm. */
const wait = (drift: Drift, rows: readonly Float64Array[], category?: string): number =>
  rows.findIndex((row) => drift.see(row, category).drifted) + 1;

test('DRI-1 a shift, another relation and more noise are each told soon', () => {
  const changes: ((row: Float64Array) => Float64Array)[] = [
    ([load, current, heat]) => Float64Array.of(load!, current!, heat! + 2.5),
    ([load, current, heat]) => Float64Array.of(load!, -current!, heat!),
    ([load, current, heat]) => Float64Array.of(load!, current!, 60 + 3 * (heat! - 60)),
  ];
  for (const change of changes) {
    const next = machine(1);
    const drift = new Drift(trainDrift(rowsOf(200, next)));
    expect(wait(drift, rowsOf(200, next))).toBe(0);
    const waited = wait(drift, rowsOf(400, next).map(change));
    expect(waited).toBeGreaterThan(5);
    expect(waited).toBeLessThan(150);
  }
});

test('DRI-1 it stays told, even when rows are again as they were', () => {
  const next = machine(2);
  const drift = new Drift(trainDrift(rowsOf(200, next)));
  expect(
    wait(
      drift,
      rowsOf(100, () => next(4)),
    ),
  ).toBeGreaterThan(0);
  expect(rowsOf(500, next).every((row) => drift.see(row).drifted)).toBe(true);
});

test('DRI-2 rows like those of the training: 40,000 of them, and no alarm', () => {
  for (const seed of [3, 4, 5, 6]) {
    const next = machine(seed);
    expect(wait(new Drift(trainDrift(rowsOf(200, next))), rowsOf(10_000, next))).toBe(0);
  }
  expect(rowsAFalseAlarm).toBeGreaterThan(40_000);
});

describe('DRI-3 rows that depend on those before', () => {
  /** A first-order process: of each deviation so much is left in the next row. */
  function slow(seed: number, left: number): () => Float64Array {
    const random = new Random(seed, 'slow');
    const at = [0, 0];
    return () =>
      Float64Array.from(at, (value, k) => (at[k] = left * value + Math.sqrt(1 - left ** 2) * random.noise()));
  }

  test('raise far fewer alarms than if they were taken as they are', () => {
    let alarms = 0;
    let naively = 0;
    for (let seed = 1; seed <= 12; seed++) {
      const next = slow(seed, 0.9);
      const model = trainDrift(rowsOf(1000, next));
      const rows = rowsOf(3000, next);
      if (wait(new Drift(model), rows) > 0) alarms++;
      if (wait(new Drift({ ...model, dependence: 1 }), rows) > 0) naively++;
    }
    expect(naively).toBeGreaterThan(6);
    expect(alarms).toBeLessThan(naively / 2);
  });

  test('rows that do not are taken as they are', () => {
    expect(trainDrift(rowsOf(2000, slow(1, 0))).dependence).toBeLessThan(2);
  });
});

describe('DRI-4 categories', () => {
  test('another mix is no drift; the same values in another category are', () => {
    const next = machine(7);
    const [hot, cold] = [() => next(30), () => next()];
    const training = Array.from({ length: 400 }, (_, k) => (k % 2 === 0 ? hot() : cold()));
    const model = trainDrift(training, (k) => (k % 2 === 0 ? 'hot' : 'cold'));
    expect(wait(new Drift(model), rowsOf(1000, hot), 'hot')).toBe(0);
    expect(wait(new Drift(model), rowsOf(200, hot), 'cold')).toBeGreaterThan(0);
    expect(wait(new Drift(model), rowsOf(200, hot), 'never seen')).toBe(0);
  });

  test('too few rows to learn from are refused', () => {
    expect(() => trainDrift(rowsOf(leastDriftRows - 1, machine(1)))).toThrow(RangeError);
    const few = rowsOf(2 * (leastDriftRows - 1), machine(1));
    expect(() => trainDrift(few, (k) => String(k % 2))).toThrow(RangeError);
  });
});

test('DRI-5 missing values and tags that stand still are no drift', () => {
  const next = machine(8);
  const row = (k: number) => Float64Array.of(...next(), 7, k % 3 === 0 ? Number.NaN : next()[0]!);
  const model = trainDrift(Array.from({ length: 300 }, (_, k) => row(k)));
  const drift = new Drift(model);
  expect(
    wait(
      drift,
      Array.from({ length: 1000 }, (_, k) => row(k)),
    ),
  ).toBe(0);
  expect(drift.see(new Float64Array(5).fill(Number.NaN)).evidence).toBeLessThan(1);
});
