import { type LimitState, limitState } from './limits.ts';
import { stateClass } from './packml.ts';
import type { Limits } from './plant.ts';
import type { PlacedTag } from './plant-index.ts';
import { Quality } from './quality.ts';

/** 1 high (red square), 2 medium (amber triangle), 3 low (violet diamond). */
export type Priority = 1 | 2 | 3;

/** What is abnormal: a tag at or beyond a limit, or a machine stopped by a fault. */
export type AlarmCause =
  | { readonly kind: 'limit'; readonly slot: number; readonly limit: Exclude<LimitState, 'normal'> }
  | { readonly kind: 'state'; readonly state: 'held' | 'aborted' };

/** An alarm of one tag while it stands. */
export interface Latched {
  readonly cause: AlarmCause;
  /** The value has been back since; null while it is beyond. */
  readonly backSinceMs: number | null;
  /** Its value went stale or bad since: nobody knows whether it still stands. */
  readonly unconfirmed: boolean;
}

/** Back for this long, or by more than its deadband, an alarm is over: one that hovers at its limit stays. */
export const offDelayMs = 5000;

export const isStateTag = ({ machine, slot }: PlacedTag): boolean => machine.stateTag?.slot === slot;

/** Whether the tag can raise an alarm at all. */
export const canAlarm = (placed: PlacedTag): boolean => placed.tag.limits !== undefined || isStateTag(placed);

/** What is abnormal about a value that is trusted; null = nothing. */
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
  // Nobody knows that it is over: it stays, and says so.
  if (quality >= Quality.stale) return standing && { ...standing, backSinceMs: null, unconfirmed: true };
  const cause = causeOf(placed, value);
  const now = cause && { cause, backSinceMs: null, unconfirmed: false };
  if (!standing || !waits || standing.unconfirmed) return now;
  // The same, worse, or on the other side: at once.
  if (cause && !isMilder(cause, standing.cause)) return now;
  const backSinceMs = standing.backSinceMs ?? atMs;
  const isOver = atMs - backSinceMs >= offDelayMs || isWellBack(placed, standing.cause, value);
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

const isWellBack = ({ tag }: PlacedTag, cause: AlarmCause, value: number): boolean =>
  cause.kind === 'limit' && isBack(tag.limits, tag.deadband, cause.limit, value);

export function priorityOf(cause: AlarmCause): Priority {
  const name = cause.kind === 'limit' ? cause.limit : cause.state;
  return name === 'highHigh' || name === 'lowLow' || name === 'aborted' ? 1 : 2;
}

export const isSameCause = (a: AlarmCause, b: AlarmCause): boolean =>
  a.kind === 'limit' ? b.kind === 'limit' && a.limit === b.limit : b.kind === 'state' && a.state === b.state;

/** Of the same tag: a step back towards normal. The other side of normal is another alarm, not a milder one. */
export function isMilder(now: AlarmCause, before: AlarmCause): boolean {
  if (now.kind === 'state') return before.kind === 'state' && before.state === 'aborted' && now.state === 'held';
  const pair = before.kind === 'limit' && `${before.limit} ${now.limit}`;
  return pair === 'highHigh high' || pair === 'lowLow low';
}
