import type { MachineId } from '../../../twin/plant.ts';
import type { PlacedMachine, PlantIndex } from '../../../twin/plant-index.ts';

/** Questions to start with, about the selected machine or the first that has values. */
export function examplesFor(index: PlantIndex, selected: MachineId | null): readonly string[] {
  const machine: PlacedMachine | undefined =
    (selected === null ? undefined : index.machineById.get(selected)) ??
    index.machines.find(({ mainTags, stateTag }) => stateTag && mainTags.some(({ tag }) => tag.kind === 'number'));
  if (!machine) return [];
  const name = machine.machine.name.toLowerCase();
  const tag = machine.mainTags.find((each) => each.tag.kind === 'number')?.tag.name.toLowerCase();
  return [
    ...(machine.stateTag ? [`is the ${name} running`] : []),
    ...(tag === undefined ? [] : [`${name} ${tag} now`, `what was the highest ${name} ${tag} in the last hour`]),
    ...(machine.stateTag ? [`how long was the ${name} held today`, 'which machines are stopped'] : []),
  ];
}
