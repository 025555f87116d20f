import { createStore } from 'zustand/vanilla';

/** Who can take pictures of the hall. */
export interface Photographer {
  /** The element that the picture and its words lie in. */
  readonly hall: HTMLElement;
  /** Draws what the table holds now, as fine as can be, onto this at (0, 0), in the context's own units. */
  readonly take: (onto: CanvasRenderingContext2D) => void;
}

/** `open`: the dialog for pictures and films is asked for. */
export const photographStore = createStore<{ readonly photographer: Photographer | null; readonly open: boolean }>(
  () => ({ photographer: null, open: false }),
);
