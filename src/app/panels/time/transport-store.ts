import { createStore } from 'zustand/vanilla';

/** What the transport is set to, and what it has to say. */
export interface TransportState {
  /** Playing leaps over stretches in which nothing changes. */
  readonly skipQuiet: boolean;
  /** The next drag on the strip marks a range. */
  readonly marking: boolean;
  /** The next press on the strip places the moment that is compared with. */
  readonly placing: boolean;
  /** What has just happened, or "". */
  readonly note: string;
}

export const transportStore = createStore<TransportState>(() => ({
  skipQuiet: false,
  marking: false,
  placing: false,
  note: '',
}));

const noteMs = 4000;
let fading: ReturnType<typeof setTimeout> | undefined;

/** Says something for a short while, to eyes and screen readers. */
export function say(note: string): void {
  clearTimeout(fading);
  transportStore.setState({ note });
  fading = setTimeout(() => transportStore.setState({ note: '' }), noteMs);
}
