import { expect, test } from 'vitest';
import type { Forecast } from '../../../protocol/messages.ts';
import { placeForecasts } from './lane-rows.ts';

const at = (slot: number, earliestMs: number, likelyMs: number, latestMs: number): Forecast => ({
  slot,
  limit: 'high',
  fromMs: 500,
  earliestMs,
  likelyMs,
  latestMs,
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

test('FORE-1 bars have a row each, the nearest on top, and end at the edge; those beyond it are counted', () => {
  const near = at(1, 600, 700, 800);
  const wide = at(2, 900, 1000, 1500);
  const later = at(3, 1200, 1300, 1400);
  expect(placeForecasts([near, wide, later], { fromMs: 0, toMs: 1000 }, 5)).toEqual({
    placed: [
      { forecast: near, row: 0, from: 0.6, likely: 0.7, to: 0.8 },
      { forecast: wide, row: 1, from: 0.9, likely: 1, to: 1 },
    ],
    more: 1,
  });
});

test('FORE-1 where rows do not suffice the others are counted', () => {
  const all = [at(1, 600, 700, 800), at(2, 610, 700, 800), at(3, 620, 700, 800)];
  expect(placeForecasts(all, { fromMs: 0, toMs: 1000 }, 2)).toMatchObject({
    placed: [{ row: 0 }, { row: 1 }],
    more: 1,
  });
  expect(placeForecasts(all, { fromMs: 0, toMs: 1000 }, -1)).toEqual({ placed: [], more: 3 });
});
