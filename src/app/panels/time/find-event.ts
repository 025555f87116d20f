import type { Span } from '../../../twin/calendar.ts';
import type { Direction, EventKind, StateEvent } from './state-events.ts';
import { nearestEvent } from './state-events.ts';
import type { StateRecord } from './state-record.ts';
import { spanOf } from './time-window.ts';

export interface Found {
  readonly event: (StateEvent & { readonly slot: number }) | null;
  /** How far was looked. */
  readonly lookedToMs: number;
}

/** Beyond the window, at least so far is looked. */
const leastReachMs = 24 * 3_600_000;

/**
 * The event of any of the state tags `slots` next to `atMs`: in the window first, which the lanes have asked for; where
 * it has none, once more beyond it, within `bounds`. Rejects when the record cannot be read.
 */
export async function findEvent(
  record: Pick<StateRecord, 'loadAll'>,
  slots: readonly number[],
  window: Span,
  bounds: Span,
  atMs: number,
  direction: Direction,
  kind: EventKind,
): Promise<Found> {
  const nearest = async (span: Span): Promise<Found['event']> => {
    let best: Found['event'] = null;
    for (const [k, rows] of (await record.loadAll(slots, span)).entries()) {
      const event = nearestEvent(rows, atMs, direction, kind, span);
      if (event === null || (best !== null && (event.timeMs - best.timeMs) * direction >= 0)) continue;
      best = { ...event, slot: slots[k]! };
    }
    return best;
  };
  const [fromMs, toMs] = direction > 0 ? [atMs, window.toMs] : [window.fromMs, atMs];
  const near = { fromMs: Math.max(fromMs, bounds.fromMs), toMs: Math.min(toMs, bounds.toMs) };
  const event = near.fromMs < near.toMs ? await nearest(near) : null;
  const reachMs = Math.max(leastReachMs, 4 * spanOf(window));
  const far =
    direction > 0
      ? { fromMs: near.toMs, toMs: Math.min(bounds.toMs, near.toMs + reachMs) }
      : { fromMs: Math.max(bounds.fromMs, near.fromMs - reachMs), toMs: near.fromMs };
  if (event !== null || far.fromMs >= far.toMs) return { event, lookedToMs: direction > 0 ? near.toMs : near.fromMs };
  return { event: await nearest(far), lookedToMs: direction > 0 ? far.toMs : far.fromMs };
}
