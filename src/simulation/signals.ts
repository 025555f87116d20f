import { type DriverName, driver, firstValve } from './drivers.ts';

/**
 * A signal that a tag's `address` may name after its machine: base + sum of gain x driver, approached with a first-order lag, plus
 * noise. At standstill a seventh of the noise is left (what the sensor makes by itself).
 */
interface Signal {
  readonly base?: number;
  /** At most two. */
  readonly of?: Partial<Record<DriverName, number>>;
  /** Time constant, s. */
  readonly lagS?: number;
  /** Standard deviation. */
  readonly noise?: number;
  /** Constant offset of each tag of a family, deviation. */
  readonly spread?: number;
  /** Keeps its last value at standstill: it is measured on each item. */
  readonly holds?: boolean;
  /** Sampled five times a second, because people watch it move. */
  readonly moves?: boolean;
}

type Signals = Readonly<Record<string, Signal>>;

const exactly = (name: DriverName): Signal => ({ of: { [name]: 1 } });

const air: Signals = { 'air.pressure': { base: 6.2, of: { running: -0.15 }, lagS: 4, noise: 0.02 } };

/** A motor: `riseK` is the temperature rise at rated load after half an hour, `shakeMmS` the vibration of a good bearing. */
const motor = (ratedA: number, ratedKw: number, riseK: number, shakeMmS: number): Signals => ({
  'motor.current': { of: { load: ratedA }, noise: 0.012 * ratedA },
  'motor.temperature': { of: { ambient: 1, heat: riseK }, lagS: 900, noise: 0.08 },
  'motor.vibration': { base: 0.05, of: { speed: shakeMmS, damage: 7 }, lagS: 5, noise: 0.04 },
  'motor.power': { of: { load: ratedKw }, noise: 0.012 * ratedKw },
  energy: { of: { energy: ratedKw } },
});

const machine: Signals = {
  state: exactly('state'),
  reason: exactly('reason'),
  speed: { of: { rate: 1 } },
  'count.good': exactly('good'),
  'count.reject': exactly('rejected'),
};

const belt = (ratedA: number): Signals => ({
  state: exactly('state'),
  running: exactly('running'),
  speed: { of: { beltMPerMin: 1 }, lagS: 1, noise: 0.12 },
  fill: exactly('fill'),
  'fill.share': { of: { fillShare: 100 } },
  'motor.current': { of: { load: ratedA }, noise: 0.015 * ratedA },
  'motor.temperature': { of: { ambient: 1, heat: 26 }, lagS: 700, noise: 0.08 },
});

/** Joint n: current and temperature rise shrink towards the wrist. */
const joint = (number: number, name: DriverName): Signals => ({
  [`joint.${number}.angle`]: { of: { [name]: 1 }, moves: true },
  [`joint.${number}.current`]: { of: { load: 9 - 1.6 * number }, noise: 0.15 },
  [`joint.${number}.temperature`]: { of: { ambient: 1, heat: 34 - 4 * number }, lagS: 800, noise: 0.08 },
});

