import { useStore } from 'zustand';
import { useText } from '../../languages/language.ts';
import { areAlarmsKnown } from '../../stores/alarms.ts';
import { usePulse, useSession } from '../../stores/session.ts';
import { timeStore } from '../../stores/time.ts';
import { twinStore } from '../../stores/twin.ts';

/** What is said where no alarm stands: that all is normal, or that nobody knows. */
export function useNoneWords(): string {
  const t = useText();
  const { table } = useSession();
  const twin = useStore(twinStore);
  const mode = useStore(timeStore, (state) => state.mode);
  usePulse();
  return areAlarmsKnown(table, twin, mode) ? t('alarms.allNormal') : t('offline.alarms');
}
