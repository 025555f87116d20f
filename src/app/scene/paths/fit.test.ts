import fc from 'fast-check';
import { OrthographicCamera, PerspectiveCamera, Vector3 } from 'three';
import { describe, expect, test } from 'vitest';
import { fitCamera, fitOrthographic } from './fit.ts';

const margins = { left: 0.1, right: 0.05, top: 0.2, bottom: 0.05 };

/** three's own projection is the oracle. */
function project(
  points: readonly (readonly [number, number, number])[],
  forward: Vector3,
  aspect: number,
  projection: 'perspective' | 'orthographic',
) {
  const parallel = projection === 'orthographic';
  const chosen = parallel ? fitOrthographic : fitCamera;
  const { eye, target } = chosen(points, [forward.x, forward.y, forward.z], 32, aspect, margins);
  const half = Math.tan((16 * Math.PI) / 180) * new Vector3(...eye).distanceTo(new Vector3(...target));
  const camera = parallel
    ? new OrthographicCamera(-half * aspect, half * aspect, half, -half, -1000, 1000)
    : new PerspectiveCamera(32, aspect, 0.01, 1000);
  camera.position.set(...eye);
  camera.lookAt(new Vector3(...target));
  camera.updateMatrixWorld();
  return points.map((point) => new Vector3(...point).project(camera));
}

describe('a camera that frames points (SCENE-9)', () => {
  test.each(['perspective', 'orthographic'] as const)(
    '%s: sees all of them within the margins, and stands no farther than it must',
    (projection) => {
      const number = fc.double({ min: -30, max: 30, noNaN: true });
      const point = fc.tuple(number, number, number);
      fc.assert(
        fc.property(
          fc.array(point, { minLength: 2, maxLength: 12 }),
          fc.double({ min: 0.5, max: 2.5, noNaN: true }),
          (points, aspect) => {
            fc.pre(points.some(([x, y, z]) => Math.hypot(x - points[0]![0], y - points[0]![1], z - points[0]![2]) > 1));
            const seen = project(points, new Vector3(0.2, -0.5, -1).normalize(), aspect, projection);
            const [xs, ys] = [seen.map(({ x }) => x), seen.map(({ y }) => y)];
            const [left, right, bottom, top] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
            const near = 1e-6;
            expect(left).toBeGreaterThanOrEqual(-0.9 - near);
            expect(right).toBeLessThanOrEqual(0.95 + near);
            expect(bottom).toBeGreaterThanOrEqual(-0.95 - near);
            expect(top).toBeLessThanOrEqual(0.8 + near);
            const full = (low: number, high: number, a: number, b: number) =>
              Math.abs(low - a) < near && Math.abs(high - b) < near;
            expect(full(left, right, -0.9, 0.95) || full(bottom, top, -0.95, 0.8)).toBe(true);
          },
        ),
      );
    },
  );
});
