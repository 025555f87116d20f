import { expect, test } from 'vitest';
import type { Site } from '../../../twin/plant.ts';
import { siteClock } from './clock-text.ts';
import { typedTime } from './typed-time.ts';

const site: Site = { name: 'Site', timeZone: 'Europe/Amsterdam', floor: [10, 10], shifts: [] };
const now = Date.UTC(2026, 10, 22, 12); // 13:00 in Amsterdam
const read = (text: string) => {
  const timeMs = typedTime(site, text, now);
  return timeMs === null
    ? null
    : `${siteClock(site.timeZone).isoDate(timeMs)} ${siteClock(site.timeZone).time(timeMs)}`;
};

test.each([
  ['12:05', '2026-11-22 12:05:00'],
  ['9:05:30', '2026-11-22 09:05:30'],
  ['14:00', '2026-11-21 14:00:00'],
  ['yesterday 22:10', '2026-11-21 22:10:00'],
  ['today 14:00', '2026-11-22 14:00:00'],
  ['2026-10-25 06:00', '2026-10-25 06:00:00'],
  ['2026-03-29 14:30', '2026-03-29 14:30:00'],
])('TIME-2: %s is %s', (text, meant) => {
  expect(read(text)).toBe(meant);
});

test.each(['', 'noon', '25:00', '12:60', '12:00:75', '2026-02-31 10:00', '12'])('TIME-2: %j is not a time', (text) => {
  expect(read(text)).toBeNull();
});
