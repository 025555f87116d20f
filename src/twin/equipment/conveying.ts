import { type EquipmentParameter, type EquipmentType, fills, still } from './equipment-type.ts';

const legSpacing: EquipmentParameter = { name: 'Leg spacing', unit: 'm', default: 1.8, range: [0.5, 6] };

export const conveying = {
  conveyor: {
    name: 'Conveyor',
    group: 'conveying',
    size: [3, 1, 0.4],
    parts: { belt: { moves: ['flow'] }, motor: still },
    parameters: {
      guideHeight: { name: 'Side guide height', unit: 'm', default: 0.1, range: [0, 0.6] },
      legSpacing,
    },
    passable: true,
    alongPath: true,
  },
  'roller-conveyor': {
    name: 'Roller conveyor',
    group: 'conveying',
    size: [4, 0.75, 0.7],
    parts: { body: still, rollers: { moves: ['flow'] }, motor: still },
    parameters: {
      rollerPitch: { name: 'Roller pitch', unit: 'm', default: 0.15, range: [0.05, 0.5] },
      rollerDiameter: { name: 'Roller diameter', unit: 'm', default: 0.06, range: [0.02, 0.15] },
      guideHeight: { name: 'Side guide height', unit: 'm', default: 0, range: [0, 0.6] },
      legSpacing,
    },
    passable: true,
    alongPath: true,
  },
  'overhead-conveyor': {
    name: 'Overhead conveyor',
    group: 'conveying',
    size: [6, 3, 0.8],
    parts: { body: still, carriers: { moves: ['flow'] }, motor: still },
    parameters: {
      carrierPitch: { name: 'Carrier pitch', unit: 'm', default: 1, range: [0.2, 5] },
      carrierLength: { name: 'Carrier length', unit: 'm', default: 1.1, range: [0.3, 2.5] },
      hangerSpacing: { name: 'Hanger spacing', unit: 'm', default: 3, range: [1, 8] },
      posts: { name: 'Stands on posts (1) or hangs from the ceiling (0)', unit: '1', default: 1, range: [0, 1] },
    },
    passable: true,
    alongPath: true,
  },
  'accumulation-table': {
    name: 'Accumulation table',
    group: 'conveying',
    size: [4, 1.1, 2.4],
    parts: { body: still, bed: fills, motor: still },
    parameters: { lanes: { name: 'Lanes, 0 for as many as fit', unit: '1', default: 0, range: [0, 24] } },
  },
} as const satisfies Readonly<Record<string, EquipmentType>>;
