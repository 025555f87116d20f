import { createStore } from 'zustand/vanilla';
import type { Span } from '../../../twin/calendar.ts';

/** Lengths a person chooses from. */
export const trendSpans = [
  { label: '10 min', spanMs: 10 * 60_000 },
  { label: '1 h', spanMs: 3_600_000 },
  { label: '8 h', spanMs: 8 * 3_600_000 },
  { label: '24 h', spanMs: 24 * 3_600_000 },
  { label: '7 d', spanMs: 7 * 24 * 3_600_000 },
  { label: '30 d', spanMs: 30 * 24 * 3_600_000 },
  { label: '365 d', spanMs: 365 * 24 * 3_600_000 },
] as const;

/** `fixed` is a window an answer spoke of; it holds until a length is chosen again. */
export interface TrendWindowState {
  readonly spanMs: number;
  readonly fixed: Span | null;
}

export const trendWindowStore = createStore<TrendWindowState>(() => ({ spanMs: 10 * 60_000, fixed: null }));
export const chooseSpan = (spanMs: number): void => trendWindowStore.setState({ spanMs, fixed: null });
export const fixTrendWindow = (fixed: Span): void => trendWindowStore.setState({ fixed });

/** How much is asked for beyond the visible window, so that it can move on without asking again. */
const spareShare = 1 / 8;
/** Playing fast, at least what passes in this time. */
const sparePlayedMs = 4000;

/**
 * The stretch to have at hand. Live: `spanMs` up to now. Past: the cursor stands three quarters in, so that one sees
 * what led to the moment and what came of it. It moves in steps of an eighth: asked for rarely, drawn smoothly.
 */
export function trendStretch(
  { spanMs, fixed }: TrendWindowState,
  cursorMs: number | null,
  nowMs: number,
  playedSpeed = 0,
): Span {
  if (fixed) return fixed;
  const step = Math.max(spanMs * spareShare, playedSpeed * sparePlayedMs);
  const newestMs = cursorMs === null ? nowMs : cursorMs + spanMs / 4;
  const toMs = Math.ceil(newestMs / step) * step;
  return { fromMs: toMs - spanMs - step, toMs };
}

/** The part of it that is drawn. */
export function trendVisible({ spanMs, fixed }: TrendWindowState, cursorMs: number | null, nowMs: number): Span {
  if (fixed) return fixed;
  const toMs = cursorMs === null ? nowMs : cursorMs + spanMs / 4;
  return { fromMs: toMs - spanMs, toMs };
}
