import type { AlarmCause } from '../alarm.ts';
import { type AlarmEvent, type AlarmStatus, isAside, normalStatus } from './alarm-state.ts';
import type { PlacedAlarm } from './placed-alarm.ts';
import type { Priority } from './tag-alarms.ts';

/** What was passed, or the machine's state: of limits and states. */
export type CauseDetail = 'low' | 'high' | 'lowLow' | 'highHigh' | 'held' | 'aborted';

/** Something that happened to an alarm, as the journal has it. */
export interface AlarmEntry {
  /** Counts the entries of the journal, without gap. */
  readonly n: number;
  /** When it was noted, Unix ms. */
  readonly atMs: number;
  /** When it happened: of a condition by the source's clock. */
  readonly timeMs: number;
  readonly alarm: string;
  readonly event: AlarmEvent['kind'];
  readonly from: AlarmStatus['state'];
  readonly status: AlarmStatus;
  readonly priority: Priority;
  readonly detail?: CauseDetail;
  /** The tag's value then; absent where it is no number. */
  readonly value?: number;
  /** Who did it; absent where nobody did. */
  readonly by?: { readonly id: string; readonly name: string };
  readonly reason?: string;
  /** Nobody saw it being raised: it stood when it was first looked at. */
  readonly stoodBefore?: true;
}

/** What the journal says of an alarm as of an entry. */
export interface AlarmRecord {
  readonly status: AlarmStatus;
  /** When it was raised last, or put aside without having been raised. */
  readonly sinceMs: number;
  readonly detail?: CauseDetail;
  /** Who acknowledged it or put it aside last, and why. */
  readonly by?: AlarmEntry['by'];
  readonly reason?: string;
  readonly stoodBefore?: true;
}

export const untouched: AlarmRecord = { status: normalStatus, sinceMs: 0 };

/** The record after an entry. */
export function recordAfter(before: AlarmRecord, entry: Omit<AlarmEntry, 'n'>): AlarmRecord {
  const { status, event, timeMs } = entry;
  const raised = event === 'raise' || event === 'escalate';
  const detail = raised ? entry.detail : before.detail;
  const aside = isAside(status.state) && status.state !== entry.from && !status.active;
  const sinceMs = raised || aside ? timeMs : before.sinceMs;
  // A new alarm owes nothing to who acknowledged the last one.
  const anew = raised && status.state === 'unacknowledged';
  const by = entry.by ?? (anew ? undefined : before.by);
  const reason = entry.by ? entry.reason : anew ? undefined : before.reason;
  const stoodBefore = raised ? entry.stoodBefore : before.stoodBefore;
  return {
    status,
    sinceMs,
    ...(detail && { detail }),
    ...(by && { by }),
    ...(reason && { reason }),
    ...(stoodBefore && { stoodBefore }),
  };
}

export const detailOf = (cause: AlarmCause): CauseDetail | undefined => {
  if (cause.kind === 'limit') return cause.limit;
  return cause.kind === 'state' ? cause.state : undefined;
};

/** The cause that a detail stands for; where none is known, what it would be at first. */
export function causeOfDetail(
  { kind, placed: { slot, tag } }: PlacedAlarm,
  detail: CauseDetail | undefined,
): AlarmCause {
  if (kind === 'state') return { kind, state: detail === 'aborted' ? detail : 'held' };
  if (kind !== 'limit') return { kind, slot };
  if (detail !== undefined && detail !== 'held' && detail !== 'aborted') return { kind, slot, limit: detail };
  const limits = tag.limits ?? {};
  const first = (['high', 'low', 'highHigh', 'lowLow'] as const).find((each) => limits[each] !== undefined);
  return { kind, slot, limit: first ?? 'high' };
}
