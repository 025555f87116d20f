import { useEffect, useState } from 'react';
import type { KpiReport } from '../../../analytics/kpi/report.ts';
import type { Span } from '../../../twin/calendar.ts';
import { nowMs } from '../../live/clock.ts';
import { useSession } from '../../stores/session.ts';

/** A period and, where one is asked for, what it is compared with. */
export interface Reports {
  readonly lines: KpiReport;
  readonly units: KpiReport;
  readonly before: KpiReport | null;
}

interface Asked {
  readonly reports: Reports | null;
  readonly loading: boolean;
  /** Why there are none; "" = they come, or are there. */
  readonly trouble: string;
}

/** While a period is not over its figures are asked for this often. */
const againMs = 60_000;

export function useReports(period: Span, compared: Span | null): Asked {
  const { feed } = useSession();
  const [asked, setAsked] = useState<Asked>({ reports: null, loading: true, trouble: '' });
  const { fromMs, toMs } = period;
  const [beforeFromMs, beforeToMs] = [compared?.fromMs, compared?.toMs];
  useEffect(() => {
    let gone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      // A whole second that is over: what the two clocks differ by is no unrecorded time.
      const overMs = Math.floor(nowMs() / 1000) * 1000;
      const window = { fromMs, toMs: Math.max(fromMs + 1, Math.min(toMs, overMs)) };
      try {
        const lines = await feed.kpis({ ...window, by: 'line' });
        const units = await feed.kpis({ ...window, by: 'unit' });
        const before =
          beforeFromMs === undefined || beforeToMs === undefined
            ? null
            : await feed.kpis({ fromMs: beforeFromMs, toMs: beforeToMs, by: 'line' });
        if (!gone) setAsked({ reports: { lines, units, before }, loading: false, trouble: '' });
      } catch (error) {
        if (!gone) setAsked({ reports: null, loading: false, trouble: (error as Error).message });
      }
      if (!gone && toMs > nowMs()) timer = setTimeout(ask, againMs);
    };
    setAsked((last) => ({ ...last, loading: true, trouble: '' }));
    void ask();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [feed, fromMs, toMs, beforeFromMs, beforeToMs]);
  return asked;
}
