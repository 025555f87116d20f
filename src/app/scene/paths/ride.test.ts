import fc from 'fast-check';
import { Euler, Matrix4, Vector3 } from 'three';
import { expect, test } from 'vitest';
import { ride } from './ride.ts';

const number = (from: number, to: number) => fc.double({ min: from, max: to, noNaN: true });

test('SCENE-11: what rides on a slope turns about the vertical, then leans up with it', () => {
  fc.assert(
    fc.property(number(-3.1, 3.1), number(-1, 1), number(-1, 1), number(0, 1), (yaw, rise, aside, above) => {
      const spot = { x: 3, y: 1, z: 5, dx: Math.cos(yaw), dz: -Math.sin(yaw), rise };
      const turned = new Matrix4().makeRotationFromEuler(new Euler(0, yaw, Math.atan(rise), 'YZX'));
      const expected = new Matrix4()
        .makeTranslation(3, 1, 5)
        .multiply(turned)
        .multiply(new Matrix4().makeTranslation(0, above, aside));
      const matrix = ride(new Matrix4(), spot, aside, above);
      for (const [k, value] of matrix.elements.entries()) expect(value).toBeCloseTo(expected.elements[k]!, 9);
      expect(new Vector3(1, 0, 0).transformDirection(matrix).y).toBeCloseTo(Math.sin(Math.atan(rise)), 9);
    }),
  );
});
