import { type Camera, Frustum, Matrix4, Sphere, Vector3 } from 'three';
import { type Assembly, type Built, placeInstances } from './assembly.ts';
import { leastMetres } from './detail-levels.ts';
import type { Model } from './parts/model.ts';
import { freshMatrices, poseNodes, restingStates } from './parts/pose.ts';
import type { Fineness } from './quality.ts';

/** Share of a level by which the eye must be farther or nearer before it counts. */
const reluctance = 0.3;
/** What is nearer than this is drawn whole, metres. */
const nearest = 0.5;

/** Where a machine is, in its own frame, with room for what turns and slides out of it. */
function roomOf(model: Model): Sphere {
  const nodes = freshMatrices(model.nodes.length);
  poseNodes(model.nodes, restingStates(model.nodes), nodes);
  const points: Vector3[] = [];
  let largest = 0;
  for (const { node, place, size } of model.pieces) {
    points.push(new Vector3().setFromMatrixPosition(inModel.multiplyMatrices(nodes[node]!, place)));
    largest = Math.max(largest, ...size);
  }
  const sphere = new Sphere().setFromPoints(points);
  sphere.radius = sphere.radius * 1.2 + largest / 2;
  return sphere;
}

const inModel = new Matrix4();

/** Draws of each machine what is in sight and large enough to be seen. */
export class Detail {
  readonly #assembly: Assembly;
  readonly #rooms: readonly Sphere[];
  readonly #levels: Int8Array;
  readonly #frustum = new Frustum();
  readonly #view = new Matrix4();
  #due = true;

  constructor(assembly: Assembly) {
    this.#assembly = assembly;
    const rooms = new Map<Model, Sphere>();
    this.#rooms = assembly.built.map(({ model }) => {
      const room = rooms.get(model) ?? roomOf(model);
      rooms.set(model, room);
      return room;
    });
    this.#levels = new Int8Array(assembly.built.length).fill(-1);
  }

  /** The pieces have other looks than those that were composed. */
  invalidate(): void {
    this.#due = true;
  }

  /** Call before each drawing. `height` of the picture in CSS px. */
  update(camera: Camera, height: number, { leastPx, glass }: Fineness): void {
    this.#view.multiplyMatrices(camera.projectionMatrix, camera.matrixWorldInverse);
    this.#frustum.setFromProjectionMatrix(this.#view);
    for (const [k, built] of this.#assembly.built.entries()) {
      const level = this.#levelOf(camera, height, leastPx, k, built);
      if (level === this.#levels[k]) continue;
      this.#levels[k] = level;
      this.#due = true;
      built.inSight = level >= 0;
    }
    if (this.#due) this.#compose();
    for (const mesh of this.#assembly.meshes) {
      mesh.flush();
      if (mesh.isGlass) mesh.drawn.visible = glass && mesh.drawn.count > 0;
    }
  }

  #compose(): void {
    this.#due = false;
    for (const built of this.#assembly.built) {
      if (!built.inSight || !built.unplaced) continue;
      built.unplaced = false;
      placeInstances(built, built.movable, true);
    }
    for (const mesh of this.#assembly.meshes) mesh.compose(this.#levels);
  }

  #levelOf(camera: Camera, height: number, leastPx: number, k: number, built: Built): number {
    if (built.spread) return 0;
    const { center, radius } = this.#rooms[k]!;
    sphere.center.copy(center).applyMatrix4(built.base);
    sphere.radius = radius;
    if (!this.#frustum.intersectsSphere(sphere)) return -1;
    const projection = camera.projectionMatrix.elements;
    const depth = -at.copy(sphere.center).applyMatrix4(camera.matrixWorldInverse).z - radius;
    // The clip w: the depth in perspective, 1 in a parallel projection.
    const w = Math.max(nearest, -projection[11]! * depth + projection[15]!);
    const pxPerMetre = (projection[5]! * height) / 2 / w;
    const wished = 1 + 2 * Math.log2(leastPx / pxPerMetre / leastMetres[1]!);
    const before = this.#levels[k]!;
    const level = wished > before - reluctance && wished < before + 1 + reluctance && before >= 0 ? before : wished;
    return Math.min(leastMetres.length - 1, Math.max(0, Math.floor(level)));
  }
}

const sphere = new Sphere();
const at = new Vector3();
