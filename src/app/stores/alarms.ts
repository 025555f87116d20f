import { createStore } from 'zustand/vanilla';
import type { StandingAlarm } from '../../protocol/messages.ts';
import { type AlarmCause, isSameCause, type Priority } from '../../twin/alarm.ts';
import type { MachineId } from '../../twin/plant.ts';
import type { PlantIndex } from '../../twin/plant-index.ts';
import { Quality } from '../../twin/quality.ts';
import { nowMs } from '../live/clock.ts';
import type { LiveTable } from '../live/live-table.ts';
import type { Onset, OnsetRecord } from './alarm-onset.ts';
import { AlarmWatch, worstFirst } from './alarm-watch.ts';
import { alarmsNowStore } from './alarms-now.ts';
import { type TimeState, timeStore } from './time.ts';
import { type TwinState, twinStore } from './twin.ts';

export type { Priority };

/** Something abnormal now (or at the cursor): a tag beyond a limit, or a machine stopped by a fault. */
export interface ActiveAlarm {
  /** Stable while it lasts. */
  readonly id: string;
  readonly machine: MachineId;
  readonly priority: Priority;
  readonly cause: AlarmCause;
  /** When it began, source clock; null while that is not known. */
  readonly sinceMs: number | null;
  /** It began before `sinceMs`, nobody knows how long: the record, or what was looked at of it, begins there. */
  readonly earlier?: boolean;
  /** Its value went stale or bad since: nobody knows whether it still stands. */
  readonly unconfirmed?: boolean;
  /** As the gateway has it; absent in the past, and while it cannot be asked. */
  readonly state?: StandingAlarm['state'];
}

/** The worst first: by priority, then the newest. */
export const alarmsStore = createStore<{ readonly alarms: readonly ActiveAlarm[] }>(() => ({ alarms: [] }));

/**
 * Whether it is known that nothing else is abnormal: of a twin that was kept, or of live values after the connection
 * was lost or that are all stale or bad, nobody knows it, and no alarm does not mean that all is normal.
 */
export function areAlarmsKnown(
  { qualities }: Pick<LiveTable, 'qualities'>,
  { connection, keptMs }: Pick<TwinState, 'connection' | 'keptMs'>,
  mode: TimeState['mode'],
): boolean {
  if (keptMs !== null || (mode === 'live' && connection !== 'connected')) return false;
  return qualities.some((quality) => quality < Quality.stale);
}

/**
 * Of a live page what the gateway says stands: it knows delays, latches and alarms that one moment does not tell. What
 * this page has found out of its own alarms' beginnings goes with it.
 */
function announced(own: readonly ActiveAlarm[]): readonly ActiveAlarm[] {
  const { standing, known } = alarmsNowStore.getState();
  if (!known || twinStore.getState().connection !== 'connected' || timeStore.getState().mode === 'past') return own;
  const alarms = [...standing.values()].map((told): ActiveAlarm => {
    const seen = own.find(({ id, cause }) => id === told.id && isSameCause(cause, told.cause));
    const known = seen?.sinceMs != null;
    const earlier = known ? seen.earlier : told.stoodBefore;
    return { ...told, sinceMs: known ? seen.sinceMs : told.sinceMs, earlier: earlier ?? false };
  });
  return alarms.sort(worstFirst);
}

/** After a failed look into the record, ms. */
const retryAfterMs = 5000;

/**
 * Keeps the store in step with the table; call `update` once a frame. When an alarm stood already as the page began to
 * look (or another moment is shown), the record is asked when it began, one alarm at a time, the worst first.
 */
export function followAlarms(
  index: PlantIndex,
  table: LiveTable,
  record: OnsetRecord,
): { update(): void; stop(): void } {
  const watch = new AlarmWatch(index, table);
  const stop = table.watch((slot) => watch.written(slot));
  let asking = false;
  let notBeforeMs = 0;
  let stopped = false;
  const untold = new WeakSet<ActiveAlarm>();
  const ask = async (alarm: ActiveAlarm, momentMs: number) => {
    asking = true;
    let onset: Onset | null = null;
    try {
      const { findOnset } = await import('./alarm-onset.ts');
      onset = await findOnset(index, alarm, momentMs, record);
      if (onset === null) untold.add(alarm);
    } catch {
      notBeforeMs = nowMs() + retryAfterMs; // the connection's own banner says what is wrong
    }
    asking = false;
    if (onset && !stopped) publish(watch.began(alarm, onset));
  };
  let own: readonly ActiveAlarm[] = [];
  const publish = (alarms: readonly ActiveAlarm[] | null) => {
    if (!alarms) return;
    own = alarms;
    alarmsStore.setState({ alarms: announced(own) });
  };
  publish([]);
  const again = () => publish(own);
  const unfollow = [
    alarmsNowStore.subscribe(again),
    twinStore.subscribe((now, before) => now.connection !== before.connection && again()),
    timeStore.subscribe((now, before) => now.mode !== before.mode && again()),
  ];
  return {
    update() {
      const wallMs = nowMs();
      // Of the table, not of the cursor: that may be on its way to a moment whose values are not here yet.
      const momentMs = Number.isNaN(table.shownMs) ? wallMs : table.shownMs;
      publish(watch.update(momentMs, wallMs));
      if (asking || wallMs < notBeforeMs || twinStore.getState().connection !== 'connected') return;
      const unknown = watch.firstUnknown(untold);
      if (unknown) void ask(unknown, momentMs);
    },
    stop() {
      stopped = true;
      stop();
      for (const each of unfollow) each();
    },
  };
}
