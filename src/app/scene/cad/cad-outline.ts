import {
  AlwaysStencilFunc,
  BoxGeometry,
  type BufferGeometry,
  Group,
  InstancedBufferAttribute,
  InstancedMesh,
  KeepStencilOp,
  Matrix4,
  NotEqualStencilFunc,
  ReplaceStencilOp,
} from 'three';
import { silhouetteMaterial, silhouetteUniforms } from '../parts/clay-material.ts';
import { sharing } from './cad-model.ts';
import type { CadPlacement } from './cad-placement.ts';

/** Above this the line follows the box of a part, not its triangles, which would be drawn twice more. */
const mostTriangles = 200_000;

const cube = new BoxGeometry(1, 1, 1);

interface Outlined {
  readonly meshes: readonly InstancedMesh[];
  readonly at: number;
  readonly matrix: (out: Matrix4) => Matrix4;
}

/** One hair-line round some nodes of a model, as round machines: marked in the stencil, then drawn where not marked. */
export class CadOutline {
  readonly group = new Group();
  readonly uniforms;
  #shown = '';
  #outlined: Outlined[] = [];

  constructor(widthPx: number) {
    this.uniforms = silhouetteUniforms(widthPx);
  }

  /** `node` -1 = all of the model. `name` tells one wish from another. Returns whether it is another one than before. */
  show(name: string, placement: CadPlacement | null, node: number): boolean {
    if (name === this.#shown) return false;
    this.#shown = name;
    this.#clear();
    if (placement) this.#draw(placement, node);
    this.follow();
    return true;
  }

  follow(): void {
    for (const { meshes, at, matrix } of this.#outlined) {
      for (const mesh of meshes) {
        mesh.setMatrixAt(at, matrix(found));
        mesh.instanceMatrix.needsUpdate = true;
      }
    }
  }

  dispose(): void {
    this.#clear();
  }

  #draw(placement: CadPlacement, node: number): void {
    const { model } = placement;
    const within = subtree(placement, node);
    const own = [...model.instances.keys()].filter((k) => within[model.instances[k]!.node] === 1);
    const triangles = own.reduce((sum, k) => sum + model.geometries[model.instances[k]!.geometry]!.triangles, 0);
    if (triangles > mostTriangles) {
      const whole = new Matrix4();
      this.#add(cube, [(out) => out.copy(placement.boxMatrix(node, whole))]);
      return;
    }
    const byGeometry = new Map<number, number[]>();
    for (const k of own) {
      const { geometry } = model.instances[k]!;
      byGeometry.set(geometry, [...(byGeometry.get(geometry) ?? []), k]);
    }
    for (const [geometry, instances] of byGeometry) {
      this.#add(
        model.geometries[geometry]!.geometry,
        instances.map((k) => (out) => placement.matrixOf(k, out)),
      );
    }
  }

  #add(shape: BufferGeometry, matrices: readonly ((out: Matrix4) => Matrix4)[]): void {
    const geometry = sharing(shape);
    geometry.setAttribute(
      'finish',
      new InstancedBufferAttribute(new Uint8Array(matrices.length * 4).fill(255), 4, true),
    );
    const mark = silhouetteMaterial({ ...this.uniforms, uGrowPx: { value: 0 } }, 'cad');
    const line = silhouetteMaterial(this.uniforms, 'cad');
    for (const material of [mark, line]) {
      material.stencilWrite = true;
      material.stencilRef = material.stencilFuncMask = material.stencilWriteMask = 1;
    }
    mark.colorWrite = false;
    mark.stencilFunc = AlwaysStencilFunc;
    mark.stencilZPass = ReplaceStencilOp;
    line.stencilFunc = NotEqualStencilFunc;
    line.stencilZPass = KeepStencilOp;
    line.stencilFail = KeepStencilOp;
    const meshes = [mark, line].map((material, k) => {
      const mesh = new InstancedMesh(geometry, material, matrices.length);
      mesh.frustumCulled = false;
      mesh.renderOrder = 10 + k;
      this.group.add(mesh);
      return mesh;
    });
    for (const [at, matrix] of matrices.entries()) this.#outlined.push({ meshes, at, matrix });
  }

  #clear(): void {
    for (const child of [...this.group.children] as InstancedMesh[]) {
      child.geometry.dispose();
      for (const material of [child.material].flat()) material.dispose();
      child.dispose();
    }
    this.group.clear();
    this.#outlined = [];
  }
}

const found = new Matrix4();

/** By node, 1 = it is `node` or somewhere below it. */
function subtree({ model: { nodes } }: CadPlacement, node: number): Uint8Array {
  const within = new Uint8Array(nodes.length);
  for (const [k, { parent }] of nodes.entries()) {
    within[k] = node < 0 || k === node || (parent >= 0 && within[parent] === 1) ? 1 : 0;
  }
  return within;
}
