import { expect, test } from 'vitest';
import { ago, duration, siteClock } from './clock-text.ts';

const noonUtc = Date.UTC(2026, 10, 22, 12, 0, 5);

test('TIME-1: a moment is told by the clocks of the site', () => {
  expect(siteClock('Europe/Amsterdam').moment(noonUtc)).toBe('Sun 22 Nov 13:00:05');
  expect(siteClock('Asia/Kolkata').moment(noonUtc)).toBe('Sun 22 Nov 17:30:05');
  expect(siteClock('Pacific/Auckland').day(noonUtc)).toBe('Mon 23 Nov');
  expect(siteClock('Pacific/Auckland').isoDate(noonUtc)).toBe('2026-11-23');
});

test('midnight is 00:00, not 24:00', () => {
  expect(siteClock('UTC').time(Date.UTC(2026, 0, 1))).toBe('00:00:00');
});

test('an unknown moment is a dash, not an error', () => {
  expect(siteClock('UTC').moment(Number.NaN)).toBe('–');
});

test.each([
  [400, '0.4 s'],
  [12_999, '12 s'],
  [192_000, '3 min 12 s'],
  [180_000, '3 min'],
  [12 * 60_000, '12 min'],
  [(3 * 60 + 12) * 60_000, '3 h 12 min'],
  [51 * 3_600_000, '2 d 3 h'],
  [-5, '0.0 s'],
  [Number.NaN, '–'],
])('%d ms reads %s', (ms, text) => {
  expect(duration(ms)).toBe(text);
});

test('how long ago', () => {
  expect(ago(noonUtc - 500, noonUtc)).toBe('now');
  expect(ago(noonUtc - 4000, noonUtc)).toBe('4 s ago');
  expect(ago(Number.NaN, noonUtc)).toBe('never');
});
