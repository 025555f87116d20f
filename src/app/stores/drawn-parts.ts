import { equipment } from '../../twin/equipment/equipment.ts';
import type { PlacedMachine } from '../../twin/plant-index.ts';
import { cadStore } from './cad.ts';

const ofType = new Map<string, ReadonlySet<string>>();

/** The parts that a machine's drawing has: its type's, or the nodes of its model; undefined until that has been read. */
export function drawnParts({ machine }: PlacedMachine): ReadonlySet<string> | undefined {
  if (machine.model) {
    const model = cadStore.getState().models.get(machine.id);
    return model?.phase === 'ready' ? new Set(model.nodes.map(({ name }) => name)) : undefined;
  }
  let parts = ofType.get(machine.type);
  if (!parts) {
    parts = new Set(Object.keys(equipment[machine.type]?.parts ?? {}));
    ofType.set(machine.type, parts);
  }
  return parts;
}
