import { type EquipmentType, fills, joint, slides, still } from './equipment-type.ts';

export const handling = {
  palletiser: {
    name: 'Palletising robot',
    group: 'handling',
    size: [3.6, 3, 3.6],
    parts: {
      body: still,
      joint1: joint(-180, 180),
      joint2: joint(-40, 85),
      joint3: joint(-20, 120),
      joint4: joint(-350, 350),
      gripper: slides,
      load: fills,
    },
  },
  agv: {
    name: 'AGV',
    group: 'handling',
    size: [1.8, 0.5, 1.2],
    parts: { body: { moves: ['position'] }, battery: fills, load: fills },
    passable: true,
  },
  store: { name: 'Rack store', group: 'handling', size: [8, 5, 3.2], parts: { body: still, racks: fills } },
} as const satisfies Readonly<Record<string, EquipmentType>>;
