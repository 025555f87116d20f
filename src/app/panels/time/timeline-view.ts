import { createStore } from 'zustand/vanilla';
import type { Span } from '../../../twin/calendar.ts';
import { nowMs } from '../../live/clock.ts';
import { forecastsStore } from '../../stores/forecasts.ts';
import { twinStore } from '../../stores/twin.ts';
import { within, zoomed } from './time-window.ts';

const hourMs = 3_600_000;

/** What the strip shows: the newest `spanMs`, or a stretch that stands still. */
export interface TimelineView {
  readonly spanMs: number;
  readonly still: Span | null;
}

export const timelineViewStore = createStore<TimelineView>(() => ({ spanMs: 8 * hourMs, still: null }));

export const viewSpans = [
  { label: '15 min', spanMs: hourMs / 4 },
  { label: '1 h', spanMs: hourMs },
  { label: '8 h', spanMs: 8 * hourMs },
  { label: '24 h', spanMs: 24 * hourMs },
  { label: 'All', spanMs: Number.POSITIVE_INFINITY },
] as const;

/** Room right of now, as a share of the window, so that the cursor does not stick to the edge. */
const aheadShare = 0.03;
/** With forecasts there is room for their lane, and for those that it can show. */
const leastForetoldShare = 0.12;
const mostForetoldShare = 0.35;

/** A record that has just begun is drawn as if it were this long. */
const leastRecordMs = 60_000;

/** From the first stored moment to a little after now, or after what is foretold. */
export function timelineBounds(extent: Span | null, nowMs: number): Span {
  const fromMs = Math.min(extent?.fromMs ?? nowMs, nowMs - leastRecordMs);
  const spareMs = (nowMs - fromMs) * aheadShare;
  const foretoldMs = Math.max(nowMs, ...forecastsStore.getState().forecasts.map(({ latestMs }) => latestMs));
  return { fromMs, toMs: foretoldMs + spareMs };
}

/** The room right of now in a window of `spanMs`: to the last forecast that it has room for. */
function roomAhead(forecasts: readonly { readonly latestMs: number }[], spanMs: number, nowMs: number): number {
  if (forecasts.length === 0) return spanMs * aheadShare;
  const mostMs = spanMs * (mostForetoldShare - aheadShare);
  const ahead = forecasts.map(({ latestMs }) => latestMs - nowMs).filter((ms) => ms <= mostMs);
  return Math.max(spanMs * leastForetoldShare, Math.max(0, ...ahead) + spanMs * aheadShare);
}

/** The stretch to draw. A span longer than the record shows the record. */
export function timelineWindow({ spanMs, still }: TimelineView, bounds: Span, nowMs: number): Span {
  if (still) return still;
  const shownMs = Math.min(spanMs, bounds.toMs - bounds.fromMs);
  const toMs = nowMs + roomAhead(forecastsStore.getState().forecasts, shownMs, nowMs);
  return { fromMs: Math.max(bounds.fromMs, toMs - spanMs), toMs };
}

/** The stretch that is drawn now. */
export function shownSpan(): Span {
  const now = nowMs();
  return timelineWindow(timelineViewStore.getState(), timelineBounds(twinStore.getState().recording.extent, now), now);
}

/** A length around the moment that is looked at; live keeps following. */
export function chooseView(spanMs: number, live: boolean, cursorMs: number, bounds: Span): void {
  if (live || spanMs === Number.POSITIVE_INFINITY) {
    timelineViewStore.setState({ spanMs, still: live ? null : bounds });
    return;
  }
  const fromMs = cursorMs - spanMs / 2;
  timelineViewStore.setState({ spanMs, still: within({ fromMs, toMs: fromMs + spanMs }, bounds) });
}

/** Zooms about a moment; live it keeps to now, whatever the pointer is over. */
export function zoomView(window: Span, aboutMs: number, factor: number, live: boolean, bounds: Span): void {
  const next = zoomed(window, live ? window.toMs : aboutMs, factor, bounds);
  timelineViewStore.setState({ spanMs: next.toMs - next.fromMs, still: live ? null : next });
}

export const holdView = (still: Span): void => timelineViewStore.setState({ still });
export const releaseView = (): void => timelineViewStore.setState({ still: null });
