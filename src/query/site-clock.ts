import { dayBounds, type ShiftSpan, type Span, shiftAt } from '../twin/calendar.ts';
import { locales } from '../twin/language.ts';
import type { Site } from '../twin/plant.ts';
import type { Phrases } from './languages/phrases.ts';
import type { Moment } from './languages/said-time.ts';

const hourMs = 3_600_000;

/** When the site's clocks show `clockMs` after midnight on the day that starts at `day.fromMs`. */
export function wallTime(site: Site, day: Span, clockMs: number): number {
  const guess = day.fromMs + clockMs;
  if (day.toMs - day.fromMs === 24 * hourMs || clockMs >= 24 * hourMs) return guess;
  return guess + clockMs - clockOf(site, guess);
}

export const dayBefore = (site: Site, day: Span): Span => dayBounds(site, day.fromMs - hourMs);

/** The latest shifts that began at or before `atMs`, newest first, up to a week back. */
export function* shiftsBefore(site: Site, atMs: number): Generator<ShiftSpan> {
  for (let time = atMs; time > atMs - 7 * 24 * hourMs; ) {
    const shift = shiftAt(site, time);
    if (shift) yield shift;
    // Between shifts the next is looked for in steps shorter than any shift.
    time = shift ? shift.fromMs - 1 : time - hourMs / 4;
  }
}

/** How the site's clocks show a moment, as read on the day of `atMs`. `locale` is BCP 47. */
export function momentAt(site: Site, timeMs: number, atMs: number, locale: string): Moment {
  const { timeZone } = site;
  const day = dayBounds(site, atMs);
  const time = format(locale, timeZone, { hour: '2-digit', minute: '2-digit', second: '2-digit' }, timeMs).replace(
    /:00$/,
    '',
  );
  if (timeMs >= day.fromMs && timeMs < day.toMs) return { time, date: null };
  const year = Math.abs(timeMs - atMs) > 180 * 24 * hourMs ? ({ year: 'numeric' } as const) : {};
  return {
    time,
    date: format(locale, timeZone, { weekday: 'short', day: 'numeric', month: 'short', ...year }, timeMs),
  };
}

/** "45 s", "12 min", "1 h 5 min", "2 d 3 h"; under ten seconds with a tenth. */
export function durationText(spanMs: number, { values, dayUnit }: Pick<Phrases, 'values' | 'dayUnit'>): string {
  const seconds = spanMs / 1000;
  if (seconds < 9.95) return `${(Math.round(seconds * 10) / 10).toLocaleString(values.locale)} s`;
  if (seconds < 59.5) return `${Math.round(seconds)} s`;
  const whole = Math.round(seconds);
  const minutes = Math.floor(whole / 60);
  if (minutes < 10) return whole % 60 === 0 ? `${minutes} min` : `${minutes} min ${whole % 60} s`;
  const rounded = Math.round(seconds / 60);
  if (rounded < 60) return `${rounded} min`;
  const hours = Math.floor(rounded / 60);
  if (hours < 24) return `${hours} h${rounded % 60 === 0 ? '' : ` ${rounded % 60} min`}`;
  const days = Math.floor(hours / 24);
  return `${days} ${dayUnit}${hours % 24 === 0 ? '' : ` ${hours % 24} h`}`;
}

function clockOf(site: Site, timeMs: number): number {
  const [hours = 0, minutes = 0, seconds = 0] = format(
    locales.en,
    site.timeZone,
    { hour: '2-digit', minute: '2-digit', second: '2-digit' },
    timeMs,
  )
    .split(':')
    .map(Number);
  return ((hours * 60 + minutes) * 60 + seconds) * 1000;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function format(locale: string, timeZone: string, options: Intl.DateTimeFormatOptions, timeMs: number): string {
  const key = `${locale} ${timeZone} ${Object.keys(options).join()}`;
  let made = formats.get(key);
  if (!made) {
    made = new Intl.DateTimeFormat(locale, { timeZone, hourCycle: 'h23', ...options });
    formats.set(key, made);
  }
  return made.format(timeMs);
}
