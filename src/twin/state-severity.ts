import type { StateClass } from './packml.ts';

/** What wins where several states share a pixel or a bucket of time: a short stop must not vanish beside a long run. */
export const stateSeverity: Readonly<Record<StateClass, number>> = {
  unknown: 1,
  running: 2,
  idle: 3,
  suspended: 4,
  stopped: 5,
  held: 6,
  aborted: 7,
};
