import type { Span } from '../../../twin/calendar.ts';
import type { Direction, EventKind, StateEvent } from './state-events.ts';
import { nearestEvent } from './state-events.ts';
import type { StateRecord } from './state-record.ts';
import { spanOf } from './time-window.ts';

/** What is looked for, and where. */
export interface Search {
  /** What the timeline shows. */
  readonly window: Span;
  /** What is recorded. */
  readonly bounds: Span;
  readonly atMs: number;
  readonly direction: Direction;
  readonly kind: EventKind;
}

export interface Found {
  readonly event: StateEvent | null;
  /** How far was looked. */
  readonly lookedToMs: number;
}

/** Of a stretch whose changes are too many. */
const parts = 16;
const leastReachMs = 24 * 3_600_000;

/** How far is looked beyond the window, ms. */
export const reachOf = (window: Span): number => Math.max(leastReachMs, 4 * spanOf(window));

/**
 * The change of the state tag `slot` next to `atMs`: in the window first, which the lanes have asked for; where it has none, once more beyond it, within `bounds`. Rejects when the record cannot be read.
 */
export async function findEvent(
  record: Pick<StateRecord, 'load'>,
  slot: number,
  { window, bounds, atMs, direction }: Omit<Search, 'kind'>,
): Promise<Found> {
  const nearest = async (span: Span): Promise<Found['event']> => {
    const rows = await record.load(slot, span);
    if (rows.bucketMs === 0) return nearestEvent(rows, atMs, direction, span);
    // So many changes that they are summed up: the next one is in one of the nearest parts.
    for (let part = 0; part < parts; part++) {
      const fromMs = span.fromMs + ((direction > 0 ? part : parts - 1 - part) * spanOf(span)) / parts;
      const event = await nearest({ fromMs, toMs: fromMs + spanOf(span) / parts });
      if (event) return event;
    }
    return null;
  };
  const [fromMs, toMs] = direction > 0 ? [atMs, window.toMs] : [window.fromMs, atMs];
  const near = { fromMs: Math.max(fromMs, bounds.fromMs), toMs: Math.min(toMs, bounds.toMs) };
  const event = near.fromMs < near.toMs ? await nearest(near) : null;
  const reachMs = reachOf(window);
  const far =
    direction > 0
      ? { fromMs: near.toMs, toMs: Math.min(bounds.toMs, near.toMs + reachMs) }
      : { fromMs: Math.max(bounds.fromMs, near.fromMs - reachMs), toMs: near.fromMs };
  if (event !== null || far.fromMs >= far.toMs) return { event, lookedToMs: direction > 0 ? near.toMs : near.fromMs };
  return { event: await nearest(far), lookedToMs: direction > 0 ? far.toMs : far.fromMs };
}
