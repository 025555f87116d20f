import type { PlantEvent } from '../../protocol/messages.ts';
import type { BusySeconds } from './busy.ts';

export const minuteMs = 60_000;

/** What is kept of a minute of the whole plant. */
export interface Minute {
  /** By time, then by slot; without data gaps, which span minutes. */
  readonly events: readonly Exclude<PlantEvent, { kind: 'gap' }>[];
  /** Items made in it; NaN where a counter is not known. */
  readonly made: number;
  /** Whether any tag had a value that could be trusted. */
  readonly recorded: boolean;
  readonly busy: BusySeconds;
}

export const minuteOf = (timeMs: number): number => Math.floor(timeMs / minuteMs) * minuteMs;
