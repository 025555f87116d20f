import type { PlantIndex } from '../../twin/plant-index.ts';
import type { SelectionState } from './selection.ts';

/**
 * The slots a view needs live: what the scene binds and colours by (states, limits, bindings, counters of flows),
 * what a hover shows, all of the selected machine and the pens of the trend. Nothing else crosses the wire.
 */
export function neededSlots(index: PlantIndex, { machine, trendTags }: SelectionState): Uint32Array {
  const needed = new Set<number>();
  for (const placed of index.machines) {
    const all = placed.machine.id === machine;
    const bound = new Set(placed.machine.bindings.map((binding) => binding.tag));
    for (const { slot, tag } of placed.tags) {
      if (all || tag.limits || tag.states === 'PackML' || bound.has(tag.id)) needed.add(slot);
    }
    for (const { slot } of placed.mainTags) needed.add(slot);
  }
  for (const flow of index.plant.flows) {
    for (const id of [flow.countTag, flow.fillTag]) {
      const tag = id && index.tagById.get(id);
      if (tag) needed.add(tag.slot);
    }
  }
  for (const id of trendTags) {
    const tag = index.tagById.get(id);
    if (tag) needed.add(tag.slot);
  }
  return Uint32Array.from(needed).sort();
}
