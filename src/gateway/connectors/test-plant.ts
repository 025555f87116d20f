import type { MachineId, Plant, Source, Tag } from '../../twin/plant.ts';
import { indexPlant, type PlantIndex } from '../../twin/plant-index.ts';

/**
 * A plant of one machine with a tag per address, all fed by `source`: states, where these are given, else numbers and,
 * of an address that ends in "Text", texts, in "Count", integers. Slots are in the order of the addresses.
 */
export function plantOf(source: Source, addresses: readonly string[], states?: readonly string[]): PlantIndex {
  const tags = addresses.map((address, at): Tag => {
    const plain = address.endsWith('Text') ? 'text' : address.endsWith('Count') ? 'integer' : 'number';
    const kind = states ? 'state' : plain;
    return { id: `t${at}`, name: address, kind, address, ...(states && { states }) };
  });
  const plant: Plant = {
    format: 'gemba-plant/1',
    id: 'p',
    name: 'P',
    site: { name: 'S', timeZone: 'UTC', shifts: [], floor: [6, 4] },
    sources: [source],
    areas: [
      {
        id: 'a',
        name: 'A',
        lines: [
          {
            id: 'l',
            name: 'L',
            machines: [
              {
                id: 'm' as MachineId,
                name: 'M',
                type: 'pump',
                pose: { x: 1, z: 1 },
                components: [],
                mainTags: [],
                tags,
                bindings: [],
              },
            ],
          },
        ],
      },
    ],
    flows: [],
  };
  return indexPlant(plant);
}
