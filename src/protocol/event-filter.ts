import type { EventFilter, PlantEvent } from './messages.ts';

/** Whether an event is one of those asked for: a gap is of no machine. */
export function isListed(event: PlantEvent, { without, machine }: EventFilter): boolean {
  if (machine !== null && (event.kind === 'gap' || event.machine !== machine)) return false;
  if ('priority' in event && without.includes(event.priority)) return false;
  return event.kind === 'raised' || !without.includes(event.kind);
}
