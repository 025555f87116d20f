import type { Flow, Machine, MachineId, Plant } from '../twin/plant.ts';
import { indexPlant, type PlantIndex } from '../twin/plant-index.ts';

/** A checked plant file's text. */
export const indexOf = (text: string): PlantIndex => indexPlant(JSON.parse(text) as Plant);

export const faultless = {
  microStopEveryS: 0,
  jamEveryS: 0,
  bearingLifeH: 0,
  leakEveryS: 0,
  reelItems: 0,
  rejectShare: 0,
  uncappedShare: 0,
};

/** Any plant with parameters set on every machine, and more on some. */
export function withParameters(
  index: PlantIndex,
  all: Readonly<Record<string, number>>,
  some: Readonly<Record<string, Readonly<Record<string, number>>>> = {},
): PlantIndex {
  const { plant } = index;
  const set = (machine: Machine): Machine => ({
    ...machine,
    simulation: { ...machine.simulation, ...all, ...some[machine.id] },
  });
  return indexPlant({
    ...plant,
    areas: plant.areas.map((area) => ({
      ...area,
      lines: area.lines.map((line) => ({ ...line, machines: line.machines.map(set) })),
    })),
  });
}

/** A row of machines "m0", "m1", ... with a belt of 6 m and room for `capacity` bottles between each two. */
export function rowOf(
  types: readonly string[],
  capacity: number,
  parameters: readonly Readonly<Record<string, number>>[] = [],
): PlantIndex {
  const bare = { components: [], mainTags: [], tags: [], bindings: [] };
  const machines: Machine[] = types.map((type, at) => ({
    ...bare,
    id: `m${at}` as MachineId,
    name: `M${at}`,
    type,
    pose: { x: 10 * at, z: 0 },
    simulation: { ...faultless, ...parameters[at] },
  }));
  const belts: Machine[] = types.slice(1).map((_, at) => ({
    ...bare,
    id: `belt${at}` as MachineId,
    name: `Belt ${at}`,
    type: 'conveyor',
    pose: { x: 10 * at + 5, z: 0 },
    path: [
      [10 * at + 2, 0],
      [10 * at + 8, 0],
    ],
  }));
  const flows: Flow[] = belts.map((belt, at) => ({
    id: `f${at}`,
    from: `m${at}` as MachineId,
    to: `m${at + 1}` as MachineId,
    via: [belt.id],
    item: 'bottle',
    capacity,
  }));
  return indexPlant({
    format: 'gemba-plant/1',
    id: 'row',
    name: 'Row',
    site: { name: 'Row', timeZone: 'UTC', shifts: [], floor: [100, 10] },
    sources: [{ id: 'sim', type: 'simulation', seed: 1 }],
    areas: [{ id: 'a', name: 'A', lines: [{ id: 'l', name: 'L', machines: [...machines, ...belts] }] }],
    flows,
  });
}
