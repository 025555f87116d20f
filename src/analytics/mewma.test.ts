import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cholesky, solve } from './cholesky.ts';
import { leastTrainingRows, Mewma, type MewmaModel, trainMewma } from './mewma.ts';

/** Normal numbers, the same for the same seed (Box and Muller 1958, Park and Miller 1988). */
function noise(seed: number): () => number {
  let state = seed;
  const even = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  return () => Math.sqrt(-2 * Math.log(even())) * Math.cos(2 * Math.PI * even());
}

/** A pump: current follows pressure, temperature is its own. */
function pump(seed: number): (over?: readonly [number, number, number]) => Float64Array {
  const next = noise(seed);
  return (over = [0, 0, 0]) => {
    const load = next();
    return Float64Array.of(
      2.4 + 0.1 * load + 0.02 * next() + over[0],
      11 + 0.5 * load + 0.1 * next() + over[1],
      60 + next() + over[2],
    );
  };
}

const rowsOf = (count: number, next: () => Float64Array) => Array.from({ length: count }, () => next());

function trained(seed: number): {
  readonly chart: Mewma;
  readonly next: ReturnType<typeof pump>;
  readonly model: MewmaModel;
} {
  const next = pump(seed);
  const rows = rowsOf(600, next);
  const model = trainMewma(rows);
  const chart = new Mewma(model);
  for (const row of rows) chart.see(row, false);
  return { chart, next, model };
}

describe('ANO-1 rows like those of the training', () => {
  test('are flagged seldom, whatever the seed', () => {
    const flagged = [1, 2, 3, 4, 5].map((seed) => {
      const { chart, next } = trained(seed);
      return rowsOf(2000, next).filter((row) => chart.see(row, true).flag).length;
    });
    expect(Math.max(...flagged)).toBeLessThan(20);
  });
});

describe('ANO-2 what is abnormal', () => {
  test('a sensor that goes away by three deviations is flagged within ten rows, and named', () => {
    const { chart, next } = trained(7);
    const readings = rowsOf(10, () => next([0, 0, 3])).map((row) => chart.see(row, true));
    expect(readings.at(-1)!.flag).toBe(true);
    expect([...readings.at(-1)!.shares].indexOf(Math.max(...readings.at(-1)!.shares))).toBe(2);
  });

  test('two sensors that part company, each within its own range', () => {
    const { chart, next } = trained(8);
    // A deviation up, and a deviation down: neither would be told by a limit of its own.
    const readings = rowsOf(12, () => next([0.1, -0.5, 0])).map((row) => chart.see(row, true));
    expect(readings.at(-1)!.flag).toBe(true);
    expect(readings.at(-1)!.shares[2]).toBeLessThan(0.1);
  });

  test('shares are of one whole', () => {
    const { chart, next } = trained(9);
    for (const row of rowsOf(50, next)) {
      const { shares } = chart.see(row, true);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1);
      expect(Math.min(...shares)).toBeGreaterThanOrEqual(0);
    }
  });
});

