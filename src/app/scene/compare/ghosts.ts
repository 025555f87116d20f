import { Color, Group } from 'three';
import type { MachineId } from '../../../twin/plant.ts';
import type { PlantIndex } from '../../../twin/plant-index.ts';
import type { LiveTable } from '../../live/live-table.ts';
import { trustOf } from '../../stores/differences.ts';
import { type Assembly, type Built, type Instance, placeInstances } from '../assembly.ts';
import { leastMetres } from '../detail-levels.ts';
import { Motions } from '../motion.ts';
import { secondBoxClay, secondRoundClay } from '../parts/clay-material.ts';
import { isFlat, type ShapeName, shapeNames } from '../parts/model.ts';
import { freshMatrices, isShown, restingStates } from '../parts/pose.ts';
import { type Run, ShapeMesh } from '../shape-mesh.ts';
import { baseDiffers, levelDiffers, mostGhosts, movedNodes, posingSlots } from './ghost-pose.ts';

/** A machine that moves, and its ghost: the same pieces in the pose of B. */
interface Pair {
  readonly a: Built;
  readonly ghost: Built;
  /** Tags that say where it stands: without a value that can be trusted at both moments there is no ghost. */
  readonly slots: readonly number[];
  /** Nodes that only spin: their angle tells nothing, and is A's. */
  readonly spinning: readonly number[];
  /** Where both stood when the ghost was placed last, and whether there was anything to see. */
  readonly poses: Float64Array;
  seen: boolean;
}

/** Where moving parts stood at B, drawn over the machines of A where that can be seen: a draw call a shape. */
export class Ghosts {
  readonly group = new Group();
  readonly #pairs: readonly Pair[];
  readonly #meshes: readonly ShapeMesh[];
  readonly #motions: Motions;
  readonly #levels: Int8Array;
  #shown: readonly number[] = [];

  constructor(assembly: Assembly, index: PlantIndex, tableB: LiveTable) {
    // A maker's model stands in place of our drawing, which would be another machine's ghost: it has its own.
    const posed = assembly.ofMachine.flatMap((a) => {
      const slots = a.machine === undefined || a.machine.machine.model ? [] : posingSlots(a.machine, index);
      return slots.length > 0 ? [{ a, slots }] : [];
    });
    const { instances, meshes } = meshesFor(posed.map(({ a }) => a));
    this.#meshes = meshes;
    this.#pairs = posed.map(({ a, slots }, k) => pairOf(a, slots, instances[k]!));
    this.#levels = new Int8Array(posed.length).fill(-1);
    this.#motions = new Motions({ built: this.#pairs.map(({ ghost }) => ghost) }, index, tableB);
    for (const mesh of meshes) {
      mesh.drawn.renderOrder = 3;
      this.group.add(mesh.drawn);
    }
  }

