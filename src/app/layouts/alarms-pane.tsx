import { useStore } from 'zustand';
import { useText } from '../languages/language.ts';
import { AlarmList } from '../panels/alarms/alarm-list.tsx';
import { twinStore } from '../stores/twin.ts';

/** The alarms that stand; of a twin that was kept nobody knows them, and an empty list would say that all is well. */
export function AlarmsPane() {
  const t = useText();
  const kept = useStore(twinStore, (state) => state.keptMs !== null);
  return kept ? <p className="alarms-unknown">{t('offline.alarmsWhy')}</p> : <AlarmList />;
}
