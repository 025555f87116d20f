import { MathUtils, Matrix4, Quaternion, Vector3 } from 'three';
import type { ModelNode, Piece } from './model.ts';

/** What tags say about a node: degrees turned, metres as a share of its travel, how full. */
export interface NodeState {
  turnDeg: number;
  position: number;
  level: number;
}

const turn = new Quaternion();
const place = new Vector3();
const axis = new Vector3();
const local = new Matrix4();
const unscaled = new Vector3(1, 1, 1);

/** Where each node of a model is, in the model's own frame. Parents come before children. */
export function poseNodes(nodes: readonly ModelNode[], states: readonly NodeState[], out: readonly Matrix4[]): void {
  for (let k = 0; k < nodes.length; k++) {
    const node = nodes[k]!;
    const state = states[k]!;
    let degrees = state.turnDeg;
    for (const part of node.countersPart)
      degrees += states[nodes.findIndex((each) => each.part === part)]?.turnDeg ?? 0;
    place.copy(node.at);
    if (node.travel) place.addScaledVector(node.travel, state.position);
    if (k > 0 && (!node.axis || degrees === 0)) {
      // Most nodes only stand somewhere on their parent.
      const parent = out[node.parent]!;
      out[k]!.copy(parent).setPosition(place.applyMatrix4(parent));
      continue;
    }
    turn.identity();
    if (node.axis && degrees !== 0) {
      // The axis' length is the gear ratio: star wheels turn faster than the carousel they serve.
      axis.copy(node.axis).normalize();
      turn.setFromAxisAngle(axis, MathUtils.degToRad(degrees * node.axis.length()));
    }
    local.compose(place, turn, unscaled);
    if (k === 0) out[k]!.copy(local);
    else out[k]!.multiplyMatrices(out[node.parent]!, local);
  }
}

export const restingStates = (nodes: readonly ModelNode[]): NodeState[] =>
  nodes.map(({ restDeg }) => ({ turnDeg: restDeg, position: 0, level: Number.NaN }));

export const freshMatrices = (count: number): Matrix4[] => Array.from({ length: count }, () => new Matrix4());

/** Whether a piece that stands for goods is there at this level; unknown = not. */
export const isShown = (piece: Piece, fills: boolean, level: number): boolean =>
  !fills || (piece.shownFrom > 0 ? level >= piece.shownFrom : level > 0.002);
