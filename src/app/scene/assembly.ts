import { Group, Matrix4, Vector3 } from 'three';
import { parametersOf } from '../../twin/equipment/drawn-parts.ts';
import type { BindingProperty, Machine, PathPoint } from '../../twin/plant.ts';
import type { PlacedMachine, PlantIndex } from '../../twin/plant-index.ts';
import { leastMetres } from './detail-levels.ts';
import { building } from './machines/building.ts';
import { followsPath, modelOf, sizeOf } from './machines/catalogue.ts';
import type { BeltSurface } from './machines/drawing.ts';
import { waterPipes } from './machines/water-pipes.ts';
import { type Model, type ModelNode, type Piece, type ShapeName, shapeNames } from './parts/model.ts';
import { freshMatrices, isShown, type NodeState, poseNodes, restingStates } from './parts/pose.ts';
import { type Run, ShapeMesh } from './shape-mesh.ts';

/** One drawn instance: which mesh it is in, and where. */
export interface Instance {
  readonly piece: Piece;
  readonly mesh: ShapeMesh;
  readonly at: number;
}

/** A machine as it stands in the hall; the building and pipes have none. */
export interface Built {
  readonly machine: PlacedMachine | undefined;
  readonly model: Model;
  readonly states: readonly NodeState[];
  readonly nodeMatrices: readonly Matrix4[];
  /** Where the model stands; vehicles change it. */
  readonly base: Matrix4;
  readonly instances: readonly Instance[];
  readonly movable: readonly Instance[];
  /** Parts that a tag says are not there. */
  readonly hidden: Set<string>;
  /** A tag moves at least one of its nodes. */
  readonly moves: boolean;
  /** Whether any of it is drawn; else its pieces are put in place when they come into sight. */
  inSight: boolean;
  /** Some of its moving pieces, which are not drawn, are not where they belong. */
  unplaced: boolean;
  /** Grows whenever its moving pieces were put in another place, the other whenever all sorts of its pieces were. */
  placings: number;
  refits: number;
  /** How far each piece is moved out of the machine, metres in its own frame, while it is opened; null = it is closed. */
  spread: ((piece: Piece) => Vector3) | null;
}

export interface Assembly {
  readonly group: Group;
  readonly built: readonly Built[];
  /** By machine index. */
  readonly ofMachine: readonly Built[];
  readonly meshes: readonly ShapeMesh[];
}

/** Builds the whole plant: as many meshes as there are shapes, however many machines. */
export function assemble(index: PlantIndex): Assembly {
  const surfaces = new Map<string, BeltSurface>(
    index.plant.flows.flatMap(({ item, via }) =>
      via.map((id) => [id, item === 'bottle' ? 'chain' : 'rollers'] as const),
    ),
  );
  const models = new Map<string, Model>();
  const drafts = [
    ...index.machines.map((placed) => {
      const surface = surfaces.get(placed.machine.id) ?? 'belt';
      const key = `${lookOf(placed.machine)} ${surface}`;
      const model = models.get(key) ?? modelOf(atOrigin(placed.machine), surface);
      models.set(key, model);
      return draft(placed, model);
    }),
    ...[building(...index.plant.site.floor), ...waterPipes(index)].map((model) => draft(undefined, model)),
  ];
  const rows = new Map<ShapeName, Row[]>(shapeNames.map((name) => [name, []]));
  const sorted = new Map<Model, readonly Sized[]>();
  // What moves comes first, machine after machine, of each the large pieces before the small.
  for (const moving of [true, false]) {
    for (const [k, { model, movingNodes }] of drafts.entries()) {
      const pieces = sorted.get(model) ?? model.pieces.map(sized).sort((a, b) => b.size - a.size);
      sorted.set(model, pieces);
      for (const { piece, size } of pieces) {
        if (movingNodes[piece.node] === moving) rows.get(piece.shape)!.push({ draft: k, piece, moving, size });
      }
    }
  }
  const group = new Group();
  const meshes: ShapeMesh[] = [];
  const instances: Instance[][] = drafts.map(() => []);
  for (const [shape, all] of rows) {
    if (all.length === 0) continue;
    const mesh = new ShapeMesh(shape, all.length, runsOf(all));
    for (const [at, { draft: owner, piece }] of all.entries()) {
      mesh.setForm(at, ...piece.size, piece.bevel);
      mesh.setSteel(at, piece.role === 'steel');
      instances[owner]!.push({ piece, mesh, at });
    }
    meshes.push(mesh);
    group.add(mesh.drawn);
  }
  const built = drafts.map((each, k): Built => {
    const own = instances[k]!;
    const movable = own.filter(({ piece }) => each.movingNodes[piece.node]);
    const result: Built = {
      machine: each.machine,
      model: each.model,
      states: unmeasured(each),
      nodeMatrices: freshMatrices(each.model.nodes.length),
      base: each.base,
      instances: own,
      movable,
      hidden: new Set(),
      moves: movable.length > 0,
      inSight: true,
      unplaced: false,
      placings: 0,
      refits: 0,
      spread: null,
    };
    placeInstances(result, own, true);
    return result;
  });
  return { group, built, ofMachine: built.slice(0, index.machines.length), meshes };
}

/** Where liquid is drawn that is coloured by a tag but whose level nobody measures. */
export const nominalLevel = 0.6;

function unmeasured({ machine, model }: Draft): NodeState[] {
  const states = restingStates(model.nodes);
  const bound = (part: string, as: string) =>
    machine?.machine.bindings.some((binding) => binding.part === part && binding.as === as);
  for (const [k, { fills, part }] of model.nodes.entries()) {
    if (fills && bound(part, 'colour') && !bound(part, 'level')) states[k]!.level = nominalLevel;
  }
  return states;
}

