import { bindingTag, type PlantIndex } from '../../twin/plant-index.ts';
import type { CadState } from './cad.ts';
import type { SelectionState } from './selection.ts';
import type { ViewState } from './view.ts';

/**
 * The slots a view needs live: what the scene binds and colours by (states, limits, bindings, counters of flows),
 * what a hover shows, the sensors of the heat map that is on, all of the selected machine and the pens of the trend.
 * While the doctor is open all that it examines, and bindings that are not saved yet; while two moments are compared
 * everything. Nothing else crosses the wire.
 */
export function neededSlots(
  index: PlantIndex,
  { machine, trendTags }: Pick<SelectionState, 'machine' | 'trendTags'>,
  { heatMap, doctor }: Pick<ViewState, 'heatMap' | 'doctor'>,
  unsaved: CadState['unsaved'] = new Map(),
  comparing = false,
): Uint32Array {
  if (comparing) return Uint32Array.from(index.tags.keys());
  const needed = new Set<number>();
  for (const placed of index.machines) {
    const all = placed.machine.id === machine;
    for (const { slot, tag } of placed.tags) {
      const examined = doctor && tag.component !== undefined;
      if (all || tag.limits || tag.states === 'PackML' || examined) needed.add(slot);
    }
    const bindings = unsaved.get(placed.machine.id)?.bindings ?? [];
    for (const binding of [...placed.machine.bindings, ...bindings]) {
      const tag = bindingTag(index, placed, binding);
      if (tag) needed.add(tag.slot);
    }
    for (const { slot } of placed.mainTags) needed.add(slot);
  }
  for (const flow of index.plant.flows) {
    for (const id of [flow.countTag, flow.fillTag]) {
      const tag = id && index.tagById.get(id);
      if (tag) needed.add(tag.slot);
    }
  }
  for (const { id, sensors } of index.plant.heatMaps ?? []) {
    if (id !== heatMap && !doctor) continue;
    for (const { tag } of sensors) {
      const placed = index.tagById.get(tag);
      if (placed) needed.add(placed.slot);
    }
  }
  for (const id of trendTags) {
    const tag = index.tagById.get(id);
    if (tag) needed.add(tag.slot);
  }
  return Uint32Array.from(needed).sort();
}
