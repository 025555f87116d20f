/** What the scene can draw: each type with its usual size and the parts a tag may be bound to. */
export interface EquipmentType {
  readonly name: string;
  /** Width (own x, along the flow), height, depth (own z), metres. */
  readonly size: readonly [number, number, number];
  readonly parts: readonly string[];
  /** True where it travels or is long and thin, so that its footprint says nothing about collisions. */
  readonly passable?: boolean;
}

export const equipment: Readonly<Record<string, EquipmentType>> = {
  depalletiser: { name: 'Depalletiser', size: [4, 3.4, 3.2], parts: ['body', 'lift', 'motor'] },
  rinser: { name: 'Rinser', size: [3, 2.4, 3], parts: ['body', 'carousel', 'motor', 'pump'] },
  filler: { name: 'Filler', size: [4.4, 3, 4.4], parts: ['body', 'carousel', 'bowl', 'valves', 'motor'] },
  capper: { name: 'Capper', size: [2.4, 2.8, 2.4], parts: ['body', 'carousel', 'hopper', 'motor'] },
  inspector: { name: 'Inspector', size: [2, 2.2, 1.4], parts: ['body', 'camera', 'rejector'] },
  labeller: { name: 'Labeller', size: [3, 2.4, 2.8], parts: ['body', 'carousel', 'reel', 'motor'] },
  packer: { name: 'Packer', size: [4.4, 2.8, 2.4], parts: ['body', 'head', 'motor'] },
  palletiser: {
    name: 'Palletising robot',
    size: [3.6, 3, 3.6],
    parts: ['body', 'joint1', 'joint2', 'joint3', 'joint4', 'gripper', 'load'],
  },
  wrapper: { name: 'Stretch wrapper', size: [3, 3, 2.6], parts: ['body', 'turntable', 'carriage', 'film'] },
  agv: { name: 'AGV', size: [1.8, 0.5, 1.2], parts: ['body', 'battery', 'load'], passable: true },
  store: { name: 'Rack store', size: [8, 5, 3.2], parts: ['body', 'racks'] },
  conveyor: { name: 'Conveyor', size: [3, 1, 0.4], parts: ['belt', 'motor'], passable: true },
  'accumulation-table': { name: 'Accumulation table', size: [4, 1.1, 2.4], parts: ['body', 'bed', 'motor'] },
  tank: { name: 'Tank', size: [1, 1.4, 1], parts: ['body', 'liquid'] },
  pump: { name: 'Pump', size: [0.7, 0.6, 0.5], parts: ['body', 'shaft'] },
  motor: { name: 'Motor', size: [0.8, 0.6, 0.5], parts: ['body', 'shaft'] },
  valve: { name: 'Valve', size: [0.4, 0.6, 0.3], parts: ['body', 'stem'] },
};
