import type { Binding, Component, HeatMap } from '../../twin/plant.ts';
import { bindingTag, type PlacedMachine, type PlacedTag, type PlantIndex } from '../../twin/plant-index.ts';
import { Quality } from '../../twin/quality.ts';
import type { LiveTable } from '../live/live-table.ts';

/**
 * unmatched: there is no such tag or part. never: no sample of it ever came. range: the value came and is implausible,
 * because it is outside of what the sensor can report or its source says so.
 */
export type BindingTrouble = 'unmatched' | 'never' | 'stale' | 'bad' | 'range';

/** What shows the tag. */
export type Shown =
  | { readonly how: 'binding'; readonly binding: Binding }
  | { readonly how: 'component'; readonly component: Component }
  | { readonly how: 'heatMap'; readonly map: HeatMap };

export interface BindingFault {
  readonly trouble: BindingTrouble;
  readonly shown: Shown;
  /** The tag as the plant file names it. */
  readonly named: string;
  readonly tag: PlacedTag | undefined;
  /** Where it shows; of a heat map's sensor, whose it is. */
  readonly machine: PlacedMachine | undefined;
  /** Source time of the value in force; NaN where there is none. */
  readonly sinceMs: number;
  readonly value: number;
}

/**
 * Every binding, component's tag and sensor of a heat map that does not show what it should, in the file's order.
 * `partsOf` = the parts of the machine's drawing, or undefined while they are not known.
 */
export function bindingFaults(
  index: PlantIndex,
  table: LiveTable,
  partsOf: (machine: PlacedMachine) => ReadonlySet<string> | undefined,
): BindingFault[] {
  const faults: BindingFault[] = [];
  const examine = (shown: Shown, named: string, tag: PlacedTag | undefined, machine: PlacedMachine | undefined) => {
    const trouble = tag ? troubleOf(tag, table) : 'unmatched';
    const { timesMs, values } = table;
    const [sinceMs, value] = tag ? [timesMs[tag.slot]!, values[tag.slot]!] : [Number.NaN, Number.NaN];
    if (trouble) faults.push({ trouble, shown, named, tag, machine, sinceMs, value });
  };
  for (const machine of index.machines) {
    const parts = partsOf(machine);
    for (const binding of machine.machine.bindings) {
      const tag = bindingTag(index, machine, binding);
      const shown = { how: 'binding', binding } as const;
      if (parts && !parts.has(binding.part)) {
        faults.push({ trouble: 'unmatched', shown, named: binding.tag, tag, machine, sinceMs: NaN, value: NaN });
      } else examine(shown, binding.tag, tag, machine);
    }
    for (const component of machine.machine.components) {
      for (const tag of machine.tags) {
        if (tag.tag.component === component.id) examine({ how: 'component', component }, tag.tag.id, tag, machine);
      }
    }
  }
  for (const map of index.plant.heatMaps ?? []) {
    for (const sensor of map.sensors) {
      const tag = index.tagById.get(sensor.tag);
      examine({ how: 'heatMap', map }, sensor.tag, tag, tag?.machine);
    }
  }
  return faults;
}

function troubleOf({ slot, tag }: PlacedTag, table: LiveTable): BindingTrouble | null {
  if (Number.isNaN(table.timesMs[slot]!)) return 'never';
  const quality = table.qualities[slot]!;
  if (quality === Quality.bad) return 'bad';
  if (quality === Quality.stale) return 'stale';
  const value = table.values[slot]!;
  const [from, to] = tag.range ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  return quality === Quality.uncertain || value < from || value > to ? 'range' : null;
}
