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
  ['now', '2026-11-22 13:00:00'],
  ['Jetzt', '2026-11-22 13:00:00'],
  ['-15 min', '2026-11-22 12:45:00'],
  ['−90s', '2026-11-22 12:58:30'],
  ['- 2 h', '2026-11-22 11:00:00'],
  ['2 h ago', '2026-11-22 11:00:00'],
  ['1.5 hours ago', '2026-11-22 11:30:00'],
  ['vor 2 h', '2026-11-22 11:00:00'],
  ['vor 1,5 Stunden', '2026-11-22 11:30:00'],
  ['vor 3 Tagen', '2026-11-19 13:00:00'],
  ['-20 Sek.', '2026-11-22 12:59:40'],
  ['mon 14:30', '2026-11-16 14:30:00'],
  ['Montag 14:30', '2026-11-16 14:30:00'],
  ['Mo. 14.30', '2026-11-16 14:30:00'],
  ['sunday 12:30', '2026-11-22 12:30:00'],
  ['So 14:30', '2026-11-15 14:30:00'],
  ['fri  2:05 PM', '2026-11-20 14:05:00'],
  ['12.05', '2026-11-22 12:05:00'],
  ['2:05 pm', '2026-11-21 14:05:00'],
  ['9:05am', '2026-11-22 09:05:00'],
  ['12:10 am', '2026-11-22 00:10:00'],
  ['12 pm', '2026-11-22 12:00:00'],
  ['gestern 22.10', '2026-11-21 22:10:00'],
])('TIME-2: %s is %s', (text, meant) => {
  expect(read(text)).toBe(meant);
});

test('TIME-2: a weekday is the newest on which the clocks went to that time, also across their change', () => {
  const afterChange = Date.UTC(2026, 9, 26, 5); // Monday 06:00 in Amsterdam, the clocks went back on Sunday
  const at = (text: string) => typedTime(site, text, afterChange);
  expect(at('sun 12:00')).toBe(Date.UTC(2026, 9, 25, 11));
  expect(at('sat 12:00')).toBe(Date.UTC(2026, 9, 24, 10));
  expect(at('mon 07:00')).toBe(Date.UTC(2026, 9, 19, 5));
});

test.each([
  '-5',
  'ago',
  '5 parsecs ago',
  'someday 14:00',
  'vor',
  '',
  'noon',
  '25:00',
  '12:60',
  '12:00:75',
  '2026-02-31 10:00',
  '12',
  '13:00 pm',
  '0 am',
])('TIME-2: %j is not a time', (text) => {
  expect(read(text)).toBeNull();
});
