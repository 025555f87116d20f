import { limitState } from '../../twin/limits.ts';
import { stateClass } from '../../twin/packml.ts';
import type { Limits } from '../../twin/plant.ts';
import type { PlacedTag, PlantIndex } from '../../twin/plant-index.ts';
import { Quality } from '../../twin/quality.ts';
import type { LiveTable } from '../live/live-table.ts';
import type { Onset } from './alarm-onset.ts';
import type { ActiveAlarm, Priority } from './alarms.ts';

/** Back for this long, or by more than its deadband, an alarm is over: one that hovers at its limit stays. */
const offDelayMs = 5000;
/** What was known of an alarm's beginning holds over a jump in time of at most this. */
const sameStretchMs = 5 * 60_000;

interface Standing {
  alarm: ActiveAlarm;
  /** The value has been back since, this device's clock; null while it is beyond. */
  backSinceMs: number | null;
}
type Cause = ActiveAlarm['cause'];
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
    this.#relevant = Uint8Array.from(index.tags, (tag) => (tag.tag.limits || isState(tag) ? 1 : 0));
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
    for (const [slot, { backSinceMs }] of this.#standing) {
      if (backSinceMs !== null) changed = this.#look(slot, wallMs, jumped) || changed;
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
    for (const standing of this.#standing.values()) {
      if (standing.alarm !== alarm) continue;
      standing.alarm = { ...alarm, ...onset };
      return this.#sorted();
    }
    return null;
  }

  /** Another moment is shown: what is known of beginnings near it still holds. */
  #jump(momentMs: number, near: boolean): boolean {
    let changed = false;
    for (const standing of this.#standing.values()) {
      standing.backSinceMs = null;
      const { alarm } = standing;
      if (alarm.sinceMs === null || (near && alarm.sinceMs <= momentMs)) continue;
      const { earlier: _, ...rest } = alarm;
      standing.alarm = { ...rest, sinceMs: null };
      changed = true;
    }
    return changed;
  }

  #look(slot: number, wallMs: number, jumped: Jump): boolean {
    const placed = this.#tags[slot]!;
    const standing = this.#standing.get(slot);
    // Nobody knows that it is over: it stays, and says so. Of another moment it tells nothing.
    if (standing && this.#isQuiet(slot) && jumped !== 'far') {
      standing.backSinceMs = null;
      return confirm(standing, false);
    }
    const cause = this.#causeOf(placed);
    if (cause && standing && same(cause, standing.alarm.cause)) {
      standing.backSinceMs = null;
      return confirm(standing, true);
    }
    const waits = standing && !jumped && !standing.alarm.unconfirmed;
    if (waits && !(cause && !milder(cause, standing.alarm.cause))) {
      // Not at once: a value that hovers at its limit would come and go.
      standing.backSinceMs ??= wallMs;
      const over = wallMs - standing.backSinceMs >= offDelayMs || this.#isWellBack(placed, standing.alarm.cause);
      if (!over) return false;
    }
    if (cause === null) return this.#standing.delete(slot);
    const timeMs = this.#table.timesMs[slot]!;
    // Watched as it came: its sample's own time. Milder than before: it passed this limit long ago.
    const known = !jumped && (standing === undefined || !milder(cause, standing.alarm.cause));
    this.#standing.set(slot, {
      alarm: {
        id: cause.kind === 'limit' ? `limit:${placed.id}` : `state:${placed.machine.machine.id}`,
        machine: placed.machine.machine.id,
        priority: priorityOf(cause),
        cause,
        sinceMs: known ? timeMs : null,
      },
      backSinceMs: null,
    });
    return true;
  }

  /** It had a value, and has none now that could be trusted. */
  #isQuiet(slot: number): boolean {
    return this.#table.qualities[slot]! >= Quality.stale && !Number.isNaN(this.#table.timesMs[slot]!);
  }

  #causeOf(placed: PlacedTag): Cause | null {
    const { slot } = placed;
    if (this.#table.qualities[slot]! >= Quality.stale || Number.isNaN(this.#table.timesMs[slot]!)) return null;
    const value = this.#table.values[slot]!;
    if (isState(placed)) {
      const state = stateClass(value);
      return state === 'held' || state === 'aborted' ? { kind: 'state', state } : null;
    }
    const limit = limitState(placed.tag.limits, value);
    return limit === 'normal' ? null : { kind: 'limit', slot, limit };
  }

  #isWellBack({ slot, tag }: PlacedTag, cause: Cause): boolean {
    if (cause.kind === 'state') return false;
    return isBack(tag.limits, tag.deadband, cause.limit, this.#table.values[slot]!);
  }

  #sorted(): readonly ActiveAlarm[] {
    return [...this.#standing.values()].map(({ alarm }) => alarm).sort(worstFirst);
  }
}

/** Whether the value is back from the limit by more than the deadband. */
export function isBack(
  limits: Limits | undefined,
  deadband: number | undefined,
  limit: Exclude<ReturnType<typeof limitState>, 'normal'>,
  value: number,
): boolean {
  const at = limits?.[limit];
  if (at === undefined || deadband === undefined || deadband === 0) return false;
  return limit === 'high' || limit === 'highHigh' ? value < at - deadband : value > at + deadband;
}

/** Whether that is news. */
function confirm(standing: Standing, confirmed: boolean): boolean {
  const { unconfirmed = false, ...alarm } = standing.alarm;
  if (unconfirmed === !confirmed) return false;
  standing.alarm = confirmed ? alarm : { ...alarm, unconfirmed: true };
  return true;
}

const isState = ({ machine, slot }: PlacedTag): boolean => machine.stateTag?.slot === slot;

function priorityOf(cause: Cause): Priority {
  const name = cause.kind === 'limit' ? cause.limit : cause.state;
  return name === 'highHigh' || name === 'lowLow' || name === 'aborted' ? 1 : 2;
}

const same = (a: Cause, b: Cause): boolean =>
  a.kind === 'limit' ? b.kind === 'limit' && a.limit === b.limit : b.kind === 'state' && a.state === b.state;

/** Of the same tag: a step back towards normal. The other side of normal is another alarm, not a milder one. */
function milder(now: Cause, before: Cause): boolean {
  if (now.kind === 'state') return before.kind === 'state' && before.state === 'aborted' && now.state === 'held';
  const pair = before.kind === 'limit' && `${before.limit} ${now.limit}`;
  return pair === 'highHigh high' || pair === 'lowLow low';
}

/** An unknown beginning counts as old. */
const worstFirst = (a: ActiveAlarm, b: ActiveAlarm): number =>
  a.priority - b.priority || (b.sinceMs ?? 0) - (a.sinceMs ?? 0) || (a.id < b.id ? -1 : 1);