describe('ANO-3 values that are not what one would wish', () => {
  test('a missing value neither hides what the others tell nor is an anomaly', () => {
    const { chart, next } = trained(10);
    const without = (row: Float64Array) => Float64Array.of(row[0]!, Number.NaN, row[2]!);
    // The two rows in which it is taken for its last value.
    expect(rowsOf(200, next).filter((row) => chart.see(without(row), true).flag).length).toBeLessThan(3);
    const readings = rowsOf(12, () => without(next([0, 0, 3]))).map((row) => chart.see(row, true));
    expect(readings.at(-1)!.flag).toBe(true);
  });

  test('a sensor that is sampled seldom counts all the same', () => {
    const next = pump(17);
    const sparse = (k: number, over?: readonly [number, number, number]) => {
      const row = next(over);
      return Float64Array.of(row[0]!, row[1]!, k % 5 === 0 ? row[2]! : Number.NaN);
    };
    const rows = Array.from({ length: 600 }, (_, k) => sparse(k));
    const chart = new Mewma(trainMewma(rows));
    for (const row of rows) chart.see(row, false);
    const flagged = (over: readonly [number, number, number]) =>
      Array.from({ length: 100 }, (_, k) => chart.see(sparse(k, over), true)).filter(({ flag }) => flag).length;
    expect(flagged([0, 0, 0])).toBeLessThan(5);
    expect(flagged([0, 0, 6])).toBeGreaterThan(70);
  });

  test('a sensor that comes back after a long silence is no anomaly', () => {
    const { chart, next } = trained(18);
    const without = (row: Float64Array) => Float64Array.of(row[0]!, Number.NaN, row[2]!);
    for (const row of rowsOf(100, next)) chart.see(without(row), true);
    expect(rowsOf(200, next).filter((row) => chart.see(row, true).flag).length).toBeLessThan(3);
  });

  test('one wild sample, an infinite one, too, is forgotten', () => {
    const { chart, next } = trained(11);
    for (const wild of [1e30, Number.POSITIVE_INFINITY]) {
      expect(chart.see(next([0, 0, wild]), true).flag).toBe(true);
      const after = rowsOf(60, next).map((row) => chart.see(row, true));
      expect(after.slice(30).some(({ flag }) => flag)).toBe(false);
    }
  });

  test('a tag that stood still in training may move by a thousandth, but not by a hundredth', () => {
    const next = noise(12);
    const rows = Array.from({ length: 100 }, () => Float64Array.of(32, next()));
    const flaggedAt = (value: number) => {
      const chart = new Mewma(trainMewma(rows));
      return Array.from({ length: 30 }, () => chart.see(Float64Array.of(value, 0), false)).at(-1)!.flag;
    };
    expect(flaggedAt(32.032)).toBe(false);
    expect(flaggedAt(32.32)).toBe(true);
  });

  test('tags that are copies of each other, or never there, can be learnt from', () => {
    const next = noise(13);
    const rows = Array.from({ length: 100 }, () => {
      const value = next();
      return Float64Array.of(value, value, -value, Number.NaN);
    });
    const chart = new Mewma(trainMewma(rows));
    expect(chart.see(Float64Array.of(0.1, 0.1, -0.1, Number.NaN), false).flag).toBe(false);
  });

  test('too few rows, or none, are refused', () => {
    expect(() => trainMewma([])).toThrow(RangeError);
    expect(() => trainMewma(rowsOf(leastTrainingRows - 1, pump(1)))).toThrow(`at least ${leastTrainingRows} rows`);
    expect(() => trainMewma(Array.from({ length: 30 }, () => new Float64Array()))).toThrow(RangeError);
  });
});

describe('ANO-4 slow drift', () => {
  /** Rows until it was flagged, drifting by so many deviations a row; null = never. */
  const flaggedAfter = (perRow: number, learns: boolean) => {
    const { chart, next } = trained(14);
    for (let row = 0; row < 3000; row++) if (chart.see(next([0, 0, row * perRow]), learns).flag) return row;
    return null;
  };

  test('of a healthy machine is followed; what comes faster is flagged', () => {
    expect(flaggedAfter(0.002, true)).toBeNull();
    expect(flaggedAfter(0.002, false)).not.toBeNull();
    expect(flaggedAfter(0.1, true)).toBeLessThan(100);
  });

  test('nothing is learnt of rows that are flagged: an anomaly stays one for as long as it lasts', () => {
    const { chart, next } = trained(15);
    const readings = rowsOf(5000, () => next([0, 0, 6])).map((row) => chart.see(row, true));
    expect(readings.slice(20).every(({ flag }) => flag)).toBe(true);
  });
});

test('a model is plain data: kept as JSON it judges the same', () => {
  const { model, next } = trained(16);
  const [a, b] = [new Mewma(model), new Mewma(JSON.parse(JSON.stringify(model)) as MewmaModel)];
  for (const row of rowsOf(100, next)) expect(a.see(row, true)).toEqual(b.see(row, true));
});

test('the solution of a factored system is the solution of the system, for any well-conditioned matrix', () => {
  const matrix = fc.integer({ min: 1, max: 6 }).chain((n) =>
    fc.record({
      n: fc.constant(n),
      root: fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: n * n, maxLength: n * n }),
      x: fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: n, maxLength: n }),
    }),
  );
  fc.assert(
    fc.property(matrix, ({ n, root, x }) => {
      const a = Float64Array.from({ length: n * n }, (_, at) => {
        const [i, j] = [Math.floor(at / n), at % n];
        let sum = i === j ? 1 : 0;
        for (let k = 0; k < n; k++) sum += root[i * n + k]! * root[j * n + k]!;
        return sum;
      });
      const b = Float64Array.from({ length: n }, (_, i) => x.reduce((sum, value, j) => sum + a[i * n + j]! * value, 0));
      solve(cholesky(a, n), b, b);
      for (const [i, value] of b.entries()) expect(value).toBeCloseTo(x[i]!, 8);
    }),
  );
  expect(() => cholesky(Float64Array.of(1, 2, 2, 1), 2)).toThrow('not positive definite');
});
