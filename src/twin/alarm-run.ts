import {
  type AlarmCause,
  causeOf,
  isMilder,
  isSameCause,
  isStateTag,
  type Latched,
  latch,
  offDelayMsOf,
} from './alarm.ts';
import type { PlacedTag } from './plant-index.ts';
import { Quality } from './quality.ts';

/** Told when an alarm begins or is over: the sample's time, or the end of the off-delay, and the value then in force. */
export type AlarmChange = (kind: 'raised' | 'cleared', timeMs: number, cause: AlarmCause, value: number) => void;

/** The alarms of one tag along its record, by the rules by which the live ones are raised. */
export class AlarmRun {
  readonly #placed: PlacedTag;
  readonly #changed: AlarmChange;
  readonly #offDelayMs: number;
  #standing: Latched | null = null;
  #value = Number.NaN;
  #quality: number = Quality.bad;

  constructor(placed: PlacedTag, changed: AlarmChange) {
    this.#placed = placed;
    this.#changed = changed;
    const { alarms } = placed.tag;
    this.#offDelayMs = offDelayMsOf(isStateTag(placed) ? alarms?.state : alarms?.limit);
  }

  /** What was in force before the first sample: an alarm may stand since earlier. A quiet value tells what it was last. */
  begin(value: number, quality: number): void {
    const cause = causeOf(this.#placed, value);
    this.#standing = cause && { cause, backSinceMs: null, unconfirmed: quality >= Quality.stale };
    this.#value = value;
    this.#quality = quality;
  }

  /** The next sample; times grow. */
  see(timeMs: number, value: number, quality: number): void {
    this.#wait(timeMs);
    this.#value = value;
    this.#quality = quality;
    this.#look(timeMs);
  }

  /** No sample came until `timeMs`. */
  end(timeMs: number): void {
    // What happens at the end itself is told by whoever goes on from there.
    this.#wait(timeMs - 1);
  }

  #wait(untilMs: number): void {
    const backSinceMs = this.#standing?.backSinceMs ?? null;
    if (backSinceMs !== null && backSinceMs + this.#offDelayMs <= untilMs) this.#look(backSinceMs + this.#offDelayMs);
  }

  #look(timeMs: number): void {
    const before = this.#standing;
    const now = latch(before, this.#placed, this.#value, this.#quality, timeMs);
    this.#standing = now;
    if (now === null) {
      if (before) this.#changed('cleared', timeMs, before.cause, this.#value);
    } else if (!(before && isEased(now.cause, before.cause))) {
      this.#changed('raised', timeMs, now.cause, this.#value);
    }
  }
}

/** The same limit still or again, or a milder one that was passed long ago: no new alarm. */
const isEased = (now: AlarmCause, before: AlarmCause): boolean => isSameCause(now, before) || isMilder(now, before);
