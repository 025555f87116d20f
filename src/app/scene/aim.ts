import { type Camera, type Ray, Vector3 } from 'three';

const far = new Vector3();

/** The ray through a point of the picture (-1 to 1, y up), whatever the projection. */
export function aim(camera: Camera, x: number, y: number, out: Ray): Ray {
  out.origin.set(x, y, -1).unproject(camera);
  out.direction
    .copy(far.set(x, y, 1).unproject(camera))
    .sub(out.origin)
    .normalize();
  return out;
}
