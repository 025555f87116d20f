import { canAlarm, isStateTag } from '../alarm.ts';
import { packmlStates } from '../packml.ts';
import type { PlacedTag } from '../plant-index.ts';
import type { AlarmKind, AlarmSettings } from './tag-alarms.ts';

/** An alarm of the plant, and whose it is. */
export interface PlacedAlarm {
  /** "limit:machine.tag"; "state:machine". */
  readonly id: string;
  readonly kind: AlarmKind;
  readonly placed: PlacedTag;
  readonly settings: AlarmSettings;
  readonly onDelayMs: number;
}

/** Lost data comes back by itself as a rule, and at every start. */
const lostOnDelayS = 10;

/** Every alarm of a tag: what its limits or its machine's state imply, and what the plant file names. */
export function alarmsOf(placed: PlacedTag): readonly PlacedAlarm[] {
  const { alarms = {} } = placed.tag;
  const kinds = new Set(Object.keys(alarms) as AlarmKind[]);
  kinds.delete('limit');
  kinds.delete('state');
  if (canAlarm(placed)) kinds.add(isStateTag(placed) ? 'state' : 'limit');
  return [...kinds].map((kind) => {
    const settings: AlarmSettings = alarms[kind] ?? {};
    const usualS = kind === 'quality' || kind === 'communication' ? lostOnDelayS : 0;
    const id = kind === 'state' ? `state:${placed.machine.machine.id}` : `${kind}:${placed.id}`;
    return { id, kind, placed, settings, onDelayMs: (settings.onDelayS ?? usualS) * 1000 };
  });
}

/** Whether a machine's state suppresses the alarm by design. */
export const suppressedIn = ({ settings }: PlacedAlarm, state: number): boolean =>
  settings.suppressedWhile?.includes(packmlStates[state] ?? '') ?? false;
