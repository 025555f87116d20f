import {
  type Box3,
  Color,
  DynamicDrawUsage,
  Group,
  InstancedBufferAttribute,
  InstancedMesh,
  Matrix4,
  Vector3,
} from 'three';
import type { MachineId } from '../../../twin/plant.ts';
import type { PlacedMachine, PlantIndex } from '../../../twin/plant-index.ts';
import type { LiveTable } from '../../live/live-table.ts';
import { trustOf } from '../../stores/differences.ts';
import type { Built } from '../assembly.ts';
import { leastMetres, mostGhosts, posingSlots } from '../compare/ghost-pose.ts';
import { Motions } from '../motion.ts';
import { secondCadClay } from '../parts/clay-material.ts';
import { CadDrive } from './cad-drive.ts';
import type { CadFigure } from './cad-figure.ts';
import { type CadModel, sharing } from './cad-model.ts';
import { CadPlacement } from './cad-placement.ts';

// What turns about an upright axis keeps its top and foot in one plane: the ghost lies on it.
secondCadClay.polygonOffset = true;
secondCadClay.polygonOffsetFactor = secondCadClay.polygonOffsetUnits = -2;

/** Where bound nodes of makers' models stood at B, drawn over the models where that can be seen. */
export class CadGhosts {
  readonly group = new Group();
  readonly #ghosts: readonly CadGhost[];
  #versions = '';

