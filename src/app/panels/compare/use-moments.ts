import { useStore } from 'zustand';
import { nowMs } from '../../live/clock.ts';
import { comparisonStore, type Second, secondMs } from '../../stores/comparison.ts';
import { timeStore } from '../../stores/time.ts';
import { shownMs } from '../reading.ts';

export interface Moments {
  /** What A shows. */
  readonly aMs: number;
  /** Where B is to be. */
  readonly bMs: number;
  readonly second: Second;
}

/** The moments that are compared; null while nothing is. Live, it is as new as the last render. */
export function useMoments(): Moments | null {
  const second = useStore(comparisonStore, (state) => state.second);
  const time = useStore(timeStore);
  if (second === null) return null;
  const aMs = shownMs(time);
  return { aMs, bMs: secondMs(second, aMs, nowMs()), second };
}
