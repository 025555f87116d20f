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

const leastReachMs = 24 * 3_600_000;

/** How far is looked beyond the window, ms. */
export const reachOf = (window: Span): number => Math.max(leastReachMs, 4 * spanOf(window));

/**
 * The change of the state tag `slot` next to `atMs`: in the window first, which the lanes have asked for; where it has none, once more beyond it, within `bounds`. Rejects when the record cannot be read.
 */
export async function findEvent(
  record: Pick<StateRecord, 'loadAll'>,
  slot: number,
  { window, bounds, atMs, direction }: Omit<Search, 'kind'>,
): Promise<Found> {
  const nearest = async (span: Span): Promise<Found['event']> => {
    const [rows] = await record.loadAll([slot], span);
    return rows === undefined ? null : nearestEvent(rows, atMs, direction, span);
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
