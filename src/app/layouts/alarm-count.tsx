import { useStore } from 'zustand';
import { useText } from '../languages/language.ts';
import { useNoneWords } from '../panels/alarms/none-words.ts';
import { PriorityMark } from '../panels/alarms/priority-mark.tsx';
import { alarmsStore, type Priority } from '../stores/alarms.ts';
import { panesStore, setPanes, showInSheet } from '../stores/panes.ts';

const priorities: readonly Priority[] = [1, 2, 3];

/** How many alarms stand, always in sight; a press opens their list. */
export function AlarmCount() {
  const t = useText();
  const alarms = useStore(alarmsStore, (state) => state.alarms);
  const none = useNoneWords();
  const of = (priority: Priority): number => alarms.filter((alarm) => alarm.priority === priority).length;
  const open = () => {
    if (panesStore.getState().arrangement === 'tablet') showInSheet('alarms');
    else setPanes({ left: 'alarms' });
  };
  return (
    <button
      type="button"
      className="alarm-count"
      data-count={alarms.length}
      aria-label={alarms.length === 0 ? none : t('alarms.count', { count: alarms.length })}
      onClick={open}
    >
      {alarms.length === 0 && none}
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
  );
}