const signals: Readonly<Record<string, Signals>> = {
  depalletiser: {
    ...machine,
    ...motor(14, 6.5, 40, 1.2),
    ...air,
    'lift.height': exactly('lift'),
    layer: exactly('layer'),
  },
  rinser: {
    ...machine,
    ...motor(9, 4, 38, 1.1),
    'carousel.speed': { of: { rate: 1 / 40 } },
    'water.pressure': { base: 0.6, of: { running: 2.4 }, lagS: 3, noise: 0.03 },
    'water.temperature': { base: 17, of: { ambient: 0.1 }, lagS: 600, noise: 0.05 },
    'water.flow': { of: { speed: 85 }, lagS: 3, noise: 0.6 },
    'water.conductivity': { base: 310, of: { rate: 0.04 }, lagS: 900, noise: 1.2 },
    'pump.current': { of: { running: 3.8, speed: 1.6 }, lagS: 2, noise: 0.06 },
    ...air,
  },
  filler: {
    ...machine,
    ...motor(24, 11, 44, 1.4),
    'carousel.speed': { of: { rate: 1 / 60 } },
    'bowl.level': { of: { bowlShare: 100 }, noise: 0.15 },
    'bowl.pressure': { base: 2.35, of: { bowlShare: 0.9 }, lagS: 2, noise: 0.008 },
    'product.temperature': { base: 3.1, of: { ambient: 0.07 }, lagS: 300, noise: 0.03 },
    'product.flow': { of: { rate: 0.5 }, lagS: 5, noise: 3 },
    'fill.mean': { of: { meanFillMl: 1 } },
    'fill.lowest': { of: { lowestFillMl: 1 } },
    'gearbox.temperature': { of: { ambient: 1, heat: 30 }, lagS: 1500, noise: 0.06 },
    ...air,
  },
  capper: {
    ...machine,
    ...motor(8, 3.5, 40, 1.2),
    'carousel.speed': { of: { rate: 1 / 20 } },
    'hopper.level': { of: { hopperShare: 100 }, noise: 0.3 },
    'torque.mean': { base: 1.8, noise: 0.008, holds: true },
    ...air,
  },
  inspector: {
    ...machine,
    ...motor(3, 1.1, 30, 0.7),
    'reject.share': { of: { rejectShare: 100 } },
    'count.underfilled': exactly('underfilledFound'),
    'count.uncapped': exactly('uncappedFound'),
    'camera.temperature': { base: 11, of: { ambient: 1, running: 4 }, lagS: 400, noise: 0.05 },
    'light.intensity': { base: 96, noise: 0.15 },
    ...air,
  },
  labeller: {
    ...machine,
    ...motor(10, 4.5, 40, 1.2),
    'carousel.speed': { of: { rate: 1 / 36 } },
    'reel.level': { of: { reelShare: 100 } },
    'web.tension': { of: { running: 22, speed: 6 }, lagS: 1, noise: 0.5 },
    'glue.temperature': { base: 148, of: { running: 1.5 }, lagS: 120, noise: 0.25 },
    'glue.pressure': { base: 1, of: { speed: 2.2 }, lagS: 2, noise: 0.03 },
    'label.offset': { base: 0.1, noise: 0.12, holds: true },
  },
  packer: {
    ...machine,
    ...motor(12, 5.5, 40, 1.3),
    'head.height': { base: 0.25, of: { carriage: 1 }, moves: true },
    'gripper.vacuum': { base: -0.05, of: { running: -0.62 }, lagS: 1, noise: 0.01 },
    'glue.temperature': { base: 165, of: { running: 2 }, lagS: 120, noise: 0.3 },
    ...air,
  },
  palletiser: {
    ...machine,
    ...motor(16, 8, 38, 1),
    ...joint(1, 'joint1'),
    ...joint(2, 'joint2'),
    ...joint(3, 'joint3'),
    ...joint(4, 'joint4'),
    'gripper.closed': { ...exactly('gripping'), moves: true },
    layer: exactly('layer'),
    'pallet.cases': exactly('onPallet'),
    ...air,
  },
  wrapper: {
    ...machine,
    ...motor(6, 2.4, 36, 0.9),
    'turntable.speed': { of: { running: 11 }, lagS: 2, noise: 0.04 },
    'carriage.height': { of: { carriage: 1 }, moves: true },
    'film.level': { of: { reelShare: 100 } },
    'film.tension': { of: { running: 110 }, lagS: 2, noise: 2 },
  },
  agv: {
    state: exactly('state'),
    reason: exactly('reason'),
    'count.good': exactly('good'),
    position: { of: { position: 1 }, moves: true },
    speed: { of: { driveMPerS: 1 }, moves: true },
    battery: { of: { battery: 1 } },
    'battery.voltage': { base: 22.6, of: { battery: 0.034, load: -0.7 }, noise: 0.03 },
    'battery.current': { of: { load: 42, charging: -60 }, lagS: 1, noise: 0.4 },
    'motor.temperature': { of: { ambient: 1, heat: 30 }, lagS: 500, noise: 0.08 },
    mission: exactly('mission'),
    loaded: exactly('loaded'),
    charging: exactly('charging'),
    distance: exactly('drivenKm'),
  },
  store: {
    state: exactly('state'),
    stock: exactly('stock'),
    'stock.share': { of: { stockShare: 100 } },
    'count.in': exactly('taken'),
    'count.out': exactly('dispatched'),
    temperature: { base: -1.5, of: { ambient: 1 }, lagS: 3600, noise: 0.03 },
    humidity: { base: 78, of: { ambient: -1.2 }, lagS: 3600, noise: 0.1 },
  },
  tank: {
    level: { of: { tankShare: 100 }, noise: 0.08 },
    weight: { of: { tankShare: 15_000 }, noise: 12 },
    temperature: { base: 2.4, of: { ambient: 0.06 }, lagS: 1800, noise: 0.02 },
    pressure: { base: 1.2, of: { tankShare: 0.32 }, lagS: 5, noise: 0.004 },
    'inlet.open': exactly('inletOpen'),
    'agitator.speed': { base: 24, noise: 0.1 },
  },
  pump: {
    state: exactly('state'),
    ...motor(15, 7.5, 36, 1.1),
    'motor.speed': { of: { running: 1180, speed: 290 }, lagS: 2, noise: 3 },
    'discharge.pressure': { base: 1.4, of: { running: 3.1, speed: -0.6 }, lagS: 2, noise: 0.02 },
    flow: { of: { speed: 600 }, lagS: 3, noise: 3 },
  },
  conveyor: belt(2.4),
  'roller-conveyor': belt(2.4),
  'overhead-conveyor': belt(3),
  'accumulation-table': belt(4.8),
};

