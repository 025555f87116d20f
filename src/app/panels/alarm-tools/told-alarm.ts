import type { StandingAlarm } from '../../../protocol/messages.ts';
import type { AlarmCause, NamedKind } from '../../../twin/alarm.ts';
import type { AlarmSettings } from '../../../twin/alarms/tag-alarms.ts';
import type { MachineId } from '../../../twin/plant.ts';
import type { PlacedTag, PlantIndex } from '../../../twin/plant-index.ts';
import { text } from '../../languages/language.ts';
import { siteClock } from '../time/clock-text.ts';

interface Caused {
  readonly machine: MachineId;
  readonly cause: AlarmCause;
}

const tagOf = ({ machine, cause }: Caused, index: PlantIndex): PlacedTag | undefined =>
  cause.kind === 'state' ? index.machineById.get(machine)?.stateTag : index.tags[cause.slot];

/** What the plant file says of an alarm. */
export const settingsOf = (alarm: Caused, index: PlantIndex): AlarmSettings | undefined =>
  tagOf(alarm, index)?.tag.alarms?.[alarm.cause.kind];

/** Its state in words: "Shelved until 14:05 by Anna: sensor is changed". */
export function stateWords(alarm: StandingAlarm, timeZone: string): string {
  const { state, active, by, untilMs, reason } = alarm;
  const until = untilMs !== undefined && text('alarmTools.until', { time: siteClock(timeZone).minute(untilMs) });
  const name = by !== undefined && text('alarmTools.by', { name: by });
  const words = [text(`alarmTools.state.${state}`), until, name].filter(Boolean).join(' ');
  const why = reason === undefined ? words : `${words}: ${reason}`;
  const isLatched = !active && (state === 'unacknowledged' || state === 'acknowledged');
  if (isLatched) return `${why}, ${text('alarmTools.isGone')}`;
  const isAside = state === 'shelved' || state === 'suppressed' || state === 'outOfService';
  return active && isAside ? `${why} (${text('alarmTools.stillActive')})` : why;
}

/** What an id of the journal is called: its machine, and its tag or name. */
export function nameOfId(id: string, index: PlantIndex): { readonly machine: string; readonly what: string } {
  const colon = id.indexOf(':');
  const [kind, of] = [id.slice(0, colon), id.slice(colon + 1)];
  const machine = index.machineById.get(of as MachineId);
  if (machine) return { machine: machine.machine.name, what: machine.stateTag?.tag.name ?? '' };
  const placed = index.tagById.get(of as PlacedTag['id']);
  if (!placed) return { machine: of, what: '' };
  const { alarms, name } = placed.tag;
  const named = kind === 'limit' || kind === 'state' ? undefined : alarms?.[kind as NamedKind]?.name;
  return { machine: placed.machine.machine.name, what: named ?? name };
}

/** What of an alarm that does not stand is told: its name, or its tag's. */
export function alarmName(alarm: Caused, index: PlantIndex): string {
  if (alarm.cause.kind === 'state') return text(`alarms.state.${alarm.cause.state}`);
  const tag = index.tags[alarm.cause.slot]?.tag;
  if (alarm.cause.kind !== 'limit') return tag?.alarms?.[alarm.cause.kind]?.name ?? '';
  return `${tag?.name} ${text(`alarms.limit.${alarm.cause.limit}`)}`;
}
