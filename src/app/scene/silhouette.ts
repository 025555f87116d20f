import {
  AlwaysStencilFunc,
  type BufferGeometry,
  Group,
  InstancedBufferAttribute,
  InstancedMesh,
  KeepStencilOp,
  NotEqualStencilFunc,
  ReplaceStencilOp,
} from 'three';
import type { Built, Instance } from './assembly.ts';
import { silhouetteMaterial, silhouetteUniforms } from './parts/clay-material.ts';
import { isFlat, type ShapeName } from './parts/model.ts';
import { shapes } from './parts/shapes.ts';

interface Copy {
  readonly from: Instance;
  readonly geometry: BufferGeometry;
  readonly meshes: readonly InstancedMesh[];
  readonly at: number;
}

/**
 * One hair-line round a machine, seen through whatever stands before it: its pieces mark the stencil, then the same
 * pieces, grown by the line's width, are drawn where it is not marked.
 */
export class Silhouette {
  readonly group = new Group();
  readonly uniforms;
  #built: Built | null = null;
  #copies: Copy[] = [];

  constructor(widthPx: number) {
    this.uniforms = silhouetteUniforms(widthPx);
  }

  /** Returns whether it is another machine than before. */
  show(built: Built | null): boolean {
    if (built === this.#built) return false;
    this.#built = built;
    this.#clear();
    if (!built) return true;
    for (const shape of Object.keys(shapes) as ShapeName[]) {
      const own = built.instances.filter(({ piece }) => piece.shape === shape);
      if (own.length > 0) this.#add(shape, own);
    }
    this.follow();
    return true;
  }

  /** Copies where the machine's pieces are now, how large, and which of them are there. */
  follow(): void {
    for (const { from, geometry, meshes, at } of this.#copies) {
      const source = from.mesh.mesh;
      for (const mesh of meshes) copyItem(source.instanceMatrix, from.at, mesh.instanceMatrix, at);
      for (const name of ['form', 'finish']) {
        const to = geometry.getAttribute(name) as InstancedBufferAttribute;
        copyItem(source.geometry.getAttribute(name) as InstancedBufferAttribute, from.at, to, at);
      }
    }
  }

  #add(shape: ShapeName, own: readonly Instance[]): void {
    const geometry = shapes[shape].clone();
    geometry.setAttribute('form', new InstancedBufferAttribute(new Float32Array(own.length * 4), 4));
    geometry.setAttribute('finish', new InstancedBufferAttribute(new Uint8Array(own.length * 4), 4, true));
    const kind = isFlat(shape) ? 'flat' : 'round';
    const mark = silhouetteMaterial({ ...this.uniforms, uGrowPx: { value: 0 } }, kind);
    mark.colorWrite = false;
    mark.stencilWrite = true;
    mark.stencilRef = 1;
    mark.stencilFunc = AlwaysStencilFunc;
    mark.stencilZPass = ReplaceStencilOp;
    const line = silhouetteMaterial(this.uniforms, kind);
    line.stencilWrite = true;
    line.stencilRef = 1;
    line.stencilFunc = NotEqualStencilFunc;
    line.stencilZPass = KeepStencilOp;
    line.stencilFail = KeepStencilOp;
    const meshes = [mark, line].map((material, k) => {
      const mesh = new InstancedMesh(geometry, material, own.length);
      mesh.frustumCulled = false;
      // Transparent so that it is drawn after all clay; marks of all shapes before any line.
      material.transparent = true;
      mesh.renderOrder = 10 + k;
      this.group.add(mesh);
      return mesh;
    });
    for (const [at, from] of own.entries()) this.#copies.push({ from, geometry, meshes, at });
  }

  #clear(): void {
    for (const child of this.group.children) {
      const mesh = child as InstancedMesh;
      mesh.geometry.dispose();
      for (const material of [mesh.material].flat()) material.dispose();
      mesh.dispose();
    }
    this.group.clear();
    this.#copies = [];
  }
}

function copyItem(from: InstancedBufferAttribute, item: number, to: InstancedBufferAttribute, at: number): void {
  const { itemSize } = from;
  for (let k = 0; k < itemSize; k++) to.array[at * itemSize + k] = from.array[item * itemSize + k]!;
  to.needsUpdate = true;
}
