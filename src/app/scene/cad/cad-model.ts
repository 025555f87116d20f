import { Box3, BufferAttribute, BufferGeometry, Matrix4 } from 'three';
import { MeshBVH } from 'three-mesh-bvh';
import type { ModelNode } from '../../../twin/model-file/model-survey.ts';
import type { ReadInstance, ReadModel } from './read-model.ts';

export interface CadGeometry {
  readonly geometry: BufferGeometry;
  readonly bvh: MeshBVH;
  readonly glass: boolean;
  readonly triangles: number;
  readonly box: Box3;
  /** Positions in `CadModel.instances` of its copies. */
  readonly instances: readonly number[];
}

/** The same triangles for other instances. Not a clone, which would copy the arrays. */
export function sharing({ index, attributes }: BufferGeometry): BufferGeometry {
  const geometry = new BufferGeometry().setIndex(index);
  for (const [name, shared] of Object.entries(attributes)) geometry.setAttribute(name, shared);
  return geometry;
}

/** A model file as the scene shares it between machines: nothing here belongs to one of them. */
export class CadModel {
  readonly nodes: readonly ModelNode[];
  readonly geometries: readonly CadGeometry[];
  readonly instances: readonly (Omit<ReadInstance, 'place'> & { readonly place: Matrix4 | null })[];
  /** By node: as the file has it, in its parent's frame. */
  readonly resting: readonly Matrix4[];
  /** By node: what it and its children fill, in its own frame. */
  readonly boxes: readonly Box3[];
  /** All of it, in the file's frame. */
  readonly box = new Box3();
  /** By name, position in `nodes`. */
  readonly nodeByName: ReadonlyMap<string, number>;
  readonly triangles: number;
  readonly meshes: number;

  constructor(read: ReadModel) {
    this.nodes = read.nodes;
    this.triangles = read.triangles;
    this.meshes = read.meshes;
    this.nodeByName = new Map(read.nodes.map(({ name }, k) => [name, k]));
    this.resting = read.nodes.map(({ matrix }) => new Matrix4().fromArray(matrix));
    this.instances = read.instances.map((each) => ({
      ...each,
      place: each.place && new Matrix4().fromArray(each.place),
    }));
    const copies: number[][] = read.geometries.map(() => []);
    for (const [k, { geometry }] of read.instances.entries()) copies[geometry]!.push(k);
    const shared = new Map<object, BufferAttribute>();
    const attribute = (array: Float32Array | Int8Array, size: number, normalized: boolean) => {
      const known = shared.get(array) ?? new BufferAttribute(array, size, normalized);
      shared.set(array, known);
      return known;
    };
    this.geometries = read.geometries.map(({ positions, normals, bvh, glass }, k) => {
      const geometry = new BufferGeometry();
      geometry.setAttribute('position', attribute(positions, 3, false));
      if (normals) geometry.setAttribute('normal', attribute(normals, 4, true));
      const tree = MeshBVH.deserialize(bvh, geometry);
      const triangles = (geometry.index?.count ?? 0) / 3;
      return { geometry, bvh: tree, glass, triangles, box: tree.getBoundingBox(new Box3()), instances: copies[k]! };
    });
    this.boxes = this.#fill();
  }

  dispose(): void {
    for (const { geometry } of this.geometries) geometry.dispose();
  }

  #fill(): Box3[] {
    const boxes = this.nodes.map(() => new Box3());
    const part = new Box3();
    for (const { geometry, node, place } of this.instances) {
      part.copy(this.geometries[geometry]!.box);
      boxes[node]!.union(place ? part.applyMatrix4(place) : part);
    }
    // Children come after their parents: from behind, each is whole before it counts for its parent.
    for (let k = this.nodes.length - 1; k >= 0; k--) {
      const { parent } = this.nodes[k]!;
      if (boxes[k]!.isEmpty()) continue;
      const target = parent < 0 ? this.box : boxes[parent]!;
      target.union(part.copy(boxes[k]!).applyMatrix4(this.resting[k]!));
    }
    return boxes;
  }
}
