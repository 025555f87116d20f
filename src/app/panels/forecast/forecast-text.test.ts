import { beforeAll, expect, test } from 'vitest';
import type { Forecast } from '../../../protocol/messages.ts';
import type { Plant, TagId } from '../../../twin/plant.ts';
import { indexPlant } from '../../../twin/plant-index.ts';
import { smallPlant } from '../../../twin/small-plant.ts';
import { openLanguage, openLater } from '../../languages/language.ts';
import { forecastWords } from './forecast-text.ts';

beforeAll(async () => {
  Object.assign(globalThis, { navigator: { languages: ['en'] }, document: { documentElement: {} } });
  await openLanguage();
  await openLater();
});

const index = indexPlant(smallPlant as unknown as Plant);
const nowMs = Date.UTC(2026, 10, 22, 13, 5);
const hourMs = 3_600_000;
const forecast = (hours: number): Forecast => ({
  slot: index.tagById.get('filler.speed' as TagId)!.slot,
  limit: 'highHigh',
  fromMs: nowMs,
  earliestMs: nowMs + hours * hourMs,
  likelyMs: nowMs + (hours + 1) * hourMs,
  latestMs: nowMs + (hours + 2.5) * hourMs,
  drift: {
    level: 0,
    levelSd: 0,
    pace: 1,
    paceSd: 0,
    growth: 0,
    growthSd: 0,
    diffusion: 0,
    noiseSd: 0,
    minutes: 60,
  },
});

test('FORE-2 a forecast names machine, tag, limit and times of the site', () => {
  expect(forecastWords(forecast(1), index, nowMs).whole).toBe(
    'Filler: Speed reaches very high limit 1,400 bottles/min between 15:05 and 17:35 (most likely 16:05)',
  );
});

test('FORE-2 times of another day have their day', () => {
  expect(forecastWords(forecast(8), index, nowMs).next).toBe(
    'Speed: 1,400 bottles/min between 22:05 and Mon 23 Nov 00:35',
  );
});
