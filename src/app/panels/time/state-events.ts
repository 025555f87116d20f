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

/** On screen, a second is left at either end of what is leapt over. */
export const keptMs = 1000;

/** Where playing may leap to from `cursorMs`, or null: in a quiet stretch of more than two seconds of the screen's time. */
export function leapOver(quiet: readonly Span[], cursorMs: number, speed: number): number | null {
  const leftMs = keptMs * Math.abs(speed);
  const span = quiet.find(({ fromMs, toMs }) => cursorMs >= fromMs && cursorMs <= toMs);
  if (span === undefined || span.toMs - span.fromMs <= 2 * leftMs) return null;
  const ends = [span.fromMs + leftMs, span.toMs - leftMs] as const;
  const [from, to] = speed > 0 ? ends : [ends[1], ends[0]];
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
