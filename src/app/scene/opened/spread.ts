import { Box3, Matrix4, Vector3 } from 'three';
import type { Model, Piece, Point } from '../parts/model.ts';
import { freshMatrices, poseNodes, restingStates } from '../parts/pose.ts';

/** Boxes of the parts of a model at rest, in its own frame, metres. */
export function partBoxes(model: Model): ReadonlyMap<string, Box3> {
  const nodes = freshMatrices(model.nodes.length);
  poseNodes(model.nodes, restingStates(model.nodes), nodes);
  const boxes = new Map<string, Box3>();
  for (const piece of model.pieces) {
    const box = boxes.get(piece.part) ?? new Box3();
    boxes.set(piece.part, box.union(boxOf(piece, nodes[piece.node]!)));
  }
  return boxes;
}

const inModel = new Matrix4();
const half = new Vector3();

function boxOf({ place, size }: Piece, node: Matrix4): Box3 {
  const [x, y, z] = size;
  const wide = Math.max(x, z);
  half.set(wide / 2, y / 2, Math.max(z, wide * 0.1) / 2);
  return new Box3(half.clone().negate(), half).applyMatrix4(inModel.multiplyMatrices(node, place));
}

/** How far apart an opened machine stands: pieces of the body by this share of their way from the middle. */
const bodyShare = 0.4;
/** Parts keep together and go at least this far, as a share of the machine's largest side. */
const partShare = 0.28;

/**
 * Where each piece goes when the machine is opened, for `share` from 0 (closed) to 1: the pieces of the body away from
 * the machine's middle, every other part as a whole, out of its middle and above the floor.
 */
export function spreadOf(model: Model, size: Point): (piece: Piece, share: number, out: Vector3) => Vector3 {
  const nodes = freshMatrices(model.nodes.length);
  poseNodes(model.nodes, restingStates(model.nodes), nodes);
  const middle = new Vector3(0, size[1] / 2, 0);
  const reach = Math.max(...size) * partShare;
  const ways = new Map<string, Vector3>();
  for (const [part, box] of partBoxes(model)) {
    if (part === 'body') continue;
    const centre = box.getCenter(new Vector3()).sub(middle);
    // A part in the very middle goes up; all lift a little, so that none goes through the floor.
    const way = centre.lengthSq() < 0.01 ? new Vector3(0, 1, 0) : centre.normalize();
    way.y = Math.max(way.y, 0.15);
    ways.set(part, way.normalize().multiplyScalar(reach));
  }
  const pieceWays = new Map<Piece, Vector3>();
  for (const piece of model.pieces) {
    if (piece.part !== 'body') continue;
    const centre = new Vector3().setFromMatrixPosition(inModel.multiplyMatrices(nodes[piece.node]!, piece.place));
    const way = centre.sub(middle).multiplyScalar(bodyShare);
    way.y = Math.max(way.y, 0);
    pieceWays.set(piece, way);
  }
  return (piece, share, out) => {
    const way = piece.part === 'body' ? pieceWays.get(piece) : ways.get(piece.part);
    return way ? out.copy(way).multiplyScalar(share) : out.set(0, 0, 0);
  };
}
