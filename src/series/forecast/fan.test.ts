import { expect, test } from 'vitest';
import type { Drift } from './drift.ts';
import { bandSds, fanAt } from './fan.ts';
import { normalCdf } from './first-passage.ts';

const drift: Drift = {
  level: 50,
  levelSd: 0.5,
  pace: 0.1,
  paceSd: 0.01,
  growth: 0,
  growthSd: 0,
  diffusion: 0.02,
  noiseSd: 1,
  minutes: 240,
};

test('FOR-6 a fan begins at the level, as wide as the noise, and goes on at the pace, ever wider', () => {
  expect(fanAt(drift, 0).middle).toBe(50);
  expect(fanAt(drift, 0).sd).toBeCloseTo(Math.hypot(0.5, 1));
  expect(fanAt(drift, 100).middle).toBeCloseTo(60);
  expect(fanAt(drift, 100).sd).toBeCloseTo(Math.sqrt(0.25 + 1 + 1 + 2));
});

test('FOR-6 a pace that grows leaves the line upwards; one that may grow or not widens the fan', () => {
  expect(fanAt({ ...drift, growth: 0.01 }, 100).middle).toBeGreaterThan(65);
  expect(fanAt({ ...drift, growthSd: 0.005 }, 100).sd).toBeGreaterThan(fanAt(drift, 100).sd);
});

test('FOR-6 the bands hold a half and nine tenths', () => {
  expect(normalCdf(bandSds.half) - normalCdf(-bandSds.half)).toBeCloseTo(0.5, 3);
  expect(normalCdf(bandSds.most) - normalCdf(-bandSds.most)).toBeCloseTo(0.9, 3);
});
