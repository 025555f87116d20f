import type { MachineId, Plant, Tag } from '../../twin/plant.ts';
import { indexPlant, type PlantIndex } from '../../twin/plant-index.ts';

/** A pump that reports its state, and a tank that does not. */
export function forecastPlant(limits: NonNullable<Tag['limits']> = { low: 10, high: 80, highHigh: 90 }): PlantIndex {
  const machine = (id: string, tags: readonly Tag[]) => ({
    id: id as MachineId,
    name: id,
    type: 'pump',
    pose: { x: 1, z: 1 },
    components: [],
    mainTags: [],
    bindings: [],
    tags,
  });
  const plant: Plant = {
    format: 'gemba-plant/1',
    id: 'p',
    name: 'P',
    site: { name: 'S', timeZone: 'UTC', shifts: [], floor: [5, 5] },
    sources: [{ id: 'a', type: 'simulation', seed: 1 }],
    areas: [
      {
        id: 'a',
        name: 'A',
        lines: [
          {
            id: 'l',
            name: 'L',
            machines: [
              machine('pump', [
                { id: 'state', name: 'State', kind: 'state', states: 'PackML', address: 's' },
                { id: 'temperature', name: 'Temperature', kind: 'number', unit: 'Cel', limits, address: 't' },
                { id: 'speed', name: 'Speed', kind: 'number', unit: 'Hz', address: 'v' },
              ]),
              machine('tank', [{ id: 'level', name: 'Level', kind: 'number', unit: '%', limits, address: 'l' }]),
            ],
          },
        ],
      },
    ],
    flows: [],
  };
  return indexPlant(plant);
}

export const slots = { state: 0, temperature: 1, speed: 2, level: 3 } as const;
