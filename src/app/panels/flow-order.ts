import type { MachineId } from '../../twin/plant.ts';
import type { PlantIndex } from '../../twin/plant-index.ts';
import { frame, select, selectionStore } from '../stores/selection.ts';

/**
 * Machines in the order in which the product meets them: along each flow from where it begins, conveyors between the
 * machines that they join. Machines that no flow touches follow in the plant's order.
 */
export function flowOrder(index: PlantIndex): readonly MachineId[] {
  const order = new Set<MachineId>();
  const follow = (id: MachineId): void => {
    if (order.has(id)) return;
    order.add(id);
    for (const flow of index.flowsFrom.get(id) ?? []) {
      for (const between of flow.via) order.add(between);
      follow(flow.to);
    }
  };
  const touched = index.machines.map(({ machine }) => machine.id).filter((id) => index.flowsFrom.has(id));
  for (const id of touched) if (!index.flowsTo.has(id)) follow(id);
  // Only a ring is left: it is entered where the plant's file does.
  for (const id of touched) follow(id);
  for (const { machine } of index.machines) order.add(machine.id);
  return [...order];
}

/** Selects and frames the next machine of the flow, or the one before; the ends meet. */
export function goAlong(index: PlantIndex, by: 1 | -1): void {
  const order = flowOrder(index);
  const { machine } = selectionStore.getState();
  const at = machine === null ? -1 : order.indexOf(machine);
  const next = at < 0 ? (by === 1 ? 0 : order.length - 1) : (at + by + order.length) % order.length;
  const id = order[next];
  if (id === undefined) return;
  select(id);
  frame([id]);
}
