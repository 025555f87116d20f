import type { AlarmEntry } from '../../../twin/alarms/alarm-entry.ts';
import { type Span, shiftAt } from '../../../twin/calendar.ts';
import type { Site } from '../../../twin/plant.ts';

export const healthWindows = ['shift', 'hour', 'day', 'week'] as const;
export type HealthWindow = (typeof healthWindows)[number];

const hourMs = 3_600_000;
const shortestMs = hourMs / 6;

/** Up to now; between shifts, and where the site has none, the last eight hours stand for a shift. */
export function healthSpan(window: HealthWindow, site: Site, nowMs: number): Span {
  const hours = { hour: 1, day: 24, week: 7 * 24, shift: 8 }[window];
  const shift = window === 'shift' ? shiftAt(site, nowMs) : null;
  return { fromMs: shift?.fromMs ?? nowMs - hours * hourMs, toMs: nowMs };
}

/** A journal that began within the window tells of the time from there on, ten minutes at least. */
export function watchedSpan({ fromMs, toMs }: Span, oldestFirst: readonly AlarmEntry[]): Span {
  const [first] = oldestFirst;
  if (first?.n !== 1) return { fromMs, toMs };
  return { fromMs: Math.min(Math.max(fromMs, first.atMs), toMs - shortestMs), toMs };
}
