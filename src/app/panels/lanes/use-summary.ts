import { useSyncExternalStore } from 'react';
import type { TimelineSummary } from '../../../series/columns.ts';
import type { Span } from '../../../twin/calendar.ts';
import { nowMs } from '../../live/clock.ts';
import { type Session, useSession } from '../../stores/session.ts';
import { useLate } from '../time/use-late.ts';
import { bucketFor } from './lane-plan.ts';
import { SummaryRecord } from './summary-record.ts';

const records = new WeakMap<Session, SummaryRecord>();

function recordOf(session: Session): SummaryRecord {
  let record = records.get(session);
  if (!record) {
    record = new SummaryRecord((request) => session.feed.plantSummary(request), nowMs);
    records.set(session, record);
  }
  return record;
}

/** What happened in the plant along a window drawn `width` CSS px wide; null before the first answer. */
export function useSummary(window: Span, width: number): TimelineSummary | null {
  const record = recordOf(useSession());
  useSyncExternalStore(record.asked.subscribe, record.asked.version);
  useLate(record);
  return width > 0 ? record.summary(window, bucketFor(window.toMs - window.fromMs, width)) : null;
}
