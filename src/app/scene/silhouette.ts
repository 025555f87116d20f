import {
  AlwaysStencilFunc,
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

/**
 * One hair-line round a machine, seen through whatever stands before it: its pieces mark the stencil, then the same
 * pieces, grown by the line's width, are drawn where it is not marked.
 */
export class Silhouette {
  readonly group = new Group();
  readonly uniforms;
  #built: Built | null = null;
  #copies: { readonly from: Instance; readonly meshes: readonly InstancedMesh[]; readonly at: number }[] = [];

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

  /** Copies where the machine's pieces are now. */
  follow(): void {
    for (const { from, meshes, at } of this.#copies) {
      const source = from.mesh.mesh.instanceMatrix.array.subarray(from.at * 16, from.at * 16 + 16);
      for (const mesh of meshes) {
        mesh.instanceMatrix.array.set(source, at * 16);
        mesh.instanceMatrix.needsUpdate = true;
      }
    }
  }

  #add(shape: ShapeName, own: readonly Instance[]): void {
    const geometry = shapes[shape].clone();
    const form = new Float32Array(own.length * 4);
    const finish = new Uint8Array(own.length * 4);
    for (const [k, { mesh, at }] of own.entries()) {
      form.set(mesh.mesh.geometry.getAttribute('form').array.subarray(at * 4, at * 4 + 4), k * 4);
      finish.set(mesh.mesh.geometry.getAttribute('finish').array.subarray(at * 4, at * 4 + 4), k * 4);
    }
    geometry.setAttribute('form', new InstancedBufferAttribute(form, 4));
    geometry.setAttribute('finish', new InstancedBufferAttribute(finish, 4, true));
    const round = !isFlat(shape);
    const mark = silhouetteMaterial({ ...this.uniforms, uGrowPx: { value: 0 } }, round);
    mark.colorWrite = false;
    mark.stencilWrite = true;
    mark.stencilRef = 1;
    mark.stencilFunc = AlwaysStencilFunc;
    mark.stencilZPass = ReplaceStencilOp;
    const line = silhouetteMaterial(this.uniforms, round);
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
    for (const [at, from] of own.entries()) this.#copies.push({ from, meshes, at });
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
