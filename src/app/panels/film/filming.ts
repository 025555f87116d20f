import type { Span } from '../../../twin/calendar.ts';

/** A GIF is no wider than this, px: as wide as a page of a report, and it can still be sent by mail. */
export const gifPx = 960;

/** What is filmed, and how. */
export interface Filming {
  /** The first picture is of its start, the last of its end. */
  readonly range: Span;
  /** How long the film lasts. */
  readonly seconds: number;
  /** Everything that a picture consists of is drawn on it. */
  readonly canvas: HTMLCanvasElement;
  /** Puts the picture of this moment on the canvas. Rejects with the reason when the moment cannot be shown. */
  readonly draw: (atMs: number) => Promise<void>;
  /** Pictures that are done, of how many. */
  readonly onProgress: (done: number, all: number) => void;
  readonly signal: AbortSignal;
}

export interface Film {
  readonly blob: Blob;
  /** Of its file, without a dot. */
  readonly ending: 'webm' | 'mp4' | 'gif';
}

/** The moments of a film of `rate` pictures a second, evenly spread from the start of the range to its end, whole ms. */
export function moments({ fromMs, toMs }: Span, seconds: number, rate: number): number[] {
  const all = Math.max(2, Math.round(seconds * rate));
  return Array.from({ length: all }, (_, k) => Math.round(fromMs + ((toMs - fromMs) * k) / (all - 1)));
}

/** Draws picture by picture, however long each takes; `take` keeps what is on the canvas. Rejects with the signal's reason. */
export async function shoot(
  { range, seconds, draw, onProgress, signal }: Omit<Filming, 'canvas'>,
  rate: number,
  take: (k: number) => Promise<void> | void,
): Promise<void> {
  const all = moments(range, seconds, rate);
  for (const [k, atMs] of all.entries()) {
    signal.throwIfAborted();
    await draw(atMs);
    await take(k);
    onProgress(k + 1, all.length);
  }
}