interface Draft {
  readonly machine: PlacedMachine | undefined;
  readonly model: Model;
  readonly base: Matrix4;
  readonly movingNodes: readonly boolean[];
}
interface Sized {
  readonly piece: Piece;
  readonly size: number;
}
interface Row extends Sized {
  /** Index of its draft. */
  readonly draft: number;
  readonly moving: boolean;
}

/** A long thin piece is seen from farther away than a short one: the mean of its two longest sides, metres. */
function sized(piece: Piece): Sized {
  const [longest, second] = piece.size.toSorted((a, b) => b - a) as [number, number, number];
  return { piece, size: Math.sqrt(longest * second) };
}

/** Rows of one machine after another, each from large to small. */
function runsOf(rows: readonly Row[]): Run[] {
  const runs: Run[] = [];
  let first = 0;
  for (let k = 1; k <= rows.length; k++) {
    const { draft: built, moving } = rows[first]!;
    if (k < rows.length && rows[k]!.draft === built && rows[k]!.moving === moving) continue;
    let end = k;
    const counts = leastMetres.map((least) => {
      while (end > first && rows[end - 1]!.size < least) end--;
      return end - first;
    });
    runs.push({ built, first, counts });
    first = k;
  }
  return runs;
}

/** Machines of which this is the same are drawn alike, wherever they stand. */
function lookOf(machine: Machine): string {
  const { type, path } = atOrigin(machine);
  return JSON.stringify([type, sizeOf(machine), parametersOf(machine), followsPath(machine) ? path : null]);
}

/** What is drawn along a path is drawn from the origin, and put where the path begins. */
function atOrigin(machine: Machine): Machine {
  if (!followsPath(machine)) return machine;
  const [startX, startZ] = machine.path![0]!;
  const path = machine.path!.map(
    ([x, z, ...y]) => [round(x - startX), round(z - startZ), ...y] as unknown as PathPoint,
  );
  return { ...machine, path };
}

/** To the tenth of a millimetre, so that equal paths are equal wherever they begin. */
const round = (metres: number): number => Math.round(metres * 1e4) / 1e4;

function draft(machine: PlacedMachine | undefined, model: Model): Draft {
  const base = machine ? standing(machine) : new Matrix4();
  const bound = new Set(machine?.machine.bindings.filter(({ as }) => poses.has(as)).map(({ part }) => part));
  const roams = machine?.machine.path !== undefined && !followsPath(machine.machine) && bound.size > 0;
  const movingNodes: boolean[] = [];
  for (const [k, node] of model.nodes.entries()) {
    movingNodes.push(roams || ownMotion(node, bound) || (k > 0 && movingNodes[node.parent]!));
  }
  return { machine, model, base, movingNodes };
}

const poses: ReadonlySet<BindingProperty> = new Set(['rotation', 'angle', 'level', 'position']);

const ownMotion = (node: ModelNode, bound: ReadonlySet<string>): boolean =>
  (node.part !== '' && bound.has(node.part)) || node.countersPart.some((part) => bound.has(part));

const upAxis = new Vector3(0, 1, 0);

function standing({ machine }: PlacedMachine): Matrix4 {
  if (followsPath(machine)) return new Matrix4().setPosition(machine.path![0]![0], 0, machine.path![0]![1]);
  const { x, z, y = 0, headingDeg = 0 } = machine.pose;
  return new Matrix4().makeRotationAxis(upAxis, (headingDeg * Math.PI) / 180).setPosition(x, y, z);
}

/** Of the machine that is being placed, by node. */
const nodesInHall: Matrix4[] = [];
const inModel = new Matrix4();
const inHall = new Matrix4();
const lowered = new Matrix4();

/**
 * Works the node states out into matrices of these instances; of what is not drawn only with `all`. Returns whether
 * that can be seen.
 */
export function placeInstances(built: Built, instances = built.movable, all = instances !== built.movable): boolean {
  const { model, states, nodeMatrices, base } = built;
  if (!built.inSight && !all) {
    built.unplaced = true;
    return travels(built);
  }
  let placed = travels(built);
  built.placings++;
  if (instances !== built.movable) built.refits++;
  poseNodes(model.nodes, states, nodeMatrices);
  for (let k = nodesInHall.length; k < nodeMatrices.length; k++) nodesInHall.push(new Matrix4());
  for (let k = 0; k < nodeMatrices.length; k++) nodesInHall[k]!.multiplyMatrices(base, nodeMatrices[k]!);
  for (const { piece, mesh, at } of instances) {
    if (!all && !mesh.isDrawn(at)) {
      built.unplaced = true;
      continue;
    }
    const node = model.nodes[piece.node]!;
    const { level } = states[piece.node]!;
    mesh.setShown(at, !built.hidden.has(piece.part) && isShown(piece, node.fills, level));
    let place = piece.place;
    if (node.fills && piece.shownFrom === 0 && level > 0) {
      const [x, y, z] = piece.size;
      place = lowered
        .copy(piece.place)
        .setPosition(piece.place.elements[12]!, (y * level) / 2, piece.place.elements[14]!);
      mesh.setForm(at, x, y * level, z, piece.bevel);
    }
    if (built.spread) {
      inModel.multiplyMatrices(nodeMatrices[piece.node]!, place);
      const { x, y, z } = built.spread(piece);
      inModel.elements[12]! += x;
      inModel.elements[13]! += y;
      inModel.elements[14]! += z;
      inHall.multiplyMatrices(base, inModel);
    } else inHall.multiplyMatrices(nodesInHall[piece.node]!, place);
    mesh.place(at, inHall);
    placed = true;
  }
  return placed;
}

/** It may come into sight by itself. */
const travels = ({ machine }: Built): boolean => machine?.machine.path !== undefined;
