import { dayBounds, instant, type Span, shiftAt } from '../../../twin/calendar.ts';
import { shiftsWithin } from '../../../twin/planned-stops.ts';
import type { Site } from '../../../twin/plant.ts';

export const periodKinds = ['shift', 'day', 'period'] as const;
export type PeriodKind = (typeof periodKinds)[number];

/** What a period is compared with. */
export const comparisons = ['previous', 'week', 'nothing'] as const;
export type Comparison = (typeof comparisons)[number];

/** A shift or a day, whole, or any stretch of time. */
export interface Period extends Span {
  readonly kind: PeriodKind;
  /** Of a shift. */
  readonly name: string | null;
}

const dayMs = 86_400_000;
const weekMs = 7 * dayMs;
/** What the gateway works out at most. */
const longestMs = 62 * dayMs;

const dayOf = (site: Site, timeMs: number): Period => ({ kind: 'day', name: null, ...dayBounds(site, timeMs) });

/** The shift that is on at `timeMs`, or the last one before it; null where there was none for a week. */
function shiftOf(site: Site, timeMs: number): Period | null {
  const before = { fromMs: timeMs - weekMs, toMs: timeMs };
  const shift = shiftAt(site, timeMs) ?? shiftsWithin(site, before).findLast(({ toMs }) => toMs <= timeMs);
  return shift ? { kind: 'shift', ...shift } : null;
}

/** The period of that kind that holds `timeMs`; of `period` eight hours to it. A day where the site has no shift then. */
export function periodAt(site: Site, kind: PeriodKind, timeMs: number): Period {
  if (kind === 'period') return { kind, name: null, fromMs: timeMs - dayMs / 3, toMs: timeMs };
  return (kind === 'shift' ? shiftOf(site, timeMs) : null) ?? dayOf(site, timeMs);
}

/** The period right before (-1) or right after it (1); null where there is none for a week. */
export function stepped(site: Site, period: Period, by: -1 | 1): Period | null {
  const { kind, fromMs, toMs } = period;
  if (kind === 'day') return dayOf(site, by < 0 ? fromMs - 1 : toMs);
  if (kind === 'period') return { ...period, fromMs: fromMs + by * (toMs - fromMs), toMs: toMs + by * (toMs - fromMs) };
  if (by < 0) return shiftOf(site, fromMs - 1);
  const next = shiftsWithin(site, { fromMs: toMs, toMs: toMs + weekMs }).find((shift) => shift.fromMs >= toMs);
  return next ? { kind, ...next } : null;
}

/** What `period` is compared with: the one before, or the one a week earlier by the clock on the wall. */
export function comparedWith(site: Site, period: Period, comparison: Comparison): Period | null {
  if (comparison === 'nothing') return null;
  if (comparison === 'previous') return stepped(site, period, -1);
  const { kind, name, fromMs, toMs } = period;
  if (kind === 'period') return { ...period, fromMs: fromMs - weekMs, toMs: toMs - weekMs };
  const middleMs = (fromMs + toMs) / 2 - weekMs;
  if (kind === 'day') return dayOf(site, middleMs);
  const then = shiftOf(site, middleMs);
  return then?.name === name ? then : null;
}

/** The moment of a local time "2030-01-31T06:00", or undefined. */
export function localMoment(site: Site, text: string): number | undefined {
  const local = Date.parse(`${text}Z`);
  return Number.isNaN(local) ? undefined : instant(site.timeZone, local);
}

export const isPeriod = ({ fromMs, toMs }: Span): boolean => toMs > fromMs && toMs - fromMs <= longestMs;

/** The query of the page's address. */
export const periodQuery = ({ kind, fromMs, toMs }: Period, comparison: Comparison): string => {
  const iso = (ms: number) => new Date(ms).toISOString();
  const to = kind === 'period' ? `&to=${iso(toMs)}` : '';
  return `?kind=${kind}&from=${iso(fromMs)}${to}${comparison === 'previous' ? '' : `&with=${comparison}`}`;
};

/** What such a query says; what it leaves open is the newest that there is. */
export function periodOf(site: Site, query: string, nowMs: number): { period: Period; comparison: Comparison } {
  const said = new URLSearchParams(query);
  const kind = periodKinds.find((each) => each === said.get('kind')) ?? 'shift';
  const comparison = comparisons.find((each) => each === said.get('with')) ?? 'previous';
  const [fromMs, toMs] = [Date.parse(said.get('from') ?? ''), Date.parse(said.get('to') ?? '')];
  if (Number.isNaN(fromMs)) return { period: periodAt(site, kind, nowMs), comparison };
  const told: Period = { kind: 'period', name: null, fromMs, toMs };
  return { period: kind === 'period' && isPeriod(told) ? told : periodAt(site, kind, fromMs), comparison };
}
