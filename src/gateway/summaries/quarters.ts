import { type Minute, minuteMs } from './minutes.ts';

export const quarterMs = 15 * minuteMs;

/** What is kept of a quarter of an hour of the whole plant. */
export interface Quarter {
  /** How many alarms of priority 1, 2 and 3 began. */
  readonly onsets: readonly [number, number, number];
  /** When the first of them did, Unix epoch ms; NaN where none did. */
  readonly firstOnsetMs: number;
  /** Whether any of its minutes was recorded. */
  readonly recorded: boolean;
  /** Items made in those of its minutes of which that is known, and how many these are. */
  readonly made: number;
  readonly knownMinutes: number;
}

export const quarterOf = (timeMs: number): number => Math.floor(timeMs / quarterMs) * quarterMs;

/** Nothing is recorded of it. */
export const emptyQuarter: Quarter = {
  onsets: [0, 0, 0],
  firstOnsetMs: Number.NaN,
  recorded: false,
  made: 0,
  knownMinutes: 0,
};

/** Minutes in the order of time, as quarters by their start. Those that end after `nowMs` count no items yet. */
export function quartersOf(minutes: ReadonlyMap<number, Minute>, nowMs: number): ReadonlyMap<number, Quarter> {
  const quarters = new Map<number, Quarter>();
  for (const [startMs, minute] of minutes) {
    const at = quarterOf(startMs);
    const before = quarters.get(at) ?? emptyQuarter;
    const onsets: [number, number, number] = [...before.onsets];
    let { firstOnsetMs } = before;
    for (const event of minute.events) {
      if (event.kind !== 'raised') continue;
      onsets[event.priority - 1]!++;
      if (Number.isNaN(firstOnsetMs)) firstOnsetMs = event.timeMs;
    }
    const known = startMs + minuteMs <= nowMs && !Number.isNaN(minute.made);
    quarters.set(at, {
      onsets,
      firstOnsetMs,
      recorded: before.recorded || minute.recorded,
      made: before.made + (known ? minute.made : 0),
      knownMinutes: before.knownMinutes + Number(known),
    });
  }
  return quarters;
}
