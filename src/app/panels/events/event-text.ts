import type { PlantEvent } from '../../../protocol/messages.ts';
import type { AlarmCause } from '../../../twin/alarm.ts';
import type { PlantIndex } from '../../../twin/plant-index.ts';
import { text } from '../../languages/language.ts';
import { formatWithUnit, packmlWord } from '../../languages/values.ts';
import { duration } from '../time/clock-text.ts';

/** An event in words of the page's language: whose it is, and what happened. */
export function eventWords(event: PlantEvent, index: PlantIndex): { readonly who: string; readonly what: string } {
  if (event.kind === 'gap') {
    const lasted = duration(event.untilMs - event.timeMs);
    return { who: text('events.gap'), what: text('events.gapFor', { duration: lasted }) };
  }
  const who = index.machineById.get(event.machine)?.machine.name ?? event.machine;
  if ('state' in event)
    return { who, what: event.kind === 'started' ? text('events.started') : packmlWord(event.state) };
  const what = causeWords(event, index);
  if (event.kind === 'cleared') return { who, what: text('events.cleared', { what }) };
  const tag = event.cause.kind === 'limit' ? index.tags[event.cause.slot] : undefined;
  return { who, what: tag ? `${what}, ${formatWithUnit(tag, event.value)}` : what };
}

function causeWords({ cause }: { readonly cause: AlarmCause }, index: PlantIndex): string {
  if (cause.kind === 'state') return text(`alarms.state.${cause.state}`);
  const tag = index.tags[cause.slot]?.tag;
  return cause.kind === 'limit'
    ? `${tag?.name} ${text(`alarms.limit.${cause.limit}`)}`
    : (tag?.alarms?.[cause.kind]?.name ?? '');
}
