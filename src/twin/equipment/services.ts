import { type EquipmentType, joint, numbered, still } from './equipment-type.ts';

export const services = {
  'electrical-cabinet': {
    name: 'Electrical cabinet',
    group: 'services',
    size: [1.6, 2.1, 0.5],
    parts: { body: still, door: joint(0, 120), lamp1: still, lamp2: still, lamp3: still, gear: still },
    parameters: { doors: { name: 'Doors', unit: '1', default: 2, range: [1, 8] } },
  },
  'stack-light': {
    name: 'Stack light',
    group: 'services',
    size: [0.3, 2.1, 0.3],
    parts: { body: still, lamp1: still, lamp2: still, lamp3: still, lamp4: still, lamp5: still },
    parameters: {
      segments: { name: 'Segments', unit: '1', default: 5, range: [1, 5] },
      segment: { name: 'Height of a segment', unit: 'mm', default: 70, range: [40, 150] },
    },
    absentParts: ({ segments = 5 }) => numbered('lamp', segments + 1, 5),
    passable: true,
  },
} as const satisfies Readonly<Record<string, EquipmentType>>;
