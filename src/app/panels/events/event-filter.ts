import type { EventSort, PlantEvent } from '../../../protocol/messages.ts';

/** A chip for each. */
export const chips: readonly EventSort[] = [1, 2, 3, 'cleared', 'stopped', 'started', 'gap'];

/** Which row, of the newest first, is the last one that had happened at `momentMs`; -1 where none had. */
export const rowAt = (rows: readonly PlantEvent[], momentMs: number): number =>
  rows.findIndex(({ timeMs }) => timeMs <= momentMs);

/** Names a row for as long as it is listed. */
export const keyOf = (event: PlantEvent): string => {
  const cause =
    'cause' in event
      ? event.cause.kind === 'state'
        ? event.cause.state
        : `${event.cause.slot}${event.cause.kind === 'limit' ? event.cause.limit : event.cause.kind}`
      : '';
  return `${event.timeMs} ${event.kind} ${event.kind === 'gap' ? '' : event.machine} ${cause}`;
};
