import type { AlarmsChange, StandingAlarm } from '../../protocol/messages.ts';
import { canAlarm, isMilder, isSameCause, isStateTag, type Latched, latch, priorityOf } from '../../twin/alarm.ts';
import type { PlacedTag, PlantIndex } from '../../twin/plant-index.ts';
import type { LiveValues } from '../live-values.ts';

interface Standing {
  readonly alarm: StandingAlarm;
  readonly latched: Latched;
}

/** The alarms that stand now, by the rules of `twin/alarm.ts`: what every viewer is told, whatever moment it looks at. */
export class StandingAlarms {
  readonly #live: LiveValues;
  #tags: readonly PlacedTag[] = [];
  #canAlarm = new Uint8Array();
  /** By slot: between these nothing is abnormal. */
  #low = new Float64Array();
  #high = new Float64Array();
  /** By slot. */
  readonly #standing = new Map<number, Standing>();
  /** Slots whose value is back and waits for the off-delay. */
  readonly #waiting = new Set<number>();

  constructor(index: PlantIndex, live: LiveValues, nowMs: number) {
    this.#live = live;
    this.adopt(index, nowMs);
  }

  /** The plant was changed: its limits may be others. */
  adopt(index: PlantIndex, nowMs: number): void {
    this.#tags = index.tags;
    this.#canAlarm = Uint8Array.from(index.tags, (tag) => (canAlarm(tag) ? 1 : 0));
    this.#low = Float64Array.from(index.tags, (tag) => normal(tag).low);
    this.#high = Float64Array.from(index.tags, (tag) => normal(tag).high);
    for (const slot of this.#standing.keys()) if (this.#canAlarm[slot] !== 1) this.#standing.delete(slot);
    for (const { slot } of index.tags) if (this.#canAlarm[slot] === 1) this.#look(slot, nowMs);
  }

  all(): AlarmsChange {
    return { whole: true, standing: [...this.#standing.values()].map(({ alarm }) => alarm), over: [] };
  }

  /** Looks at the slots that changed since `LiveValues.clearChanged`, and at what waits; null when nothing is new. */
  update(nowMs: number): AlarmsChange | null {
    const { changed, changedCount, values } = this.#live;
    const standing: StandingAlarm[] = [];
    const over: string[] = [];
    const look = (slot: number): void => {
      const before = this.#standing.get(slot)?.alarm;
      this.#look(slot, nowMs);
      const now = this.#standing.get(slot)?.alarm;
      if (now === before) return;
      if (now) standing.push(now);
      else if (before) over.push(before.id);
    };
    for (let k = 0; k < changedCount; k++) {
      const slot = changed[k]!;
      if (this.#canAlarm[slot] !== 1) continue;
      const isNormal = values[slot]! > this.#low[slot]! && values[slot]! < this.#high[slot]!;
      if (!isNormal || this.#standing.has(slot)) look(slot);
    }
    for (const slot of this.#waiting) look(slot);
    return standing.length + over.length === 0 ? null : { whole: false, standing, over };
  }

  #look(slot: number, nowMs: number): void {
    const placed = this.#tags[slot]!;
    const before = this.#standing.get(slot);
    const timeMs = this.#live.timesMs[slot]!;
    const value = this.#live.values[slot]!;
    const latched = latch(before?.latched ?? null, placed, value, this.#live.qualities[slot]!, nowMs);
    if (latched === null) {
      if (!before) return; // as almost always
      this.#standing.delete(slot);
      this.#waiting.delete(slot);
      return;
    }
    if (latched.backSinceMs === null) this.#waiting.delete(slot);
    else this.#waiting.add(slot);
    const { cause, unconfirmed } = latched;
    const same = before && isSameCause(cause, before.latched.cause);
    const alarm: StandingAlarm =
      same && unconfirmed === before.latched.unconfirmed
        ? before.alarm
        : {
            id: cause.kind === 'limit' ? `limit:${placed.id}` : `state:${placed.machine.machine.id}`,
            machine: placed.machine.machine.id,
            priority: priorityOf(cause, placed.tag),
            cause,
            // Milder than before: it passed this limit long ago.
            sinceMs: before && (same || isMilder(cause, before.latched.cause)) ? before.alarm.sinceMs : timeMs,
            unconfirmed,
          };
    this.#standing.set(slot, { alarm, latched });
  }
}

/** What a tag's value has to lie between so that a look at it is not worth while; of states each is looked at. */
function normal(placed: PlacedTag): { readonly low: number; readonly high: number } {
  if (isStateTag(placed)) return { low: Number.NaN, high: Number.NaN };
  const { low, lowLow, high, highHigh } = placed.tag.limits ?? {};
  return {
    low: Math.max(low ?? Number.NEGATIVE_INFINITY, lowLow ?? Number.NEGATIVE_INFINITY),
    high: Math.min(high ?? Number.POSITIVE_INFINITY, highHigh ?? Number.POSITIVE_INFINITY),
  };
}
