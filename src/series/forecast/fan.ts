import { type Drift, stretched } from './drift.ts';

/** Standard deviations that hold half, and nine tenths, of a normal distribution. */
export const bandSds = { half: 0.6745, most: 1.6449 } as const;

export interface FanSection {
  readonly middle: number;
  readonly sd: number;
}

/** Where the values of a drift will be `minutes` from the end of its history: normally distributed. */
export function fanAt(
  { level, levelSd, pace, paceSd, growth, growthSd, diffusion, noiseSd }: Drift,
  minutes: number,
): FanSection {
  const time = stretched(minutes, growth);
  const bend = (pace * (stretched(minutes, growth + growthSd) - stretched(minutes, growth - growthSd))) / 2;
  const variance = levelSd ** 2 + noiseSd ** 2 + (paceSd * time) ** 2 + diffusion * time + bend ** 2;
  return { middle: level + pace * time, sd: Math.sqrt(variance) };
}
