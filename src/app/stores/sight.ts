import { createStore } from 'zustand/vanilla';
import type { CameraPlace } from './view.ts';

/** What the camera sees of the floor now. The scene writes it, at most ten times a second. */
export interface Sight {
  /** Corners on the floor, hall metres [x, z], in order; empty while it sees none of it. */
  readonly outline: readonly (readonly [x: number, z: number])[];
  readonly place: CameraPlace;
}

export const sightStore = createStore<{ readonly sight: Sight | null }>(() => ({ sight: null }));
