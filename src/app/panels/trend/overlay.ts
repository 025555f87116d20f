import type { Span } from '../../../twin/calendar.ts';
import { type TrendWindowState, trendStretch } from './trend-window.ts';

/** The stretch of the record that B's curves need, to lie over A's: as A's window, but `shiftMs` earlier. */
export function overlayStretch(
  choice: TrendWindowState,
  cursorMs: number | null,
  nowMs: number,
  shiftMs: number,
  playedSpeed: number,
): Span {
  const { fixed } = choice;
  const earlier = fixed && { fromMs: fixed.fromMs - shiftMs, toMs: fixed.toMs - shiftMs };
  return trendStretch(
    { ...choice, fixed: earlier },
    cursorMs === null ? null : cursorMs - shiftMs,
    nowMs - shiftMs,
    playedSpeed,
  );
}

/** Buckets of equal length from `fromMs` on. */
interface Buckets {
  readonly fromMs: number;
  readonly bucketMs: number;
}

/**
 * B's column as it lies over A's buckets: in each what B had `shiftMs` before the bucket's middle, null where it had
 * nothing. Each keeps its own grid, so that neither is asked for again whenever the other moves.
 */
export function overlaid(
  column: readonly (number | null)[],
  own: Buckets,
  onto: Buckets & { readonly count: number },
  shiftMs: number,
): (number | null)[] {
  return Array.from({ length: onto.count }, (_, k) => {
    const atMs = onto.fromMs + (k + 0.5) * onto.bucketMs - shiftMs;
    return column[Math.floor((atMs - own.fromMs) / own.bucketMs)] ?? null;
  });
}
