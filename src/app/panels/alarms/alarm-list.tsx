import { useStore } from 'zustand';
import { useText } from '../../languages/language.ts';
import { type ActiveAlarm, alarmsStore, type Priority } from '../../stores/alarms.ts';
import { frame, select, selectionStore } from '../../stores/selection.ts';
import { usePulse, useSession } from '../../stores/session.ts';
import { timeStore } from '../../stores/time.ts';
import { HealthButton } from '../alarm-health/health-button.tsx';
import { AlarmTools } from '../alarm-tools/alarm-tools.tsx';
import { QuietAlarms } from '../alarm-tools/quiet-alarms.tsx';
import { shownMs } from '../reading.ts';
import { AlarmAnnouncer } from './alarm-announcer.tsx';
import { alarmWords, sinceWords } from './alarm-text.ts';
import { useNoneWords } from './none-words.ts';
import { PriorityMark } from './priority-mark.tsx';
import './alarms.css';

/** What is abnormal at the moment shown, the worst first; a click selects the machine and frames it. */
export function AlarmList() {
  const t = useText();
  const alarms = useStore(alarmsStore, (state) => state.alarms);
  return (
    <section className="alarms" aria-label={t('alarms.title')}>
      <AlarmHeading alarms={alarms} />
      {alarms.length > 0 && (
        <ul className="alarms-list">
          {alarms.map((alarm) => (
            <AlarmRow key={alarm.id} alarm={alarm} />
          ))}
        </ul>
      )}
      <QuietAlarms />
      <HealthButton />
      <AlarmAnnouncer />
    </section>
  );
}

const priorities: readonly Priority[] = [1, 2, 3];

/** How many there are of each priority; "All normal" in plain grey when it is known that there is none. */
export function AlarmHeading({ alarms }: { readonly alarms: readonly ActiveAlarm[] }) {
  const t = useText();
  const none = useNoneWords();
  if (alarms.length === 0) return <p className="alarms-normal">{none}</p>;
  const counts = priorities.map((priority) => alarms.filter((alarm) => alarm.priority === priority).length);
  return (
    <h2 className="alarms-heading">
      <span>{t('alarms.count', { count: alarms.length })}</span>
      {priorities.map((priority, k) =>
        counts[k] === 0 ? null : (
          <span key={priority} className="alarms-count">
            <PriorityMark of={priority} />
            <span aria-hidden="true">{counts[k]}</span>
            <span className="unseen">{t('alarms.ofPriority', { count: counts[k]!, priority })}</span>
          </span>
        ),
      )}
    </h2>
  );
}

function AlarmRow({ alarm }: { readonly alarm: ActiveAlarm }) {
  const t = useText();
  const { index, table } = useSession();
  const selected = useStore(selectionStore, ({ machine }) => machine === alarm.machine);
  usePulse();
  const words = alarmWords(alarm, index, table);
  const since = sinceWords(alarm, shownMs(timeStore.getState()), index.plant.site.timeZone);
  return (
    <li
      className="alarm"
      data-alarm={alarm.id}
      data-priority={alarm.priority}
      data-state={alarm.state}
      data-machine-id={alarm.machine}
    >
      <button
        type="button"
        aria-current={selected}
        onClick={() => {
          select(alarm.machine);
          frame([alarm.machine]);
        }}
      >
        <PriorityMark of={alarm.priority} />
        <span className="unseen">{t('alarms.priority', { priority: alarm.priority })}</span>
        <span className="alarm-machine">{words.machine}</span>
        <span className="alarm-what">
          {words.what}
          {words.value !== '' && (
            <>
              {' '}
              <strong>{words.value}</strong>
              {words.limit !== '' && `, ${t('alarms.limitIs', { value: words.limit })}`}
            </>
          )}
        </span>
        <span className="alarm-since">{since}</span>
      </button>
      {alarm.state && <AlarmTools alarm={alarm} />}
    </li>
  );
}
