import type { Matrix4 } from 'three';
import { bindingTag, type PlacedMachine, type PlantIndex } from '../../../twin/plant-index.ts';
import type { ModelNode } from '../parts/model.ts';
import type { NodeState } from '../parts/pose.ts';

/** Less than this nobody sees: degrees, metres, share of what is full. */
const leastDeg = 2;
export const leastMetres = 0.03;
const leastLevel = 0.03;

/** More ghosts than this tell nobody anything, and would cost every frame. */
export const mostGhosts = 60;

const posing: ReadonlySet<string> = new Set(['angle', 'position', 'level']);

/** The tags that say where its parts, or itself, stand. */
export const posingSlots = (placed: PlacedMachine, index: PlantIndex): number[] =>
  placed.machine.bindings.flatMap((binding) => {
    const tag = posing.has(binding.as) ? bindingTag(index, placed, binding) : undefined;
    return tag ? [tag.slot] : [];
  });

/** By node: whether it stands elsewhere than it does in the other pose, by itself or with what it is mounted on. */
export function movedNodes(
  nodes: readonly ModelNode[],
  a: readonly NodeState[],
  b: readonly NodeState[],
  baseMoved: boolean,
): boolean[] {
  const turned = nodes.map(({ axis }, k) => axis !== null && turnBetween(a[k]!, b[k]!) * axis.length() > leastDeg);
  const moved: boolean[] = [];
  for (const [k, { travel, parent, countersPart }] of nodes.entries()) {
    const slid = travel !== null && Math.abs(a[k]!.position - b[k]!.position) * travel.length() > leastMetres;
    const countered = countersPart.some((part) => turned[nodes.findIndex((each) => each.part === part)]);
    moved.push(baseMoved || turned[k]! || slid || countered || (k > 0 && moved[parent]!));
  }
  return moved;
}

/** Degrees, the short way round. */
function turnBetween(a: NodeState, b: NodeState): number {
  const by = a.turnDeg - b.turnDeg;
  return Math.abs(by - 360 * Math.round(by / 360));
}

/** Whether what fills a node is visibly more or less. */
export const levelDiffers = (a: NodeState, b: NodeState): boolean => Math.abs(a.level - b.level) > leastLevel;

/** Whether a machine that travels stands elsewhere, or turned. */
export function baseDiffers({ elements: a }: Matrix4, { elements: b }: Matrix4): boolean {
  if (Math.hypot(a[12] - b[12], a[13] - b[13], a[14] - b[14]) > leastMetres) return true;
  const cosine = a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  return cosine < Math.cos((leastDeg * Math.PI) / 180);
}
