import { useEffect, useState } from 'react';
import { type AlarmHealth, alarmHealth, staleOf } from '../../../twin/alarms/health.ts';
import type { Span } from '../../../twin/calendar.ts';
import { nowMs } from '../../live/clock.ts';
import { alarmsNowStore } from '../../stores/alarms-now.ts';
import { useSession } from '../../stores/session.ts';
import { type HealthWindow, healthSpan, watchedSpan } from './window.ts';

/** As many as the gateway answers with. */
const mostEntries = 10_000;
const againMs = 10_000;

export interface ToldHealth {
  readonly health: AlarmHealth;
  readonly stale: number;
  readonly span: Span;
  /** Older entries that are left out. */
  readonly more: number;
}

/** The health over a window up to now, worked out again every ten seconds; null before the first. */
export function useHealth(window: HealthWindow): { readonly told: ToldHealth | null; readonly trouble: string } {
  const { feed, index } = useSession();
  const [told, setTold] = useState<ToldHealth | null>(null);
  const [trouble, setTrouble] = useState('');
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let gone = false;
    const look = async () => {
      try {
        const asked = healthSpan(window, index.plant.site, nowMs());
        const { rows, more } = await feed.alarmJournal({ ...asked, limit: mostEntries });
        if (gone) return;
        const entries = [...rows].reverse();
        const span = watchedSpan(asked, entries);
        const stale = staleOf([...alarmsNowStore.getState().standing.values()], asked.toMs).length;
        setTold({ health: alarmHealth(entries, span.fromMs, span.toMs), stale, span, more });
        setTrouble('');
      } catch (error) {
        if (!gone) setTrouble((error as Error).message);
      }
      if (!gone) timer = setTimeout(() => void look(), againMs);
    };
    void look();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [feed, index, window]);
  return { told, trouble };
}
