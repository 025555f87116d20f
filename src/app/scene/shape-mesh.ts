import {
  type BufferAttribute,
  DynamicDrawUsage,
  InstancedBufferAttribute,
  InstancedMesh,
  type Matrix4,
  type ShaderMaterial,
} from 'three';
import { boxClay, glassClay, roundClay } from './parts/clay-material.ts';
import { isFlat, type ShapeName } from './parts/model.ts';
import { shapes } from './parts/shapes.ts';

/** Pieces of one machine in a row, the largest first. */
export interface Run {
  /** Index of the machine in the assembly. */
  readonly built: number;
  readonly first: number;
  /** By level of detail: how many of them are large enough. */
  readonly counts: readonly number[];
}

/** What is uploaded of an attribute before the next drawing: items from `from` to before `to`. */
interface Due {
  from: number;
  to: number;
}

/**
 * All pieces of one shape in the hall. `mesh` keeps every one of them and is never drawn; `drawn` has those that can be
 * seen now, the moving ones first, so that a frame uploads little.
 */
export class ShapeMesh {
  readonly mesh: InstancedMesh;
  readonly drawn: InstancedMesh;
  readonly runs: readonly Run[];
  readonly isGlass: boolean;
  /** By piece: where it is in `drawn`, or -1. */
  readonly #drawnAt: Int32Array;
  readonly #pairs: readonly (readonly [InstancedBufferAttribute, InstancedBufferAttribute])[];
  /** The tints of `mesh` and of `drawn`, a number each. */
  readonly #tints: Uint32Array;
  readonly #drawnTints: Uint32Array;
  readonly #due = new Map<BufferAttribute, Due>();
  #used = 0;

  constructor(shape: ShapeName, count: number, runs: readonly Run[], material = materialOf(shape)) {
    this.runs = runs;
    this.isGlass = shape === 'glass';
    this.#drawnAt = new Int32Array(count).fill(-1);
    this.mesh = meshOf(shape, material, count);
    this.drawn = meshOf(shape, material, count);
    this.drawn.count = 0;
    this.drawn.frustumCulled = false;
    this.drawn.renderOrder = shape === 'glass' ? 2 : 0;
    this.#tints = new Uint32Array(own(this.mesh, 'tint').array.buffer);
    this.#drawnTints = new Uint32Array(own(this.drawn, 'tint').array.buffer);
    this.#pairs = [...names.map((name) => [own(this.mesh, name), own(this.drawn, name)] as const)];
  }

  place(at: number, matrix: Matrix4): void {
    matrix.toArray(this.mesh.instanceMatrix.array, at * 16);
    const to = this.#drawnAt[at]!;
    if (to < 0) return;
    matrix.toArray(this.drawn.instanceMatrix.array, to * 16);
    this.#touch(this.drawn.instanceMatrix, to);
  }

  setForm(at: number, x: number, y: number, z: number, bevel: number): void {
    own(this.mesh, 'form').setXYZW(at, x, y, z, bevel);
    const to = this.#drawnAt[at]!;
    if (to < 0) return;
    const form = own(this.drawn, 'form');
    form.setXYZW(to, x, y, z, bevel);
    this.#touch(form, to);
  }

  /** sRGB bytes and a pattern. */
  setTint(at: number, red: number, green: number, blue: number, pattern: number): void {
    this.#setBytes('tint', at, red, green, blue, pattern);
  }

