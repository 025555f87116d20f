import { dayBounds, dayMs, localDay, type ShiftSpan, type Span, shiftSpan, weekdays } from './calendar.ts';
import type { Site } from './plant.ts';

/** The date "YYYY-MM-DD" as its midnight written as if it were UTC, or undefined where there is no such day. */
export function localDate(text: string): number | undefined {
  const day = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(day) || new Date(day).toISOString().slice(0, 10) !== text ? undefined : day;
}

/** The shifts that touch the span, whole, in the order of time. */
export function shiftsWithin(site: Site, span: Span): readonly ShiftSpan[] {
  const found = localDays(site, span).flatMap((day) =>
    site.shifts.flatMap((shift) => {
      const own = shift.days.includes(weekdayOf(day)) ? shiftSpan(site.timeZone, shift, day) : undefined;
      return own && touches(own, span) ? [{ name: shift.name, ...own }] : [];
    }),
  );
  return found.sort((a, b) => a.fromMs - b.fromMs);
}

/** The calendar days that touch the span, whole, in the order of time. */
export function daysWithin(site: Site, span: Span): readonly Span[] {
  const days: Span[] = [];
  for (let atMs = span.fromMs; atMs < span.toMs; atMs = days.at(-1)!.toMs) days.push(dayBounds(site, atMs));
  return days;
}

/**
 * When nobody means to produce on the line: the time between shifts, where the site has any, and its planned stops.
 * Cut to the span, merged, in the order of time.
 */
export function plannedDowntime(site: Site, line: string, span: Span): readonly Span[] {
  const stops = (site.plannedStops ?? []).filter(({ lines }) => lines === undefined || lines.includes(line));
  const found = localDays(site, span).flatMap((day) =>
    stops.flatMap((stop) => {
      const on = stop.days ? stop.days.includes(weekdayOf(day)) : stop.dates?.some((each) => localDate(each) === day);
      return (on && shiftSpan(site.timeZone, stop, day)) || [];
    }),
  );
  return merged([...found, ...betweenShifts(site, span)], span);
}

/** A night shift of the day before may reach into the span. */
function localDays({ timeZone }: Site, { fromMs, toMs }: Span): readonly number[] {
  const days: number[] = [];
  for (let day = localDay(timeZone, fromMs) - dayMs; day <= localDay(timeZone, toMs); day += dayMs) days.push(day);
  return days;
}

const weekdayOf = (day: number) => weekdays[new Date(day).getUTCDay()]!;
const touches = (one: Span, other: Span): boolean => one.fromMs < other.toMs && one.toMs > other.fromMs;

function betweenShifts(site: Site, span: Span): readonly Span[] {
  if (site.shifts.length === 0) return [];
  const gaps: Span[] = [];
  let fromMs = span.fromMs;
  for (const shift of shiftsWithin(site, span)) {
    gaps.push({ fromMs, toMs: shift.fromMs });
    fromMs = Math.max(fromMs, shift.toMs);
  }
  return [...gaps, { fromMs, toMs: span.toMs }];
}

function merged(spans: readonly Span[], within: Span): readonly Span[] {
  const cut = spans
    .map(({ fromMs, toMs }) => ({ fromMs: Math.max(fromMs, within.fromMs), toMs: Math.min(toMs, within.toMs) }))
    .filter(({ fromMs, toMs }) => toMs > fromMs)
    .sort((a, b) => a.fromMs - b.fromMs);
  const joined: Span[] = [];
  for (const each of cut) {
    const last = joined.at(-1);
    if (last && each.fromMs <= last.toMs) joined[joined.length - 1] = { ...last, toMs: Math.max(last.toMs, each.toMs) };
    else joined.push(each);
  }
  return joined;
}
