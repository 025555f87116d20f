import { type EquipmentType, fills, slides, still, turns } from './equipment-type.ts';

export const packaging = {
  depalletiser: {
    name: 'Depalletiser',
    group: 'packaging',
    size: [4, 3.4, 3.2],
    parts: { body: still, lift: slides, motor: still },
  },
  rinser: {
    name: 'Rinser',
    group: 'packaging',
    size: [3, 2.4, 3],
    parts: { body: still, carousel: turns, motor: still, pump: still },
  },
  filler: {
    name: 'Filler',
    group: 'packaging',
    size: [4.4, 3, 4.4],
    parts: { body: still, carousel: turns, bowl: fills, valves: still, motor: still },
  },
  capper: {
    name: 'Capper',
    group: 'packaging',
    size: [2.4, 2.8, 2.4],
    parts: { body: still, carousel: turns, hopper: fills, motor: still },
  },
  inspector: {
    name: 'Inspector',
    group: 'packaging',
    size: [2, 2.2, 1.4],
    parts: { body: still, camera: still, rejector: slides },
  },
  labeller: {
    name: 'Labeller',
    group: 'packaging',
    size: [3, 2.4, 2.8],
    parts: { body: still, carousel: turns, reel: turns, motor: still },
  },
  packer: {
    name: 'Packer',
    group: 'packaging',
    size: [4.4, 2.8, 2.4],
    parts: { body: still, head: slides, motor: still },
  },
  wrapper: {
    name: 'Stretch wrapper',
    group: 'packaging',
    size: [3, 3, 2.6],
    parts: { body: still, turntable: turns, carriage: slides, film: still },
  },
} as const satisfies Readonly<Record<string, EquipmentType>>;
