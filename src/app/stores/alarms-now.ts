import { createStore } from 'zustand/vanilla';
import type { AlarmsChange, StandingAlarm } from '../../protocol/messages.ts';

/** The alarms of now as the gateway tells them, also while the page shows the past. */
export interface AlarmsNow {
  readonly standing: ReadonlyMap<string, StandingAlarm>;
  /** Those that are over and not acknowledged, shelved, suppressed or out of service. */
  readonly quiet: ReadonlyMap<string, StandingAlarm>;
  /** Whether the gateway has told of all. */
  readonly known: boolean;
  /** Those that have just come, or come to be of a higher priority: another array each time. */
  readonly raised: readonly StandingAlarm[];
}

export const alarmsNowStore = createStore<AlarmsNow>(() => ({
  standing: new Map(),
  quiet: new Map(),
  known: false,
  raised: [],
}));

const stands = ({ state }: StandingAlarm): boolean => state === 'unacknowledged' || state === 'acknowledged';

/** What stood already when the page began to look is not raised. */
export function changeAlarmsNow({ whole, standing, over }: AlarmsChange): void {
  const { standing: before, quiet, raised: told, known: were } = alarmsNowStore.getState();
  const now = new Map(whole ? [] : [...before, ...quiet]);
  for (const id of over) now.delete(id);
  for (const alarm of standing) now.set(alarm.id, alarm);
  const all = [...now];
  const raised = whole
    ? []
    : standing.filter(({ id, priority, unconfirmed, state }) => {
        const known = before.get(id);
        const isNew = known === undefined || priority < known.priority;
        return !unconfirmed && state === 'unacknowledged' && isNew;
      });
  alarmsNowStore.setState({
    standing: new Map(all.filter(([, alarm]) => stands(alarm))),
    quiet: new Map(all.filter(([, alarm]) => !stands(alarm))),
    known: whole || were,
    raised: raised.length > 0 ? raised : told.length > 0 ? [] : told,
  });
}