  constructor(figures: readonly CadFigure[], ofMachine: readonly Built[], index: PlantIndex, tableB: LiveTable) {
    this.#ghosts = figures.flatMap((figure) => {
      const { machine } = figure;
      const slots = machine ? posingSlots(machine, index) : [];
      if (!machine || slots.length === 0) return [];
      return [new CadGhost(figure, machine, slots, ofMachine[machine.index]!, index, tableB)];
    });
    for (const { group } of this.#ghosts) this.group.add(group);
  }

  /** `moved`: a model of A did. `open` = the machine that stands open: it has none. Returns whether anything changed. */
  update(tableA: LiveTable, tableB: LiveTable, moved: boolean, open: MachineId | null): boolean {
    const versions = `${tableA.version} ${tableB.version} ${open}`;
    if (!moved && versions === this.#versions) return false;
    this.#versions = versions;
    let room = mostGhosts;
    let changed = false;
    for (const ghost of this.#ghosts) {
      changed = ghost.update(tableA, tableB, room > 0 && ghost.machine !== open) || changed;
      if (ghost.group.visible) room--;
    }
    return changed;
  }

  colour(second: string): void {
    const rgb = new Color(second).getHex(); // sRGB
    for (const { meshes } of this.#ghosts) for (const each of meshes) each.tint(rgb);
  }

  dispose(): void {
    for (const ghost of this.#ghosts) ghost.dispose();
  }
}

/** Of one machine: the nodes of its model in the pose of B. */
class CadGhost {
  readonly group = new Group();
  readonly machine: MachineId;
  readonly meshes: readonly MovingMesh[];
  readonly #figure: CadFigure;
  /** Without a value that can be trusted at both moments there is no ghost. */
  readonly #slots: readonly number[];
  readonly #placement: CadPlacement;
  readonly #drive: CadDrive;
  /** Where it stands at B: a vehicle's own drawing says that. */
  readonly #vehicle: { readonly base: Matrix4; readonly motions: Motions } | null;
  /** Nodes that only spin: their angle tells nothing, and is A's. */
  readonly #spinning: readonly number[];

  constructor(
    figure: CadFigure,
    placed: PlacedMachine,
    slots: readonly number[],
    built: Built,
    index: PlantIndex,
    tableB: LiveTable,
  ) {
    const { model } = figure.placement;
    const { bindings, path, id } = placed.machine;
    this.machine = id;
    this.#figure = figure;
    this.#slots = slots;
    this.#placement = new CadPlacement(model, figure.standing, built.base);
    this.#drive = new CadDrive(this.#placement, placed, index, figure.standing);
    this.#vehicle = path ? vehicleOf(built, index, tableB) : null;
    const nodesOf = (as: string) =>
      bindings.flatMap((binding) => (binding.as === as ? (model.nodeByName.get(binding.part) ?? []) : []));
    this.#spinning = nodesOf('rotation');
    const posed = new Set([...nodesOf('angle'), ...nodesOf('position'), ...nodesOf('level')]);
    this.meshes = movingOf(model, posed, this.#vehicle !== null);
    if (this.meshes.length > 0) this.group.add(...this.meshes.map(({ mesh }) => mesh));
    this.group.visible = false;
  }

  /** Returns whether anything changed that is seen. */
  update(tableA: LiveTable, tableB: LiveTable, allowed: boolean): boolean {
    const wasSeen = this.group.visible;
    const usable = (table: LiveTable) => this.#slots.every((slot) => trustOf(table, slot) === 'usable');
    this.group.visible = allowed && usable(tableA) && usable(tableB) && this.#pose(tableB);
    return wasSeen || this.group.visible;
  }

  dispose(): void {
    this.#vehicle?.motions.dispose();
    for (const each of this.meshes) each.dispose();
  }

  #pose(tableB: LiveTable): boolean {
    const { placement } = this.#figure;
    this.#drive.update(tableB, 0);
    for (const node of this.#spinning) {
      this.#placement.set(node, { turnDeg: placement.motionOf(node)?.turnDeg ?? 0 });
    }
    if (this.#vehicle) {
      this.#vehicle.motions.update(0);
      this.#placement.moveTo(this.#vehicle.base);
    }
    this.#placement.settle(() => undefined);
    let seen = 0;
    for (const each of this.meshes) seen += each.place(placement, this.#placement);
    return seen > 0;
  }
}

/** The machine's own drawing at B, of which nothing is drawn: so its base is where it stood. */
function vehicleOf(built: Built, index: PlantIndex, tableB: LiveTable) {
  const base = built.base.clone();
  const states = built.states.map((state) => ({ ...state }));
  const unseen = { ...built, base, states, instances: [], movable: [], hidden: new Set<string>(), inSight: false };
  return { base, motions: new Motions({ built: [unseen] }, index, tableB) };
}

/** A mesh of the model for each that hangs on a node that is bound, but glass. */
function movingOf(model: CadModel, posed: ReadonlySet<number>, all: boolean): MovingMesh[] {
  const hangs = new Uint8Array(model.nodes.length);
  for (const [k, { parent }] of model.nodes.entries()) {
    hangs[k] = all || posed.has(k) || (parent >= 0 && hangs[parent] === 1) ? 1 : 0;
  }
  return model.geometries.flatMap((each) => {
    const moving = each.instances.filter((k) => hangs[model.instances[k]!.node] === 1);
    return each.glass || moving.length === 0 ? [] : [new MovingMesh(model, each, moving)];
  });
}

/** The copies of one mesh that stood elsewhere. */
class MovingMesh {
  readonly mesh: InstancedMesh;
  readonly #model: CadModel;
  readonly #box: Box3;
  readonly #instances: readonly number[];
  readonly #tint: InstancedBufferAttribute;

  constructor(model: CadModel, { geometry, box }: CadModel['geometries'][number], instances: readonly number[]) {
    this.#model = model;
    this.#box = box;
    this.#instances = instances;
    const own = sharing(geometry);
    const bytes = () => new InstancedBufferAttribute(new Uint8Array(instances.length * 4), 4, true);
    const finish = bytes();
    for (let at = 0; at < instances.length; at++) finish.array[at * 4 + 2] = 255; // shown
    this.#tint = bytes();
    own.setAttribute('tint', this.#tint);
    own.setAttribute('finish', finish);
    this.mesh = new InstancedMesh(own, secondCadClay, instances.length);
    this.mesh.instanceMatrix.setUsage(DynamicDrawUsage);
    this.mesh.frustumCulled = false;
    this.mesh.renderOrder = 3;
  }

  /** Returns how many there are. */
  place(a: CadPlacement, b: CadPlacement): number {
    let count = 0;
    for (const instance of this.#instances) {
      if (b.isHidden(this.#model.instances[instance]!.node)) continue;
      const stood = b.matrixOf(instance, there);
      if (isApart(this.#box, a.matrixOf(instance, here), stood)) this.mesh.setMatrixAt(count++, stood);
    }
    this.mesh.count = count;
    this.mesh.instanceMatrix.needsUpdate = true;
    return count;
  }

  tint(rgb: number): void {
    for (let at = 0; at < this.#instances.length; at++) {
      this.#tint.setXYZW(at, (rgb >> 16) / 255, ((rgb >> 8) & 255) / 255, (rgb & 255) / 255, 0);
    }
    this.#tint.needsUpdate = true;
  }

  dispose(): void {
    this.mesh.geometry.dispose();
    this.mesh.dispose();
  }
}

const here = new Matrix4();
const there = new Matrix4();
const cornerA = new Vector3();
const cornerB = new Vector3();

/** Whether a corner of the box stands visibly elsewhere. */
function isApart({ min, max }: Box3, a: Matrix4, b: Matrix4): boolean {
  for (let corner = 0; corner < 8; corner++) {
    cornerA.set(corner & 1 ? max.x : min.x, corner & 2 ? max.y : min.y, corner & 4 ? max.z : min.z);
    cornerB.copy(cornerA).applyMatrix4(b);
    if (cornerA.applyMatrix4(a).distanceTo(cornerB) > leastMetres) return true;
  }
  return false;
}
