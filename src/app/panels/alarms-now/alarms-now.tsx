import { useStore } from 'zustand';
import { useText } from '../../languages/language.ts';
import { alarmsNowStore } from '../../stores/alarms-now.ts';
import { useSession } from '../../stores/session.ts';
import { timeStore } from '../../stores/time.ts';
import { PriorityCounts } from '../alarms/priority-counts.tsx';
import { useAlarmSound } from './sound-store.ts';
import './alarms-now.css';

/** While the page shows the past, the alarms of now. They are heard where that is switched on. */
export function AlarmsNow() {
  const past = useStore(timeStore, ({ mode }) => mode === 'past');
  useAlarmSound(false);
  return past && <Now />;
}

function Now() {
  const t = useText();
  const { index, timeline } = useSession();
  const { standing, raised } = useStore(alarmsNowStore);
  if (standing.size === 0) return null;
  const newest = raised.at(-1);
  const name = newest && index.machineById.get(newest.machine)?.machine.name;
  return (
    <>
      <button
        type="button"
        className="alarms-now"
        aria-label={t('alarmsNow.standing', { count: standing.size })}
        title={t('alarmsNow.goLive')}
        onClick={() => timeline.goLive()}
      >
        <strong>{t('alarmsNow.now')}</strong>
        <PriorityCounts of={[...standing.values()]} />
      </button>
      <span className="unseen" role="status">
        {newest && name && t('alarmsNow.raised', { priority: newest.priority, machine: name })}
      </span>
    </>
  );
}
