import { type Drift, driftOf, stretched } from './drift.ts';
import { normalCdf, passedBy } from './first-passage.ts';

/** When a limit will be passed, in minutes from now. */
export interface Passing {
  /** It is passed earlier with a chance of 5 %. */
  readonly earliest: number;
  readonly likely: number;
  /** It is passed later with a chance of 5 %. */
  readonly latest: number;
  readonly drift: Drift;
}

/** Minutes of history that a drift may rest on. */
const windows = [15, 22, 30, 45, 60, 90, 120, 180, 240, 360, 480] as const;
const longestAhead = 24 * 60;
/** A drift says nothing of a time this many times as long as it has lasted. */
const mostAhead = 2;
/** An interval wider than this many times its median tells nothing. */
const widest = 1.6;

/**
 * When values that rise will reach `limit`; null where nothing can be said. One value a minute, the newest last; NaN
 * where nothing is known, or where the machine stood: what stands neither wears nor empties, and how much it stands is
 * part of the interval. A fall is a rise of the negative values.
 */
export function passingOf(values: Float64Array, limit: number): Passing | null {
  const held = heldValues(values);
  const now = passingIn(values, held, limit);
  if (now === null) return null;
  for (const ago of looksBack) {
    const before = values.length - ago;
    const then = passingIn(values.subarray(0, before), held.subarray(0, before), limit);
    if (then === null || then.latest - ago < now.earliest || then.earliest - ago > now.latest) return null;
  }
  return turnsBack(held, now.drift.level, limit) ? null : now;
}

/** What was said so many minutes ago must not speak against it. */
const looksBack = [5, 10] as const;

function passingIn(values: Float64Array, held: Float64Array, limit: number): Passing | null {
  let known = 0;
  for (const value of held) if (!Number.isNaN(value)) known++;
  if (known < leastHistory) return null;
  for (let at = held.length - windows[0]; at < held.length; at++) if (held[at]! >= limit) return null;
  let best: Drift | null = null;
  for (const minutes of windows) {
    if (minutes > held.length) break;
    if (!mayReach(held, minutes, limit)) continue;
    const drift = driftOf(held, minutes);
    if (drift && (best === null || certainty(drift) >= certainty(best))) best = drift;
  }
  if (best === null || best.level >= limit) return null;
  const standing = standingVariance(values);
  const diffusion = calibration * (best.diffusion + best.pace * best.pace * standing);
  const drift = {
    ...best,
    diffusion,
    paceSd: Math.hypot(best.paceSd * Math.sqrt(calibration), leastPaceSd * best.pace),
  };
  return passingBy(drift, limit, Math.min(longestAhead, mostAhead * drift.minutes, known * mostOfHistory));
}

/** Variances are too small by this, because their models are: found on simulated days. */
const calibration = 2.2;
/** No plant keeps its pace more exactly than this, share of it. */
const leastPaceSd = 0.1;
/** Who has seen less of a tag does not know its ways, and how far ahead that lets see. */
const leastHistory = 240;
const mostOfHistory = 1 / 3;

/** Where nothing is known, what was known last. */
function heldValues(values: Float64Array): Float64Array {
  let last = Number.NaN;
  return values.map((value) => {
    if (!Number.isNaN(value)) last = value;
    return last;
  });
}

const blockMinutes = 30;

/** Variance of the minutes run that each minute adds, by how they differ from half hour to half hour. */
function standingVariance(values: Float64Array): number {
  let [sum, squares, blocks] = [0, 0, 0];
  for (let toAt = values.length; toAt >= blockMinutes; toAt -= blockMinutes) {
    let run = 0;
    for (let at = toAt - blockMinutes; at < toAt; at++) if (!Number.isNaN(values[at]!)) run++;
    if (run === 0) continue; // a break, not a stop
    sum += run;
    squares += run * run;
    blocks++;
  }
  return blocks < 2 ? 0 : (squares - (sum * sum) / blocks) / (blocks - 1) / blockMinutes;
}

