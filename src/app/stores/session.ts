import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Snapshot } from '../../series/columns.ts';
import type { Span } from '../../twin/calendar.ts';
import type { PlantIndex } from '../../twin/plant-index.ts';
import type { Feed } from '../live/feed.ts';
import type { LatencyMeter } from '../live/latency-meter.ts';
import type { LiveTable } from '../live/live-table.ts';
import type { Pulse } from '../live/pulse.ts';
import type { Timeline } from './time.ts';

/** The view as the query of an address, and back. */
export interface ViewLinks {
  /** Of what is shown now, but at this moment, with a timeline that shows this stretch. */
  queryAt(atMs: number, still: Span): string;
  /** Shows what a query names. */
  open(query: string): void;
}

/** The kept record, as the second cursor asks for it. */
export interface SecondRecord {
  /** The state at a moment, in motion, whose stretch of the record is here already, or null. */
  recall(atMs: number): Snapshot | null;
  /** The record around this moment will be wanted. `velocity` = ms of it a ms of the clock, 0 while it stands. */
  prefetch(atMs: number, velocity: number): void;
  /** Calls whenever more of the record is here. Returns how to stop. */
  onArrival(arrived: () => void): () => void;
  /** Calls whenever samples from `fromMs` on were stored late: what was shown of them may be out of date. */
  onLate(told: (fromMs: number) => void): () => void;
}

/** What scene and panels work with once the gateway has let us in. */
export interface Session {
  readonly index: PlantIndex;
  readonly table: LiveTable;
  readonly feed: Pick<
    Feed,
    | 'range'
    | 'changes'
    | 'ask'
    | 'editPlant'
    | 'snapshot'
    | 'addNote'
    | 'actOnAlarms'
    | 'alarmJournal'
    | 'editNote'
    | 'removeNote'
    | 'kpis'
    | 'restoreNote'
    | 'judgeAnomaly'
    | 'plantSummary'
    | 'events'
    | 'quiet'
    | 'corrected'
    | 'later'
    | 'listen'
  >;
  readonly timeline: Timeline;
  readonly record: SecondRecord;
  readonly pulse: Pulse;
  readonly latency: LatencyMeter;
  readonly address: ViewLinks;
  /** Runs before the scene draws, once an animation frame: moves the timeline and the discrete states on. */
  readonly beforeFrame: () => void;
  /** What is in the table is on screen now; digits and labels follow on the pulse, so that no picture waits for them. */
  readonly afterFrame: () => void;
}

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('useSession outside of a session');
  return session;
}

/** Re-renders on each pulse (1 Hz, and on every seek); read the table in the render. Returns the beat. */
export function usePulse(): number {
  const { pulse } = useSession();
  return useSyncExternalStore(pulse.subscribe, pulse.beat);
}
