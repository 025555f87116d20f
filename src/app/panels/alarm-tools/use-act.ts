import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { AlarmAction } from '../../../protocol/alarms.ts';
import { languageStore } from '../../languages/language.ts';
import { useSession } from '../../stores/session.ts';
import { timeStore } from '../../stores/time.ts';
import { twinStore } from '../../stores/twin.ts';

/** Whether alarms can be acted upon: of a live page, while the gateway is there. */
export function useCanAct(): boolean {
  const live = useStore(timeStore, ({ mode }) => mode !== 'past');
  return useStore(twinStore, ({ connection }) => connection === 'connected') && live;
}

export interface Acting {
  /** Does it, and resolves with whether it was done. */
  act(action: AlarmAction, ids: readonly string[]): Promise<boolean>;
  readonly busy: boolean;
  /** Why it was not done, in words; "" = nothing to say. */
  readonly trouble: string;
}

/** Asks the gateway; every page, this one, too, is told what came of it. */
export function useAct(): Acting {
  const { feed } = useSession();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState('');
  useEffect(() => languageStore.subscribe(() => setTrouble('')), []); // it is in the language before
  const act = async (action: AlarmAction, alarms: readonly string[]): Promise<boolean> => {
    const { mode, cursorMs } = timeStore.getState();
    setBusy(true);
    setTrouble('');
    try {
      await feed.actOnAlarms({ alarms, action, cursorMs: mode === 'past' ? cursorMs : null });
      return true;
    } catch (error) {
      setTrouble((error as Error).message);
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { act, busy, trouble };
}
