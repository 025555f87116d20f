import { describe, expect, test } from 'vitest';
import { type Life, type LifeModel, predictLife, trainLife, type Unit } from './remaining-life.ts';

function even(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** Pumps whose vibration grows the nearer they are to failing; their pressure tells nothing, their speed never varies. */
function pumps(count: number, seed: number): Unit[] {
  const random = even(seed);
  return Array.from({ length: count }, (_, k) => {
    const life = 120 + Math.floor(random() * 120);
    const rows = Array.from({ length: life }, (__, cycle) => {
      const worn = Math.exp(-(life - 1 - cycle) / 30);
      return Float64Array.of(1 + 4 * worn + 0.4 * (random() - 0.5), 2.4 + 0.2 * (random() - 0.5), 1480);
    });
    return { name: String(k), rows };
  });
}

const columns = ['vibration', 'pressure', 'speed'];
const model = trainLife(columns, pumps(24, 3), even(1));
/** Others, each stopped some cycles before it fails. */
const others = pumps(30, 77);
const left = (unit: Unit, cycles: number): Life =>
  predictLife(model, { rows: unit.rows.slice(0, unit.rows.length - cycles) });

describe('RUL-1 what is left of units that were never seen', () => {
  test('is told within some cycles near the end, and its interval holds', () => {
    for (const cycles of [10, 30, 60]) {
      const errors = others.map((unit) => left(unit, cycles).rul - cycles);
      const rmse = Math.sqrt(errors.reduce((sum, error) => sum + error ** 2 / errors.length, 0));
      expect(rmse).toBeLessThan(cycles === 10 ? 6 : 18);
    }
    const lives = others.flatMap((unit) => [5, 20, 40, 70, 100].map((cycles) => ({ cycles, ...left(unit, cycles) })));
    const held = lives.filter(({ cycles, low, high }) => cycles >= low && cycles <= high).length / lives.length;
    expect(held).toBeGreaterThan(0.8);
    expect(held).toBeLessThan(0.99);
  });

  test('is within its own interval, never below 0, and of a new unit no more than a long time', () => {
    for (const unit of others) {
      for (const cycles of [0, 1, 50, unit.rows.length - 1]) {
        const { rul, low, high } = left(unit, cycles);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(low).toBeLessThanOrEqual(rul);
        expect(high).toBeGreaterThanOrEqual(rul);
        expect(rul).toBeLessThanOrEqual(125);
      }
    }
  });
});

describe('RUL-2 what is learnt from', () => {
  test('columns that never vary are left out', () => {
    expect(model.kept).toEqual([0, 1]);
  });

  test('too few units, or too short ones, are refused, and so are columns that all stand still', () => {
    expect(() => trainLife(columns, pumps(5, 1), even(1))).toThrow('at least 6 units');
    const short = pumps(20, 1).map(({ name, rows }) => ({ name, rows: rows.slice(0, 15) }));
    expect(() => trainLife(columns, short, even(1))).toThrow('more than 19 cycles');
    const still = pumps(8, 1).map(({ name, rows }) => ({ name, rows: rows.map(() => Float64Array.of(1)) }));
    expect(() => trainLife(['speed'], still, even(1))).toThrow('No column varies');
    expect(() => predictLife(model, { rows: [] })).toThrow(RangeError);
  });
});

test('RUL-3 a model is plain data: kept as JSON it tells the same', () => {
  const kept = JSON.parse(JSON.stringify(model)) as LifeModel;
  for (const unit of others) expect(predictLife(kept, unit)).toEqual(predictLife(model, unit));
});
