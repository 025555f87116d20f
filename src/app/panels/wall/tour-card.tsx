import { useRef } from 'react';
import { useStore } from 'zustand';
import { useText } from '../../languages/language.ts';
import { packmlWord } from '../../languages/values.ts';
import { type ActiveAlarm, alarmsStore } from '../../stores/alarms.ts';
import { machineStatesStore } from '../../stores/machine-states.ts';
import { usePulse, useSession } from '../../stores/session.ts';
import { timeStore } from '../../stores/time.ts';
import { alarmWords, sinceWords } from '../alarms/alarm-text.ts';
import { PriorityMark } from '../alarms/priority-mark.tsx';
import { shownMs } from '../reading.ts';

interface Props {
  readonly visited: string | null;
  /** There is room for the value and its limit, too. */
  readonly long: boolean;
}

/** What the camera looks at: machine, state, the value that is beyond its limit, since when. */
export function TourCard({ visited, long }: Props) {
  const t = useText();
  const { index, table } = useSession();
  const standing = useStore(alarmsStore, ({ alarms }) => alarms.find(({ id }) => id === visited));
  const machines = useStore(machineStatesStore, (state) => state.machines);
  usePulse();
  // An alarm that ends while the camera is there stays on the card until the camera leaves.
  const last = useRef<ActiveAlarm | undefined>(undefined);
  last.current = standing ?? last.current;
  const alarm = last.current;
  if (visited === null || alarm?.id !== visited) return null;
  const { machine, what, value, limit } = alarmWords(alarm, index, table);
  const placed = index.machineById.get(alarm.machine);
  const state = placed?.stateTag && machines[placed.index];
  const word = state && !Number.isNaN(state.stateCode) ? packmlWord(state.stateCode) : undefined;
  return (
    <div className="wall-card" data-priority={alarm.priority} data-keep-clear>
      <h2 className="wall-card-name">
        <PriorityMark of={alarm.priority} />
        {machine}
        {word !== undefined && value !== '' && <span className="wall-card-state">{word}</span>}
      </h2>
      {(long || value === '') && (
        <p>
          {what}
          {value !== '' && (
            <>
              {' '}
              <strong>{value}</strong>
              {limit !== '' && `, ${t('alarms.limitIs', { value: limit })}`}
            </>
          )}
        </p>
      )}
      <p>{sinceWords(alarm, shownMs(timeStore.getState()), index.plant.site.timeZone)}</p>
    </div>
  );
}