const certainty = ({ pace, paceSd }: Drift): number => (paceSd === 0 ? Number.POSITIVE_INFINITY : pace / paceSd);

/** A cheap look first: almost every tag stands still. */
function mayReach(values: Float64Array, minutes: number, limit: number): boolean {
  const quarter = minutes >> 2;
  const newest = meanOf(values, values.length - quarter, values.length);
  const oldest = meanOf(values, values.length - minutes, values.length - minutes + quarter);
  return newest + (2 * mostAhead * (newest - oldest) * 4) / 3 >= limit;
}

function meanOf(values: Float64Array, from: number, to: number): number {
  let sum = 0;
  let known = 0;
  for (let at = from; at < to; at++) {
    if (Number.isNaN(values[at]!)) continue;
    sum += values[at]!;
    known++;
  }
  return sum / known;
}

/** Gauss-Hermite: a normal distribution by three of its values, in standard deviations, and their weights. */
const three = [
  [-Math.sqrt(3), 1 / 6],
  [0, 2 / 3],
  [Math.sqrt(3), 1 / 6],
] as const;

function passingBy(drift: Drift, limit: number, most: number): Passing | null {
  const chanceBy = chanceOf(drift, limit);
  if (chanceBy(most) < 0.95) return null;
  const at = (chance: number): number => {
    let [from, to] = [0, most];
    for (let k = 0; k < 30; k++) {
      const middle = (from + to) / 2;
      if (chanceBy(middle) < chance) from = middle;
      else to = middle;
    }
    return to;
  };
  const [earliest, likely, latest] = [at(0.05), at(0.5), at(0.95)];
  return latest - earliest <= widest * likely ? { earliest, likely, latest, drift } : null;
}

/** The chance that the limit is passed by then, over what growth and level may be. */
function chanceOf(drift: Drift, limit: number): (minutes: number) => number {
  const { level, levelSd, pace, paceSd, growth, growthSd, diffusion, noiseSd } = drift;
  // Noise reaches the limit before the level does: the slower, the more often it tries.
  const tries = Math.max(2, noiseSd / pace);
  const reach = noiseSd * upperQuantile(1 / tries);
  const distanceSd = Math.hypot(levelSd, noiseSd * 0.6);
  return (minutes) => {
    let chance = 0;
    for (const [g, ofGrowth] of three) {
      const rate = growth + g * growthSd;
      const time = stretched(minutes, rate);
      for (const [d, ofDistance] of three) {
        const distance = limit - level - reach + d * distanceSd;
        chance += ofGrowth * ofDistance * passedBy({ distance, pace, paceSd, diffusion }, time);
      }
    }
    return chance;
  };
}

/** What a standard normal value is above with this chance, at most a half. */
function upperQuantile(chance: number): number {
  let [from, to] = [0, 8];
  for (let k = 0; k < 30; k++) {
    const middle = (from + to) / 2;
    if (1 - normalCdf(middle) > chance) from = middle;
    else to = middle;
  }
  return from;
}

/**
 * Whether the values have been on their way from `level` to `limit` before and turned back more often than they passed
 * it: a hopper that is refilled in time, a tank, a machine that warms up.
 */
function turnsBack(values: Float64Array, level: number, limit: number): boolean {
  let [lowest, highest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
  }
  const turn = Math.max((limit - level) / 2, (highest - lowest) / 4);
  let passed = 0;
  let turned = 0;
  let peak = Number.NEGATIVE_INFINITY;
  let trough = Number.POSITIVE_INFINITY;
  let rising = true;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    if (rising) {
      peak = Math.max(peak, value);
      if (value > peak - turn) continue;
      if (peak >= limit) passed++;
      else if (peak > level - turn / 4) turned++;
      rising = false;
      trough = value;
    } else {
      trough = Math.min(trough, value);
      if (value < trough + turn) continue;
      rising = true;
      peak = value;
    }
  }
  return turned > passed;
}
