import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alongWay, roundedWay, wayLength } from './polyline.ts';

const at = () => ({ x: 0, z: 0, dx: 0, dz: 0 });

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
    const spot = at();
    alongWay(way, 2.5, spot);
    expect(spot).toEqual({ x: 2.5, z: 4, dx: 0.6, dz: 0.8 });
  });

  test('before its start and beyond its end it stands still', () => {
    const way = roundedWay(
      [
        [0, 0],
        [2, 0],
      ],
      1,
    );
    const spot = at();
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
          const [a, b] = [at(), at()];
          const metres = share * wayLength(way);
          alongWay(way, metres, a);
          alongWay(way, metres + 0.1, b);
          expect(Math.hypot(b.x - a.x, b.z - a.z)).toBeLessThanOrEqual(0.1 + 1e-9);
        },
      ),
    );
  });
});
