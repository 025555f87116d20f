import { expect, test } from 'vitest';
import type { Forecast } from '../../../protocol/messages.ts';
import type { PlacedTag } from '../../../twin/plant-index.ts';
import { fanExtremes, fanOf, withFan } from './fan.ts';

const minuteMs = 60_000;
const tag = { tag: { limits: { low: 10, high: 80 } } } as unknown as PlacedTag;
const forecast = (limit: 'low' | 'high', level: number): Forecast => ({
  slot: 0,
  limit,
  fromMs: 0,
  earliestMs: 80 * minuteMs,
  likelyMs: 100 * minuteMs,
  latestMs: 120 * minuteMs,
  drift: {
    level,
    levelSd: 0,
    pace: 0.1,
    paceSd: 0.01,
    growth: 0,
    growthSd: 0,
    diffusion: 0,
    noiseSd: 1,
    minutes: 240,
  },
});

test('FORE-4 a fan goes up to a high limit and down to a low one, in the tag’s own values', () => {
  const up = fanOf(forecast('high', 70), tag)!;
  expect([up.sections[0]!.middle, up.sections.at(-1)!.middle]).toEqual([70, 82]);
  const down = fanOf(forecast('low', -20), tag)!;
  expect(down.sections[0]!.middle).toBe(20);
  expect(down.sections.at(-1)!.middle).toBeCloseTo(8);
  for (const { most, half } of down.sections) {
    expect(most[0]).toBeLessThan(half[0]);
    expect(half[1]).toBeLessThan(most[1]);
  }
  expect(fanExtremes(up)[1]).toBe(80);
  expect(fanExtremes(down)[0]).toBe(10);
});

test('FORE-4 of a limit that the tag no longer has there is none', () => {
  expect(fanOf({ ...forecast('high', 70), limit: 'highHigh' }, tag)).toBeNull();
});

test('FORE-4 a trend goes on to the latest moment, and never longer than it shows of the past', () => {
  const fan = fanOf(forecast('high', 70), tag);
  expect(withFan({ fromMs: -300 * minuteMs, toMs: 0 }, fan).toMs).toBe(135 * minuteMs);
  expect(withFan({ fromMs: -60 * minuteMs, toMs: 0 }, fan).toMs).toBe(60 * minuteMs);
  expect(withFan({ fromMs: -60 * minuteMs, toMs: 0 }, null).toMs).toBe(0);
});