  /** The same for many pieces, as thousands of them change colour in a frame. */
  setTints(all: Uint32Array, red: number, green: number, blue: number, pattern: number): void {
    // One store a piece; every device that draws this has the low byte first.
    const tint = (red | (green << 8) | (blue << 16) | (pattern << 24)) >>> 0;
    const [kept, shown, drawnAt] = [this.#tints, this.#drawnTints, this.#drawnAt];
    let [from, to] = [Number.POSITIVE_INFINITY, -1];
    for (let k = 0; k < all.length; k++) {
      const at = all[k]!;
      kept[at] = tint;
      const drawn = drawnAt[at]!;
      if (drawn < 0) continue;
      shown[drawn] = tint;
      if (drawn < from) from = drawn;
      if (drawn > to) to = drawn;
    }
    if (to < 0) return;
    const copy = own(this.drawn, 'tint');
    this.#touch(copy, from);
    this.#touch(copy, to);
  }

  tintOf(at: number): string {
    const { array } = own(this.mesh, 'tint');
    return `#${[0, 1, 2].map((k) => array[at * 4 + k]!.toString(16).padStart(2, '0')).join('')}`;
  }

  setSteel(at: number, steel: boolean): void {
    this.#setByte('finish', at, 0, steel);
  }

  setHighlight(at: number, on: boolean): void {
    this.#setByte('finish', at, 1, on);
  }

  setShown(at: number, shown: boolean): void {
    this.#setByte('finish', at, 2, shown);
  }

  /** Left out of this mesh, because somebody else draws it. */
  setElsewhere(at: number, elsewhere: boolean): void {
    this.#setByte('finish', at, 3, elsewhere);
  }

  /** The light that reaches its +x, +y, +z, -x, -y, -z faces: 6 bytes from `from`. Seen after the next `compose`. */
  setOpen(at: number, open: Uint8Array, from: number): void {
    own(this.mesh, 'openUp').array.set(open.subarray(from, from + 3), at * 4);
    own(this.mesh, 'openDown').array.set(open.subarray(from + 3, from + 6), at * 4);
  }

  /** Before the first `compose` nobody knows: then yes. */
  isDrawn(at: number): boolean {
    return this.#due.size === 0 || this.#drawnAt[at]! >= 0;
  }

  /** Draws of each machine what its level of detail shows; a level below 0 = nothing. */
  compose(levels: Int8Array): void {
    this.#drawnAt.fill(-1);
    this.#used = 0;
    for (const { built, first, counts } of this.runs) {
      const level = levels[built]!;
      if (level >= 0) this.#add(first, counts[level]!);
    }
    this.drawn.count = this.#used;
    this.drawn.visible = this.#used > 0;
    for (const [, to] of this.#pairs) this.#due.set(to, { from: 0, to: this.#used });
  }

  /** Uploads what was written since the last drawing. */
  flush(): void {
    for (const [attribute, due] of this.#due) {
      if (due.to <= due.from) continue;
      attribute.clearUpdateRanges();
      attribute.addUpdateRange(due.from * attribute.itemSize, (due.to - due.from) * attribute.itemSize);
      attribute.needsUpdate = true;
      due.from = Number.POSITIVE_INFINITY;
      due.to = 0;
    }
  }

  dispose(): void {
    for (const mesh of [this.mesh, this.drawn]) {
      mesh.geometry.dispose();
      mesh.dispose();
    }
  }

  #add(first: number, count: number): void {
    const to = this.#used;
    for (const [master, copy] of this.#pairs) {
      const [source, target, size] = [master.array, copy.array, master.itemSize];
      // A loop: runs are short, and making a view of each would cost more than copying it.
      const [from, into, length] = [first * size, to * size, count * size];
      for (let k = 0; k < length; k++) target[into + k] = source[from + k]!;
    }
    for (let k = 0; k < count; k++) this.#drawnAt[first + k] = to + k;
    this.#used += count;
  }

  #setBytes(name: Name, at: number, a: number, b: number, c: number, d: number): void {
    const master = own(this.mesh, name).array;
    put(master, at * 4, a, b, c, d);
    const to = this.#drawnAt[at]!;
    if (to < 0) return;
    const copy = own(this.drawn, name);
    put(copy.array, to * 4, a, b, c, d);
    this.#touch(copy, to);
  }

  #setByte(name: Name, at: number, k: number, on: boolean): void {
    const master = own(this.mesh, name).array;
    const byte = on ? 255 : 0;
    if (master[at * 4 + k] === byte) return;
    master[at * 4 + k] = byte;
    const to = this.#drawnAt[at]!;
    if (to < 0) return;
    const copy = own(this.drawn, name);
    copy.array[to * 4 + k] = byte;
    this.#touch(copy, to);
  }

  #touch(attribute: BufferAttribute, at: number): void {
    const due = this.#due.get(attribute);
    if (!due) return; // nothing was composed yet: all of it will be
    if (at < due.from) due.from = at;
    if (at >= due.to) due.to = at + 1;
  }
}

const materialOf = (shape: ShapeName): ShaderMaterial =>
  shape === 'glass' ? glassClay : isFlat(shape) ? boxClay : roundClay;

const names = ['matrix', 'form', 'tint', 'finish', 'openUp', 'openDown'] as const;
type Name = (typeof names)[number];

const own = (mesh: InstancedMesh, name: Name): InstancedBufferAttribute =>
  name === 'matrix' ? mesh.instanceMatrix : (mesh.geometry.getAttribute(name) as InstancedBufferAttribute);

function put(array: BufferAttribute['array'], at: number, a: number, b: number, c: number, d: number): void {
  array[at] = a;
  array[at + 1] = b;
  array[at + 2] = c;
  array[at + 3] = d;
}

/** Until the light is baked: most of it reaches the top, little the underside. */
const unbaked = { openUp: [205, 240, 205, 0], openDown: [205, 120, 205, 0] } as const;

function meshOf(shape: ShapeName, material: ShaderMaterial, count: number): InstancedMesh {
  const geometry = shapes[shape].clone();
  const bytes = (fill: readonly number[]) => {
    const array = new Uint8Array(count * 4);
    new Uint32Array(array.buffer).fill(new Uint32Array(Uint8Array.from(fill).buffer)[0]!);
    return new InstancedBufferAttribute(array, 4, true);
  };
  geometry.setAttribute('form', new InstancedBufferAttribute(new Float32Array(count * 4), 4));
  geometry.setAttribute('tint', bytes([0, 0, 0, 0]));
  geometry.setAttribute('finish', bytes([0, 0, 0, 0]));
  geometry.setAttribute('openUp', bytes(unbaked.openUp));
  geometry.setAttribute('openDown', bytes(unbaked.openDown));
  const mesh = new InstancedMesh(geometry, material, count);
  for (const name of names) own(mesh, name).setUsage(DynamicDrawUsage);
  return mesh;
}
