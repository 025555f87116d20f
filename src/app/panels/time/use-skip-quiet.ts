import { useEffect } from 'react';
import { useStore } from 'zustand';
import { text } from '../../languages/language.ts';
import { nowMs } from '../../live/clock.ts';
import { useSession } from '../../stores/session.ts';
import { twinStore } from '../../stores/twin.ts';
import { duration } from './clock-text.ts';
import { skipQuiet } from './skip-quiet.ts';
import { timelineBounds } from './timeline-view.ts';
import { say, transportStore } from './transport-store.ts';

/** While it is wished, playing leaps over what is quiet, and says so. */
export function useSkipQuiet(): void {
  const { feed, timeline } = useSession();
  const on = useStore(transportStore, (state) => state.skipQuiet);
  useEffect(() => {
    if (!on) return;
    return skipQuiet({
      timeline,
      quiet: async ({ fromMs, toMs }, leastMs) => {
        const quiet = await feed.quiet({
          fromMs: Math.floor(fromMs),
          toMs: Math.ceil(toMs),
          leastMs: Math.ceil(leastMs),
        });
        return quiet.map(([from, to]) => ({ fromMs: from, toMs: to }));
      },
      nowMs,
      recorded: () => ({
        fromMs: timelineBounds(twinStore.getState().recording.extent, nowMs()).fromMs,
        toMs: nowMs(),
      }),
      leapt: (ms) => say(text('time.skipped', { length: duration(ms) })),
    });
  }, [on, feed, timeline]);
}
