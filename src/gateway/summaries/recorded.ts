import type { Span } from '../../twin/calendar.ts';
import { Quality } from '../../twin/quality.ts';
import type { Historian } from '../historian/historian.ts';
import { minuteMs } from './minutes.ts';

/**
 * The minutes of `span` in which something was recorded: any tag got a good or uncertain sample in it, or had one in
 * force at its start. A plant that reports changes only may be silent and well; one whose sources all went quiet is not.
 * Minutes that begin after `nowMs` lack nothing yet.
 */
export async function recordedMinutes(
  historian: Historian,
  { fromMs, toMs }: Span,
  nowMs: number,
  signal: AbortSignal,
): Promise<ReadonlySet<number>> {
  const recorded = new Set<number>(await historian.chartedMinutes(fromMs, toMs, signal));
  for (let atMs = fromMs; atMs < toMs; ) {
    if (recorded.has(atMs)) {
      atMs += minuteMs;
      continue;
    }
    if (atMs > nowMs) {
      for (; atMs < toMs; atMs += minuteMs) recorded.add(atMs);
      break;
    }
    let endMs = atMs;
    while (endMs < toMs && endMs <= nowMs && !recorded.has(endMs)) endMs += minuteMs;
    const gapMs = await firstWithout(historian, atMs, endMs, signal);
    for (; atMs < gapMs; atMs += minuteMs) recorded.add(atMs);
    atMs = endMs;
  }
  return recorded;
}

/** Of silent minutes the first at whose start nothing could be trusted: without samples trust can only be lost. */
async function firstWithout(historian: Historian, fromMs: number, toMs: number, signal: AbortSignal): Promise<number> {
  const isTrusted = async (atMs: number) => {
    const { timesMs, qualities } = await historian.snapshot(atMs, signal);
    return qualities.some((quality, slot) => quality < Quality.stale && !Number.isNaN(timesMs[slot]!));
  };
  // The ends first: most silences are wholly the one or the other.
  if (await isTrusted(toMs - minuteMs)) return toMs;
  if (!(await isTrusted(fromMs))) return fromMs;
  let low = 1;
  let high = (toMs - fromMs) / minuteMs - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (await isTrusted(fromMs + middle * minuteMs)) low = middle + 1;
    else high = middle;
  }
  return fromMs + low * minuteMs;
}
