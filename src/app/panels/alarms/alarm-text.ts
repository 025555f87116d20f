import type { PlantIndex } from '../../../twin/plant-index.ts';
import { Quality } from '../../../twin/quality.ts';
import { text } from '../../languages/language.ts';
import { formatValue, formatWithUnit } from '../../languages/values.ts';
import type { LiveTable } from '../../live/live-table.ts';
import type { ActiveAlarm } from '../../stores/alarms.ts';
import { duration, siteClock } from '../time/clock-text.ts';

/** An alarm in words of the page's language, as the table has it now. */
export interface AlarmWords {
  readonly machine: string;
  /** The tag's name, or the state. */
  readonly what: string;
  /** With its unit; "" for a state, or of a value that is bad. */
  readonly value: string;
  /** The limit that it passed, without the unit; "" where it is none. */
  readonly limit: string;
}

export function alarmWords(alarm: ActiveAlarm, index: PlantIndex, table: LiveTable): AlarmWords {
  const { cause } = alarm;
  const machine = index.machineById.get(alarm.machine)?.machine.name ?? alarm.machine;
  if (cause.kind === 'state') return { machine, what: text(`alarms.state.${cause.state}`), value: '', limit: '' };
  const tag = index.tags[cause.slot]!;
  return {
    machine,
    what: cause.kind === 'limit' ? tag.tag.name : (tag.tag.alarms?.[cause.kind]?.name ?? ''),
    value: table.qualities[cause.slot]! < Quality.bad ? formatWithUnit(tag, table.values[cause.slot]!) : '',
    limit: cause.kind === 'limit' ? formatValue(tag, tag.tag.limits?.[cause.limit] ?? Number.NaN) : '',
  };
}

/** "since 14:05, 12 min", before it whether it is not confirmed; with the day where it began on another one. */
export function sinceWords(alarm: ActiveAlarm, atMs: number, timeZone: string): string {
  const began = beganWords(alarm, atMs, timeZone);
  return alarm.unconfirmed ? `${text('alarms.unconfirmed')}, ${began}` : began;
}

function beganWords({ sinceMs, earlier }: ActiveAlarm, atMs: number, timeZone: string): string {
  if (sinceMs === null) return text('alarms.sinceUnknown');
  const age = duration(atMs - sinceMs);
  if (earlier) return text('alarms.earlier', { age });
  const clock = siteClock(timeZone);
  const today = clock.isoDate(sinceMs) === clock.isoDate(atMs);
  const time = today ? clock.minute(sinceMs) : `${clock.day(sinceMs)} ${clock.minute(sinceMs)}`;
  return text('alarms.since', { time, age });
}

/** The age in one figure, to be read from afar: "40 s", "12 min", "3 h", "> 24 h"; "" while it is not known. */
export function shortAge({ sinceMs, earlier }: ActiveAlarm, atMs: number): string {
  if (sinceMs === null) return '';
  const parts = duration(Math.max(1000, atMs - sinceMs)).split(' ');
  return `${earlier ? '> ' : ''}${parts.slice(0, 2).join(' ')}`;
}
