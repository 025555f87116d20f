import { drawnParts as partsOfType } from '../../twin/equipment/drawn-parts.ts';
import type { Machine } from '../../twin/plant.ts';
import type { PlacedMachine } from '../../twin/plant-index.ts';
import { cadStore } from './cad.ts';

const known = new WeakMap<Machine, ReadonlySet<string>>();

/** The parts that a machine's drawing has: by type and parameters, or the nodes of its model; undefined until that has been read. */
export function drawnParts({ machine }: PlacedMachine): ReadonlySet<string> | undefined {
  if (machine.model) {
    const model = cadStore.getState().models.get(machine.id);
    return model?.phase === 'ready' ? new Set(model.nodes.map(({ name }) => name)) : undefined;
  }
  let parts = known.get(machine);
  if (!parts) {
    parts = new Set(partsOfType(machine));
    known.set(machine, parts);
  }
  return parts;
}
