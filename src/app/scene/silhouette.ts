import {
  AlwaysStencilFunc,
  type BufferGeometry,
  Color,
  Group,
  InstancedBufferAttribute,
  InstancedMesh,
  KeepStencilOp,
  NotEqualStencilFunc,
  ReplaceStencilOp,
} from 'three';
import type { Built, Instance } from './assembly.ts';
import { silhouetteMaterial, silhouetteUniforms } from './parts/clay-material.ts';
import { copyItem } from './parts/copy-item.ts';
import { isFlat, type ShapeName } from './parts/model.ts';
import { shapes } from './parts/shapes.ts';

interface Copy {
  /** Of which of the machines shown. */
  readonly built: number;
  readonly from: Instance;
  readonly moves: boolean;
  readonly geometry: BufferGeometry;
  /** Of both meshes. */
  readonly matrices: InstancedBufferAttribute;
  readonly at: number;
}

interface Line {
  readonly widthPx: number;
  /** Its own bit of the stencil, so that one outline does not hide another. */
  readonly bit: 1 | 2 | 4 | 8;
  /** Drawn before the usual ones, which so stay on top. */
  readonly under?: boolean;
  /** Machines have colours of their own instead of one. */
  readonly tinted?: boolean;
}

/**
 * One hair-line round machines, seen through whatever stands before them: their pieces mark the stencil, then the same
 * pieces, grown by the line's width, are drawn where it is not marked.
 */
export class Silhouette {
  readonly group = new Group();
  readonly uniforms;
  readonly #line: Line;
  #built: readonly Built[] = [];
  /** Of each machine, the placings and refits that were copied. */
  #placings: number[] = [];
  #refits: number[] = [];
  #colours: readonly string[] = [];
  #copies: Copy[] = [];

  constructor(line: Line) {
    this.#line = line;
    this.uniforms = silhouetteUniforms(line.widthPx);
  }

  /** Returns whether they are others than before. `colours`: of each machine, where the line is tinted. */
  show(built: readonly Built[], colours: readonly string[] = []): boolean {
    if (sameItems(built, this.#built) && sameItems(colours, this.#colours)) return false;
    this.#built = built;
    this.#placings = built.map(() => Number.NaN);
    this.#refits = this.#placings;
    this.#colours = colours;
    this.#clear();
    for (const shape of Object.keys(shapes) as ShapeName[]) {
      const own = built.flatMap(({ instances }, k) =>
        instances.flatMap((from) => (from.piece.shape === shape ? { built: k, from, tint: colours[k] } : [])),
      );
      if (own.length > 0) this.#add(shape, own);
    }
    this.follow();
    return true;
  }

  /** Copies where the pieces of machines that moved are now, how large, and which of them are there. */
  follow(): void {
    const moved = this.#built.map(({ placings }, k) => placings !== this.#placings[k]);
    if (!moved.includes(true)) return;
    const refitted = this.#built.map(({ refits }, k) => refits !== this.#refits[k]);
    this.#placings = this.#built.map(({ placings }) => placings);
    this.#refits = this.#built.map(({ refits }) => refits);
    for (const { built, from, moves, geometry, matrices, at } of this.#copies) {
      if (!(moves ? moved : refitted)[built]) continue;
      const source = from.mesh.mesh;
      copyItem(source.instanceMatrix, from.at, matrices, at);
      for (const name of ['form', 'finish']) {
        const to = geometry.getAttribute(name) as InstancedBufferAttribute;
        copyItem(source.geometry.getAttribute(name) as InstancedBufferAttribute, from.at, to, at);
      }
    }
  }

  #add(shape: ShapeName, own: readonly (Pick<Copy, 'built' | 'from'> & { readonly tint: string | undefined })[]): void {
    const { bit, tinted, under } = this.#line;
    const geometry = shapes[shape].clone();
    geometry.setAttribute('form', new InstancedBufferAttribute(new Float32Array(own.length * 4), 4));
    geometry.setAttribute('finish', new InstancedBufferAttribute(new Uint8Array(own.length * 4), 4, true));
    if (tinted) {
      const tints = new Uint8Array(own.length * 4);
      for (const [at, { tint }] of own.entries()) {
        const rgb = colour.set(tint ?? 0).getHex(); // sRGB
        tints.set([rgb >> 16, (rgb >> 8) & 255, rgb & 255, 255], at * 4);
      }
      geometry.setAttribute('tint', new InstancedBufferAttribute(tints, 4, true));
    }
    const kind = isFlat(shape) ? 'flat' : 'round';
    const mark = silhouetteMaterial({ ...this.uniforms, uGrowPx: { value: 0 } }, kind, tinted);
    const line = silhouetteMaterial(this.uniforms, kind, tinted);
    for (const material of [mark, line]) {
      material.stencilWrite = true;
      material.stencilRef = material.stencilFuncMask = material.stencilWriteMask = bit;
    }
    mark.colorWrite = false;
    mark.stencilFunc = AlwaysStencilFunc;
    mark.stencilZPass = ReplaceStencilOp;
    line.stencilFunc = NotEqualStencilFunc;
    line.stencilZPass = KeepStencilOp;
    line.stencilFail = KeepStencilOp;
    const matrices = new InstancedBufferAttribute(new Float32Array(own.length * 16), 16);
    for (const [k, material] of [mark, line].entries()) {
      const mesh = new InstancedMesh(geometry, material, own.length);
      mesh.instanceMatrix = matrices;
      mesh.frustumCulled = false;
      // Marks of all shapes before any line.
      mesh.renderOrder = (under ? 8 : 10) + k;
      this.group.add(mesh);
    }
    for (const [at, { built, from }] of own.entries()) {
      const moves = this.#built[built]!.movable.includes(from);
      this.#copies.push({ built, from, moves, geometry, matrices, at });
    }
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

const colour = new Color();

const sameItems = <T>(a: readonly T[], b: readonly T[]): boolean =>
  a.length === b.length && a.every((each, k) => each === b[k]);
