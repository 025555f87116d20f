import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cornersOf, rayToBox, type TurnedBox } from './boxes.ts';

const box = (over: Partial<TurnedBox> = {}): TurnedBox => ({
  x: 0,
  y: 1,
  z: 0,
  halfX: 2,
  halfY: 1,
  halfZ: 0.5,
  dx: 1,
  dz: 0,
  ...over,
});
const ray = (ox: number, oy: number, oz: number, dx: number, dy: number, dz: number) => ({
  origin: { x: ox, y: oy, z: oz },
  direction: { x: dx, y: dy, z: dz },
});

type Corner = readonly [number, number, number];

/** Shares from -1 to 1 of the way between opposite faces; `cornersOf` counts z fastest. */
const blend = (corners: readonly Corner[], [u, v, w]: Corner): Corner =>
  [0, 1, 2].map((axis) =>
    corners.reduce((sum, corner, k) => {
      const weight = [u, v, w].reduce((product, share, bit) => product * (k & (4 >> bit) ? 1 + share : 1 - share), 1);
      return sum + (corner[axis]! * weight) / 8;
    }, 0),
  ) as unknown as Corner;

describe('a ray and a turned box (SCENE-8)', () => {
  test('meets the near side', () => {
    expect(rayToBox(ray(-10, 1, 0, 1, 0, 0), box())).toBe(8);
  });

  test('passes beside it, above it and away from it', () => {
    expect(rayToBox(ray(-10, 1, 0.6, 1, 0, 0), box())).toBeNull();
    expect(rayToBox(ray(-10, 2.1, 0, 1, 0, 0), box())).toBeNull();
    expect(rayToBox(ray(-10, 1, 0, -1, 0, 0), box())).toBeNull();
  });

  test('a quarter turn swaps width and depth', () => {
    const turned = box({ dx: 0, dz: 1 });
    expect(rayToBox(ray(-10, 1, 0, 1, 0, 0), turned)).toBe(9.5);
    expect(rayToBox(ray(0, 1, 10, 0, 0, -1), turned)).toBe(8);
  });

  test('from inside the distance is 0', () => {
    expect(rayToBox(ray(0, 1, 0, 0, 0, 1), box())).toBe(0);
  });

  test('whatever way it is turned, a ray at a point inside hits it', () => {
    const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
    fc.assert(
      fc.property(
        number(0, 6.28),
        number(-1, 1),
        number(-1, 1),
        number(-1, 1),
        number(0, 6.28),
        number(-1, 1),
        (turn, u, v, w, from, rise) => {
          const turned = box({ dx: Math.cos(turn), dz: Math.sin(turn), rise });
          const inside = blend(cornersOf(turned), [u * 0.99, v * 0.99, w * 0.99]);
          const eye = [20 * Math.cos(from), 9, 20 * Math.sin(from)] as const;
          const hit = rayToBox(ray(...eye, inside[0] - eye[0], inside[1] - eye[1], inside[2] - eye[2]), turned);
          expect(hit).not.toBeNull();
          expect(hit!).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  test('a box that leans with a slope of 45 degrees is met on its leaning top, not where it would stand upright', () => {
    const leaning = box({ rise: 1 });
    // Its top passes above the middle at half the thickness times the root of 2.
    expect(rayToBox(ray(0, 10, 0, 0, -1, 0), leaning)).toBeCloseTo(9 - Math.SQRT2, 9);
    expect(rayToBox(ray(0.3, 10, 0, 0, -1, 0), leaning)).toBeCloseTo(8.7 - Math.SQRT2, 9);
    // Upright it would have reached from -2 to 2 here.
    expect(rayToBox(ray(1.9, -0.9, 9, 0, 0, -1), leaning)).toBeNull();
    expect(rayToBox(ray(1.9, -0.9, 9, 0, 0, -1), box({ y: 0 }))).not.toBeNull();
  });

  test('its corners are as far from the middle as its diagonal', () => {
    const turned = box({ dx: Math.SQRT1_2, dz: Math.SQRT1_2, rise: 0.3 });
    const corners = cornersOf(turned);
    expect(corners).toHaveLength(8);
    for (const [x, y, z] of corners) expect(Math.hypot(x, y - 1, z)).toBeCloseTo(Math.hypot(2, 1, 0.5), 9);
  });
});
