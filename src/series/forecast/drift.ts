/** How a level moves: one value a minute was looked at, and all is told by the minute. */
export interface Drift {
  /** Of now. */
  readonly level: number;
  readonly levelSd: number;
  readonly pace: number;
  readonly paceSd: number;
  /** Growth of the pace by the minute: 0.01 is a hundredth more each minute. Negative where it dies down. */
  readonly growth: number;
  readonly growthSd: number;
  /** Variance that a minute of wandering adds. */
  readonly diffusion: number;
  /** Standard deviation of the minutes' values about the level. */
  readonly noiseSd: number;
  /** How many minutes it rests on. */
  readonly minutes: number;
}

/** A pace that is less certain, in standard deviations, is not told from none: so many are looked at that some are chance. */
const leastSds = 5;
/** Longer windows are looked at in blocks, so that a look costs the same. */
const mostPoints = 48;
/** Share of a window's points that has to be there. */
const leastKnown = 0.8;
/** A residual farther out says nothing of the level: a spike. */
const clipSds = 3;

/**
 * The drift of the newest `minutes` of `values` (one a minute, the newest last, NaN where nothing is known); null where
 * too little is known, or where it does not surely rise.
 *
 * The pace is the median of all slopes between two points (Theil 1950; Sen, Journal of the American Statistical
 * Association 63, 1968): a spike does not bend it. What is left is read as a random walk with noise on top (the local
 * level model: Harvey, Forecasting, Structural Time Series Models and the Kalman Filter, 1989): their shares follow from
 * how much two residuals differ on average, by the time between them (the variogram). So values that depend on the ones
 * before them make the pace less certain, as they should. Where the second half is faster or slower than the first, the
 * pace grows or dies down at a steady rate, as wear often does (Gebraeel, Lawley, Li and Ryan, "Residual-life
 * distributions from component degradation signals", IIE Transactions 37, 2005).
 */
export function driftOf(values: Float64Array, minutes: number): Drift | null {
  const step = Math.ceil(minutes / mostPoints);
  const { points, within } = blocksOf(values, step, Math.floor(minutes / step));
  const count = points.length;
  if (points.reduce((known, value) => known + (Number.isNaN(value) ? 0 : 1), 0) < leastKnown * count) return null;
  if (Number.isNaN(points[count - 1]!)) return null;
  const halfAt = count >> 1;
  const early = medianSlope(points, steady, 0, halfAt);
  const late = medianSlope(points, steady, count - halfAt, count);
  if (!(late > 0)) return null;
  const before = Math.max(early, late * leastEarly);
  const bend = Math.log(late / before);
  const apart = count - halfAt;
  const bent = shapeOf(points, bend / apart);
  if (bent === null || bent.slope * bent.slope < leastSds * leastSds * bent.slopeVar) return null;
  const halfVar = slopeVariance(bent.walk, bent.noise, halfAt);
  const bendSd = Math.min(mostBendSd, Math.sqrt(halfVar / (before * before) + halfVar / (late * late)));
  // A bend that may well be chance counts for little (the positive-part estimator: James and Stein 1961).
  const growth = (bend / apart) * Math.max(0, 1 - (bendSd * bendSd) / Math.max(1e-12, bend * bend));
  const shape = shapeOf(points, growth);
  if (shape === null) return null;
  const { walk, noise } = bent;
  const { level, gain } = levelOf(shape.residuals, walk, noise);
  return {
    level: shape.level + level,
    levelSd: Math.sqrt(gain * noise),
    pace: shape.pace / step,
    paceSd: (Math.sqrt(bent.slopeVar) / step) * (shape.pace / shape.slope),
    growth: growth / step,
    growthSd: bendSd / apart / step,
    diffusion: walk / step,
    noiseSd: Math.sqrt(noise + within),
    minutes,
  };
}

interface Shape {
  /** A step, of now and on average. */
  readonly pace: number;
  readonly slope: number;
  readonly slopeVar: number;
  readonly level: number;
  readonly residuals: Float64Array;
  readonly walk: number;
  readonly noise: number;
}

/** The curve whose pace grows by `growth` a step through the points, and what is left of them. */
function shapeOf(points: Float64Array, growth: number): Shape | null {
  const count = points.length;
  const times = Float64Array.from({ length: count }, (_, k) => stretched(k - (count - 1), growth));
  const pace = medianSlope(points, (k) => times[k]!, 0, count);
  if (!(pace > 0)) return null;
  const rest = points.map((value, k) => value - pace * times[k]!);
  const level = median(rest);
  const residuals = rest.map((value) => value - level);
  const { walk, noise } = sharesOf(residuals);
  const slope = (pace * -times[0]!) / (count - 1);
  return { pace, slope, slopeVar: slopeVariance(walk, noise, count), level, residuals, walk, noise };
}

