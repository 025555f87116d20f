import { Box3, DoubleSide, Euler, MathUtils, Matrix4, Ray, Vector3 } from 'three';
import type { CadModel as PlantModel } from '../../../twin/plant.ts';
import type { CadModel } from './cad-model.ts';

export type Axis = 'x' | 'y' | 'z';

/** What tags say about a node. */
export interface NodeMotion {
  axis: Axis;
  turnDeg: number;
  /** Share of its own length along the axis that it has travelled. */
  position: number;
  /** Share of its height that is there, from its foot up. */
  level: number;
  shown: boolean;
}

/** From the file's frame to the machine's: turned, scaled, and put on its foot. */
function footing(model: CadModel, { scale = 1, turnDeg = [0, 0, 0] }: Omit<PlantModel, 'file'>): Matrix4 {
  const [x, y, z] = turnDeg.map(MathUtils.degToRad) as [number, number, number];
  // About x first, then y, then z.
  const turned = new Matrix4().makeRotationFromEuler(new Euler(x, y, z, 'ZYX')).scale(new Vector3(scale, scale, scale));
  const box = new Box3().copy(model.box).applyMatrix4(turned);
  const middle = box.getCenter(new Vector3());
  return new Matrix4().makeTranslation(-middle.x, -box.min.y, -middle.z).multiply(turned);
}

export interface CadHit {
  readonly node: number;
  /** Along the ray, metres. */
  readonly distance: number;
}

const local = new Matrix4();
const step = new Matrix4();
const toMesh = new Matrix4();
const ownRay = new Ray();
const point = new Vector3();
const axes: Readonly<Record<Axis, Vector3>> = {
  x: new Vector3(1, 0, 0),
  y: new Vector3(0, 1, 0),
  z: new Vector3(0, 0, 1),
};

/** One machine's copy of a model: where its nodes are, and which of them a ray meets. */
export class CadPlacement {
  readonly model: CadModel;
  /** In the machine's own frame: what the pointer and the camera take it for. */
  readonly box: Box3;
  /** In hall metres. */
  readonly matrices: readonly Matrix4[];
  readonly #footing: Matrix4;
  readonly #base = new Matrix4();
  readonly #motions = new Map<number, NodeMotion>();
  readonly #dirty: Uint8Array;
  /** By node: hidden, itself or something above it. */
  readonly #hidden: Uint8Array;
  /** By instance: minimum and maximum corner in the hall. */
  readonly #bounds: Float32Array;

