import { stateClass } from '../../../twin/packml.ts';
import type { PlacedMachine, PlantIndex } from '../../../twin/plant-index.ts';
import type { Palette } from '../../palette.ts';
import { isAlarm, patternOf, swatchColours } from '../bindings/rules.ts';
import { stateLooks } from '../colouring.ts';
import type { Frame } from '../layer.ts';
import { worthOf } from '../machine-worth.ts';
import { PartPaint, sourcesOf } from '../part-paint.ts';
import { Pattern } from '../parts/clay-material.ts';
import type { CadMeshes } from './cad-meshes.ts';
import type { CadModel } from './cad-model.ts';

/**
 * Colours of one machine's model: greys by the maker's lightness and the machine's state, limits, rules and doubt by
 * node. What is bound to a node holds for its children that have nothing of their own.
 */
export class CadPaint {
  readonly #model: CadModel;
  readonly #machine: PlacedMachine | null;
  readonly #parts: readonly { readonly name: string; readonly paint: PartPaint }[];
  /** By node, position in `#parts`; -1 = the machine's own. */
  readonly #partOf: Int32Array;
  #version = -1;
  #lost = false;
  #whole = '';

  constructor(model: CadModel, machine: PlacedMachine | null, index: PlantIndex) {
    this.#model = model;
    this.#machine = machine;
    this.#parts = Array.from(machine ? sourcesOf(machine, index) : [], ([name, sources]) => ({
      name,
      paint: new PartPaint(sources, []),
    })).filter(({ name }) => model.nodeByName.has(name));
    const own = new Map(this.#parts.map(({ name }, k) => [model.nodeByName.get(name)!, k]));
    this.#partOf = new Int32Array(model.nodes.length);
    for (const [k, { parent }] of model.nodes.entries()) {
      this.#partOf[k] = own.get(k) ?? (parent < 0 ? -1 : this.#partOf[parent]!);
    }
  }

  /**
   * Returns whether anything looks different. `all`: the theme changed, or nothing was painted yet; `lost` = live
   * without a connection.
   */
  update(
    { table, colours, lost }: Pick<Frame, 'table' | 'colours' | 'lost'>,
    all: boolean,
    meshes: CadMeshes,
    placement: number,
  ): boolean {
    if (!all && table.version === this.#version && lost === this.#lost) return false;
    this.#version = table.version;
    this.#lost = lost;
    const { state, quality } = worthOf(this.#machine, table, lost);
    const whole = `${stateClass(state)} ${quality}`;
    const everything = all || whole !== this.#whole;
    this.#whole = whole;
    const changed = new Set<number>();
    for (const [k, { paint }] of this.#parts.entries()) if (paint.read(table, lost)) changed.add(k);
    if (!everything && changed.size === 0) return false;
    const row = swatchColours(colours);
    const greys = { cover: rgb(colours.cover), steel: rgb(colours.steel) };
    const look = this.#machine?.stateTag ? stateLooks[stateClass(state)] : stateLooks.running;
    for (const [k, { node, shade, steel }] of this.#model.instances.entries()) {
      const part = this.#partOf[node]!;
      if (!everything && !changed.has(part)) continue;
      const { swatch, pattern } = this.#parts[part]?.paint ?? { swatch: 0, pattern: Pattern.none };
      const doubt = Math.max(pattern, patternOf(undefined, quality));
      const over = isAlarm(swatch) ? Pattern.none : doubt || look.pattern;
      if (swatch > 0) put(meshes, placement, k, row[swatch]!, 1, over);
      else put(meshes, placement, k, steel ? greys.steel : greys.cover, shade * look.shade, over);
    }
    return true;
  }

  /** The colours that bound nodes have: "Rotor:#e69f00". */
  drawnColours(colours: Palette): string {
    const row = swatchColours(colours);
    return this.#parts
      .map(({ name, paint: { swatch } }) => `${name}:${swatch > 0 ? `#${hex(row[swatch]!)}` : 'grey'}`)
      .join(' ');
  }
}

const rgb = (colour: string): number => Number.parseInt(colour.slice(1), 16);
const hex = (colour: number): string => colour.toString(16).padStart(6, '0');

function put(meshes: CadMeshes, placement: number, k: number, colour: number, shade: number, pattern: number): void {
  const byte = (shift: number) => Math.min(255, Math.round(((colour >> shift) & 255) * shade));
  meshes.paint(placement, k, byte(16), byte(8), byte(0), pattern);
}
