import { useEffect, useSyncExternalStore } from 'react';
import { nowMs } from '../live/clock.ts';
import { type Session, useSession } from '../stores/session.ts';
import { timeStore } from '../stores/time.ts';
import { twinStore } from '../stores/twin.ts';
import { StateRecord } from './time/state-record.ts';
import { followLate } from './time/use-late.ts';

const records = new WeakMap<Session, StateRecord>();

function recordOf(session: Session): StateRecord {
  let record = records.get(session);
  if (!record) {
    record = new StateRecord((request) => session.feed.changes(request), nowMs);
    records.set(session, record);
  }
  return record;
}

/** The session's record of machine states and texts; re-renders when rows were added. */
export function useStateRecord(): StateRecord {
  const record = recordOf(useSession());
  useSyncExternalStore(record.subscribe, record.version);
  return record;
}

/** Continues the record with live values. Mount once a session. */
export function useRecordLive(): void {
  const session = useSession();
  useEffect(() => {
    const record = recordOf(session);
    const { index, table } = session;
    const follow = () =>
      record.setLive(timeStore.getState().mode === 'live' && twinStore.getState().connection === 'connected');
    follow();
    const stops = [
      timeStore.subscribe(follow),
      twinStore.subscribe(follow),
      followLate(session, (fromMs) => record.late(fromMs)),
      table.watch((slot) => {
        const tag = index.tags[slot];
        if (tag === undefined || (tag.machine.stateTag !== tag && !tag.texts)) return;
        if (timeStore.getState().mode !== 'live') return;
        record.push(slot, table.timesMs[slot]!, table.values[slot]!, table.qualities[slot]!);
      }),
    ];
    return () => {
      record.setLive(false);
      for (const stop of stops) stop();
    };
  }, [session]);
}