  /** Call when either table changed. `open` = the machine that stands open: it has none. Returns whether anything changed. */
  update(tableA: LiveTable, tableB: LiveTable, open: MachineId | null): boolean {
    this.#motions.update(0);
    const shown: number[] = [];
    let moved = false;
    for (const [k, pair] of this.#pairs.entries()) {
      if (shown.length === mostGhosts) break;
      if (pair.a.machine?.machine.id === open || !(pair.a.inSight || pair.a.machine?.machine.path)) continue;
      if (!pair.slots.every((slot) => trustOf(tableA, slot) === 'usable' && trustOf(tableB, slot) === 'usable'))
        continue;
      if (posesChanged(pair)) {
        pair.seen = place(pair);
        moved ||= pair.seen;
      }
      if (pair.seen) shown.push(k);
    }
    const others = shown.length !== this.#shown.length || shown.some((k, n) => k !== this.#shown[n]);
    if (others) this.#compose(shown);
    for (const mesh of this.#meshes) mesh.flush();
    return moved || others;
  }

  /** Shows none. Returns whether there were any. */
  hide(): boolean {
    if (this.#shown.length === 0) return false;
    this.#compose([]);
    return true;
  }

  colour(second: string): void {
    const rgb = new Color(second).getHex(); // sRGB
    for (const mesh of this.#meshes) {
      const all = Uint32Array.from({ length: mesh.mesh.count }, (_, at) => at);
      mesh.setTints(all, rgb >> 16, (rgb >> 8) & 255, rgb & 255, 0);
      mesh.flush();
    }
  }

  dispose(): void {
    this.#motions.dispose();
    for (const mesh of this.#meshes) mesh.dispose();
  }

  #compose(shown: readonly number[]): void {
    this.#shown = shown;
    this.#levels.fill(-1);
    for (const k of shown) this.#levels[k] = 0;
    for (const mesh of this.#meshes) mesh.compose(this.#levels);
  }
}

/** Copies of all moving pieces, but glass: a mesh a shape, a run a machine. */
function meshesFor(moving: readonly Built[]): { instances: Instance[][]; meshes: ShapeMesh[] } {
  const instances: Instance[][] = moving.map(() => []);
  const meshes: ShapeMesh[] = [];
  for (const shape of shapeNames) {
    if (shape === 'glass') continue;
    const rows = moving.flatMap(({ movable }, built) =>
      movable.flatMap(({ piece }) => (piece.shape === shape ? { built, piece } : [])),
    );
    if (rows.length === 0) continue;
    const mesh = new ShapeMesh(shape, rows.length, runsOf(rows), materialOf(shape));
    for (const [at, { built, piece }] of rows.entries()) {
      mesh.setForm(at, ...piece.size, piece.bevel);
      instances[built]!.push({ piece, mesh, at });
    }
    meshes.push(mesh);
  }
  return { instances, meshes };
}

const materialOf = (shape: ShapeName) => (isFlat(shape) ? secondBoxClay : secondRoundClay);

/** Ghosts are few: each is drawn whole. */
function runsOf(rows: readonly { readonly built: number }[]): Run[] {
  const runs: Run[] = [];
  for (let first = 0; first < rows.length; ) {
    const { built } = rows[first]!;
    let end = first;
    while (rows[end]?.built === built) end++;
    const count = end - first;
    runs.push({ built, first, counts: leastMetres.map(() => count) });
    first = end;
  }
  return runs;
}

function pairOf(a: Built, slots: readonly number[], instances: readonly Instance[]): Pair {
  const { nodes } = a.model;
  const bindings = a.machine?.machine.bindings ?? [];
  const spins = new Set(bindings.filter(({ as }) => as === 'rotation').map(({ part }) => part));
  const ghost: Built = {
    ...a,
    states: restingStates(nodes).map((state, k) => ({ ...state, level: a.states[k]!.level })),
    nodeMatrices: freshMatrices(nodes.length),
    base: a.base.clone(),
    instances,
    movable: instances,
    hidden: new Set(),
    inSight: false, // so that its motions only set its states: `place` places it
    spread: null,
  };
  const spinning = [...nodes.keys()].filter((k) => spins.has(nodes[k]!.part));
  const poses = new Float64Array(2 * (nodes.length * 3 + 17)).fill(Number.POSITIVE_INFINITY);
  return { a, ghost, slots, spinning, poses, seen: false };
}

/** Notes where both stand. Returns whether either stood elsewhere before. */
function posesChanged({ a, ghost, poses }: Pair): boolean {
  let at = 0;
  let changed = false;
  const note = (value: number) => {
    if (!Object.is(poses[at], value)) changed = true;
    poses[at++] = value;
  };
  for (const { states, base, hidden } of [a, ghost]) {
    note(hidden.size);
    for (const { turnDeg, position, level } of states) {
      note(turnDeg);
      note(position);
      note(level);
    }
    for (const element of base.elements) note(element);
  }
  return changed;
}

/** Places the pieces that stood elsewhere, or are no longer there. Returns whether there are any. */
function place({ a, ghost, spinning }: Pair): boolean {
  for (const k of spinning) ghost.states[k]!.turnDeg = a.states[k]!.turnDeg;
  const { nodes } = ghost.model;
  const moved = movedNodes(nodes, a.states, ghost.states, baseDiffers(a.base, ghost.base));
  const seen = ghost.movable.map(({ piece }) => {
    const { node, shownFrom } = piece;
    const { fills } = nodes[node]!;
    const [stateA, stateB] = [a.states[node]!, ghost.states[node]!];
    if (ghost.hidden.has(piece.part) || !isShown(piece, fills, stateB.level)) return false;
    if (moved[node]) return true;
    return fills && (shownFrom > 0 ? !isShown(piece, fills, stateA.level) : levelDiffers(stateA, stateB));
  });
  if (!seen.includes(true)) return false;
  placeInstances(ghost, ghost.movable, true);
  for (const [k, { mesh, at }] of ghost.movable.entries()) mesh.setShown(at, seen[k]!);
  return true;
}
