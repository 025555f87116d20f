import { DynamicDrawUsage, Group, InstancedBufferAttribute, InstancedMesh, type Matrix4 } from 'three';
import { cadClay, cadGlassClay } from '../parts/clay-material.ts';
import { type CadModel, sharing } from './cad-model.ts';

/** All copies of one distinct mesh in the hall: one draw call. */
class CopyMesh {
  readonly mesh: InstancedMesh;
  readonly tint: InstancedBufferAttribute;
  readonly finish: InstancedBufferAttribute;

  constructor({ geometry, glass }: CadModel['geometries'][number], count: number) {
    const own = sharing(geometry);
    const bytes = () => new InstancedBufferAttribute(new Uint8Array(count * 4), 4, true);
    this.tint = bytes();
    this.finish = bytes();
    for (const attribute of [this.tint, this.finish]) attribute.setUsage(DynamicDrawUsage);
    own.setAttribute('tint', this.tint);
    own.setAttribute('finish', this.finish);
    this.mesh = new InstancedMesh(own, glass ? cadGlassClay : cadClay, count);
    this.mesh.instanceMatrix.setUsage(DynamicDrawUsage);
    this.mesh.frustumCulled = false;
    this.mesh.renderOrder = glass ? 2 : 0;
  }
}

/** What is drawn of a model file: as many draw calls as it has distinct meshes, however many machines show it. */
export class CadMeshes {
  readonly group = new Group();
  readonly #meshes: readonly CopyMesh[];
  readonly #model: CadModel;
  /** By instance of the model: which copy of its mesh it is. */
  readonly #rank: Uint32Array;
  readonly #touched = new Set<CopyMesh>();

  constructor(model: CadModel, placements: number) {
    this.#model = model;
    this.#rank = new Uint32Array(model.instances.length);
    for (const { instances } of model.geometries) for (const [rank, k] of instances.entries()) this.#rank[k] = rank;
    this.#meshes = model.geometries.map((each) => new CopyMesh(each, each.instances.length * placements));
    if (this.#meshes.length > 0) this.group.add(...this.#meshes.map(({ mesh }) => mesh));
  }

  place(placement: number, instance: number, matrix: Matrix4): void {
    const copies = this.#copies(instance);
    matrix.toArray(copies.mesh.instanceMatrix.array, this.#at(placement, instance) * 16);
    this.#touched.add(copies);
  }

  /** sRGB bytes and a pattern. */
  paint(placement: number, instance: number, red: number, green: number, blue: number, pattern: number): void {
    const { tint } = this.#copies(instance);
    (tint.array as Uint8Array).set([red, green, blue, pattern], this.#at(placement, instance) * 4);
    tint.needsUpdate = true;
  }

  finish(placement: number, instance: number, shown: boolean): void {
    const { finish } = this.#copies(instance);
    const steel = this.#model.instances[instance]!.steel ? 255 : 0;
    const bytes = [steel, 0, shown ? 255 : 0, 0];
    (finish.array as Uint8Array).set(bytes, this.#at(placement, instance) * 4);
    finish.needsUpdate = true;
  }

  /** Sends the matrices that were placed since. */
  placed(): void {
    for (const { mesh } of this.#touched) mesh.instanceMatrix.needsUpdate = true;
    this.#touched.clear();
  }

  dispose(): void {
    for (const { mesh } of this.#meshes) {
      mesh.geometry.dispose();
      mesh.dispose();
    }
  }

  #copies(instance: number): CopyMesh {
    return this.#meshes[this.#model.instances[instance]!.geometry]!;
  }

  #at(placement: number, instance: number): number {
    const { instances } = this.#model.geometries[this.#model.instances[instance]!.geometry]!;
    return placement * instances.length + this.#rank[instance]!;
  }
}
