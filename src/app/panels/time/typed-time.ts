import { clockMs, dayBounds } from '../../../twin/calendar.ts';
import type { Site } from '../../../twin/plant.ts';
import { siteClock } from './clock-text.ts';

const secondMs = 1000;
const minuteMs = 60_000;
const hourMs = 3_600_000;
const dayMs = 86_400_000;

/** Words of every language of the page count, whichever is chosen: plants are read by people of several. */
const nowWords = /^(now|jetzt)$/;
const unit =
  '(s|secs?|seconds?|sek|sekunden?|min|mins|minutes?|minuten?|h|hours?|std|stunden?|d|days?|t|tag(?:en?)?)\\.?';
const amount = `(\\d+(?:[.,]\\d+)?) ?${unit}`;
/** "-15 min", "2 h ago", "vor 2 h" */
const before = new RegExp(`^(?:[-−–] ?${amount}|${amount} ago|vor ${amount})$`);
/** "14:05", "14.05", "14:05:10", "2:05 pm", "2 pm"; before it a day, "2026-11-22", "yesterday" or "mon". */
const onTheClock =
  /^(?:(\d{4}-\d{2}-\d{2})[ t]|([a-zäöü]+)[.,]? )?(\d{1,2})(?:[:.](\d{2})(?:[:.](\d{2}))?)?(?: ?([ap])\.?m\.?)?$/;

const weekdayWords: readonly RegExp[] = [
  /^(sun|sunday|so|sonntag)$/,
  /^(mon|monday|mo|montag)$/,
  /^(tue|tues|tuesday|di|dienstag)$/,
  /^(wed|wednesday|mi|mittwoch)$/,
  /^(thu|thur|thurs|thursday|do|donnerstag)$/,
  /^(fri|friday|fr|freitag)$/,
  /^(sat|saturday|sa|samstag|sonnabend)$/,
];

/**
 * "14:05", "14.05", "2:05 pm", "14:05:10", "yesterday 14:05", "mon 14:05", "2026-11-22 14:05", by the site's clocks;
 * "now", "-15 min", "2 h ago"; German words as well. Without a day it is the newest such time that is not after
 * `nowMs`. Null when it cannot be read.
 */
export function typedTime(site: Site, text: string, nowMs: number): number | null {
  const words = text.trim().toLowerCase().replace(/\s+/g, ' ');
  if (nowWords.test(words)) return nowMs;
  const ago = before
    .exec(words)
    ?.slice(1)
    .filter((each) => each !== undefined);
  if (ago) return nowMs - Number(ago[0]!.replace(',', '.')) * unitMs(ago[1]!);
  const [, date, word, hours, minutes, seconds, half] = onTheClock.exec(words) ?? [];
  const ofDayMs = sinceMidnight(hours, minutes, seconds, half);
  if (ofDayMs === null) return null;
  if (date !== undefined) return onDate(site, date, ofDayMs);
  const today = dayBounds(site, nowMs);
  if (word === 'yesterday' || word === 'gestern') return onDay(site, today.fromMs - 1, ofDayMs);
  const todayMs = onDay(site, nowMs, ofDayMs);
  if (word === 'today' || word === 'heute') return todayMs;
  if (word === undefined) return todayMs > nowMs ? onDay(site, today.fromMs - 1, ofDayMs) : todayMs;
  const weekday = weekdayWords.findIndex((each) => each.test(word));
  return weekday < 0 ? null : onWeekday(site, weekday, ofDayMs, nowMs);
}

function unitMs(name: string): number {
  if (name.startsWith('s') && !name.startsWith('st')) return secondMs;
  if (name.startsWith('m')) return minuteMs;
  return /^(h|s)/.test(name) ? hourMs : dayMs;
}

/** Null for a time that no clock shows; hours alone are a time only with am or pm. */
function sinceMidnight(hours?: string, minutes?: string, seconds = '0', half?: string): number | null {
  if (hours === undefined || (minutes === undefined && half === undefined) || Number(seconds) > 59) return null;
  const shown = Number(hours);
  if (half !== undefined && (shown < 1 || shown > 12)) return null;
  const hour = half === undefined ? shown : (shown % 12) + (half === 'p' ? 12 : 0);
  const ofDayMs = clockMs(`${String(hour).padStart(2, '0')}:${minutes ?? '00'}`);
  return ofDayMs === undefined ? null : ofDayMs + Number(seconds) * secondMs;
}

function onDate(site: Site, date: string, ofDayMs: number): number | null {
  const utc = Date.parse(`${date}T12:00:00Z`);
  if (Number.isNaN(utc)) return null;
  // Noon UTC may be another day at the site; the site's day that is called so is then a day away.
  const clock = siteClock(site.timeZone);
  const day = [utc, utc - dayMs, utc + dayMs].find((each) => clock.isoDate(each) === date);
  return day === undefined ? null : onDay(site, day, ofDayMs);
}

/** The newest such weekday, 0 = Sunday, on which the time is not after now. */
function onWeekday(site: Site, weekday: number, ofDayMs: number, nowMs: number): number | null {
  const clock = siteClock(site.timeZone);
  let day = dayBounds(site, nowMs);
  // Today's time may be yet to come: then it is the day of a week ago.
  for (let back = 0; back <= 7; back++, day = dayBounds(site, day.fromMs - 1)) {
    if (new Date(`${clock.isoDate(day.fromMs)}T12:00:00Z`).getUTCDay() !== weekday) continue;
    const timeMs = onDay(site, day.fromMs, ofDayMs);
    if (timeMs <= nowMs) return timeMs;
  }
  return null;
}

/** The moment of `dayAtMs`'s day when the clocks show `ofDayMs` after midnight: on two days a year they were changed before it. */
function onDay(site: Site, dayAtMs: number, ofDayMs: number): number {
  const guess = dayBounds(site, dayAtMs).fromMs + ofDayMs;
  const [hours = 0, minutes = 0, seconds = 0] = siteClock(site.timeZone).time(guess).split(':').map(Number);
  const shownMs = ((hours * 60 + minutes) * 60 + seconds) * 1000;
  const offMs = ofDayMs - shownMs;
  return Math.abs(offMs) > dayMs / 2 ? guess : guess + offMs;
}
