import { useStore } from 'zustand';
import { useText } from '../languages/language.ts';
import { useNoneWords } from '../panels/alarms/none-words.ts';
import { PriorityCounts } from '../panels/alarms/priority-counts.tsx';
import { alarmsStore } from '../stores/alarms.ts';
import { panesStore, setPanes, showInSheet } from '../stores/panes.ts';

/** How many alarms stand, always in sight; a press opens their list. */
export function AlarmCount() {
  const t = useText();
  const alarms = useStore(alarmsStore, (state) => state.alarms);
  const none = useNoneWords();
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
      <PriorityCounts of={alarms} />
    </button>
  );
}
