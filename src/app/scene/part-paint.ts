import type { ColourRule } from '../../twin/plant.ts';
import { bindingTag, type PlacedTag, type PlantIndex } from '../../twin/plant-index.ts';
import { Quality } from '../../twin/quality.ts';
import type { LiveTable } from '../live/live-table.ts';
import type { Built, Instance } from './assembly.ts';
import { aged, isAlarm, patternOf, type Swatch, swatchOf } from './bindings/rules.ts';
import { Pattern, type PatternCode } from './parts/clay-material.ts';
import type { Role } from './parts/model.ts';

/** What a machine makes or holds. */
export const product: ReadonlySet<Role> = new Set<Role>(['bottle', 'case', 'pallet', 'glass', 'liquid']);

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
  readonly calm: readonly Calm[] | null;

  constructor(sources: readonly Source[], instances: readonly Instance[]) {
    this.sources = sources;
    this.calm = sources.some(({ rule }) => rule) ? null : sources.map(calmOf);
    this.instances = instances;
    this.glass = instances.filter(({ piece }) => piece.role === 'glass');
    this.goods = byMesh(instances.filter(({ piece }) => product.has(piece.role) && piece.role !== 'glass'));
    this.body = byMesh(instances.filter(({ piece }) => !product.has(piece.role)));
  }

  /** Nothing is said of it. */
  get isAtRest(): boolean {
    return this.swatch === 0 && this.pattern === Pattern.none;
  }

  /**
   * Returns whether it looks different. Of several tags the worst limit counts, then a rule. `lost` = live without a
   * connection: all is in doubt and no rule colours, but an alarm does not go away with the connection.
   */
  read(table: LiveTable, lost: boolean): boolean {
    // Thousands of parts are read each time values come, and nearly all of them are at rest.
    if (!lost && this.isAtRest && this.#isCalm(table)) return false;
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
    const calm = this.calm;
    if (calm === null) return false;
    for (let k = 0; k < calm.length; k++) {
      const { slot, above, below } = calm[k]!;
      const value = values[slot]!;
      if (qualities[slot] !== Quality.good || !(value > above && value < below)) return false;
    }
    return true;
  }
}

/** A slot and between what its values, if good, say nothing. */
export interface Calm {
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
