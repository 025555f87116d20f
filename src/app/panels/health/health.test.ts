import { expect, test } from 'vitest';
import type { MachineAnomaly } from '../../../protocol/anomalies.ts';
import type { Forecast } from '../../../protocol/messages.ts';
import { healthOf } from './health.ts';

const anomaly = (score: number, overMs: number | null = null): MachineAnomaly => ({
  ...{ id: 'a', machine: 'm', kind: 'pattern', sinceMs: 0, overMs, score, isConfirmed: false },
  top: [],
});
const hourMs = 3_600_000;
const forecast = (likelyMs: number) => ({ likelyMs }) as Forecast;

test('HEALTH-1 health is the smaller of what anomalies and what forecasts leave of it', () => {
  expect(healthOf([], [], 0, 0)).toBe(100);
  expect(healthOf([anomaly(4), anomaly(2)], [], 0, 0)).toBe(25);
  expect(healthOf([], [forecast(12 * hourMs), forecast(20 * hourMs)], 0, 0)).toBe(50);
  expect(healthOf([anomaly(4)], [forecast(2 * hourMs)], 0, 0)).toBeCloseTo(100 / 12);
  expect(healthOf([], [forecast(hourMs)], 0, 2 * hourMs)).toBe(0);
});

test('HEALTH-1 none is left while a tag is beyond its limit', () => {
  expect(healthOf([], [], 1, 0)).toBe(0);
});

test('HEALTH-1 what is over takes nothing away', () => {
  expect(healthOf([anomaly(4, 10)], [], 0, 20)).toBe(100);
});
