import { expect, test } from 'vitest';
import type { AlarmEntry } from '../../../twin/alarms/alarm-entry.ts';
import type { Site } from '../../../twin/plant.ts';
import { healthSpan, watchedSpan } from './window.ts';

const [min, hour] = [60_000, 3_600_000];
const nowMs = Date.UTC(2030, 0, 8, 9, 30);
const shifts = [{ name: 'Early', days: ['tue'], start: '06:00', end: '14:00' }] as const;
const site: Site = { name: 'S', timeZone: 'UTC', shifts, floor: [5, 5] };
const entry = (n: number, atMs: number) => ({ n, atMs }) as AlarmEntry;

test('ALM-12 a window is the shift so far, eight hours between shifts, or the last hour, day or week', () => {
  expect(healthSpan('shift', site, nowMs)).toEqual({ fromMs: Date.UTC(2030, 0, 8, 6), toMs: nowMs });
  const nightMs = nowMs + 10 * hour;
  expect(healthSpan('shift', site, nightMs)).toEqual({ fromMs: nightMs - 8 * hour, toMs: nightMs });
  expect(healthSpan('week', site, nowMs)).toEqual({ fromMs: nowMs - 168 * hour, toMs: nowMs });
});

test('ALM-12 a journal that began within the window tells of the time since, ten minutes at least', () => {
  const span = { fromMs: nowMs - 24 * hour, toMs: nowMs };
  expect(watchedSpan(span, [entry(7, nowMs - hour)])).toEqual(span);
  expect(watchedSpan(span, [])).toEqual(span);
  expect(watchedSpan(span, [entry(1, nowMs - hour)])).toEqual({ fromMs: nowMs - hour, toMs: nowMs });
  expect(watchedSpan(span, [entry(1, nowMs - min)])).toEqual({ fromMs: nowMs - 10 * min, toMs: nowMs });
});
