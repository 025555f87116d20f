import { useStore } from 'zustand';
import { useText } from '../../languages/language.ts';
import { type ActiveAlarm, alarmsStore } from '../../stores/alarms.ts';
import { frame, select } from '../../stores/selection.ts';
import { usePulse, useSession } from '../../stores/session.ts';
import { timeStore } from '../../stores/time.ts';
import { AlarmAnnouncer } from '../alarms/alarm-announcer.tsx';
import { AlarmHeading } from '../alarms/alarm-list.tsx';
import { alarmWords, shortAge } from '../alarms/alarm-text.ts';
import { PriorityMark } from '../alarms/priority-mark.tsx';
import { shownMs } from '../reading.ts';

interface Props {
  /** How many of the worst there is room for. */
  readonly most: number;
  /** Id of the alarm that the camera is at. */
  readonly visited: string | null;
}

/** How many alarms there are, and the worst of them; quietly "All normal". */
export function WallAlarms({ most, visited }: Props) {
  const t = useText();
  const alarms = useStore(alarmsStore, (state) => state.alarms);
  // The one that the camera shows is in the list, even where worse ones would fill it.
  const worst = alarms.slice(0, most);
  const shown = alarms.find(({ id }) => id === visited);
  if (shown && !worst.includes(shown)) worst[most - 1] = shown;
  return (
    <section className="wall-alarms" aria-label={t('alarms.title')}>
      <AlarmHeading alarms={alarms} />
      <ul>
        {worst.map((alarm) => (
          <WallAlarm key={alarm.id} alarm={alarm} visited={alarm === shown} />
        ))}
      </ul>
      <AlarmAnnouncer />
    </section>
  );
}

function WallAlarm({ alarm, visited }: { readonly alarm: ActiveAlarm; readonly visited: boolean }) {
  const t = useText();
  const { index, table } = useSession();
  usePulse();
  const { machine, what, value, limit } = alarmWords(alarm, index, table);
  // Machines of a kind differ in the last word: a name that is too long loses what stands before it.
  const lastWord = machine.lastIndexOf(' ') + 1;
  const age = shortAge(alarm, shownMs(timeStore.getState()));
  return (
    <li data-alarm={alarm.id} data-priority={alarm.priority} data-state={alarm.state} data-machine-id={alarm.machine}>
      <button
        type="button"
        className="wall-alarm"
        data-visited={visited}
        onClick={() => {
          select(alarm.machine);
          frame([alarm.machine]);
        }}
      >
        <PriorityMark of={alarm.priority} />
        <span className="wall-alarm-machine">
          <span>{machine.slice(0, lastWord)}</span>
          <span>{machine.slice(lastWord)}</span>
        </span>
        <span className="wall-alarm-what">
          {alarm.unconfirmed && `${t('alarms.unconfirmed')}: `}
          {what}
        </span>
        <span className="wall-alarm-value">
          {value !== '' && (
            <span>
              <strong>{value}</strong> <span className="wall-alarm-limit">({limit})</span>
            </span>
          )}
          {age !== '' && <span className="wall-alarm-age">{age}</span>}
        </span>
      </button>
    </li>
  );
}
