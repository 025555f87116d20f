import type { Span } from '../../../twin/calendar.ts';

export const minSpanMs = 1000;

export const spanOf = (window: Span): number => window.toMs - window.fromMs;

/** The same length, moved as little as it takes to lie within `bounds`; all of `bounds` where it is longer. */
export function within(window: Span, bounds: Span): Span {
  const span = spanOf(window);
  if (span >= spanOf(bounds)) return { fromMs: bounds.fromMs, toMs: bounds.toMs };
  const fromMs = Math.min(Math.max(window.fromMs, bounds.fromMs), bounds.toMs - span);
  return { fromMs, toMs: fromMs + span };
}

/** `factor` times as long; `aboutMs` keeps its place on the screen. */
export function zoomed(window: Span, aboutMs: number, factor: number, bounds: Span): Span {
  const span = spanOf(window);
  const longest = Math.max(minSpanMs, spanOf(bounds));
  const next = Math.min(longest, Math.max(minSpanMs, span * factor));
  const share = span > 0 ? (aboutMs - window.fromMs) / span : 1;
  const fromMs = aboutMs - share * next;
  return within({ fromMs, toMs: fromMs + next }, bounds);
}

/** The moments under two fingers when they came down. */
export interface Pinch {
  readonly aMs: number;
  readonly bMs: number;
}

/** Fingers that meet would zoom in without end. */
const leastShare = 0.01;

/** The window in which both moments are under their fingers, now at shares `a` and `b`, as far as `bounds` allow. */
export function pinched({ aMs, bMs }: Pinch, a: number, b: number, bounds: Span): Span {
  const apart = Math.max(leastShare, Math.abs(b - a));
  const wished = Math.abs(bMs - aMs) / apart;
  const span = Math.min(Math.max(minSpanMs, spanOf(bounds)), Math.max(minSpanMs, wished));
  const fromMs = (aMs + bMs) / 2 - ((a + b) / 2) * span;
  return within({ fromMs, toMs: fromMs + span }, bounds);
}

/** The same length, moved as little as it takes to hold the moment. */
export const around = (window: Span, timeMs: number): Span =>
  within(window, { fromMs: timeMs - spanOf(window), toMs: timeMs + spanOf(window) });

/**
 * Where the window goes when the cursor leaves it: the cursor then stands a quarter in. Else, and where it can go no
 * farther, the same window: a cursor may be ahead of a clock that is wrong.
 */
export function following(window: Span, cursorMs: number, bounds: Span): Span {
  if (cursorMs >= window.fromMs && cursorMs <= window.toMs) return window;
  const span = spanOf(window);
  const fromMs = cursorMs - span / 4;
  const next = within({ fromMs, toMs: fromMs + span }, bounds);
  return next.fromMs === window.fromMs && next.toMs === window.toMs ? window : next;
}

/** Share of the window that lies before the moment: 0 at its left edge, 1 at its right. */
export const shareOf = (window: Span, timeMs: number): number => (timeMs - window.fromMs) / spanOf(window);

export const timeAt = (window: Span, share: number): number => window.fromMs + share * spanOf(window);
