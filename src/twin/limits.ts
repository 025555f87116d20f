import type { Limits } from './plant.ts';

export type LimitState = 'normal' | 'low' | 'high' | 'lowLow' | 'highHigh';

/** Which ISA-18.2 limit `value` is at or beyond, the outer one first. NaN is `normal`: nothing is known of it. */
export function limitState(limits: Limits | undefined, value: number): LimitState {
  if (limits === undefined || Number.isNaN(value)) return 'normal';
  if (limits.highHigh !== undefined && value >= limits.highHigh) return 'highHigh';
  if (limits.lowLow !== undefined && value <= limits.lowLow) return 'lowLow';
  if (limits.high !== undefined && value >= limits.high) return 'high';
  if (limits.low !== undefined && value <= limits.low) return 'low';
  return 'normal';
}
