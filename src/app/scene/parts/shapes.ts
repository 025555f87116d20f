import { BufferAttribute, BufferGeometry } from 'three';
import type { ShapeName } from './model.ts';

/**
 * Unit geometries whose vertices say where they are on a piece of any size: corner = `position` x size - `inset` x
 * bevel. So a bevel is as wide on a long beam as on a small plate, which scaling could not do. `position` is in units
 * of the size (radii 0.5), `inset` in units of the bevel; for rings the bevel is the tube's diameter.
 */
class Shape {
  readonly #positions: number[] = [];
  readonly #insets: number[] = [];
  readonly #normals: number[] = [];
  readonly #shades: number[] = [];
  readonly #indices: number[] = [];

  /** `shade` is the ambient light that reaches this corner of any such piece, baked: 1 = all. */
  vertex(position: Triple, inset: Triple, normal: Triple, shade: number): number {
    this.#positions.push(...position);
    this.#insets.push(...inset);
    this.#normals.push(...normal);
    this.#shades.push(shade);
    return this.#shades.length - 1;
  }

  /** Counter-clockwise from outside, whichever way round the corners are given. */
  triangle(a: number, b: number, c: number): void {
    const [p, q, r] = [this.#corner(a), this.#corner(b), this.#corner(c)];
    const u = [q[0] - p[0], q[1] - p[1], q[2] - p[2]] as const;
    const v = [r[0] - p[0], r[1] - p[1], r[2] - p[2]] as const;
    const cross = [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]] as const;
    let outward = 0;
    for (let axis = 0; axis < 3; axis++) {
      for (const k of [a, b, c]) outward += cross[axis]! * this.#normals[k * 3 + axis]!;
    }
    if (outward >= 0) this.#indices.push(a, b, c);
    else this.#indices.push(a, c, b);
  }

  quad(a: number, b: number, c: number, d: number): void {
    this.triangle(a, b, c);
    this.triangle(a, c, d);
  }

