import { Matrix4, Vector3 } from 'three';
import type { Model, Piece } from './model.ts';
import { freshMatrices, poseNodes, restingStates } from './pose.ts';

/**
 * Ambient occlusion of a model at rest, baked once: for each piece the share of light from all around, 0 to 255, that
 * reaches its +x, +y, +z, -x, -y and -z faces. A few rays a face; the shader blends between faces by the normal.
 */
export function openness(model: Model): Uint8Array {
  const nodes = freshMatrices(model.nodes.length);
  poseNodes(model.nodes, restingStates(model.nodes), nodes);
  const solids = model.pieces.map((piece) => solidOf(piece, nodes[piece.node]!));
  const casters = solids.filter((solid) => solid.casts);
  const open = new Uint8Array(model.pieces.length * 6);
  for (const [k, solid] of solids.entries()) {
    const near = casters.filter(
      (caster) => caster !== solid && caster.centre.distanceTo(solid.centre) < caster.reach + solid.reach + farthest,
    );
    for (let face = 0; face < 6; face++) open[k * 6 + face] = Math.round(255 * openFace(solid, face, near));
  }
  return open;
}

/** Things further away take no light. */
const farthest = 1.1;
/** Cosine-weighted directions about +z: straight, and four at 55 degrees. */
const directions = [
  [0, 0, 1, 0.36],
  [0.82, 0, 0.57, 0.16],
  [-0.82, 0, 0.57, 0.16],
  [0, 0.82, 0.57, 0.16],
  [0, -0.82, 0.57, 0.16],
] as const;

interface Solid {
  readonly centre: Vector3;
  readonly toWorld: Matrix4;
  readonly toLocal: Matrix4;
  readonly half: Vector3;
  readonly reach: number;
  readonly casts: boolean;
}

function solidOf(piece: Piece, node: Matrix4): Solid {
  const toWorld = new Matrix4().multiplyMatrices(node, piece.place);
  const [x, y, z] = piece.size;
  const wide = piece.shape === 'drum' || piece.shape === 'rod' ? Math.max(x, z) : x;
  const deep = piece.shape === 'drum' || piece.shape === 'rod' ? wide : z;
  const half = new Vector3(wide / 2, Math.max(y, piece.bevel) / 2, deep / 2);
  const sides = [half.x, half.y, half.z].sort((a, b) => b - a);
  return {
    centre: new Vector3().setFromMatrixPosition(toWorld),
    toWorld,
    toLocal: toWorld.clone().invert(),
    half,
    reach: half.length(),
    casts: piece.shape !== 'glass' && piece.shape !== 'ring' && piece.shownFrom === 0 && sides[1]! > 0.04,
  };
}

const from = new Vector3();
const toward = new Vector3();
const normal = new Vector3();
const aside = new Vector3();
const upward = new Vector3();
const localFrom = new Vector3();
const localToward = new Vector3();

function openFace(solid: Solid, face: number, near: readonly Solid[]): number {
  const axis = face % 3;
  const sign = face < 3 ? 1 : -1;
  const spread = solid.reach > 0.3 ? [-0.55, 0.55] : [0];
  let taken = 0;
  for (const share of spread) {
    from.set(solid.half.x * share, solid.half.y * share * 0.8, solid.half.z * -share);
    from.setComponent(axis, sign * (solid.half.getComponent(axis) + 0.004));
    from.applyMatrix4(solid.toWorld);
    normal.setFromMatrixColumn(solid.toWorld, axis).multiplyScalar(sign);
    aside.setFromMatrixColumn(solid.toWorld, (axis + 1) % 3);
    upward.setFromMatrixColumn(solid.toWorld, (axis + 2) % 3);
    for (const [a, b, n, weight] of directions) {
      toward.copy(normal).multiplyScalar(n).addScaledVector(aside, a).addScaledVector(upward, b);
      let nearest = toward.y < -0.05 ? from.y / -toward.y : Number.POSITIVE_INFINITY;
      for (const other of near) nearest = Math.min(nearest, hit(other));
      if (nearest < farthest) taken += weight * (1 - Math.max(0, nearest) / farthest);
    }
  }
  return 1 - 0.85 * (taken / spread.length);
}

/** Distance from `from` along `toward` to the solid's box, or infinity. Started inside, it is 0. */
function hit({ toLocal, half }: Solid): number {
  localFrom.copy(from).applyMatrix4(toLocal);
  localToward.copy(toward).transformDirection(toLocal);
  let enter = 0;
  let leave = farthest;
  for (let axis = 0; axis < 3; axis++) {
    const o = localFrom.getComponent(axis);
    const d = localToward.getComponent(axis);
    const h = half.getComponent(axis);
    if (Math.abs(d) < 1e-9) {
      if (Math.abs(o) > h) return Number.POSITIVE_INFINITY;
      continue;
    }
    const [a, b] = [(-h - o) / d, (h - o) / d];
    enter = Math.max(enter, Math.min(a, b));
    leave = Math.min(leave, Math.max(a, b));
    if (enter > leave) return Number.POSITIVE_INFINITY;
  }
  return enter;
}
