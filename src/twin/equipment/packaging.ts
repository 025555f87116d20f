import { type EquipmentType, fills, slides, still, turns } from './equipment-type.ts';

export const packaging = {
  depalletiser: {
    name: 'Depalletiser',
    group: 'packaging',
    size: [4, 3.4, 3.2],
    parts: { body: still, lift: slides, motor: still },
    parameters: { layers: { name: 'Layers on the pallet', unit: '1', default: 4, range: [1, 7] } },
  },
  rinser: {
    name: 'Rinser',
    group: 'packaging',
    size: [3, 2.4, 3],
    parts: { body: still, carousel: turns, motor: still, pump: still },
    parameters: { grippers: { name: 'Grippers', unit: '1', default: 32, range: [8, 96] } },
  },
  filler: {
    name: 'Filler',
    group: 'packaging',
    size: [4.4, 3, 4.4],
    parts: { body: still, carousel: turns, bowl: fills, valves: still, motor: still },
    parameters: { valves: { name: 'Valves', unit: '1', default: 60, range: [8, 160] } },
  },
  capper: {
    name: 'Capper',
    group: 'packaging',
    size: [2.4, 2.8, 2.4],
    parts: { body: still, carousel: turns, hopper: fills, motor: still },
    parameters: { heads: { name: 'Heads', unit: '1', default: 18, range: [4, 48] } },
  },
  inspector: {
    name: 'Inspector',
    group: 'packaging',
    size: [2, 2.2, 1.4],
    parts: { body: still, camera: still, rejector: slides },
    parameters: { cameras: { name: 'Cameras beside the belt', unit: '1', default: 3, range: [1, 6] } },
  },
  labeller: {
    name: 'Labeller',
    group: 'packaging',
    size: [3, 2.4, 2.8],
    parts: { body: still, carousel: turns, reel: turns, motor: still },
    parameters: {
      stations: { name: 'Labelling stations', unit: '1', default: 2, range: [1, 4] },
      plates: { name: 'Bottle plates', unit: '1', default: 20, range: [6, 48] },
    },
  },
  packer: {
    name: 'Packer',
    group: 'packaging',
    size: [4.4, 2.8, 2.4],
    parts: { body: still, head: slides, motor: still },
    parameters: {
      rows: { name: 'Rows of grippers', unit: '1', default: 4, range: [2, 6] },
      perRow: { name: 'Grippers in a row', unit: '1', default: 6, range: [2, 8] },
    },
  },
  wrapper: {
    name: 'Stretch wrapper',
    group: 'packaging',
    size: [3, 3, 2.6],
    parts: { body: still, turntable: turns, carriage: slides, film: still },
    parameters: { layers: { name: 'Layers on the pallet', unit: '1', default: 5, range: [1, 7] } },
  },
} as const satisfies Readonly<Record<string, EquipmentType>>;
