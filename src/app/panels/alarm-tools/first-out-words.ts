import type { StandingAlarm } from '../../../protocol/messages.ts';
import { type AlarmGroup, groupAlarms } from '../../../twin/alarms/first-out.ts';
import type { PlantIndex } from '../../../twin/plant-index.ts';
import { text } from '../../languages/language.ts';

type Groups = ReadonlyMap<string, AlarmGroup<StandingAlarm>>;
/** Worked out once for each change of the alarms. */
const worked = new WeakMap<ReadonlyMap<string, StandingAlarm>, Groups>();

function groupsOf(standing: ReadonlyMap<string, StandingAlarm>, index: PlantIndex): Groups {
  const known = worked.get(standing);
  if (known) return known;
  const seen = [...standing.values()].filter(({ stoodBefore }) => !stoodBefore);
  const groups = groupAlarms(seen, index).flatMap((group) =>
    [group.first, ...group.others].map(({ id }) => [id, group] as const),
  );
  const byId = new Map(groups);
  worked.set(standing, byId);
  return byId;
}

/** Whether an alarm came first of several that hang together, or what it followed; "" of one by itself. */
export function firstOutWords(id: string, standing: ReadonlyMap<string, StandingAlarm>, index: PlantIndex): string {
  const group = groupsOf(standing, index).get(id);
  if (!group || group.others.length === 0) return '';
  if (group.first.id === id) return text('alarmHealth.first', { count: group.others.length });
  return text('alarmHealth.followed', { machine: index.machineById.get(group.first.machine)?.machine.name ?? '' });
}
