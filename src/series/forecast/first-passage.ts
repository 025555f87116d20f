/**
 * A level that moves on average at a pace that is not known exactly, and wanders about it: a Wiener process with a
 * drift that is normally distributed. Every unit of time is a minute.
 */
export interface Wandering {
  /** How far away the limit is. */
  readonly distance: number;
  readonly pace: number;
  /** Standard deviation of the pace. */
  readonly paceSd: number;
  /** Variance that a minute of wandering adds. */
  readonly diffusion: number;
}

/**
 * The chance that the level has been at the limit by `time`. For a known pace this is the inverse Gaussian distribution
 * (Chhikara and Folks, The Inverse Gaussian Distribution, 1989); for an uncertain one, Si, Wang, Hu, Chen and Zhou, "A
 * Wiener-process-based degradation model with a recursive filter algorithm for remaining useful life estimation",
 * Mechanical Systems and Signal Processing 35 (2013). Its second term, a huge number times a tiny one, is written by
 * Mills' ratio, so that neither is ever computed.
 */
export function passedBy({ distance, pace, paceSd, diffusion }: Wandering, time: number): number {
  if (distance <= 0) return 1;
  if (time <= 0) return 0;
  const sd = Math.sqrt(paceSd * paceSd * time * time + diffusion * time);
  const gone = pace * time - distance;
  if (sd === 0) return gone >= 0 ? 1 : 0;
  const u = gone / sd;
  if (diffusion === 0) return normalCdf(u);
  const x = (2 * paceSd * paceSd * distance * time + diffusion * (pace * time + distance)) / (diffusion * sd);
  return Math.min(1, normalCdf(u) + density(u) * millsRatio(x));
}

const density = (x: number): number => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);

/** (1 - normal distribution) / density, x >= 0: Abramowitz and Stegun, 26.2.17. */
function millsRatio(x: number): number {
  const k = 1 / (1 + 0.2316419 * x);
  const tail = k * (-1.821255978 + k * 1.330274429);
  return k * (0.31938153 + k * (-0.356563782 + k * (1.781477937 + tail)));
}

/** Of the standard normal distribution, to 1e-7. */
export function normalCdf(x: number): number {
  const tail = density(x) * millsRatio(Math.abs(x));
  return x >= 0 ? 1 - tail : tail;
}
