import type { Span } from '../../twin/calendar.ts';
import type { MachineId } from '../../twin/plant.ts';
import type { Stretch, TimeClass } from './stretches.ts';

/** What a machine's time is while it stands and was to produce. */
export type StopClass = Exclude<TimeClass, 'unknown' | 'planned' | 'production'>;

export interface MachineStop extends Span {
  readonly is: StopClass;
  /** What the machine says of it, for the longest time; null where it does not. */
  readonly reason: string | null;
  /** Of its time what lies in the window and in no planned stop. */
  readonly lostMs: number;
}

/** A stop of a machine, from its first to its last moment in the window. */
export interface Stop extends MachineStop {
  readonly line: string;
  readonly machine: MachineId;
  /** Null where the plant file gives the line no rate, or its figures are another machine's. */
  readonly cost: number | null;
}

/** The machine's stops that cost planned busy time in the window, oldest first. */
export function stopsOf(stretches: readonly Stretch[], window: Span): MachineStop[] {
  const byStop = new Map<number, (Stretch & { readonly ms: number })[]>();
  for (const stretch of stretches) {
    const fromMs = Math.max(stretch.fromMs, window.fromMs);
    const toMs = Math.min(stretch.toMs, window.toMs);
    if (stretch.stop < 0 || stretch.is === 'planned' || toMs <= fromMs) continue;
    const own = byStop.get(stretch.stop) ?? [];
    own.push({ ...stretch, fromMs, toMs, ms: toMs - fromMs });
    byStop.set(stretch.stop, own);
  }
  return [...byStop.values()].map((own) => {
    const byReason = new Map<string | null, number>();
    for (const { reason, ms } of own) byReason.set(reason, (byReason.get(reason) ?? 0) + ms);
    const [reason] = [...byReason].reduce((most, each) => (each[1] > most[1] ? each : most));
    return {
      fromMs: own[0]!.fromMs,
      toMs: own.at(-1)!.toMs,
      is: own[0]!.is as StopClass,
      reason,
      lostMs: own.reduce((sum, { ms }) => sum + ms, 0),
    };
  });
}
