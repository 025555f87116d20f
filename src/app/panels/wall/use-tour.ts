import { useCallback, useEffect, useMemo, useState } from 'react';
import { nowMs } from '../../live/clock.ts';
import { alarmsStore } from '../../stores/alarms.ts';
import { frame, select } from '../../stores/selection.ts';
import { useSession } from '../../stores/session.ts';
import { timeStore } from '../../stores/time.ts';
import { Tour } from './tour.ts';

/** Takes the camera to the worst alarm and back. Tells which alarm it is at; `touched` hands the screen to a person. */
export function useTour(on: boolean): { readonly visited: string | null; readonly touched: () => void } {
  const { pulse } = useSession();
  const tour = useMemo(() => new Tour(), []);
  const [visited, setVisited] = useState<string | null>(null);
  useEffect(() => {
    let at: string | null = null;
    let handed = false;
    const look = () => {
      const now = nowMs();
      const { alarms } = alarmsStore.getState();
      const next = tour.update(now, alarms, on && timeStore.getState().mode === 'live');
      const theirs = tour.isTouched(now);
      if (theirs) {
        // What they look at stays as it is until they are gone.
        at = null;
        setVisited(null);
      } else if (next !== at || handed) {
        at = next;
        const machine = alarms.find(({ id }) => id === next)?.machine;
        select(machine ?? null);
        frame(machine === undefined ? [] : [machine]);
        setVisited(next);
      }
      handed = theirs;
    };
    return pulse.subscribe(look);
  }, [pulse, tour, on]);
  const touched = useCallback(() => tour.touched(nowMs()), [tour]);
  return { visited, touched };
}
