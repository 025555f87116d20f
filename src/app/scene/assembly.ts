import { DynamicDrawUsage, Group, InstancedBufferAttribute, InstancedMesh, Matrix4, Vector3 } from 'three';
import type { BindingProperty } from '../../twin/plant.ts';
import type { PlacedMachine, PlantIndex } from '../../twin/plant-index.ts';
import { building } from './machines/building.ts';
import { followsPath, modelOf, parametersOf, sizeOf } from './machines/catalogue.ts';
import type { BeltSurface } from './machines/drawing.ts';
import { waterPipes } from './machines/water-pipes.ts';
import { boxClay, glassClay, roundClay } from './parts/clay-material.ts';
import { isFlat, type Model, type ModelNode, type Piece, type ShapeName, shapeNames } from './parts/model.ts';
import { openness } from './parts/openness.ts';
import { freshMatrices, isShown, type NodeState, poseNodes, restingStates } from './parts/pose.ts';
import { shapes } from './parts/shapes.ts';

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
  /** How far each piece is moved out of the machine, metres in its own frame, while it is opened; null = it is closed. */
  spread: ((piece: Piece) => Vector3) | null;
}

/** All pieces of one shape in the hall. Moving ones come first, so that a frame uploads one range. */
export class ShapeMesh {
  readonly mesh: InstancedMesh;
  readonly movingCount: number;
  readonly #form: InstancedBufferAttribute;
  readonly #tint: InstancedBufferAttribute;
  readonly #finish: InstancedBufferAttribute;

