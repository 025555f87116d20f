import type { PlantEvent } from '../../../protocol/messages.ts';
import type { Priority } from '../../../twin/alarm.ts';
import type { MachineId } from '../../../twin/plant.ts';

/** What a chip stands for: alarms of a priority, or a kind of event. */
export const chips = [1, 2, 3, 'cleared', 'stopped', 'started', 'gap'] as const;
export type Chip = Priority | Exclude<PlantEvent['kind'], 'raised'>;

/** The events that are listed: those of a chip that is on, and of one machine where one is asked for. */
export function listed(
  rows: readonly PlantEvent[],
  off: ReadonlySet<Chip>,
  machine: MachineId | null,
): readonly PlantEvent[] {
  return rows.filter((event) => {
    if (machine !== null && (event.kind === 'gap' || event.machine !== machine)) return false;
    if ('priority' in event && off.has(event.priority)) return false;
    return event.kind === 'raised' || !off.has(event.kind);
  });
}

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
