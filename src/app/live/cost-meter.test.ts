import { expect, test } from 'vitest';
import { CostMeter } from './cost-meter.ts';

test('a second of frames becomes its median, its worst and how many were drawn', () => {
  const meter = new CostMeter();
  let told = 0;
  meter.subscribe(() => told++);
  meter.frame(2, true, 0);
  meter.frame(10, true, 250);
  meter.tookIn(1);
  meter.tookIn(0.5);
  meter.frame(0.5, false, 500);
  expect(told).toBe(0);
  expect(meter.costs().medianMs).toBeNaN();
  meter.frame(4, true, 2000);
  expect(told).toBe(1);
  // Of 2, 4 and 10, sorted as numbers; the idle frame of 2 (1.5 of them for values) is not one that was drawn.
  expect(meter.costs()).toEqual({ medianMs: 4, worstMs: 10, drawn: 1.5, idle: 0.5 });
});

test('what one second cost does not count for the next', () => {
  const meter = new CostMeter();
  meter.frame(50, true, 0);
  meter.frame(50, true, 1000);
  meter.frame(1, false, 1500);
  meter.frame(3, false, 2000);
  expect(meter.costs()).toEqual({ medianMs: 3, worstMs: 3, drawn: 0, idle: 2 });
});
