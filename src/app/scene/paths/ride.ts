import type { Matrix4 } from 'three';
import type { Spot } from './polyline.ts';

/** Puts what rides on a way in its place: own x along it, leaning with the slope, `aside` to its right, `above` it. */
export function ride(out: Matrix4, { x, y, z, dx, dz, rise }: Spot, aside: number, above: number): Matrix4 {
  const steep = Math.hypot(1, rise);
  const [along, up] = [1 / steep, rise / steep];
  // Columns: along the slope, upright to it, to the right over the floor.
  out.set(
    along * dx,
    -up * dx,
    -dz,
    x - dz * aside - up * dx * above,
    up,
    along,
    0,
    y + along * above,
    along * dz,
    -up * dz,
    dx,
    z + dx * aside - up * dz * above,
    0,
    0,
    0,
    1,
  );
  return out;
}
