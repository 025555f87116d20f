import { useEffect } from 'react';
import { useStore } from 'zustand';
import { text } from '../../languages/language.ts';
import { nowMs } from '../../live/clock.ts';
import { useSession } from '../../stores/session.ts';
import { twinStore } from '../../stores/twin.ts';
import { useStateRecord } from '../record.ts';
import { duration } from './clock-text.ts';
import { keyMachines } from './key-machines.ts';
import { skipQuiet } from './skip-quiet.ts';
import { timelineBounds } from './timeline-view.ts';
import { say, transportStore } from './transport-store.ts';

/** Of larger plants those machines are looked at that get a lane first. */
const mostMachines = 60;

/** While it is wished, playing leaps over what is quiet, and says so. */
export function useSkipQuiet(): void {
  const { index, timeline } = useSession();
  const record = useStateRecord();
  const on = useStore(transportStore, (state) => state.skipQuiet);
  useEffect(() => {
    if (!on) return;
    return skipQuiet({
      timeline,
      record,
      slots: keyMachines(index, null, mostMachines).map(({ stateTag }) => stateTag!.slot),
      nowMs,
      recorded: () => ({
        fromMs: timelineBounds(twinStore.getState().recording.extent, nowMs()).fromMs,
        toMs: nowMs(),
      }),
      leapt: (ms) => say(text('time.skipped', { length: duration(ms) })),
    });
  }, [on, index, timeline, record]);
}
