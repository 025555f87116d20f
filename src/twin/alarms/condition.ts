import { type AlarmCause, hold, type Latched, latch, offDelayMsOf } from '../alarm.ts';
import type { PlacedTag, PlantIndex } from '../plant-index.ts';
import { Quality } from '../quality.ts';
import { type PlacedAlarm, suppressedIn } from './placed-alarm.ts';
import { RateWindow } from './rate-window.ts';
import type { DeviationAlarm, DiscreteAlarm, QualityAlarm, RateAlarm } from './tag-alarms.ts';

/** What conditions read: the newest sample of every tag, by slot, and which sources are there. */
export interface Readings {
  readonly timesMs: ArrayLike<number>;
  readonly values: ArrayLike<number>;
  readonly qualities: ArrayLike<number>;
  isConnected(sourceId: string): boolean;
}

/** What is abnormal now: nothing (null), or nobody knows (undefined). */
type Seen = AlarmCause | null | undefined;
/** `isFarBack`: by more than the deadband. */
type Sight = { readonly seen: Seen; readonly isFarBack?: boolean };

/**
 * Whether an alarm's condition holds, along the samples of its tags (ISA-18.2: deadband, on-delay, off-delay). Looked at
 * when one of `slots` changes, and at `dueMs`.
 */
export class AlarmCondition {
  readonly alarm: PlacedAlarm;
  /** Tags that it reads. */
  readonly slots: readonly number[];
  /** Look again at this time of the caller's clock; infinite when only another sample can change something. */
  dueMs = Number.POSITIVE_INFINITY;
  readonly #readings: Readings;
  readonly #look: ((atMs: number) => Sight) | null;
  #standing: Latched | null = null;
  /** The condition has held since, and waits for the on-delay. */
  #pendingMs: number | null = null;

  constructor(alarm: PlacedAlarm, index: PlantIndex, readings: Readings) {
    this.alarm = alarm;
    this.#readings = readings;
    const { placed, settings } = alarm;
    const setpoint = alarm.kind === 'deviation' ? setpointTag(alarm, index) : undefined;
    const { stateTag } = placed.machine;
    this.slots = [placed, ...(setpoint ? [setpoint] : []), ...(settings.suppressedWhile && stateTag ? [stateTag] : [])]
      .map(({ slot }) => slot)
      .filter((slot, at, all) => all.indexOf(slot) === at);
    this.#look = sightOf(alarm, index, readings, setpoint);
  }

  get standing(): Latched | null {
    return this.#standing;
  }

  /** It stood when it was last known. */
  restore(cause: AlarmCause): void {
    this.#standing = { cause, backSinceMs: null, unconfirmed: false };
  }

  /** What stands after a look at `atMs`, which grows. */
  look(atMs: number): Latched | null {
    const before = this.#standing;
    const now = this.#held(before, atMs);
    if (before === null && now !== null && this.alarm.onDelayMs > 0) {
      this.#pendingMs ??= atMs;
      if (atMs - this.#pendingMs < this.alarm.onDelayMs) {
        this.dueMs = this.#pendingMs + this.alarm.onDelayMs;
        return null;
      }
    }
    this.#pendingMs = null;
    this.#standing = now;
    this.dueMs = this.#nextLook(now, atMs);
    return now;
  }

  /** Whether the machine's state suppresses it by design; undefined = nobody knows. */
  isSuppressed(): boolean | undefined {
    const { stateTag } = this.alarm.placed.machine;
    if (this.alarm.settings.suppressedWhile === undefined || stateTag === undefined) return false;
    const { values, qualities } = this.#readings;
    return qualities[stateTag.slot]! >= Quality.stale ? undefined : suppressedIn(this.alarm, values[stateTag.slot]!);
  }

  #held(before: Latched | null, atMs: number): Latched | null {
    const { placed, settings } = this.alarm;
    const { values, qualities } = this.#readings;
    if (this.#look === null) return latch(before, placed, values[placed.slot]!, qualities[placed.slot]!, atMs);
    const { seen, isFarBack = false } = this.#look(atMs);
    return hold(before, seen, atMs, offDelayMsOf(settings), () => isFarBack);
  }

