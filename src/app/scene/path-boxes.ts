import { type Matrix4, Vector3 } from 'three';
import { isFlat, type Model, type Piece } from './parts/model.ts';
import type { TurnedBox } from './paths/boxes.ts';
import type { WayPoint } from './paths/polyline.ts';

/** What reaches this far below the path and is this thin along it are tall legs: between them one points at others. */
const legsMetres = 1.5;
const legHalf = 0.2;
/** Thin things can be hit beside them, too. */
const leastHalf = 0.2;

/** One box for each straight of a path, around what is drawn of it. */
export function pathBoxes(course: readonly WayPoint[], model: Model, width: number): TurnedBox[] {
  // What moves (a fence's gate) is told by what holds it.
  const pieces = model.pieces.filter(({ node }) => node === 0).map((piece) => new Extent(piece));
  return course.slice(1).flatMap((to, k) => {
    const from = course[k]!;
    const floor = Math.hypot(to[0] - from[0], to[1] - from[1]);
    const climb = to[2] - from[2];
    const middle = { x: (from[0] + to[0]) / 2, z: (from[1] + to[1]) / 2 };
    if (floor === 0) {
      const half = Math.max(leastHalf, width / 2);
      const y = (from[2] + to[2]) / 2;
      return climb === 0 ? [] : { ...middle, y, halfX: half, halfY: Math.abs(climb) / 2, halfZ: half, dx: 1, dz: 0 };
    }
    const [dx, dz, rise] = [(to[0] - from[0]) / floor, (to[1] - from[1]) / floor, climb / floor];
    const length = Math.hypot(floor, climb);
    const along = new Vector3(dx / Math.hypot(1, rise), rise / Math.hypot(1, rise), dz / Math.hypot(1, rise));
    const ahead = new Vector3(dx, 0, dz);
    const across = new Vector3(-dz, 0, dx);
    const upright = new Vector3().crossVectors(across, along);
    let [low, high] = [0, 0];
    for (const piece of pieces) {
      const at = piece.centre.clone().sub(new Vector3(from[0], from[2], from[1]));
      const s = at.dot(along);
      if (s < 0 || s > length || Math.abs(at.dot(across)) > width / 2 + 0.3) continue;
      const [y, half] = [at.dot(upright), piece.halfAlong(upright)];
      if (y - half < -legsMetres && piece.halfAlong(ahead) < legHalf) continue;
      low = Math.min(low, y - half);
      high = Math.max(high, y + half);
    }
    const centre = (low + high) / 2;
    return {
      x: middle.x + upright.x * centre,
      y: (from[2] + to[2]) / 2 + upright.y * centre,
      z: middle.z + upright.z * centre,
      halfX: length / 2,
      halfY: Math.max(leastHalf, (high - low) / 2),
      halfZ: Math.max(0.25, width / 2 + 0.08),
      dx,
      dz,
      rise,
    };
  });
}

const axis = new Vector3();

/** A piece's box, for how far it reaches. */
class Extent {
  readonly centre = new Vector3();
  readonly #place: Matrix4;
  readonly #half: readonly [number, number, number];

  constructor({ place, shape, size: [x, y, z] }: Piece) {
    const [wide, deep] = isFlat(shape) ? [x, z] : [Math.max(x, z), Math.max(x, z)];
    this.#place = place;
    this.#half = [wide / 2, y / 2, deep / 2];
    this.centre.setFromMatrixPosition(place);
  }

  halfAlong(direction: Vector3): number {
    return this.#half.reduce(
      (sum, half, k) => sum + half * Math.abs(axis.setFromMatrixColumn(this.#place, k).dot(direction)),
      0,
    );
  }
}
