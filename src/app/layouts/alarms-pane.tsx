import { Suspense } from 'react';
import { useStore } from 'zustand';
import { useText } from '../languages/language.ts';
import { lazily } from '../languages/lazily.ts';
import { twinStore } from '../stores/twin.ts';

const AlarmList = lazily(() => import('../panels/alarms/alarm-list.tsx').then(({ AlarmList }) => AlarmList));

/** The alarms that stand; of a twin that was kept nobody knows them, and an empty list would say that all is well. */
export function AlarmsPane() {
  const t = useText();
  const kept = useStore(twinStore, (state) => state.keptMs !== null);
  if (kept) return <p className="alarms-unknown">{t('offline.alarmsWhy')}</p>;
  return (
    <Suspense>
      <AlarmList />
    </Suspense>
  );
}
