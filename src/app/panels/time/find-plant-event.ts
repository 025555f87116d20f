import type { EventsRequest, PlantEvent, PlantEvents } from '../../../protocol/messages.ts';
import type { Span } from '../../../twin/calendar.ts';
import type { MachineId } from '../../../twin/plant.ts';
import { reachOf, type Search } from './find-event.ts';

export interface FoundInPlant {
  readonly event: PlantEvent | null;
  /** How far was looked. */
  readonly lookedToMs: number;
}

type Fetch = (request: EventsRequest) => Promise<PlantEvents>;
type Wanted = (event: PlantEvent) => boolean;

const hourMs = 3_600_000;
/** A large plant is summed up by the hour: what lies near is asked for first, then ever longer stretches. */
const firstMs = hourMs;
const growth = 8;
/** The gateway sums up no more at once. */
export const longestEventsMs = 62 * 24 * hourMs;
/** Events of one answer: most hours have fewer. */
const mostEvents = 200;

/**
 * The event of the whole plant, or of one machine, before (-1) or after (1) `atMs`, as the list of events tells them; of
 * kind `alarm` one that began. Looks through the window and as far beyond as `reachOf` says, within `bounds`. Rejects when the record
 * cannot be read.
 */
export async function findPlantEvent(
  fetch: Fetch,
  { window, bounds, atMs, direction, kind }: Search,
  machine: MachineId | null,
): Promise<FoundInPlant> {
  const isWanted = (event: PlantEvent) =>
    (kind === 'change' || event.kind === 'raised') &&
    (machine === null || (event.kind !== 'gap' && event.machine === machine));
  const reachMs = reachOf(window);
  if (direction > 0) {
    const lookedToMs = Math.min(bounds.toMs, Math.max(window.toMs, atMs) + reachMs);
    const span = { fromMs: Math.max(Math.floor(atMs) + 1, Math.floor(bounds.fromMs)), toMs: Math.ceil(lookedToMs) };
    return { event: await firstIn(fetch, span, isWanted), lookedToMs };
  }
  const lookedToMs = Math.max(bounds.fromMs, Math.min(window.fromMs, atMs) - reachMs);
  const span = { fromMs: Math.floor(lookedToMs), toMs: Math.min(Math.ceil(atMs), Math.ceil(bounds.toMs)) };
  return { event: await lastIn(fetch, span, isWanted), lookedToMs };
}

async function firstIn(fetch: Fetch, span: Span, isWanted: Wanted): Promise<PlantEvent | null> {
  let lengthMs = firstMs;
  for (let { fromMs } = span; fromMs < span.toMs; ) {
    const toMs = Math.min(span.toMs, fromMs + lengthMs);
    const { rows, more } = await fetch({ fromMs, toMs, limit: mostEvents });
    if (more > 0 && toMs - fromMs > 1) {
      // The oldest were left out. So long a stretch has about half of what an answer holds.
      const share = mostEvents / 2 / (rows.length + more);
      lengthMs = Math.max(1, Math.floor((toMs - fromMs) * share));
      continue;
    }
    const event = rows.findLast(isWanted);
    if (event) return event;
    fromMs = toMs;
    lengthMs = Math.min(longestEventsMs, lengthMs * growth);
  }
  return null;
}

async function lastIn(fetch: Fetch, span: Span, isWanted: Wanted): Promise<PlantEvent | null> {
  let lengthMs = firstMs;
  for (let { toMs } = span; toMs > span.fromMs; ) {
    const fromMs = Math.max(span.fromMs, toMs - lengthMs);
    const { rows, more } = await fetch({ fromMs, toMs, limit: mostEvents });
    const event = rows.find(isWanted);
    if (event) return event;
    if (more > 0) {
      // Others of the oldest one's millisecond may have been left out, unless all were of one.
      const oldestMs = rows.at(-1)!.timeMs;
      toMs = oldestMs + 1 < toMs ? oldestMs + 1 : oldestMs;
      continue;
    }
    toMs = fromMs;
    lengthMs = Math.min(longestEventsMs, lengthMs * growth);
  }
  return null;
}