  build(): BufferGeometry {
    const geometry = new BufferGeometry();
    geometry.setAttribute('position', new BufferAttribute(new Float32Array(this.#positions), 3));
    geometry.setAttribute('inset', new BufferAttribute(new Float32Array(this.#insets), 3));
    geometry.setAttribute('normal', new BufferAttribute(new Float32Array(this.#normals), 3));
    geometry.setAttribute('shade', new BufferAttribute(new Float32Array(this.#shades), 1));
    geometry.setIndex(this.#indices);
    return geometry;
  }

  /** As on a piece of size 1 with a bevel of 0.2. */
  #corner(k: number): Triple {
    const at = (axis: number) => this.#positions[k * 3 + axis]! - 0.2 * this.#insets[k * 3 + axis]!;
    return [at(0), at(1), at(2)];
  }
}

type Triple = readonly [number, number, number];

/** Six faces whose corners are shared with the chamfers, so that light runs over each edge: 24 corners, 44 triangles. */
function box(): BufferGeometry {
  const shape = new Shape();
  const signs = [-1, 1] as const;
  const at = new Map<string, number>();
  const key = (axis: number, x: number, y: number, z: number) => `${axis},${x},${y},${z}`;
  for (const x of signs)
    for (const y of signs)
      for (const z of signs)
        for (const axis of [0, 1, 2]) {
          const corner: Triple = [x, y, z];
          const inset = corner.map((sign, k) => (k === axis ? 0 : sign)) as unknown as Triple;
          const normal = corner.map((sign, k) => (k === axis ? sign : 0)) as unknown as Triple;
          const shade = axis === 1 ? (y > 0 ? 1 : 0.6) : y > 0 ? 1 : 0.8;
          at.set(key(axis, x, y, z), shape.vertex([x / 2, y / 2, z / 2], inset, normal, shade));
        }
  const v = (axis: number, x: number, y: number, z: number) => at.get(key(axis, x, y, z))!;
  for (const s of signs) {
    shape.quad(v(0, s, -1, -1), v(0, s, 1, -1), v(0, s, 1, 1), v(0, s, -1, 1));
    shape.quad(v(1, -1, s, -1), v(1, 1, s, -1), v(1, 1, s, 1), v(1, -1, s, 1));
    shape.quad(v(2, -1, -1, s), v(2, 1, -1, s), v(2, 1, 1, s), v(2, -1, 1, s));
    for (const t of signs) {
      shape.quad(v(0, s, t, -1), v(1, s, t, -1), v(1, s, t, 1), v(0, s, t, 1));
      shape.quad(v(0, s, -1, t), v(2, s, -1, t), v(2, s, 1, t), v(0, s, 1, t));
      shape.quad(v(1, -1, s, t), v(2, -1, s, t), v(2, 1, s, t), v(1, 1, s, t));
      for (const u of signs) shape.triangle(v(0, s, t, u), v(1, s, t, u), v(2, s, t, u));
    }
  }
  return shape.build();
}

/** The same without chamfers: 24 corners, 12 triangles. */
function bar(): BufferGeometry {
  const shape = new Shape();
  for (const axis of [0, 1, 2]) {
    for (const sign of [-1, 1]) {
      const corners = [
        [-1, -1],
        [1, -1],
        [1, 1],
        [-1, 1],
      ].map(([a, b]) => {
        const at: number[] = [0, 0, 0];
        const normal: number[] = [0, 0, 0];
        at[axis] = sign / 2;
        at[(axis + 1) % 3] = a! / 2;
        at[(axis + 2) % 3] = b! / 2;
        normal[axis] = sign;
        const shade = axis === 1 ? (sign > 0 ? 1 : 0.6) : at[1]! > 0 ? 1 : 0.8;
        return shape.vertex(at as unknown as Triple, [0, 0, 0], normal as unknown as Triple, shade);
      });
      shape.quad(corners[0]!, corners[1]!, corners[2]!, corners[3]!);
    }
  }
  return shape.build();
}

/** An upright cylinder; bevelled rims when `rims`. */
function cylinder(segments: number, rims: boolean): BufferGeometry {
  const shape = new Shape();
  const rim = rims ? 1 : 0;
  const rings = ([-1, 1] as const).map((end) => {
    const side: number[] = [];
    const cap: number[] = [];
    for (let k = 0; k < segments; k++) {
      const [x, z] = direction(k / segments);
      const shade = end > 0 ? 1 : 0.8;
      side.push(shape.vertex([x / 2, end / 2, z / 2], [0, end * rim, 0], [x, 0, z], shade));
      cap.push(shape.vertex([x / 2, end / 2, z / 2], [x * rim, 0, z * rim], [0, end, 0], end > 0 ? 1 : 0.6));
    }
    return { side, cap };
  });
  const [bottom, top] = rings as [(typeof rings)[0], (typeof rings)[0]];
  for (let k = 0; k < segments; k++) {
    const next = (k + 1) % segments;
    shape.quad(bottom.side[k]!, bottom.side[next]!, top.side[next]!, top.side[k]!);
    for (const { side, cap } of rims ? rings : []) shape.quad(side[k]!, side[next]!, cap[next]!, cap[k]!);
    if (k > 0 && next > 0) for (const { cap } of rings) shape.triangle(cap[0]!, cap[k]!, cap[next]!);
  }
  return shape.build();
}

function ball(segments: number, stacks: number): BufferGeometry {
  const shape = new Shape();
  const rows = Array.from({ length: stacks + 1 }, (_, row) => {
    const polar = (Math.PI * row) / stacks;
    const y = Math.cos(polar);
    return Array.from({ length: segments }, (_, k) => {
      const [x, z] = direction(k / segments);
      const normal: Triple = [x * Math.sin(polar), y, z * Math.sin(polar)];
      return shape.vertex([normal[0] / 2, y / 2, normal[2] / 2], [0, 0, 0], normal, 0.8 + 0.2 * y);
    });
  });
  for (let row = 0; row < stacks; row++)
    for (let k = 0; k < segments; k++) {
      const next = (k + 1) % segments;
      const [above, below] = [rows[row]!, rows[row + 1]!];
      if (row > 0) shape.triangle(above[k]!, above[next]!, below[next]!);
      if (row < stacks - 1) shape.triangle(above[k]!, below[next]!, below[k]!);
    }
  return shape.build();
}

function ring(segments: number, sides: number): BufferGeometry {
  const shape = new Shape();
  const rows = Array.from({ length: segments }, (_, k) => {
    const [x, z] = direction(k / segments);
    return Array.from({ length: sides }, (_, side) => {
      const [out, y] = direction(side / sides);
      const normal: Triple = [x * out, y, z * out];
      const inset: Triple = [-normal[0] / 2, -normal[1] / 2, -normal[2] / 2];
      return shape.vertex([x / 2, 0, z / 2], inset, normal, 0.85 + 0.15 * y);
    });
  });
  for (let k = 0; k < segments; k++)
    for (let side = 0; side < sides; side++) {
      const next = rows[(k + 1) % segments]!;
      const beside = (side + 1) % sides;
      shape.quad(rows[k]![side]!, next[side]!, next[beside]!, rows[k]![beside]!);
    }
  return shape.build();
}

/** A profile of [radius, height] turned about y, closed at the top: bottles. Size 1 = 1 m. */
function lathe(profile: readonly (readonly [number, number])[], segments: number): BufferGeometry {
  const shape = new Shape();
  const rows = profile.map(([radius, y], row) => {
    const [before, after] = [profile[Math.max(0, row - 1)]!, profile[Math.min(profile.length - 1, row + 1)]!];
    const slope = Math.atan2(before[0] - after[0], after[1] - before[1]);
    return Array.from({ length: segments }, (_, k) => {
      const [x, z] = direction(k / segments);
      const normal: Triple = [x * Math.cos(slope), Math.sin(slope), z * Math.cos(slope)];
      return shape.vertex([x * radius, y, z * radius], [0, 0, 0], normal, 0.7 + 0.3 * (row / profile.length));
    });
  });
  for (let row = 1; row < rows.length; row++)
    for (let k = 0; k < segments; k++) {
      const next = (k + 1) % segments;
      shape.quad(rows[row - 1]![k]!, rows[row - 1]![next]!, rows[row]![next]!, rows[row]![k]!);
    }
  const lid = rows.at(-1)!;
  for (let k = 1; k + 1 < segments; k++) shape.triangle(lid[0]!, lid[k]!, lid[k + 1]!);
  return shape.build();
}

const direction = (share: number): readonly [number, number] => [
  Math.cos(2 * Math.PI * share),
  Math.sin(2 * Math.PI * share),
];

/** Built once; all plants share them. */
export const shapes: Readonly<Record<ShapeName, BufferGeometry>> = {
  box: box(),
  bar: bar(),
  wheel: cylinder(36, true),
  drum: cylinder(14, true),
  rod: cylinder(8, false),
  ball: ball(10, 6),
  ring: ring(18, 4),
  glass: bar(),
};

/** A half-litre bottle, 0.07 m across and 0.24 m high. */
export const bottleShape = lathe(
  [
    [0.033, 0],
    [0.035, 0.13],
    [0.014, 0.19],
    [0.014, 0.24],
  ],
  6,
);
