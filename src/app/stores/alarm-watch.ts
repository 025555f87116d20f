import { canAlarm, isMilder, isSameCause, type Latched, latch, priorityOf } from '../../twin/alarm.ts';
import type { PlacedTag, PlantIndex } from '../../twin/plant-index.ts';
import { Quality } from '../../twin/quality.ts';
import type { LiveTable } from '../live/live-table.ts';
import type { Onset } from './alarm-onset.ts';
import type { ActiveAlarm } from './alarms.ts';

/** What was known of an alarm's beginning holds over a jump in time of at most this. */
const sameStretchMs = 5 * 60_000;

interface Standing {
  readonly alarm: ActiveAlarm;
  /** `backSinceMs` is this device's clock. */
  readonly latched: Latched;
}
/** Whether the table shows another stretch of time than at the last look, and how far away. */
type Jump = 'near' | 'far' | null;

/** Which alarms stand, worked out from the slots that were written to. It has no clock of its own. */
export class AlarmWatch {
  readonly #table: LiveTable;
  readonly #tags: readonly PlacedTag[];
  /** By slot: can it raise an alarm at all? */
  readonly #relevant: Uint8Array;
  readonly #dirty = new Set<number>();
  readonly #standing = new Map<number, Standing>();
  #epoch: number;
  #momentMs = Number.NaN;

  constructor(index: PlantIndex, table: LiveTable) {
    this.#table = table;
    this.#tags = index.tags;
    this.#relevant = Uint8Array.from(index.tags, (tag) => (canAlarm(tag) ? 1 : 0));
    this.#epoch = table.epoch;
    for (const { slot } of index.tags) this.written(slot);
    this.#epoch = -1; // whatever stands when the watching begins has begun before
  }

  written(slot: number): void {
    if (this.#relevant[slot] === 1) this.#dirty.add(slot);
  }

  /** All alarms, the worst first, when something changed; else null. `wallMs` grows steadily, `momentMs` may jump. */
  update(momentMs: number, wallMs: number): readonly ActiveAlarm[] | null {
    const near = Math.abs(momentMs - this.#momentMs) <= sameStretchMs;
    const jumped: Jump = this.#table.epoch === this.#epoch ? null : near ? 'near' : 'far';
    this.#epoch = this.#table.epoch;
    let changed = jumped !== null && this.#jump(momentMs, near);
    this.#momentMs = momentMs;
    // What stood at another moment is looked at anew, whether or not its value is another one.
    if (jumped === 'far') for (const slot of this.#standing.keys()) this.#dirty.add(slot);
    for (const slot of this.#dirty) changed = this.#look(slot, wallMs, jumped) || changed;
    this.#dirty.clear();
    for (const [slot, { latched }] of this.#standing) {
      if (latched.backSinceMs !== null) changed = this.#look(slot, wallMs, jumped) || changed;
    }
    return changed ? this.#sorted() : null;
  }

  /** The worst whose beginning is not known, but for those of which the record said nothing. */
  firstUnknown(but: WeakSet<ActiveAlarm>): ActiveAlarm | null {
    let first: ActiveAlarm | null = null;
    for (const { alarm } of this.#standing.values()) {
      if (alarm.sinceMs === null && !but.has(alarm) && (first === null || alarm.priority < first.priority))
        first = alarm;
    }
    return first;
  }

  /** The record told when it began; an alarm that is over or became another one meanwhile is left alone. */
  began(alarm: ActiveAlarm, onset: Onset): readonly ActiveAlarm[] | null {
    for (const [slot, { alarm: standing, latched }] of this.#standing) {
      if (standing !== alarm) continue;
      this.#standing.set(slot, { alarm: { ...alarm, ...onset }, latched });
      return this.#sorted();
    }
    return null;
  }

  /** Another moment is shown: what is known of beginnings near it still holds. */
  #jump(momentMs: number, near: boolean): boolean {
    let changed = false;
    for (const [slot, { alarm, latched }] of this.#standing) {
      const isKnown = alarm.sinceMs === null || (near && alarm.sinceMs <= momentMs);
      const { earlier: _, ...rest } = alarm;
      this.#standing.set(slot, {
        alarm: isKnown ? alarm : { ...rest, sinceMs: null },
        latched: { ...latched, backSinceMs: null },
      });
      changed ||= !isKnown;
    }
    return changed;
  }

  #look(slot: number, wallMs: number, jumped: Jump): boolean {
    const placed = this.#tags[slot]!;
    const isKnown = !Number.isNaN(this.#table.timesMs[slot]!);
    const value = isKnown ? this.#table.values[slot]! : Number.NaN;
    const quality = isKnown ? this.#table.qualities[slot]! : Quality.good;
    const standing = this.#standing.get(slot);
    // A quiet value keeps what stands, but of another moment it tells nothing.
    const kept = jumped === 'far' && quality >= Quality.stale ? undefined : standing;
    const latched = latch(kept?.latched ?? null, placed, value, quality, wallMs, !jumped);
    if (latched === null) return this.#standing.delete(slot);
    const { cause, unconfirmed } = latched;
    const { alarm: before, latched: was } = kept ?? {};
    if (before && was && isSameCause(cause, was.cause)) {
      const { unconfirmed: _, ...alarm } = before;
      const isNews = unconfirmed !== was.unconfirmed;
      const said = !isNews ? before : unconfirmed ? { ...alarm, unconfirmed } : alarm;
      this.#standing.set(slot, { alarm: said, latched });
      return isNews;
    }
    // Watched as it came: its sample's own time. Milder than before: it passed this limit long ago.
    const watched = !jumped && (was === undefined || !isMilder(cause, was.cause));
    this.#standing.set(slot, {
      alarm: {
        id: cause.kind === 'limit' ? `limit:${placed.id}` : `state:${placed.machine.machine.id}`,
        machine: placed.machine.machine.id,
        priority: priorityOf(cause, placed.tag),
        cause,
        sinceMs: watched ? this.#table.timesMs[slot]! : null,
      },
      latched,
    });
    return true;
  }

  #sorted(): readonly ActiveAlarm[] {
    return [...this.#standing.values()].map(({ alarm }) => alarm).sort(worstFirst);
  }
}

/** An unknown beginning counts as old. */
export const worstFirst = (a: ActiveAlarm, b: ActiveAlarm): number =>
  a.priority - b.priority || (b.sinceMs ?? 0) - (a.sinceMs ?? 0) || (a.id < b.id ? -1 : 1);
