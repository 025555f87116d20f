import { createStore } from 'zustand/vanilla';
import type { ModelStatus, Person, RecordingStatus, SourceStatus } from '../../protocol/messages.ts';
import type { PlantIndex } from '../../twin/plant-index.ts';

export type Connection = 'connecting' | 'connected' | 'lost' | 'refused';

/** Facts about the plant and the line to it. Changes when they do, never per sample. */
export interface TwinState {
  readonly connection: Connection;
  /** Since when the connection is lost, gateway clock. */
  readonly lostSinceMs: number | null;
  /** The twin is what this device kept of it at that time, because the gateway cannot be reached; null = it is not. */
  readonly keptMs: number | null;
  readonly index: PlantIndex | null;
  readonly person: Person | null;
  readonly sources: readonly SourceStatus[];
  readonly recording: RecordingStatus;
  readonly models: readonly ModelStatus[];
}

export const twinStore = createStore<TwinState>(() => ({
  connection: 'connecting',
  lostSinceMs: null,
  keptMs: null,
  index: null,
  person: null,
  sources: [],
  recording: { recording: false, detail: '', extent: null, thinned: {} },
  models: [],
}));
