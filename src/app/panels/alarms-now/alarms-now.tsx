import { useStore } from 'zustand';
import { useText } from '../../languages/language.ts';
import type { Priority } from '../../stores/alarms.ts';
import { alarmsNowStore } from '../../stores/alarms-now.ts';
import { useSession } from '../../stores/session.ts';
import { timeStore } from '../../stores/time.ts';
import { PriorityMark } from '../alarms/priority-mark.tsx';
import { useAlarmSound } from './sound-store.ts';
import './alarms-now.css';

const priorities: readonly Priority[] = [1, 2, 3];

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
  const of = (priority: Priority) => [...standing.values()].filter((alarm) => alarm.priority === priority).length;
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
        {priorities.map(
          (priority) =>
            of(priority) > 0 && (
              <span key={priority} className="alarm-count-of">
                <PriorityMark of={priority} />
                {of(priority)}
              </span>
            ),
        )}
      </button>
      <span className="unseen" role="status">
        {newest && name && t('alarmsNow.raised', { priority: newest.priority, machine: name })}
      </span>
    </>
  );
}
