import type { Machine } from '../twin/plant.ts';

/** How a machine behaves. 0 as "every" or "life" means never. A plant file overrides them under `simulation`. */
const standard = {
  /**
   * Items taken in and put out per cycle; output comes every `cyclesPerOutput` cycles. Bottles go in groups of ten, half
   * a second of a line at 1,200 a minute: events are ten times fewer, and buffers fill and empty as fast.
   */
  take: 10,
  put: 10,
  cyclesPerOutput: 1,
  /** Items per minute put out at full speed, where the machine has no `ratePerMinute`. */
  rate: 1200,
  /** Spread of the cycle time, as a share of it. */
  cycleSpread: 0,
  /** Waits this long for material or room before it calls itself Suspended, as a photocell's timer does. */
  patienceS: 2,
  /** Mean running time between stops, mean length of a stop. */
  microStopEveryS: 0,
  microStopS: 20,
  jamEveryS: 0,
  jamS: 210,
  /** Mean running time a drive bearing lasts, and how long its exchange takes. */
  bearingLifeH: 0,
  repairS: 1500,
  /** Items per reel of labels or film, and the stop to change it. */
  reelItems: 0,
  reelChangeS: 45,
  /** Share of items thrown out here by themselves; and those left uncapped, which the inspector finds. */
  rejectShare: 0,
  uncappedShare: 0,
  /** Items per unit load taken apart or built up (a pallet of empties), which the lift or the layers show. */
  unitLoad: 0,
  layers: 0,
  // Filler
  valves: 60,
  fillMl: 500,
  fillSpreadMl: 1.1,
  minimumFillMl: 485,
  /** Mean running time between valves that begin to leak, growth of the leak, underfills until someone mends it. */
  leakEveryS: 0,
  leakMlPerH: 22,
  leakNoticedAfter: 350,
  leakMendS: 260,
  // Capper
  heads: 20,
  // Conveyors and tables
  beltMPerS: 0.6,
  // AGV
  driveMPerS: 1.2,
  transferS: 11,
  obstacleShare: 0.012,
  obstacleS: 12,
  drainPercentPerS: 0.009,
  chargePercentPerS: 0.055,
  // Store
  capacity: 96,
  truckEveryS: 2520,
  truckLoad: 33,
};

export type Parameters = Readonly<typeof standard>;

const drive = { microStopEveryS: 2400, jamEveryS: 8 * 3600, bearingLifeH: 220 };

const byType: Readonly<Record<string, Partial<Parameters>>> = {
  depalletiser: {
    ...drive,
    take: 0,
    put: 12,
    rate: 1440,
    cycleSpread: 0.05,
    rejectShare: 0.0002,
    unitLoad: 1680,
    layers: 7,
  },
  rinser: { ...drive, rate: 1260, microStopEveryS: 3600, jamEveryS: 14 * 3600 },
  filler: { ...drive, rate: 1200, microStopEveryS: 2700, jamEveryS: 12 * 3600, leakEveryS: 7 * 3600 },
  capper: { ...drive, rate: 1260, microStopEveryS: 1800, jamEveryS: 9 * 3600, uncappedShare: 0.0008 },
  inspector: { ...drive, rate: 1320, microStopEveryS: 4500, rejectShare: 0.0004 },
  labeller: {
    ...drive,
    rate: 1320,
    microStopEveryS: 1500,
    jamEveryS: 6 * 3600,
    reelItems: 60_000,
    rejectShare: 0.0006,
  },
  packer: {
    ...drive,
    take: 96,
    put: 4,
    rate: 57.5,
    cycleSpread: 0.04,
    microStopEveryS: 1200,
    jamEveryS: 4 * 3600,
    patienceS: 4,
  },
  palletiser: {
    ...drive,
    take: 6,
    put: 1,
    cyclesPerOutput: 10,
    rate: 0.95,
    cycleSpread: 0.05,
    microStopEveryS: 2400,
    jamEveryS: 6 * 3600,
    patienceS: 9,
    layers: 5,
  },
  wrapper: {
    ...drive,
    take: 1,
    put: 1,
    rate: 1.25,
    cycleSpread: 0.04,
    microStopEveryS: 5400,
    jamEveryS: 9 * 3600,
    patienceS: 5,
    reelItems: 60,
    reelChangeS: 100,
  },
};

/** The machine's own values over those of its type; throws on a name that means nothing. */
export function parametersOf(machine: Machine): Parameters {
  for (const name of Object.keys(machine.simulation ?? {})) {
    if (Object.hasOwn(standard, name)) continue;
    throw new Error(
      `Machine "${machine.id}": "simulation" has no "${name}". It may have: ${Object.keys(standard).join(', ')}.`,
    );
  }
  return {
    ...standard,
    ...byType[machine.type],
    ...(machine.ratePerMinute !== undefined && { rate: machine.ratePerMinute }),
    ...machine.simulation,
  };
}