/**
 * A time in which a pace that grows by `growth` is even (Whitmore and Schenkelberg, "Modelling accelerated degradation
 * data using Wiener diffusion with a time scale transformation", Lifetime Data Analysis 3, 1997).
 */
export const stretched = (time: number, growth: number): number =>
  Math.abs(growth * time) < 1e-9 ? time : Math.expm1(growth * time) / growth;

const steady = (k: number): number => k;

/** A window whose first half stood still may have begun to move anywhere in it. */
const leastEarly = 0.15;
const mostBendSd = 1;

/** Variance of a slope over `count` points: of a random walk 6/5 of its variance by the count, of noise by least squares. */
const slopeVariance = (walk: number, noise: number, count: number): number =>
  (1.2 * walk) / count + (12 * noise) / count ** 3;

/** A curve laid through a random walk takes some of it away; this share is left a quarter of the window apart. */
const leftOfWalk = 0.35;

/** Variance a step of the random walk, and of the noise. */
function sharesOf(residuals: Float64Array): { readonly walk: number; readonly noise: number } {
  const far = Math.max(2, residuals.length >> 2);
  const near = Math.max(1, Math.floor(residuals.length / 12));
  // Twice, because either may by chance show none.
  const [slow, fast] = [
    [near, far],
    [1, Math.max(2, far >> 1)],
  ].map(
    ([from, to]) =>
      (meanSquareOfDifferences(residuals, to!) - meanSquareOfDifferences(residuals, from!)) / (to! - from!),
  );
  const walk = (Math.max(0, slow!) + Math.max(0, fast!)) / 2 / leftOfWalk;
  return { walk, noise: Math.max(0, (meanSquareOfDifferences(residuals, near) - walk * near) / 2) };
}

function meanSquareOfDifferences(values: Float64Array, lag: number): number {
  let sum = 0;
  let count = 0;
  for (let k = lag; k < values.length; k++) {
    const difference = values[k]! - values[k - lag]!;
    if (Number.isNaN(difference)) continue;
    sum += difference * difference;
    count++;
  }
  return count === 0 ? 0 : sum / count;
}

/** Where the random walk is now: the local level model's steady Kalman filter, which is exponential smoothing. */
function levelOf(
  residuals: Float64Array,
  walk: number,
  noise: number,
): { readonly level: number; readonly gain: number } {
  const ratio = noise === 0 ? Number.POSITIVE_INFINITY : walk / noise;
  const predicted = (ratio + Math.sqrt(ratio * ratio + 4 * ratio)) / 2;
  const gain = ratio === Number.POSITIVE_INFINITY ? 1 : Math.max(predicted / (predicted + 1), 1 / residuals.length);
  const clip = clipSds * Math.sqrt(noise + walk);
  let level = 0;
  for (const residual of residuals) {
    if (Number.isNaN(residual)) continue;
    level += gain * Math.min(clip, Math.max(-clip, residual - level));
  }
  return { level, gain };
}

/** Means of the newest `count` blocks of `step` values, NaN where less than half of one is known; and the variance within. */
function blocksOf(values: Float64Array, step: number, count: number) {
  const points = new Float64Array(count);
  let [sumWithin, blocks] = [0, 0];
  for (let block = 0; block < count; block++) {
    const toAt = values.length - (count - 1 - block) * step;
    let [sum, squares, known] = [0, 0, 0];
    const origin = values[toAt - 1]!; // of large values the squares would lose what they differ by
    for (let at = Math.max(0, toAt - step); at < toAt; at++) {
      const value = values[at]! - origin;
      if (Number.isNaN(value)) continue;
      sum += value;
      squares += value * value;
      known++;
    }
    points[block] = 2 * known >= step ? origin + sum / known : Number.NaN;
    if (known === 0) continue;
    sumWithin += Math.max(0, squares / known - (sum / known) ** 2);
    blocks++;
  }
  return { points, within: blocks === 0 ? 0 : sumWithin / blocks };
}

function medianSlope(points: Float64Array, timeOf: (k: number) => number, from: number, to: number): number {
  const slopes = new Float64Array(((to - from) * (to - from - 1)) / 2);
  let known = 0;
  for (let a = from; a < to; a++) {
    for (let b = a + 1; b < to; b++) {
      const slope = (points[b]! - points[a]!) / (timeOf(b) - timeOf(a));
      if (!Number.isNaN(slope)) slopes[known++] = slope;
    }
  }
  return middleOf(slopes.subarray(0, known));
}

/** Of what is known; NaN of nothing. */
const median = (values: Float64Array): number => middleOf(values.filter((value) => !Number.isNaN(value)));

/** Sorts them. */
function middleOf(values: Float64Array): number {
  values.sort();
  const middle = values.length >> 1;
  return values.length % 2 === 1 ? values[middle]! : (values[middle - 1]! + values[middle]!) / 2;
}
