import { type StateClass, stateClass } from '../../twin/packml.ts';
import type { ColourRule } from '../../twin/plant.ts';
import { bindingTag, type PlacedTag, type PlantIndex } from '../../twin/plant-index.ts';
import { Quality } from '../../twin/quality.ts';
import type { LiveTable } from '../live/live-table.ts';
import type { Palette } from '../palette.ts';
import type { Assembly, Built, Instance } from './assembly.ts';
import { Readers } from './bindings/readers.ts';
import { aged, isAlarm, patternOf, type Swatch, swatchColours, swatchOf } from './bindings/rules.ts';
import { worthOf } from './machine-worth.ts';
import { Pattern, type PatternCode } from './parts/clay-material.ts';
import type { Role } from './parts/model.ts';

/** Lighter = running, darker = stopped; what waits has a pattern, so that it reads without colour. */
export const stateLooks: Readonly<Record<StateClass, { readonly shade: number; readonly pattern: PatternCode }>> = {
  running: { shade: 1, pattern: Pattern.none },
  idle: { shade: 0.86, pattern: Pattern.none },
  suspended: { shade: 0.82, pattern: Pattern.suspended },
  held: { shade: 0.78, pattern: Pattern.held },
  stopped: { shade: 0.64, pattern: Pattern.none },
  aborted: { shade: 0.6, pattern: Pattern.aborted },
  unknown: { shade: 0.9, pattern: Pattern.none },
};

const product: ReadonlySet<Role> = new Set<Role>(['bottle', 'case', 'pallet', 'glass', 'liquid']);

/** A tag whose quality a part shows, and if it is not only for that, whose colour. */
interface Source {
  readonly placed: PlacedTag;
  readonly colours: boolean;
  readonly rule: ColourRule | undefined;
}

/** Pieces that are painted together. */
interface InMesh {
  readonly mesh: Instance['mesh'];
  readonly all: Uint32Array;
}

function byMesh(instances: readonly Instance[]): InMesh[] {
  const places = new Map<Instance['mesh'], number[]>();
  for (const { mesh, at } of instances) {
    const own = places.get(mesh);
    if (own) own.push(at);
    else places.set(mesh, [at]);
  }
  return Array.from(places, ([mesh, all]) => ({ mesh, all: Uint32Array.from(all) }));
}

/** What the tags of one part say of its looks. */
export class PartPaint {
  readonly sources: readonly Source[];
  readonly instances: readonly Instance[];
  readonly glass: readonly Instance[];
  /** What it makes or holds, which has no state of its own. */
  readonly goods: readonly InMesh[];
  readonly body: readonly InMesh[];
  swatch: Swatch = 0;
  pattern: PatternCode = Pattern.none;
  /** Values, all of them good, between which no tag of the part says anything; null where a rule colours it. */
  readonly #calm: readonly Calm[] | null;

  constructor(sources: readonly Source[], instances: readonly Instance[]) {
    this.sources = sources;
    this.#calm = sources.some(({ rule }) => rule) ? null : sources.map(calmOf);
    this.instances = instances;
    this.glass = instances.filter(({ piece }) => piece.role === 'glass');
    this.goods = byMesh(instances.filter(({ piece }) => product.has(piece.role) && piece.role !== 'glass'));
    this.body = byMesh(instances.filter(({ piece }) => !product.has(piece.role)));
  }

  /**
   * Returns whether it looks different. Of several tags the worst limit counts, then a rule. `lost` = live without a
   * connection: all is in doubt and no rule colours, but an alarm does not go away with the connection.
   */
  read(table: LiveTable, lost: boolean): boolean {
    // Thousands of parts are read each time values come, and nearly all of them are at rest.
    if (!lost && this.swatch === 0 && this.pattern === Pattern.none && this.#isCalm(table)) return false;
    let swatch: Swatch = 0;
    let pattern: PatternCode = Pattern.none;
    for (const { placed, colours, rule } of this.sources) {
      const quality = table.qualities[placed.slot]!;
      const doubt = patternOf(rule, aged(quality, lost));
      if (doubt > pattern) pattern = doubt;
      if (!colours) continue;
      const said = swatchOf(placed, lost ? undefined : rule, table.values[placed.slot]!, quality);
      if (isAlarm(said) ? !isAlarm(swatch) || said > swatch : !isAlarm(swatch) && said > 0) swatch = said;
    }
    if (isAlarm(swatch)) pattern = Pattern.none;
    if (swatch === this.swatch && pattern === this.pattern) return false;
    this.swatch = swatch;
    this.pattern = pattern;
    return true;
  }

  #isCalm({ values, qualities }: LiveTable): boolean {
    const calm = this.#calm;
    if (calm === null) return false;
    for (let k = 0; k < calm.length; k++) {
      const { slot, above, below } = calm[k]!;
      const value = values[slot]!;
      if (qualities[slot] !== Quality.good || !(value > above && value < below)) return false;
    }
    return true;
  }
}