  constructor(shape: ShapeName, count: number, movingCount: number, openUp: Uint8Array, openDown: Uint8Array) {
    this.movingCount = movingCount;
    const geometry = shapes[shape].clone();
    const bytes = () => new InstancedBufferAttribute(new Uint8Array(count * 4), 4, true);
    this.#form = new InstancedBufferAttribute(new Float32Array(count * 4), 4);
    this.#tint = bytes();
    this.#finish = bytes();
    for (const attribute of [this.#form, this.#tint, this.#finish]) attribute.setUsage(DynamicDrawUsage);
    geometry.setAttribute('form', this.#form);
    geometry.setAttribute('tint', this.#tint);
    geometry.setAttribute('finish', this.#finish);
    geometry.setAttribute('openUp', new InstancedBufferAttribute(openUp, 4, true));
    geometry.setAttribute('openDown', new InstancedBufferAttribute(openDown, 4, true));
    const material = shape === 'glass' ? glassClay : isFlat(shape) ? boxClay : roundClay;
    this.mesh = new InstancedMesh(geometry, material, count);
    this.mesh.instanceMatrix.setUsage(DynamicDrawUsage);
    this.mesh.frustumCulled = false;
    this.mesh.renderOrder = shape === 'glass' ? 2 : 0;
  }

  place(at: number, matrix: Matrix4): void {
    matrix.toArray(this.mesh.instanceMatrix.array, at * 16);
  }

  setForm(at: number, x: number, y: number, z: number, bevel: number): void {
    this.#form.setXYZW(at, x, y, z, bevel);
    this.#form.needsUpdate = true;
  }

  /** sRGB bytes and a pattern. */
  setTint(at: number, red: number, green: number, blue: number, pattern: number): void {
    const array = this.#tint.array as Uint8Array;
    array[at * 4] = red;
    array[at * 4 + 1] = green;
    array[at * 4 + 2] = blue;
    array[at * 4 + 3] = pattern;
    this.#tint.needsUpdate = true;
  }

  tintOf(at: number): string {
    const array = this.#tint.array as Uint8Array;
    return `#${[0, 1, 2].map((k) => array[at * 4 + k]!.toString(16).padStart(2, '0')).join('')}`;
  }

  setSteel(at: number, steel: boolean): void {
    (this.#finish.array as Uint8Array)[at * 4] = steel ? 255 : 0;
  }

  setHighlight(at: number, on: boolean): void {
    (this.#finish.array as Uint8Array)[at * 4 + 1] = on ? 255 : 0;
    this.#finish.needsUpdate = true;
  }

  setShown(at: number, shown: boolean): void {
    const array = this.#finish.array as Uint8Array;
    const byte = shown ? 255 : 0;
    if (array[at * 4 + 2] === byte) return;
    array[at * 4 + 2] = byte;
    this.#finish.needsUpdate = true;
  }

  /** Left out of this mesh, because somebody else draws it. */
  setElsewhere(at: number, elsewhere: boolean): void {
    (this.#finish.array as Uint8Array)[at * 4 + 3] = elsewhere ? 255 : 0;
    this.#finish.needsUpdate = true;
  }

  /** Uploads all matrices: something moved that does not do so by itself. */
  rearranged(): void {
    const { instanceMatrix } = this.mesh;
    instanceMatrix.clearUpdateRanges();
    instanceMatrix.needsUpdate = true;
  }

  /** Uploads the matrices of what moves. */
  moved(): void {
    const { instanceMatrix } = this.mesh;
    instanceMatrix.clearUpdateRanges();
    instanceMatrix.addUpdateRange(0, this.movingCount * 16);
    instanceMatrix.needsUpdate = true;
  }
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
  const drafts = [
    ...index.machines.map((placed) =>
      draft(placed, modelOf(placed.machine, surfaces.get(placed.machine.id) ?? 'belt')),
    ),
    ...[building(...index.plant.site.floor), ...waterPipes(index)].map((model) => draft(undefined, model)),
  ];
  const opened = new Map<string, Uint8Array>();
  const rows = new Map<ShapeName, Row[]>(shapeNames.map((name) => [name, []]));
  for (const each of drafts) {
    const key = each.machine && !followsPath(each.machine.machine) && bakeKey(each.machine);
    const open = (key && opened.get(key)) || openness(each.model);
    if (key) opened.set(key, open);
    for (const [k, piece] of each.model.pieces.entries()) {
      rows.get(piece.shape)!.push({ draft: each, piece, moving: each.movingNodes[piece.node]!, open, k });
    }
  }
  const group = new Group();
  const meshes: ShapeMesh[] = [];
  const instances = new Map<Draft, Instance[]>(drafts.map((each) => [each, []]));
  for (const [shape, all] of rows) {
    if (all.length === 0) continue;
    all.sort((a, b) => Number(b.moving) - Number(a.moving));
    const openUp = new Uint8Array(all.length * 4);
    const openDown = new Uint8Array(all.length * 4);
    for (const [at, { open, k }] of all.entries()) {
      openUp.set(open.subarray(k * 6, k * 6 + 3), at * 4);
      openDown.set(open.subarray(k * 6 + 3, k * 6 + 6), at * 4);
    }
    const mesh = new ShapeMesh(shape, all.length, all.filter((row) => row.moving).length, openUp, openDown);
    for (const [at, { draft: owner, piece }] of all.entries()) {
      mesh.setForm(at, ...piece.size, piece.bevel);
      mesh.setSteel(at, piece.role === 'steel');
      instances.get(owner)!.push({ piece, mesh, at });
    }
    meshes.push(mesh);
    group.add(mesh.mesh);
  }
  const built = drafts.map((each): Built => {
    const own = instances.get(each)!;
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
      spread: null,
    };
    placeInstances(result, own);
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
interface Row {
  readonly draft: Draft;
  readonly piece: Piece;
  readonly moving: boolean;
  readonly open: Uint8Array;
  readonly k: number;
}

const bakeKey = ({ machine }: PlacedMachine): string =>
  `${machine.type} ${sizeOf(machine).join(' ')} ${Object.values(parametersOf(machine)).join(' ')}`;

function draft(machine: PlacedMachine | undefined, model: Model): Draft {
  const base = machine && !followsPath(machine.machine) ? standing(machine) : new Matrix4();
  const bound = new Set(machine?.machine.bindings.filter(({ as }) => poses.has(as)).map(({ part }) => part));
  const travels = machine?.machine.path !== undefined && !followsPath(machine.machine) && bound.size > 0;
  const movingNodes: boolean[] = [];
  for (const [k, node] of model.nodes.entries()) {
    movingNodes.push(travels || ownMotion(node, bound) || (k > 0 && movingNodes[node.parent]!));
  }
  return { machine, model, base, movingNodes };
}

const poses: ReadonlySet<BindingProperty> = new Set(['rotation', 'angle', 'level', 'position']);

const ownMotion = (node: ModelNode, bound: ReadonlySet<string>): boolean =>
  (node.part !== '' && bound.has(node.part)) || node.countersPart.some((part) => bound.has(part));

const upAxis = new Vector3(0, 1, 0);

function standing({ machine }: PlacedMachine): Matrix4 {
  const { x, z, y = 0, headingDeg = 0 } = machine.pose;
  return new Matrix4().makeRotationAxis(upAxis, (headingDeg * Math.PI) / 180).setPosition(x, y, z);
}

const inModel = new Matrix4();
const inHall = new Matrix4();
const lowered = new Matrix4();

/** Works the node states out into matrices of these instances. */
export function placeInstances(built: Built, instances: readonly Instance[] = built.movable): void {
  const { model, states, nodeMatrices, base } = built;
  poseNodes(model.nodes, states, nodeMatrices);
  for (const { piece, mesh, at } of instances) {
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
    inModel.multiplyMatrices(nodeMatrices[piece.node]!, place);
    if (built.spread) {
      const { x, y, z } = built.spread(piece);
      inModel.elements[12]! += x;
      inModel.elements[13]! += y;
      inModel.elements[14]! += z;
    }
    mesh.place(at, inHall.multiplyMatrices(base, inModel));
  }
}
