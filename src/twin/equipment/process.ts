import { type EquipmentType, fills, joint, slides, still, turns } from './equipment-type.ts';

export const process = {
  tank: { name: 'Tank', group: 'process', size: [1, 1.4, 1], parts: { body: still, liquid: fills } },
  silo: {
    name: 'Silo',
    group: 'process',
    size: [3.6, 9, 2.8],
    parts: { body: still, content: fills, filter: still, valve: turns },
    parameters: {
      cone: { name: 'Cone to the horizontal', unit: 'deg', default: 60, range: [40, 72] },
      legs: { name: 'Legs', unit: '1', default: 4, range: [3, 8] },
    },
  },
  pump: { name: 'Pump', group: 'process', size: [0.7, 0.6, 0.5], parts: { body: still, shaft: turns } },
  valve: {
    name: 'Valve',
    group: 'process',
    size: [0.4, 0.6, 0.3],
    parts: { body: still, stem: { moves: ['position', 'angle', 'rotation'] } },
  },
  'heat-exchanger': {
    name: 'Heat exchanger',
    group: 'process',
    size: [1.8, 1.9, 0.8],
    parts: { body: still, plates: still, cover: slides, hotIn: still, hotOut: still, coldIn: still, coldOut: still },
    parameters: {
      plates: { name: 'Plates', unit: '1', default: 60, range: [7, 150] },
      pitch: { name: 'Plate pitch', unit: 'mm', default: 8, range: [3, 20] },
    },
  },
  compressor: {
    name: 'Compressor',
    group: 'process',
    size: [2.6, 1.9, 1.3],
    parts: { body: still, fan: turns, receiver: still, gauge: joint(-135, 135) },
    parameters: {
      receiver: { name: 'Receiver', unit: 'L', default: 500, range: [90, 1000] },
    },
  },
  fan: {
    name: 'Fan',
    group: 'process',
    size: [1.7, 1.7, 1.6],
    parts: { body: still, impeller: turns, motor: still },
    parameters: {
      blades: { name: 'Blades', unit: '1', default: 12, range: [6, 32] },
      outlet: { name: 'Outlet above the horizontal', unit: 'deg', default: 90, range: [0, 180] },
    },
  },
  motor: { name: 'Motor', group: 'process', size: [0.8, 0.6, 0.5], parts: { body: still, shaft: turns } },
  'gear-motor': {
    name: 'Gear motor',
    group: 'process',
    size: [1.1, 0.6, 0.5],
    parts: { body: still, motor: still, gearbox: still, shaft: turns },
    parameters: { stages: { name: 'Gear stages', unit: '1', default: 2, range: [1, 4] } },
  },
  turbine: {
    name: 'Turbine on a test stand',
    group: 'process',
    size: [7, 3.2, 3],
    parts: {
      body: still,
      rotor: turns,
      inlet: still,
      compressor: still,
      combustor: still,
      turbine: still,
      exhaust: still,
      loadCell: still,
      fuelLine: still,
      boom: joint(-90, 90),
    },
    parameters: {
      blades: { name: 'Fan blades', unit: '1', default: 22, range: [10, 40] },
      stages: { name: 'Compressor stages', unit: '1', default: 6, range: [3, 9] },
    },
  },
  'pipe-run': {
    name: 'Pipe run',
    group: 'process',
    size: [4, 1.6, 0.2],
    parts: { pipe: { moves: ['flow'] }, supports: still },
    parameters: {
      insulation: { name: 'Insulation', unit: 'mm', default: 0, range: [0, 300] },
      supports: { name: 'Between supports', unit: 'm', default: 3, range: [1, 12] },
    },
    passable: true,
    alongPath: true,
    steep: true,
  },
} as const satisfies Readonly<Record<string, EquipmentType>>;