interface Calm {
  readonly slot: number;
  readonly above: number;
  readonly below: number;
}

/** Within its limits; one that only tells its quality has none. */
function calmOf({ placed: { slot, tag }, colours }: Source): Calm {
  const { low, lowLow, high, highHigh } = (colours && tag.limits) || {};
  return {
    slot,
    above: Math.max(low ?? Number.NEGATIVE_INFINITY, lowLow ?? Number.NEGATIVE_INFINITY),
    below: Math.min(high ?? Number.POSITIVE_INFINITY, highHigh ?? Number.POSITIVE_INFINITY),
  };
}

/** Keeps the colours of one machine in step with the table; repaints only what looks different. */
class MachinePaint {
  /** By name. */
  readonly parts: ReadonlyMap<string, PartPaint>;
  readonly #unbound: readonly Instance[];
  readonly #placed: Built['machine'];
  #state = Number.NaN;
  #quality: number = Quality.good;

  constructor(built: Built, index: PlantIndex) {
    const placed = built.machine;
    this.#placed = placed;
    const instances = new Map<string, Instance[]>();
    for (const each of built.instances) {
      const own = instances.get(each.piece.part);
      if (own) own.push(each);
      else instances.set(each.piece.part, [each]);
    }
    this.parts = new Map(
      Array.from(placed ? sourcesOf(placed, index) : [], ([part, sources]) => [
        part,
        new PartPaint(sources, instances.get(part) ?? []),
      ]),
    );
    this.#unbound = built.instances.filter(({ piece }) => !this.parts.has(piece.part));
  }

  /** Whose values say how the machine as a whole looks. */
  get slots(): readonly number[] {
    const { stateTag, tags = [] } = this.#placed ?? {};
    return (stateTag ? [stateTag] : tags).map(({ slot }) => slot);
  }

