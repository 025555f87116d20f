import { Group, InstancedBufferAttribute, InstancedMesh } from 'three';
import type { Built, Instance } from '../assembly.ts';
import { ghostBoxClay, ghostRoundClay } from '../parts/clay-material.ts';
import { copyItem } from '../parts/copy-item.ts';
import { isFlat, type ShapeName } from '../parts/model.ts';
import { shapes } from '../parts/shapes.ts';

const attributes = ['form', 'tint', 'finish', 'openUp', 'openDown'] as const;

/** The body of one machine, seen through, in place of its solid pieces: its parts then stand free. */
export class Ghost {
  readonly group = new Group();
  #copies: { readonly from: Instance; readonly mesh: InstancedMesh; readonly at: number }[] = [];

  show(built: Built | null): void {
    for (const { from } of this.#copies) from.mesh.setElsewhere(from.at, false);
    for (const child of this.group.children) {
      (child as InstancedMesh).geometry.dispose();
      (child as InstancedMesh).dispose();
    }
    this.group.clear();
    this.#copies = [];
    if (!built) return;
    const body = built.instances.filter(({ piece }) => piece.part === 'body' && piece.shape !== 'glass');
    for (const shape of Object.keys(shapes) as ShapeName[]) {
      const own = body.filter(({ piece }) => piece.shape === shape);
      if (own.length > 0) this.#add(shape, own);
    }
    this.follow();
    for (const { from } of this.#copies) from.mesh.setElsewhere(from.at, true);
  }

  /** Copies where the pieces are and how they look; what makes them absent from their own mesh is not copied. */
  follow(): void {
    for (const { from, mesh, at } of this.#copies) {
      const source = from.mesh.mesh;
      copyItem(source.instanceMatrix, from.at, mesh.instanceMatrix, at);
      for (const name of attributes) {
        const to = mesh.geometry.getAttribute(name) as InstancedBufferAttribute;
        const kept = name === 'finish' ? 3 : 4;
        copyItem(source.geometry.getAttribute(name) as InstancedBufferAttribute, from.at, to, at, kept);
      }
    }
  }

  #add(shape: ShapeName, own: readonly Instance[]): void {
    const geometry = shapes[shape].clone();
    for (const name of attributes) {
      const array = name === 'form' ? new Float32Array(own.length * 4) : new Uint8Array(own.length * 4);
      geometry.setAttribute(name, new InstancedBufferAttribute(array, 4, name !== 'form'));
    }
    const mesh = new InstancedMesh(geometry, isFlat(shape) ? ghostBoxClay : ghostRoundClay, own.length);
    mesh.frustumCulled = false;
    mesh.renderOrder = 3;
    this.group.add(mesh);
    for (const [at, from] of own.entries()) this.#copies.push({ from, mesh, at });
  }
}
