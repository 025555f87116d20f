import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alongWay, freshSpot, roundedWay, wayLength } from './polyline.ts';

describe('a way with rounded corners', () => {
  test('a right angle is cut by a quarter circle', () => {
    const way = roundedWay(
      [
        [0, 0],
        [4, 0],
        [4, 4],
      ],
      1,
    );
    // 3 m, a quarter of a circle of 1 m, 3 m; chords of 15 degrees are a little shorter than the arc.
    expect(wayLength(way)).toBeCloseTo(6 + Math.PI / 2, 2);
    for (const [x, z] of way.points.slice(1, -1)) expect(Math.hypot(x - 3, z - 1)).toBeCloseTo(1, 9);
  });

  test('an arc never takes more than half of a side', () => {
    const way = roundedWay(
      [
        [0, 0],
        [1, 0],
        [1, 5],
      ],
      3,
    );
    expect(way.points[1]![0]).toBeCloseTo(0.5, 9);
  });

  test('without corners it is the line itself', () => {
    const way = roundedWay(
      [
        [1, 2],
        [4, 6],
      ],
      1,
    );
    expect(wayLength(way)).toBe(5);
    const spot = freshSpot();
    alongWay(way, 2.5, spot);
    expect(spot).toEqual({ x: 2.5, y: 0, z: 4, dx: 0.6, dz: 0.8, rise: 0 });
  });

  test('before its start and beyond its end it stands still', () => {
    const way = roundedWay(
      [
        [0, 0],
        [2, 0],
      ],
      1,
    );
    const spot = freshSpot();
    alongWay(way, -3, spot);
    expect(spot.x).toBe(0);
    alongWay(way, 9, spot);
    expect(spot.x).toBe(2);
  });

  test('places follow each other: a step along is at most that far away', () => {
    const corner = fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 }));
    fc.assert(
      fc.property(
        fc.array(corner, { minLength: 2, maxLength: 6 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (raw, share) => {
          const way = roundedWay(raw, 1.2);
          const [a, b] = [freshSpot(), freshSpot()];
          const metres = share * wayLength(way);
          alongWay(way, metres, a);
          alongWay(way, metres + 0.1, b);
          expect(Math.hypot(b.x - a.x, b.z - a.z)).toBeLessThanOrEqual(0.1 + 1e-9);
        },
      ),
    );
  });

  test('heights: points that say none have the height given, others their own', () => {
    const way = roundedWay(
      [
        [0, 0],
        [4, 0, 4],
      ],
      1,
      1,
    );
    expect(wayLength(way)).toBe(5);
    const spot = freshSpot();
    alongWay(way, 2.5, spot);
    expect(spot).toEqual({ x: 2, y: 2.5, z: 0, dx: 1, dz: 0, rise: 0.75 });
  });

  test('a slope begins and ends softly, and is left as steep as it is', () => {
    const way = roundedWay(
      [
        [0, 0, 1],
        [4, 0, 1],
        [8, 0, 3],
        [12, 0, 3],
      ],
      1,
    );
    const spot = freshSpot();
    let before = 0;
    let steepest = 0;
    for (let metres = 0; metres <= wayLength(way); metres += 0.05) {
      alongWay(way, metres, spot);
      expect(Math.abs(spot.rise - before)).toBeLessThan(0.14);
      before = spot.rise;
      steepest = Math.max(steepest, spot.rise);
    }
    expect(steepest).toBeCloseTo(0.5, 9);
    alongWay(way, wayLength(way) / 2, spot);
    expect([spot.x, spot.y]).toEqual([expect.closeTo(6, 9), expect.closeTo(2, 9)]);
  });

  test('round a corner the height goes on at the slope of both sides', () => {
    const way = roundedWay(
      [
        [0, 0, 0],
        [4, 0, 1],
        [4, 4, 2],
      ],
      1,
    );
    const heights = way.points.map(([, , y]) => y);
    expect(heights.at(1)).toBeCloseTo(0.75, 9);
    expect(heights.at(-2)).toBeCloseTo(1.25, 9);
    expect(heights).toEqual(heights.toSorted((a, b) => a - b));
    // Even steps: as steep in the bend as before it, but for what the arc is shorter than its corner.
    const steps = heights.slice(2, -1).map((y, k) => y - heights[k + 1]!);
    for (const step of steps) expect(step).toBeCloseTo(0.5 / 6, 9);
  });

  test('a riser stands', () => {
    const way = roundedWay(
      [
        [0, 0, 0],
        [2, 0, 0],
        [2, 0, 3],
        [4, 0, 3],
      ],
      1,
    );
    expect(wayLength(way)).toBeCloseTo(7, 9);
  });
});
