import { equipment } from '../../../twin/equipment/equipment.ts';
import type { MachineId } from '../../../twin/plant.ts';
import type { PlacedMachine, PlantIndex } from '../../../twin/plant-index.ts';

/**
 * The machines that get a lane, at most `room`, in the plant's order: those that work on the product before conveyors
 * and vehicles; the selected one always.
 */
export function keyMachines(index: PlantIndex, selected: MachineId | null, room: number): readonly PlacedMachine[] {
  const weight = (placed: PlacedMachine): number => {
    if (placed.machine.id === selected) return 0;
    if (placed.machine.ratePerMinute !== undefined && !equipment[placed.machine.type]?.passable) return 1;
    return equipment[placed.machine.type]?.passable ? 3 : 2;
  };
  return index.machines
    .filter((placed) => placed.stateTag !== undefined)
    .sort((a, b) => weight(a) - weight(b) || a.index - b.index)
    .slice(0, room)
    .sort((a, b) => a.index - b.index);
}
