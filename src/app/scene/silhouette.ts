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
  type ShaderMaterial,
  Sphere,
} from 'three';
import type { Built, Instance } from './assembly.ts';
import { type SilhouetteUniforms, silhouetteMaterial, silhouetteUniforms } from './parts/clay-material.ts';
import { copyItem } from './parts/copy-item.ts';
import { isFlat, type ShapeName } from './parts/model.ts';
import { shapes } from './parts/shapes.ts';

/** A piece that is outlined. */
interface Piece {
  /** Of which of the machines shown. */
  readonly built: number;
  readonly from: Instance;
  readonly moves: boolean;
}

interface Copy extends Piece {
  readonly to: Strokes;
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
  /** Kept from one set of machines to the next: to make their buffers anew would cost more than to fill them. */
  readonly #strokes = new Map<ShapeName, Strokes>();

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
    this.#copies = [];
    const byShape = new Map<ShapeName, Piece[]>();
    for (const [k, { instances, movable }] of built.entries()) {
      const moving = new Set(movable);
      for (const from of instances) {
        const piece = { built: k, from, moves: moving.has(from) };
        const own = byShape.get(from.piece.shape);
        if (own) own.push(piece);
        else byShape.set(from.piece.shape, [piece]);
      }
    }
    const tints = colours.map((each) => colour.set(each).getHex()); // sRGB
    for (const [shape, strokes] of this.#strokes) if (!byShape.has(shape)) strokes.count = 0;
    for (const [shape, own] of byShape) this.#fill(this.#strokesOf(shape, own.length), own, tints);
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
    for (const { built, from, moves, to, at } of this.#copies) {
      if ((moves ? moved : refitted)[built]) to.copy(from, at);
    }
  }

  dispose(): void {
    for (const strokes of this.#strokes.values()) this.#remove(strokes);
    this.#strokes.clear();
    this.#built = [];
    this.#copies = [];
  }

  /** Those of the shape, with room for so many pieces. */
  #strokesOf(shape: ShapeName, count: number): Strokes {
    const kept = this.#strokes.get(shape);
    if (kept && kept.room >= count) return kept;
    if (kept) this.#remove(kept);
    const made = new Strokes(shape, 2 ** Math.ceil(Math.log2(count)), this.#line, this.uniforms);
    this.#strokes.set(shape, made);
    this.group.add(...made.meshes);
    return made;
  }

  #fill(to: Strokes, own: readonly Piece[], tints: readonly number[]): void {
    to.count = own.length;
    for (const [at, piece] of own.entries()) {
      this.#copies.push({ ...piece, to, at });
      const tint = tints[piece.built];
      if (tint !== undefined) to.tint(at, tint);
    }
  }

  #remove(strokes: Strokes): void {
    this.group.remove(...strokes.meshes);
    strokes.dispose();
  }
}

/** Pieces of one shape, as their marks and as their lines. */
class Strokes {
  readonly meshes: readonly [mark: InstancedMesh, line: InstancedMesh];
  readonly room: number;
  readonly #geometry: BufferGeometry;
  /** Of both meshes. */
  readonly #matrices: InstancedBufferAttribute;
  readonly #form: InstancedBufferAttribute;
  readonly #finish: InstancedBufferAttribute;
  readonly #tint: InstancedBufferAttribute | undefined;

  constructor(shape: ShapeName, room: number, { bit, tinted, under }: Line, uniforms: SilhouetteUniforms) {
    this.room = room;
    this.#geometry = shapes[shape].clone();
    this.#matrices = new InstancedBufferAttribute(new Float32Array(room * 16), 16);
    this.#form = new InstancedBufferAttribute(new Float32Array(room * 4), 4);
    this.#finish = new InstancedBufferAttribute(new Uint8Array(room * 4), 4, true);
    this.#geometry.setAttribute('form', this.#form).setAttribute('finish', this.#finish);
    if (tinted) {
      this.#tint = new InstancedBufferAttribute(new Uint8Array(room * 4), 4, true);
      this.#geometry.setAttribute('tint', this.#tint);
    }
    const kind = isFlat(shape) ? 'flat' : 'round';
    const mark = silhouetteMaterial({ ...uniforms, uGrowPx: { value: 0 } }, kind, tinted);
    const line = silhouetteMaterial(uniforms, kind, tinted);
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
    const meshOf = (material: ShaderMaterial, order: number): InstancedMesh => {
      const mesh = new InstancedMesh(this.#geometry, material, room);
      mesh.instanceMatrix = this.#matrices;
      mesh.frustumCulled = false;
      mesh.boundingSphere = nowhere;
      // Marks of all shapes before any line.
      mesh.renderOrder = (under ? 8 : 10) + order;
      return mesh;
    };
    this.meshes = [meshOf(mark, 0), meshOf(line, 1)];
  }

  set count(count: number) {
    for (const mesh of this.meshes) {
      mesh.count = count;
      mesh.visible = count > 0;
    }
  }

  copy({ mesh: { mesh }, at: from }: Instance, at: number): void {
    copyItem(mesh.instanceMatrix, from, this.#matrices, at);
    copyItem(mesh.geometry.getAttribute('form') as InstancedBufferAttribute, from, this.#form, at);
    copyItem(mesh.geometry.getAttribute('finish') as InstancedBufferAttribute, from, this.#finish, at);
  }

  /** sRGB, 0xRRGGBB. */
  tint(at: number, rgb: number): void {
    this.#tint!.array.set([rgb >> 16, (rgb >> 8) & 255, rgb & 255, 255], at * 4);
    this.#tint!.needsUpdate = true;
  }

  dispose(): void {
    this.#geometry.dispose();
    for (const mesh of this.meshes) {
      (mesh.material as ShaderMaterial).dispose();
      mesh.dispose();
    }
  }
}

/** three would look through all pieces for the middle by which it sorts, and `renderOrder` sorts these. */
const nowhere = new Sphere();
const colour = new Color();

const sameItems = <T>(a: readonly T[], b: readonly T[]): boolean =>
  a.length === b.length && a.every((each, k) => each === b[k]);