  constructor(model: CadModel, standing: Omit<PlantModel, 'file'>, base: Matrix4) {
    this.model = model;
    this.#footing = footing(model, standing);
    this.box = new Box3().copy(model.box).applyMatrix4(this.#footing);
    this.matrices = model.nodes.map(() => new Matrix4());
    this.#dirty = new Uint8Array(model.nodes.length).fill(1);
    this.#hidden = new Uint8Array(model.nodes.length);
    this.#bounds = new Float32Array(model.instances.length * 6);
    this.#base.copy(base);
  }

  /** The machine was moved. Returns whether it was. */
  moveTo(base: Matrix4): boolean {
    if (this.#base.equals(base)) return false;
    this.#base.copy(base);
    this.#dirty.fill(1);
    return true;
  }

  /** Changes what tags say about a node. */
  set(node: number, change: Partial<NodeMotion>): void {
    const motion = this.#motions.get(node) ?? { axis: 'y', turnDeg: 0, position: 0, level: 1, shown: true };
    Object.assign(motion, change);
    this.#motions.set(node, motion);
    this.#dirty[node] = 1;
  }

  motionOf(node: number): NodeMotion | undefined {
    return this.#motions.get(node);
  }

  isHidden(node: number): boolean {
    return this.#hidden[node] === 1;
  }

  /** Works out what moved since; `placed` is told each instance that did, with its matrix in the hall. */
  settle(placed: (instance: number, matrix: Matrix4) => void): void {
    const { nodes, instances, geometries } = this.model;
    for (let k = 0; k < nodes.length; k++) {
      const { parent } = nodes[k]!;
      if (parent >= 0 && this.#dirty[parent] === 1) this.#dirty[k] = 1;
      if (this.#dirty[k] === 0) continue;
      const motion = this.#motions.get(k);
      this.#hidden[k] = motion?.shown === false || (parent >= 0 && this.#hidden[parent] === 1) ? 1 : 0;
      const above = parent >= 0 ? this.matrices[parent]! : toMesh.multiplyMatrices(this.#base, this.#footing);
      this.matrices[k]!.multiplyMatrices(above, this.#localOf(k, motion));
    }
    const box = new Box3();
    for (const [k, { node, geometry, place }] of instances.entries()) {
      if (this.#dirty[node] === 0) continue;
      const matrix = place ? local.multiplyMatrices(this.matrices[node]!, place) : this.matrices[node]!;
      box.copy(geometries[geometry]!.box).applyMatrix4(matrix);
      box.min.toArray(this.#bounds, k * 6);
      box.max.toArray(this.#bounds, k * 6 + 3);
      placed(k, matrix);
    }
    this.#dirty.fill(0);
  }

  /** Where a copy of a geometry is in the hall. */
  matrixOf(instance: number, out: Matrix4): Matrix4 {
    const { node, place } = this.model.instances[instance]!;
    return place ? out.multiplyMatrices(this.matrices[node]!, place) : out.copy(this.matrices[node]!);
  }

  /** Of a unit cube that fills what a node and its children do; -1 = all of the model. */
  boxMatrix(node: number, out: Matrix4): Matrix4 {
    const box = node < 0 ? this.model.box : this.model.boxes[node]!;
    const within = node < 0 ? toMesh.multiplyMatrices(this.#base, this.#footing) : this.matrices[node]!;
    const size = box.getSize(new Vector3()).max(new Vector3(1e-4, 1e-4, 1e-4));
    return out.makeScale(size.x, size.y, size.z).setPosition(box.getCenter(point)).premultiply(within);
  }

  /** The nearest triangle nearer than `farthest` metres: boxes first, then the few meshes whose box is hit. */
  pick(ray: Ray, farthest: number): CadHit | null {
    const { instances, geometries } = this.model;
    const hits: { instance: number; enters: number }[] = [];
    for (let k = 0; k < instances.length; k++) {
      if (this.#hidden[instances[k]!.node] === 1) continue;
      const enters = entersBox(ray, this.#bounds, k * 6);
      if (enters < farthest) hits.push({ instance: k, enters });
    }
    hits.sort((a, b) => a.enters - b.enters);
    let best: CadHit | null = null;
    for (const { instance, enters } of hits) {
      const nearest = best?.distance ?? farthest;
      if (enters >= nearest) break;
      const { node, geometry, place } = instances[instance]!;
      const matrix = place ? local.multiplyMatrices(this.matrices[node]!, place) : this.matrices[node]!;
      ownRay.copy(ray).applyMatrix4(toMesh.copy(matrix).invert());
      const hit = geometries[geometry]!.bvh.raycastFirst(ownRay, DoubleSide);
      if (!hit) continue;
      const distance = point.copy(hit.point).applyMatrix4(matrix).sub(ray.origin).dot(ray.direction);
      if (distance < nearest) best = { node, distance };
    }
    return best;
  }

  #localOf(k: number, motion: NodeMotion | undefined): Matrix4 {
    local.copy(this.model.resting[k]!);
    const box = this.model.boxes[k]!;
    if (!motion || box.isEmpty()) return local;
    const { axis, turnDeg, position, level } = motion;
    if (position !== 0) {
      const way = (box.max[axis] - box.min[axis]) * position;
      local.multiply(step.makeTranslation(point.copy(axes[axis]).multiplyScalar(way)));
    }
    if (turnDeg !== 0) {
      // Exporters that bake places in leave the origin elsewhere: what is not about it turns about its own middle.
      const about = box.containsPoint(point.set(0, 0, 0)) ? point : box.getCenter(point);
      const { x, y, z } = about;
      local.multiply(step.makeTranslation(x, y, z));
      local.multiply(step.makeRotationAxis(axes[axis], MathUtils.degToRad(turnDeg)));
      local.multiply(step.makeTranslation(-x, -y, -z));
    }
    if (level !== 1) {
      const foot = box.min.y;
      local.multiply(step.makeTranslation(0, foot, 0));
      local.multiply(step.makeScale(1, Math.max(level, 1e-4), 1));
      local.multiply(step.makeTranslation(0, -foot, 0));
    }
    return local;
  }
}

/** Where the ray enters a box, along its direction; infinite when it misses. */
function entersBox({ origin, direction }: Ray, bounds: Float32Array, at: number): number {
  let enter = 0;
  let leave = Number.POSITIVE_INFINITY;
  for (let axis = 0; axis < 3; axis++) {
    const from = axis === 0 ? origin.x : axis === 1 ? origin.y : origin.z;
    const along = axis === 0 ? direction.x : axis === 1 ? direction.y : direction.z;
    const a = (bounds[at + axis]! - from) / along;
    const b = (bounds[at + axis + 3]! - from) / along;
    // In its plane and outside both are infinite of one sign, on its edge one is no number: then it is taken as hit.
    if (a < b) {
      if (a > enter) enter = a;
      if (b < leave) leave = b;
    } else {
      if (b > enter) enter = b;
      if (a < leave) leave = a;
    }
  }
  return enter <= leave ? enter : Number.POSITIVE_INFINITY;
}
