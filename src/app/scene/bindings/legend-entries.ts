import type { ColourRule } from '../../../twin/plant.ts';
import { bindingTag, type PlacedTag, type PlantIndex } from '../../../twin/plant-index.ts';

/** A rule, and what it colours. */
export interface LegendEntry {
  readonly key: string;
  readonly title: string;
  readonly rule: ColourRule;
  /** A tag that it reads: its unit and its states. */
  readonly placed: PlacedTag;
}

/** The rules of a plant, one entry for all tags of one name that follow the same (told with the machine where it is one alone); first that of the map on the floor. */
export function legendEntries(index: PlantIndex, heatMap: string | null): LegendEntry[] {
  const entries = new Map<string, LegendEntry>();
  const map = index.plant.heatMaps?.find(({ id }) => id === heatMap);
  const sensor = map?.sensors[0] && index.tagById.get(map.sensors[0].tag);
  if (map && sensor) entries.set('', { key: '', title: map.name, rule: { by: 'gradient', ...map }, placed: sensor });
  for (const machine of index.machines) {
    for (const binding of machine.machine.bindings) {
      const placed = bindingTag(index, machine, binding);
      const rule = binding.colours;
      if (binding.as !== 'colour' || !rule || !placed) continue;
      const { name, unit, states } = placed.tag;
      const key = JSON.stringify([name, unit, states, rule]);
      const first = entries.get(key);
      if (!first) entries.set(key, { key, title: `${machine.machine.name}, ${name}`, rule, placed });
      else if (first.placed.machine !== placed.machine) entries.set(key, { ...first, title: name });
    }
  }
  return [...entries.values()];
}
