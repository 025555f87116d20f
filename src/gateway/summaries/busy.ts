import type { Snapshot } from '../../series/columns.ts';
import type { Span } from '../../twin/calendar.ts';
import type { PlacedTag } from '../../twin/plant-index.ts';
import { Quality } from '../../twin/quality.ts';
import { type Minute, minuteMs, minuteOf } from './minutes.ts';
import type { TagSample } from './tag-rows.ts';

/**
 * The seconds of a minute in which any machine's state changed: bit k of the first number is second k, of the other
 * second 30 + k. So a minute of any plant takes the same room.
 */
export type BusySeconds = readonly [number, number];

export const noneBusy: BusySeconds = [0, 0];

const secondMs = 1000;
const half = minuteMs / secondMs / 2;

/** Marks the seconds in which a state tag changed its value, went quiet or came back, by minute. */
export function markChanges(
  { slot }: PlacedTag,
  start: Snapshot,
  samples: readonly TagSample[],
  marked: Map<number, BusySeconds>,
): void {
  let before = codeOf(start.values[slot]!, start.qualities[slot]!);
  for (const { timeMs, value, quality } of samples) {
    const code = codeOf(value, quality);
    if (Object.is(code, before)) continue;
    before = code;
    const startMs = minuteOf(timeMs);
    const second = Math.floor((timeMs - startMs) / secondMs);
    const [first, last] = marked.get(startMs) ?? noneBusy;
    marked.set(startMs, second < half ? [first | (1 << second), last] : [first, last | (1 << (second - half))]);
  }
}

const codeOf = (value: number, quality: number): number => (quality >= Quality.stale ? Number.NaN : value);

/**
 * The stretches of `span` without a busy second that last `leastMs` or longer, oldest first; `minutes` are those that
 * it touches, in the order of time.
 */
export function quietSpans(minutes: Iterable<readonly [number, Minute]>, span: Span, leastMs: number): Span[] {
  const quiet: Span[] = [];
  let { fromMs } = span;
  const close = (toMs: number) => {
    if (toMs - fromMs >= leastMs) quiet.push({ fromMs, toMs });
  };
  for (const [startMs, { busy }] of minutes) {
    if (busy === noneBusy) continue;
    for (let second = 0; second < 2 * half; second++) {
      if (!(busy[second < half ? 0 : 1] & (1 << (second % half)))) continue;
      const busyMs = startMs + second * secondMs;
      if (busyMs >= span.toMs) break;
      close(busyMs);
      fromMs = Math.max(fromMs, busyMs + secondMs);
    }
  }
  close(span.toMs);
  return quiet;
}
