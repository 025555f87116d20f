import type { Span } from '../../../twin/calendar.ts';
import { Quality } from '../../../twin/quality.ts';
import type { StateRows } from './state-spans.ts';

/** Any event, or only the beginning of an alarm. */
export type EventKind = 'change' | 'alarm';
export type Direction = -1 | 1;

export interface StateEvent {
  readonly timeMs: number;
  /** The state from then on; NaN = not known. */
  readonly code: number;
}

/** The change nearest to `atMs` before (-1) or after (1) it, within `span` (both ends count), or null. */
export function nearestEvent(rows: StateRows, atMs: number, direction: Direction, span: Span): StateEvent | null {
  const after = firstAfter(rows.timesMs, atMs);
  for (let k = direction > 0 ? after : after - 1; k >= 0 && k < rows.timesMs.length; k += direction) {
    const timeMs = rows.timesMs[k]!;
    if (direction > 0 ? timeMs > span.toMs : timeMs < span.fromMs) return null;
    const beyond = direction > 0 ? timeMs >= span.fromMs : timeMs < atMs && timeMs <= span.toMs;
    if (beyond && isChange(rows, k)) return { timeMs, code: codeAt(rows, k) };
  }
  return null;
}

/** When the state changed within `span`, oldest first. */
export function changeTimes(rows: StateRows, span: Span): readonly number[] {
  const times: number[] = [];
  for (let k = 1; k < rows.timesMs.length; k++) {
    const timeMs = rows.timesMs[k]!;
    if (timeMs >= span.fromMs && timeMs <= span.toMs && isChange(rows, k)) times.push(timeMs);
  }
  return times;
}

/** On screen, a second is left before and after each change. */
const keptMs = 1000;

/**
 * Where playing may leap to from `cursorMs`, or null: what is left between two neighbouring `times` (sorted) is leapt
 * over where they lie more than two seconds of the screen's time apart. The ends of `known` count as changes.
 */
export function leapOver(times: ArrayLike<number>, known: Span, cursorMs: number, speed: number): number | null {
  if (cursorMs < known.fromMs || cursorMs > known.toMs) return null;
  const leftMs = keptMs * Math.abs(speed);
  const at = firstAfter(times, cursorMs);
  const beforeMs = times[at - 1] ?? known.fromMs;
  const afterMs = times[at] ?? known.toMs;
  if (afterMs - beforeMs <= 2 * leftMs) return null;
  const [from, to] = speed > 0 ? [beforeMs + leftMs, afterMs - leftMs] : [afterMs - leftMs, beforeMs + leftMs];
  const within = speed > 0 ? cursorMs >= from && cursorMs < to : cursorMs <= from && cursorMs > to;
  return within ? to : null;
}

/** The first row holds what was in force already: nothing changed there. */
const isChange = (rows: StateRows, k: number): boolean => k > 0 && !Object.is(codeAt(rows, k), codeAt(rows, k - 1));

const codeAt = (rows: StateRows, k: number): number =>
  rows.qualities[k]! >= Quality.stale ? Number.NaN : rows.values[k]!;

/** Position of the first time after `atMs`; all of them where there is none. */
function firstAfter(timesMs: ArrayLike<number>, atMs: number): number {
  let low = 0;
  let high = timesMs.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (timesMs[middle]! <= atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
