import type { Shift, Site, Weekday } from './plant.ts';

/** A stretch of time, Unix epoch: [fromMs, toMs). */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}
export interface ShiftSpan extends Span {
  readonly name: string;
}

export const dayMs = 86_400_000;
/** In the order of `Date.getUTCDay`. */
export const weekdays: readonly Weekday[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** The shift that is on at `timeMs`, or null between shifts. A shift that spans a change of clocks is an hour longer or shorter. */
export function shiftAt(site: Site, timeMs: number): ShiftSpan | null {
  const today = localDay(site.timeZone, timeMs);
  for (const day of [today, today - dayMs]) {
    const weekday = weekdays[new Date(day).getUTCDay()]!;
    for (const shift of site.shifts) {
      if (!shift.days.includes(weekday)) continue;
      const span = shiftSpan(site.timeZone, shift, day);
      if (span && span.fromMs <= timeMs && timeMs < span.toMs) return { name: shift.name, ...span };
    }
  }
  return null;
}

/** The site's calendar day that holds `timeMs`, from midnight to midnight: 23, 24 or 25 hours. */
export function dayBounds(site: Site, timeMs: number): Span {
  const day = localDay(site.timeZone, timeMs);
  return { fromMs: instant(site.timeZone, day), toMs: instant(site.timeZone, day + dayMs) };
}

/** Milliseconds after midnight of a time "HH:MM", or undefined. */
export function clockMs(text: string): number | undefined {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
  return hours === undefined ? undefined : (Number(hours) * 60 + Number(minutes)) * 60_000;
}

/** How long a shift is by the clock on the wall: an end at or before the start is on the next day. */
export function clockLengthMs(startMs: number, endMs: number): number {
  return endMs > startMs ? endMs - startMs : endMs - startMs + dayMs;
}

/** When what runs by these clock times on the local day is on; undefined where they are no times. */
export function shiftSpan(timeZone: string, shift: Pick<Shift, 'start' | 'end'>, day: number): Span | undefined {
  const start = clockMs(shift.start);
  const end = clockMs(shift.end);
  if (start === undefined || end === undefined) return undefined;
  const local = day + start;
  return { fromMs: instant(timeZone, local), toMs: instant(timeZone, local + clockLengthMs(start, end)) };
}

// Local times below are wall-clock readings written as if they were UTC.

/** Midnight of the local day that holds `timeMs`. */
export function localDay(timeZone: string, timeMs: number): number {
  return Math.floor((timeMs + offsetMs(timeZone, timeMs)) / dayMs) * dayMs;
}

/**
 * When the clocks on the wall show `local`: the first time, where they show it twice; where they skip it, as long
 * after the change as it lies after the skip's start (ECMAScript Temporal's "compatible").
 */
export function instant(timeZone: string, local: number): number {
  const before = offsetMs(timeZone, local - dayMs);
  const after = offsetMs(timeZone, local + dayMs);
  const fits = (offset: number) => offsetMs(timeZone, local - offset) === offset;
  if (!fits(before) && fits(after)) return local - after;
  return local - before;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** How far the zone's clocks are ahead of UTC. */
function offsetMs(timeZone: string, timeMs: number): number {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(timeZone, format);
  }
  const fields = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0 };
  for (const { type, value } of format.formatToParts(timeMs)) {
    if (type in fields) fields[type as keyof typeof fields] = Number(value);
  }
  const local = Date.UTC(fields.year, fields.month - 1, fields.day, fields.hour, fields.minute, fields.second);
  return local - Math.floor(timeMs / 1000) * 1000;
}
