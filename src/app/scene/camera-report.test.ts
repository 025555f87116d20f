import { PerspectiveCamera } from 'three';
import { describe, expect, test } from 'vitest';
import { floorOutline } from './camera-report.ts';

const camera = (eye: readonly [number, number, number], target: readonly [number, number, number]) => {
  const made = new PerspectiveCamera(40, 1.5, 0.2, 600);
  made.position.set(...eye);
  made.lookAt(...target);
  made.updateMatrixWorld();
  return made;
};

describe('what the camera sees of the floor (SCENE-28)', () => {
  test('from above the middle it is a rectangle about it, as wide as the picture is', () => {
    const [a, b, c, d] = floorOutline(camera([10, 20, 5.001], [10, 0, 5]), 500);
    const half = 20 * Math.tan((20 * Math.PI) / 180);
    expect(a![0]).toBeCloseTo(10 - half * 1.5, 1);
    expect(b![0]).toBeCloseTo(10 + half * 1.5, 1);
    expect([a![1], b![1]]).toEqual([expect.closeTo(5 + half, 1), expect.closeTo(5 + half, 1)]);
    expect([c![1], d![1]]).toEqual([expect.closeTo(5 - half, 1), expect.closeTo(5 - half, 1)]);
  });

  test('slantwise it is wider far away', () => {
    const [a, b, c, d] = floorOutline(camera([0, 10, 20], [0, 0, 0]), 500);
    expect(c![0] - d![0]).toBeGreaterThan(b![0] - a![0]);
    expect(a![1]).toBeGreaterThan(d![1]);
  });

  test('above the horizon it ends where nobody cares', () => {
    for (const [x, z] of floorOutline(camera([0, 2, 0], [0, 2.5, -10]), 80)) expect(Math.hypot(x, z)).toBeLessThan(81);
  });
});
