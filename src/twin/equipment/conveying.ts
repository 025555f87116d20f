import { type EquipmentType, fills, still } from './equipment-type.ts';

export const conveying = {
  conveyor: {
    name: 'Conveyor',
    group: 'conveying',
    size: [3, 1, 0.4],
    parts: { belt: { moves: ['flow'] }, motor: still },
    passable: true,
    alongPath: true,
  },
  'accumulation-table': {
    name: 'Accumulation table',
    group: 'conveying',
    size: [4, 1.1, 2.4],
    parts: { body: still, bed: fills, motor: still },
  },
} as const satisfies Readonly<Record<string, EquipmentType>>;
