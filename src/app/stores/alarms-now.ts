import { createStore } from 'zustand/vanilla';
import type { AlarmsChange, StandingAlarm } from '../../protocol/messages.ts';

/** The alarms of now as the gateway tells them, also while the page shows the past. */
export interface AlarmsNow {
  readonly standing: ReadonlyMap<string, StandingAlarm>;
  /** Those that have just come, or come to be of a higher priority: another array each time. */
  readonly raised: readonly StandingAlarm[];
}

export const alarmsNowStore = createStore<AlarmsNow>(() => ({ standing: new Map(), raised: [] }));

/** What stood already when the page began to look is not raised. */
export function changeAlarmsNow({ whole, standing, over }: AlarmsChange): void {
  const { standing: before, raised: told } = alarmsNowStore.getState();
  const now = new Map(whole ? [] : before);
  for (const id of over) now.delete(id);
  for (const alarm of standing) now.set(alarm.id, alarm);
  const raised = whole
    ? []
    : standing.filter(({ id, priority, unconfirmed }) => {
        const known = before.get(id);
        return !unconfirmed && (known === undefined || priority < known.priority);
      });
  alarmsNowStore.setState({ standing: now, raised: raised.length > 0 ? raised : told.length > 0 ? [] : told });
}
