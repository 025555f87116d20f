import type { Account } from './account.ts';
import { busyMsOf } from './figures.ts';
import type { TimeClass } from './stretches.ts';

export const losses = [
  'unknown',
  'planned',
  'breakdown',
  'microStop',
  'stopped',
  'starved',
  'blocked',
  'waiting',
  'speed',
  'quality',
] as const;
export type Loss = (typeof losses)[number];

/** The losses that an OEE below 100 % is made of: those of planned busy time. */
const isBusyLoss = (loss: Loss): boolean => loss !== 'unknown' && loss !== 'planned';

/**
 * From all time down to the time that the good items would have taken at the rated output, whole ms. Each step's loss
 * is what it takes away: together with `goodMs` they are `totalMs`, exactly. A speed loss below 0 was a gain: the
 * machine was faster than its rating. Without a rated output the steps of speed and quality are null, and what is left is time
 * in production.
 */
export interface Waterfall {
  readonly totalMs: number;
  readonly steps: Readonly<Record<Loss, number | null>>;
  /** Planned run time of the good items; null where it is not known. */
  readonly goodMs: number | null;
}

export function waterfallOf({ totalMs, times, idealMs, idealGoodMs }: Account): Waterfall {
  const { production, ...others } = times satisfies Record<TimeClass, number>;
  return {
    totalMs,
    steps: {
      ...others,
      speed: idealMs === null ? null : production - idealMs,
      quality: idealMs === null || idealGoodMs === null ? null : idealMs - idealGoodMs,
    },
    goodMs: idealGoodMs,
  };
}

/** What is lost of planned busy time, ms; of time alone where speed and quality are not known. */
export function lostMsOf(account: Account): number {
  const { steps } = waterfallOf(account);
  return losses.filter(isBusyLoss).reduce((sum, loss) => sum + (steps[loss] ?? 0), 0);
}

/** Share of planned busy time in which the machine waited for others; null where nothing is known. */
export function waitingShareOf(account: Account): number | null {
  const { starved, blocked, waiting } = account.times;
  const busyMs = busyMsOf(account);
  return busyMs > 0 ? (starved + blocked + waiting) / busyMs : null;
}