  #nextLook(now: Latched | null, atMs: number): number {
    if (now === null) return Number.POSITIVE_INFINITY;
    const offMs = offDelayMsOf(this.alarm.settings);
    if (now.backSinceMs !== null) return now.backSinceMs + offMs;
    // A value that stays as it is changes no more, though no sample says so.
    return this.alarm.kind === 'rate' ? atMs + overMsOf(this.alarm) / 4 : Number.POSITIVE_INFINITY;
  }
}

const overMsOf = ({ settings }: PlacedAlarm): number => ((settings as RateAlarm).overS ?? 60) * 1000;

function setpointTag({ placed, settings }: PlacedAlarm, { tagById }: PlantIndex): PlacedTag | undefined {
  const { setpoint } = settings as DeviationAlarm;
  if (typeof setpoint === 'number') return undefined;
  const full = tagById.get(setpoint as PlacedTag['id']);
  return placed.machine.tags.find(({ tag }) => tag.id === setpoint) ?? full;
}

/** Null: by `latch`, as the page and the summaries of the record do. */
function sightOf(
  alarm: PlacedAlarm,
  index: PlantIndex,
  readings: Readings,
  setpoint: PlacedTag | undefined,
): ((atMs: number) => Sight) | null {
  const { placed, settings, kind } = alarm;
  const { slot } = placed;
  if (kind === 'limit' || kind === 'state') return null;
  const abnormal: AlarmCause = { kind, slot };
  const isKnown = (of: number): boolean => readings.qualities[of]! < Quality.stale;
  switch (kind) {
    case 'rate':
      return rateSight(settings as RateAlarm, overMsOf(alarm), abnormal, slot, readings);
    case 'deviation': {
      const { by, deadband = 0, setpoint: fixed } = settings as DeviationAlarm;
      return () => {
        const wanted = setpoint ? readings.values[setpoint.slot]! : Number(fixed);
        if (!isKnown(slot) || (setpoint && !isKnown(setpoint.slot))) return { seen: undefined };
        const off = Math.abs(readings.values[slot]! - wanted);
        return { seen: off >= by ? abnormal : null, isFarBack: deadband > 0 && off < by - deadband };
      };
    }
    case 'discrete': {
      const { states } = settings as DiscreteAlarm;
      return () => {
        if (!isKnown(slot)) return { seen: undefined };
        return { seen: states.includes(stateName(placed, readings.values[slot]!) ?? '') ? abnormal : null };
      };
    }
    case 'quality': {
      const least = Quality[(settings as QualityAlarm).from ?? 'stale'];
      return () => ({ seen: readings.qualities[slot]! >= least ? abnormal : null });
    }
    case 'communication': {
      const source = placed.tag.source ?? index.plant.sources[0]!.id;
      return () => ({ seen: readings.isConnected(source) ? null : abnormal });
    }
  }
}

function rateSight(
  { rising = Number.POSITIVE_INFINITY, falling = Number.POSITIVE_INFINITY, deadband = 0 }: RateAlarm,
  overMs: number,
  abnormal: AlarmCause,
  slot: number,
  { timesMs, values, qualities }: Readings,
): (atMs: number) => Sight {
  const window = new RateWindow(overMs);
  let sampleMs = Number.NaN;
  let seenMs = Number.NaN;
  let reachedMs = Number.NEGATIVE_INFINITY;
  return (atMs) => {
    if (qualities[slot]! >= Quality.stale) {
      window.forget();
      return { seen: undefined };
    }
    if (timesMs[slot] !== sampleMs) [sampleMs, seenMs] = [timesMs[slot]!, atMs];
    // The source's clock, and how long its last sample has been in force by ours.
    reachedMs = Math.max(reachedMs, sampleMs + Math.max(0, atMs - seenMs));
    const rate = window.see(reachedMs, values[slot]!);
    const isFarBack = deadband > 0 && rate < rising - deadband && -rate < falling - deadband;
    return { seen: rate >= rising || -rate >= falling ? abnormal : null, isFarBack };
  };
}

function stateName({ tag, stateNames, texts }: PlacedTag, value: number): string | undefined {
  if (tag.kind === 'boolean') return value === 0 ? 'off' : 'on';
  return stateNames?.[value] ?? texts?.get(value);
}
