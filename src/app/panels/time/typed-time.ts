import { clockMs, dayBounds } from '../../../twin/calendar.ts';
import type { Site } from '../../../twin/plant.ts';
import { siteClock } from './clock-text.ts';

const dayMs = 86_400_000;
const pattern = /^(?:(\d{4}-\d{2}-\d{2})[ T]|(yesterday|today|gestern|heute) )?(\d{1,2}):(\d{2})(?::(\d{2}))?$/i;

/**
 * "14:05", "14:05:10", "yesterday 14:05", "2026-11-22 14:05", by the site's clocks. Without a day it is the newest such
 * time that is not after `nowMs`. Null when it cannot be read.
 */
export function typedTime(site: Site, text: string, nowMs: number): number | null {
  const [, date, word, hours, minutes, seconds] = pattern.exec(text.trim()) ?? [];
  if (hours === undefined || minutes === undefined) return null;
  const sinceMidnight = clockMs(`${hours.padStart(2, '0')}:${minutes}`);
  if (sinceMidnight === undefined || Number(seconds ?? 0) > 59) return null;
  const ofDayMs = sinceMidnight + Number(seconds ?? 0) * 1000;
  if (date !== undefined) {
    const utc = Date.parse(`${date}T12:00:00Z`);
    if (Number.isNaN(utc)) return null;
    // Noon UTC may be another day at the site; the site's day that is called so is then a day away.
    const clock = siteClock(site.timeZone);
    const day = [utc, utc - dayMs, utc + dayMs].find((each) => clock.isoDate(each) === date);
    return day === undefined ? null : onDay(site, day, ofDayMs);
  }
  const today = dayBounds(site, nowMs);
  if (/^(yesterday|gestern)$/i.test(word ?? '')) return onDay(site, today.fromMs - 1, ofDayMs);
  const todayMs = onDay(site, nowMs, ofDayMs);
  return word === undefined && todayMs > nowMs ? onDay(site, today.fromMs - 1, ofDayMs) : todayMs;
}

/** The moment of `dayAtMs`'s day when the clocks show `ofDayMs` after midnight: on two days a year they were changed before it. */
function onDay(site: Site, dayAtMs: number, ofDayMs: number): number {
  const guess = dayBounds(site, dayAtMs).fromMs + ofDayMs;
  const [hours = 0, minutes = 0, seconds = 0] = siteClock(site.timeZone).time(guess).split(':').map(Number);
  const shownMs = ((hours * 60 + minutes) * 60 + seconds) * 1000;
  const offMs = ofDayMs - shownMs;
  return Math.abs(offMs) > dayMs / 2 ? guess : guess + offMs;
}
