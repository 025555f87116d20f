import { createStore } from 'zustand/vanilla';
import type { AlarmCause, Priority } from '../../twin/alarm.ts';
import type { MachineId } from '../../twin/plant.ts';
import type { PlantIndex } from '../../twin/plant-index.ts';
import { Quality } from '../../twin/quality.ts';
import { nowMs } from '../live/clock.ts';
import type { LiveTable } from '../live/live-table.ts';
import { findOnset, type Onset, type OnsetRecord } from './alarm-onset.ts';
import { AlarmWatch } from './alarm-watch.ts';
import type { TimeState } from './time.ts';
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
      onset = await findOnset(index, alarm, momentMs, record);
      if (onset === null) untold.add(alarm);
    } catch {
      notBeforeMs = nowMs() + retryAfterMs; // the connection's own banner says what is wrong
    }
    asking = false;
    if (onset && !stopped) publish(watch.began(alarm, onset));
  };
  const publish = (alarms: readonly ActiveAlarm[] | null) => {
    if (alarms) alarmsStore.setState({ alarms });
  };
  publish([]);
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
    },
  };
}
