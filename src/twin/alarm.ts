import type { AlarmKind, AlarmSettings, Priority } from './alarms/tag-alarms.ts';
import { type LimitState, limitState } from './limits.ts';
import { stateClass } from './packml.ts';
import type { Limits, Tag } from './plant.ts';
import type { PlacedTag } from './plant-index.ts';
import { Quality } from './quality.ts';

export type { Priority };

/** What is abnormal: a tag at or beyond a limit, a machine stopped by a fault, or what the plant file calls abnormal. */
export type AlarmCause =
  | { readonly kind: 'limit'; readonly slot: number; readonly limit: Exclude<LimitState, 'normal'> }
  | { readonly kind: 'state'; readonly state: 'held' | 'aborted' }
  | { readonly kind: NamedKind; readonly slot: number };

/** An alarm of one tag while it stands. */
export interface Latched {
  readonly cause: AlarmCause;
  /** The value has been back since; null while it is beyond. */
  readonly backSinceMs: number | null;
  /** Its value went stale or bad since: nobody knows whether it still stands. */
  readonly unconfirmed: boolean;
}

/** Kinds of alarm that have a name in the plant file. */
export type NamedKind = Exclude<AlarmKind, 'limit' | 'state'>;

/** Back for so long, or by more than its deadband, an alarm is over: one that hovers at its limit stays. */
export const offDelayMsOf = (settings: AlarmSettings | undefined): number => (settings?.offDelayS ?? 5) * 1000;

export const isStateTag = ({ machine, slot }: PlacedTag): boolean => machine.stateTag?.slot === slot;

/** Whether the tag's value can be abnormal by itself: by its limits, or as its machine's state. */
export const canAlarm = (placed: PlacedTag): boolean => placed.tag.limits !== undefined || isStateTag(placed);

/** What is abnormal about a value that is trusted, by its limits or as a state; null = nothing. */
export function causeOf(placed: PlacedTag, value: number): AlarmCause | null {
  if (isStateTag(placed)) {
    const state = stateClass(value);
    return state === 'held' || state === 'aborted' ? { kind: 'state', state } : null;
  }
  const limit = limitState(placed.tag.limits, value);
  return limit === 'normal' ? null : { kind: 'limit', slot: placed.slot, limit };
}

/**
 * What stands of a tag after a look at its value at `atMs`; null = nothing. With `waits` an alarm whose value is back,
 * or milder, stays until it has been so for the off-delay or by more than the deadband: look again then.
 */
export function latch(
  standing: Latched | null,
  placed: PlacedTag,
  value: number,
  quality: number,
  atMs: number,
  waits = true,
): Latched | null {
  const seen = quality >= Quality.stale ? undefined : causeOf(placed, value);
  const { alarms } = placed.tag;
  const delayMs = offDelayMsOf(isStateTag(placed) ? alarms?.state : alarms?.limit);
  return hold(standing, seen, atMs, delayMs, (cause) => isWellBack(placed, cause, value), waits);
}

/** The same of any condition: `seen` is what is abnormal now, null = nothing, undefined = nobody knows. */
export function hold(
  standing: Latched | null,
  seen: AlarmCause | null | undefined,
  atMs: number,
  delayMs: number,
  isFarBack: (from: AlarmCause) => boolean,
  waits = true,
): Latched | null {
  // Nobody knows that it is over: it stays, and says so.
  if (seen === undefined) return standing && { ...standing, backSinceMs: null, unconfirmed: true };
  const now = seen && { cause: seen, backSinceMs: null, unconfirmed: false };
  if (!standing || !waits || standing.unconfirmed) return now;
  // The same, worse, or on the other side: at once.
  if (seen && !isMilder(seen, standing.cause)) return now;
  const backSinceMs = standing.backSinceMs ?? atMs;
  const isOver = atMs - backSinceMs >= delayMs || isFarBack(standing.cause);
  return isOver ? now : { ...standing, backSinceMs };
}

/** Whether the value is back from the limit by more than the deadband. */
export function isBack(
  limits: Limits | undefined,
  deadband: number | undefined,
  limit: Exclude<LimitState, 'normal'>,
  value: number,
): boolean {
  const at = limits?.[limit];
  if (at === undefined || deadband === undefined || deadband === 0) return false;
  return limit === 'high' || limit === 'highHigh' ? value < at - deadband : value > at + deadband;
}

/** Of its limits, in the tag's unit. */
export const deadbandOf = ({ alarms, deadband }: Tag): number | undefined => alarms?.limit?.deadband ?? deadband;

const isWellBack = ({ tag }: PlacedTag, cause: AlarmCause, value: number): boolean =>
  cause.kind === 'limit' && isBack(tag.limits, deadbandOf(tag), cause.limit, value);

/** `tag` is the one that raises it. */
export function priorityOf(cause: AlarmCause, { alarms }: Tag): Priority {
  const given = alarms?.[cause.kind]?.priority;
  if (given !== undefined) return given;
  if (cause.kind !== 'limit' && cause.kind !== 'state') return 3;
  const name = cause.kind === 'limit' ? cause.limit : cause.state;
  return name === 'highHigh' || name === 'lowLow' || name === 'aborted' ? 1 : 2;
}

/** Of the same tag and kind. */
export const isSameCause = (a: AlarmCause, b: AlarmCause): boolean => {
  if (a.kind === 'limit') return b.kind === 'limit' && a.limit === b.limit;
  return a.kind === 'state' ? b.kind === 'state' && a.state === b.state : a.kind === b.kind;
};

/** Of the same tag: a step back towards normal. The other side of normal is another alarm, not a milder one. */
export function isMilder(now: AlarmCause, before: AlarmCause): boolean {
  if (now.kind === 'state') return before.kind === 'state' && before.state === 'aborted' && now.state === 'held';
  const pair = before.kind === 'limit' && now.kind === 'limit' && `${before.limit} ${now.limit}`;
  return pair === 'highHigh high' || pair === 'lowLow low';
}
