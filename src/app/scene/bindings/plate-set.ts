import {
  BufferAttribute,
  DynamicDrawUsage,
  Group,
  InstancedBufferAttribute,
  InstancedBufferGeometry,
  Mesh,
  type ShaderMaterial,
  type Vector3,
} from 'three';
import type { PlacedTag } from '../../../twin/plant-index.ts';
import { type GlyphAtlas, glyphBottom, glyphHeight, glyphLeft } from './glyph-atlas.ts';
import { glyphMaterial, plateMaterial } from './plate-material.ts';
import { plateName, type Reading, ticksOf } from './plate-text.ts';

/** A plate that is to be put up. */
export interface Plate {
  readonly placed: PlacedTag;
  /** value: the value alone, for many on a floor. */
  readonly kind: 'text' | 'gauge' | 'value';
  /** Bottom edge above the anchor, ems; negative where it hangs below. */
  readonly lift: number;
}

/** Ems. */
const heights = { text: 2.15, gauge: 3.1, value: 1.35 } as const;
const valueLine = { text: 0.32, gauge: 1.25, value: 0.34 } as const;
const nameScale = 0.72;
const margin = 0.5;
const leastGauge = 8;
/** Width of the alarm's mark and the gap after it. */
const markWidth = 1.25;
/** Letters of a value with its unit that there is room for. */
const mostLetters = 20;

const ink = { text: 0, muted: 1, value: 2, onMedium: 3, onHigh: 4 } as const;

export const plateHeight = (kind: Plate['kind']): number => heights[kind];

/** Any number of plates in two draw calls: one for the bodies with their gauges, one for all letters. */
export class PlateSet {
  readonly group = new Group();
  readonly #plates: readonly Plate[];
  readonly #atlas: GlyphAtlas;
  readonly #bodies: Attributes<'anchor' | 'box' | 'says' | 'ticks' | 'struck'>;
  readonly #letters: Attributes<'anchor' | 'box' | 'uv4' | 'ink'>;
  /** Where the letters of plate k begin: its name's, the mark's, then its value's. */
  readonly #starts: Uint32Array;

  /** `emMetres` = height of an em in the hall: from how far off they are read. */
  constructor(plates: readonly Plate[], atlas: GlyphAtlas, emMetres: number) {
    this.#plates = plates;
    this.#atlas = atlas;
    this.#starts = new Uint32Array(plates.length + 1);
    for (const [k, { placed, kind }] of plates.entries())
      this.#starts[k + 1] = this.#starts[k]! + nameOf(kind, placed).length + 1 + mostLetters;
    const body = quads({ anchor: 4, box: 4, says: 4, ticks: 4, struck: 2 }, plates.length, plateMaterial(emMetres));
    const letters = quads(
      { anchor: 4, box: 4, uv4: 4, ink: 1 },
      this.#starts[plates.length]!,
      glyphMaterial(atlas.texture, emMetres),
    );
    this.#bodies = body.attributes;
    this.#letters = letters.attributes;
    body.mesh.renderOrder = 3;
    letters.mesh.renderOrder = 4;
    this.group.add(body.mesh, letters.mesh);
    for (const [k, { placed }] of plates.entries()) this.#bodies.ticks.setXYZW(k, ...ticksOf(placed.tag));
  }

  /** `pull` = how far towards the eye it stands before what it belongs to, metres. */
  place(k: number, { x, y, z }: Vector3, pull: number): void {
    this.#bodies.anchor.setXYZW(k, x, y, z, pull);
    this.#bodies.anchor.needsUpdate = true;
    for (let at = this.#starts[k]!; at < this.#starts[k + 1]!; at++) this.#letters.anchor.setXYZW(at, x, y, z, pull);
    this.#letters.anchor.needsUpdate = true;
  }

  write(k: number, { value, doubt, alarm, share }: Reading): void {
    const { placed, kind, lift } = this.#plates[k]!;
    const atlas = this.#atlas;
    const name = nameOf(kind, placed);
    const text = value.length > mostLetters ? `${value.slice(0, mostLetters - 1)}…` : value;
    const mark = alarm > 0 ? markWidth : 0;
    const wide = Math.max(
      atlas.width(name) * nameScale,
      mark + atlas.width(text),
      kind === 'gauge' ? leastGauge - 2 * margin : 0,
    );
    const width = wide + 2 * margin;
    const left = -width / 2;
    const from = margin + mark;
    const { box, says, struck } = this.#bodies;
    box.setXYZW(k, left, lift, width, heights[kind]);
    says.setXYZW(
      k,
      Number.isNaN(share) ? -1 : share,
      kind === 'gauge' ? 1 : 0,
      alarm,
      doubt === 'bad' ? 2 : doubt === 'stale' ? 1 : 0,
    );
    struck.setXY(k, from, from + atlas.width(text));
    for (const attribute of [box, says, struck]) attribute.needsUpdate = true;
    const line = lift + valueLine[kind];
    let at = this.#spell(this.#starts[k]!, name, left + margin, line + 1.12, nameScale, ink.muted);
    const number = alarm === 0 ? '' : alarm === 1 ? '2' : '1';
    at = this.#spell(at, number, left + 0.95 - 0.22, line + 0.08, 0.66, alarm === 1 ? ink.onMedium : ink.onHigh);
    at = this.#spell(at, text, left + from, line, 1, doubt === 'none' ? ink.value : ink.muted);
    for (; at < this.#starts[k + 1]!; at++) this.#letters.box.setZ(at, 0);
    for (const attribute of [this.#letters.box, this.#letters.uv4, this.#letters.ink]) attribute.needsUpdate = true;
  }

  dispose(): void {
    for (const child of this.group.children) {
      const { geometry, material } = child as Mesh<InstancedBufferGeometry, ShaderMaterial>;
      geometry.dispose();
      material.dispose();
    }
  }

  #spell(start: number, text: string, left: number, base: number, scale: number, colour: number): number {
    const { box, uv4, ink: inks } = this.#letters;
    let at = start;
    let pen = left;
    for (const letter of text) {
      const glyph = this.#atlas.of(letter);
      box.setXYZW(at, pen + glyphLeft * scale, base + glyphBottom * scale, glyph.width * scale, glyphHeight * scale);
      uv4.setXYZW(at, ...glyph.uv);
      inks.setX(at, colour);
      pen += glyph.advance * scale;
      at++;
    }
    return at;
  }
}

const nameOf = (kind: Plate['kind'], placed: PlacedTag): string => (kind === 'value' ? '' : plateName(placed));

type Attributes<Name extends string> = Readonly<Record<Name, InstancedBufferAttribute>>;

function quads<Name extends string>(
  sizes: Readonly<Record<Name, number>>,
  count: number,
  material: ShaderMaterial,
): { mesh: Mesh; attributes: Attributes<Name> } {
  const geometry = new InstancedBufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(new Float32Array([0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0]), 3));
  geometry.setIndex([0, 1, 2, 0, 2, 3]);
  geometry.instanceCount = count;
  const attributes = Object.fromEntries(
    Object.entries<number>(sizes).map(([name, size]) => {
      const attribute = new InstancedBufferAttribute(new Float32Array(Math.max(1, count) * size), size);
      attribute.setUsage(DynamicDrawUsage);
      geometry.setAttribute(name, attribute);
      return [name, attribute];
    }),
  ) as Record<Name, InstancedBufferAttribute>;
  const mesh = new Mesh(geometry, material);
  mesh.frustumCulled = false;
  return { mesh, attributes };
}
