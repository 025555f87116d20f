import { type EquipmentType, fills, still, turns } from './equipment-type.ts';

export const process = {
  tank: { name: 'Tank', group: 'process', size: [1, 1.4, 1], parts: { body: still, liquid: fills } },
  pump: { name: 'Pump', group: 'process', size: [0.7, 0.6, 0.5], parts: { body: still, shaft: turns } },
  motor: { name: 'Motor', group: 'process', size: [0.8, 0.6, 0.5], parts: { body: still, shaft: turns } },
  valve: {
    name: 'Valve',
    group: 'process',
    size: [0.4, 0.6, 0.3],
    parts: { body: still, stem: { moves: ['position', 'angle', 'rotation'] } },
  },
} as const satisfies Readonly<Record<string, EquipmentType>>;
