import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HeatGrid } from './heat-grid.ts';

type Place = readonly [number, number];
const floor: Place = [40, 20];
const cellOf = (grid: HeatGrid, [x, z]: Place): number =>
  Math.floor((z / floor[1]) * grid.rows) * grid.columns + Math.floor((x / floor[0]) * grid.columns);

/** The formula as it is written, one cell at a time over all sensors. */
function naive(x: number, z: number, places: readonly Place[], values: readonly number[], reach: number): number {
  let [sum, weights] = [0, 0];
  for (const [k, [sx, sz]] of places.entries()) {
    const distance = Math.hypot(x - sx, z - sz);
    if (distance >= reach || Number.isNaN(values[k]!)) continue;
    const weight = Math.max(0, (reach - distance) / (reach * distance)) ** 2;
    sum += weight * values[k]!;
    weights += weight;
  }
  return sum / weights;
}

const place = fc.tuple(fc.double({ min: 0, max: 40, noNaN: true }), fc.double({ min: 0, max: 20, noNaN: true }));
const sensors = fc.array(fc.tuple(place, fc.double({ min: -50, max: 150, noNaN: true })), {
  minLength: 1,
  maxLength: 12,
});

describe('a map from scattered sensors', () => {
  test('SCENE-33: is the weighted mean of those in reach, as the formula has it', () => {
    fc.assert(
      fc.property(sensors, fc.double({ min: 1, max: 15, noNaN: true }), (all, reach) => {
        const [places, values] = [all.map(([at]) => at), all.map(([, value]) => value)];
        const grid = new HeatGrid(floor, reach);
        grid.interpolate(places, (k) => values[k]!);
        for (let at = 0; at < grid.values.length; at += 37) {
          const x = (((at % grid.columns) + 0.5) * floor[0]) / grid.columns;
          const z = ((Math.floor(at / grid.columns) + 0.5) * floor[1]) / grid.rows;
          const nearest = Math.min(...places.map(([sx, sz]) => Math.hypot(x - sx, z - sz)));
          // At the reach and at a sensor the two differ by rounding alone.
          if (Math.abs(nearest - reach) < 0.01 || nearest < 0.01) continue;
          const expected = naive(x, z, places, values, reach);
          if (Number.isNaN(expected)) expect(grid.values[at]).toBeNaN();
          else expect(Math.abs(grid.values[at]! - expected)).toBeLessThan(0.05);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('SCENE-33: stays between the lowest and the highest reading, and takes the sensor’s own at the sensor', () => {
    const grid = new HeatGrid(floor, 12);
    const places: Place[] = [
      [10.16, 10.16],
      [20, 10],
    ];
    grid.interpolate(places, (k) => [30, 60][k]!);
    expect(grid.values[cellOf(grid, places[0]!)]).toBeCloseTo(30, 0);
    for (const value of grid.values) if (!Number.isNaN(value)) expect(value).toBeGreaterThanOrEqual(29.99);
    for (const value of grid.values) if (!Number.isNaN(value)) expect(value).toBeLessThanOrEqual(60.01);
  });

  test('SCENE-33: a sensor that is not good is left out, and where none reaches nothing is painted', () => {
    const grid = new HeatGrid(floor, 5);
    const places: Place[] = [
      [5, 10],
      [35, 10],
    ];
    grid.interpolate(places, (k) => [20, Number.NaN][k]!);
    expect(grid.values[cellOf(grid, [6, 10])]).toBeCloseTo(20, 3);
    for (const at of [
      [35, 10],
      [20, 10],
    ] as const) {
      expect(grid.cover[cellOf(grid, at)]).toBe(0);
      expect(grid.values[cellOf(grid, at)]).toBeNaN();
    }
    grid.interpolate(places, () => Number.NaN);
    expect(Math.max(...grid.cover)).toBe(0);
  });

  test('fades towards the reach', () => {
    const grid = new HeatGrid(floor, 8);
    grid.interpolate([[20, 10]], () => 1);
    const cover = [0, 2, 4, 6, 7.5].map((away) => grid.cover[cellOf(grid, [20 + away, 10])]!);
    expect(cover).toEqual(cover.toSorted((a, b) => b - a));
    expect(cover[0]).toBeGreaterThan(0.99);
    expect(cover.at(-1)).toBeLessThan(0.35);
  });
});