  /** Returns whether the machine as a whole looks different. */
  read(table: LiveTable, lost: boolean): boolean {
    const { state, quality } = worthOf(this.#placed, table, lost);
    if (Object.is(state, this.#state) && quality === this.#quality) return false;
    this.#state = state;
    this.#quality = quality;
    return true;
  }

  /** All of it. */
  paint(colours: Palette): void {
    for (const part of this.parts.values()) this.paintPart(part, colours);
    this.#paintGreys(this.#unbound, undefined, colours);
  }

  paintPart(part: PartPaint, colours: Palette): void {
    const { swatch, pattern } = part;
    if (swatch === 0) {
      this.#paintGreys(part.instances, part, colours);
      return;
    }
    // Ten thousand of these a frame: what is the same for all pieces is worked out once.
    const rgb = swatchColours(colours)[swatch]!;
    const [red, green, blue] = [rgb >> 16, (rgb >> 8) & 255, rgb & 255];
    const alarmed = isAlarm(swatch);
    const own = alarmed ? Pattern.none : pattern;
    const rest = alarmed ? Pattern.none : Math.max(pattern, this.#doubt()) || this.#look().pattern;
    for (const { mesh, all } of part.goods) mesh.setTints(all, red, green, blue, own);
    for (const { mesh, all } of part.body) mesh.setTints(all, red, green, blue, rest);
    this.#paintGreys(part.glass, undefined, colours);
  }

  #paintGreys(instances: readonly Instance[], part: PartPaint | undefined, colours: Palette): void {
    const look = this.#look();
    const doubt = this.#doubt();
    for (const { piece, mesh, at } of instances) {
      const { role } = piece;
      const own = product.has(role);
      const shade = (own ? 1 : look.shade) * piece.shade;
      const said = part?.pattern ?? Pattern.none;
      const drawn = role === 'glass' ? Pattern.none : own && role !== 'liquid' ? said : Math.max(said, doubt);
      const rgb = greyOf(colours[role]);
      const byte = (shift: number) => Math.min(255, Math.round(((rgb >> shift) & 255) * shade));
      mesh.setTint(at, byte(16), byte(8), byte(0), drawn || (own ? Pattern.none : look.pattern));
    }
  }

  #look() {
    return this.#placed?.stateTag ? stateLooks[stateClass(this.#state)] : stateLooks.running;
  }

  #doubt(): PatternCode {
    return patternOf(undefined, this.#quality);
  }

  /** The colours that parts with a coloured tag have on screen: "body:#d5d7d8 motor:#e69f00". */
  drawnColours(): string {
    return Array.from(this.parts, ([part, { sources, instances }]) => {
      const shown = sources.some(({ colours }) => colours) && instances.find(({ piece }) => piece.role !== 'glass');
      return shown ? `${part}:${shown.mesh.tintOf(shown.at)}` : '';
    })
      .filter((each) => each !== '')
      .join(' ');
  }
}

/**
 * By part: what is bound to it, and the tags with limits of the component that it shows. Plates tell the quality of
 * their value themselves; all else that a tag does to a part is drawn in doubt when the tag is.
 */
export function sourcesOf(placed: NonNullable<Built['machine']>, index: PlantIndex): Map<string, Source[]> {
  const { machine, tags } = placed;
  const parts = new Map<string, Source[]>();
  const add = (part: string, source: Source) => {
    const sources = parts.get(part);
    if (sources) sources.push(source);
    else parts.set(part, [source]);
  };
  const coloured = new Set<PlacedTag>();
  for (const binding of machine.bindings) {
    const tag = bindingTag(index, placed, binding);
    if (!tag || binding.as === 'text' || binding.as === 'gauge') continue;
    const colours = binding.as === 'colour';
    if (colours) coloured.add(tag);
    add(binding.part, { placed: tag, colours, rule: binding.colours });
  }
  for (const tag of tags) {
    const part = tag.tag.limits && machine.components.find(({ id }) => id === tag.tag.component)?.part;
    if (part !== undefined && !coloured.has(tag)) add(part, { placed: tag, colours: true, rule: undefined });
  }
  return parts;
}

const greys = new Map<string, number>();

function greyOf(hex: string): number {
  let rgb = greys.get(hex);
  if (rgb === undefined) {
    rgb = Number.parseInt(hex.slice(1), 16);
    greys.set(hex, rgb);
  }
  return rgb;
}

/** One of whom is told when a slot was written: a machine as a whole, or one part of it. */
interface Reader {
  readonly machine: MachinePaint;
  readonly part: PartPaint | null;
}

/** Colours of the whole hall. */
export class Colouring {
  readonly #table: LiveTable;
  readonly #machines: readonly MachinePaint[];
  readonly #targets: readonly Reader[];
  readonly #readers: Readers;
  #repaint = true;
  #lost = false;

  constructor(assembly: Assembly, index: PlantIndex, table: LiveTable) {
    this.#table = table;
    this.#machines = assembly.built.map((built) => new MachinePaint(built, index));
    this.#targets = this.#machines.flatMap((machine): Reader[] => [
      { machine, part: null },
      ...Array.from(machine.parts.values(), (part) => ({ machine, part })),
    ]);
    this.#readers = new Readers(
      table,
      this.#targets.map(({ machine, part }) => part?.sources.map(({ placed }) => placed.slot) ?? machine.slots),
    );
  }

  /** Call after the theme changed. */
  repaint(): void {
    this.#repaint = true;
  }

  /** Returns whether anything looks different. `lost` = live without a connection. */
  update(colours: Palette, lost: boolean): boolean {
    if (lost !== this.#lost) {
      this.#lost = lost;
      this.#readers.all();
    }
    if (this.#repaint) {
      this.#readers.drain((k) => this.#read(k));
      for (const machine of this.#machines) machine.paint(colours);
      this.#repaint = false;
      return true;
    }
    return this.#readers.drain((k) => {
      if (!this.#read(k)) return false;
      const { machine, part } = this.#targets[k]!;
      if (part) machine.paintPart(part, colours);
      else machine.paint(colours);
      return true;
    });
  }

  drawnColours(machineIndex: number): string {
    return this.#machines[machineIndex]!.drawnColours();
  }

  dispose(): void {
    this.#readers.dispose();
  }

  #read(k: number): boolean {
    const { machine, part } = this.#targets[k]!;
    return (part ?? machine).read(this.#table, this.#lost);
  }
}
