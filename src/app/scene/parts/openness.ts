import { Matrix4 } from 'three';
import { isFlat, type Model, type Piece } from './model.ts';
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
    const near = casters.filter((caster) => caster !== solid && apart(caster, solid) < farthest);
    for (let face = 0; face < 6; face++) open[k * 6 + face] = Math.round(255 * openFace(solid, face, near));
  }
  return open;
}

/** Things further away take no light, metres. */
const farthest = 1;
/** About +z: straight, and four at 55 degrees; the last number is the cosine-weighted share of each. */
const directions = [
  [0, 0, 1, 0.36],
  [0.82, 0, 0.57, 0.16],
  [-0.82, 0, 0.57, 0.16],
  [0, 0.82, 0.57, 0.16],
  [0, -0.82, 0.57, 0.16],
] as const;

/** A box: centre, three axes as columns, half sizes. Plain numbers, because millions of rays are cast. */
interface Solid {
  readonly at: Float64Array;
  readonly axes: Float64Array;
  readonly half: Float64Array;
  readonly reach: number;
  readonly casts: boolean;
}

const world = new Matrix4();

function solidOf(piece: Piece, node: Matrix4): Solid {
  const m = world.multiplyMatrices(node, piece.place).elements;
  const [x, y, z] = piece.size;
  const wide = isFlat(piece.shape) ? x : Math.max(x, z);
  const deep = isFlat(piece.shape) ? z : wide;
  const half = Float64Array.of(wide / 2, Math.max(y, piece.bevel) / 2, deep / 2);
  const sides = Float64Array.from(half).sort();
  return {
    at: Float64Array.of(m[12]!, m[13]!, m[14]!),
    axes: Float64Array.of(m[0]!, m[1]!, m[2]!, m[4]!, m[5]!, m[6]!, m[8]!, m[9]!, m[10]!),
    half,
    reach: Math.hypot(...half),
    // Slender things take too little light to be worth their rays.
    casts: piece.shape !== 'glass' && piece.shape !== 'ring' && piece.shownFrom === 0 && sides[1]! > 0.05,
  };
}

const apart = (a: Solid, b: Solid): number =>
  Math.hypot(a.at[0]! - b.at[0]!, a.at[1]! - b.at[1]!, a.at[2]! - b.at[2]!) - a.reach - b.reach;

const from = new Float64Array(3);
const toward = new Float64Array(3);

function openFace({ at, axes, half, reach }: Solid, face: number, near: readonly Solid[]): number {
  const axis = face % 3;
  const [next, last] = [(axis + 1) % 3, (axis + 2) % 3];
  const sign = face < 3 ? 1 : -1;
  const spread = reach > 0.4 ? [-0.55, 0.55] : [0];
  let taken = 0;
  for (const share of spread) {
    const [out, across, along] = [sign * (half[axis]! + 0.004), half[next]! * share, half[last]! * -share];
    for (let k = 0; k < 3; k++) {
      from[k] = at[k]! + axes[axis * 3 + k]! * out + axes[next * 3 + k]! * across + axes[last * 3 + k]! * along;
    }
    for (const [a, b, n, weight] of reach < 0.1 ? directions.slice(0, 1) : directions) {
      for (let k = 0; k < 3; k++) {
        toward[k] = axes[axis * 3 + k]! * n * sign + axes[next * 3 + k]! * a + axes[last * 3 + k]! * b;
      }
      let nearest = toward[1]! < -0.05 ? from[1]! / -toward[1]! : Number.POSITIVE_INFINITY;
      for (let k = 0; k < near.length && nearest > 0; k++) nearest = Math.min(nearest, hit(near[k]!));
      if (nearest < farthest) taken += weight * (1 - Math.max(0, nearest) / farthest);
    }
  }
  return 1 - 0.85 * (taken / spread.length);
}

/** Distance from `from` along `toward` to the solid, or infinity. Started inside, it is 0. */
function hit({ at, axes, half }: Solid): number {
  const [ox, oy, oz] = [from[0]! - at[0]!, from[1]! - at[1]!, from[2]! - at[2]!];
  let enter = 0;
  let leave = farthest;
  for (let axis = 0; axis < 3; axis++) {
    const [ax, ay, az] = [axes[axis * 3]!, axes[axis * 3 + 1]!, axes[axis * 3 + 2]!];
    const o = ox * ax + oy * ay + oz * az;
    const d = toward[0]! * ax + toward[1]! * ay + toward[2]! * az;
    const h = half[axis]!;
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