/** Signals that exist once per valve or head; `number` counts from 1. */
const families: readonly {
  readonly type: string;
  readonly address: RegExp;
  readonly signal: Signal;
  readonly of?: number;
  readonly gain?: number;
}[] = [
  { type: 'filler', address: /^valve\.(\d+)\.fill$/, signal: {}, of: firstValve, gain: 1 },
  // 280 mL/s through an open valve.
  {
    type: 'filler',
    address: /^valve\.(\d+)\.time$/,
    signal: { noise: 0.008, holds: true },
    of: firstValve,
    gain: 1 / 280,
  },
  { type: 'capper', address: /^head\.(\d+)\.torque$/, signal: { base: 1.8, spread: 0.05, noise: 0.035, holds: true } },
];

export const isMoving = (type: string, address: string): boolean => signals[type]?.[address]?.moves === true;

/** A signal made ready: terms as (number in the machine's block, gain). */
export interface ResolvedSignal {
  readonly signal: Signal;
  readonly terms: readonly (readonly [number, number])[];
}

/** Throws, naming what there is, when the type has no such signal; `members` = its valves or heads. */
export function resolveSignal(type: string, address: string, tagId: string, members: number): ResolvedSignal {
  const known = signals[type] ?? {};
  const signal = Object.hasOwn(known, address) ? known[address] : undefined;
  if (signal) {
    return { signal, terms: Object.entries(signal.of ?? {}).map(([name, gain]) => [driver[name as DriverName], gain]) };
  }
  for (const family of families) {
    const member = family.type === type ? Number(family.address.exec(address)?.[1] ?? 0) : 0;
    if (member < 1 || member > members) continue;
    return {
      signal: family.signal,
      terms: family.of === undefined ? [] : [[family.of + member - 1, family.gain ?? 1]],
    };
  }
  const own = families
    .filter((family) => family.type === type)
    .map((family) => family.address.source.replace(/[\^$\\]/g, '').replace('(d+)', `<1 to ${members}>`));
  throw new Error(
    `Tag "${tagId}": the simulation has no signal "${address}" for type "${type}". It has: ${[...Object.keys(known), ...own].join(', ')}.`,
  );
}
