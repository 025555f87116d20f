import { expect, it } from 'vitest';
import { LatencyMeter } from './latency-meter.ts';

it('measures from the source time to the frame that drew it, and sorts as numbers', () => {
  const meter = new LatencyMeter();
  expect(meter.percentile(0.5)).toBeNull();
  for (const lagMs of [9, 100, 10, 20, 30]) {
    meter.arrived(1000);
    meter.drawn(1000 + lagMs);
  }
  expect(meter.percentile(0.5)).toBe(20);
  expect(meter.percentile(0.95)).toBe(100);
});

it('keeps the newest 512 frames and ignores a sleeping tab', () => {
  const meter = new LatencyMeter();
  for (let k = 0; k < 1000; k++) meter.arrived(1); // nothing is drawn: bounded
  meter.drawn(100_000);
  for (let k = 0; k < 512; k++) {
    meter.arrived(1000);
    meter.drawn(1005);
  }
  expect(meter.percentile(1)).toBe(5);
});

it('forgets what a wrong clock measured', () => {
  const meter = new LatencyMeter();
  meter.arrived(1000);
  meter.drawn(1900);
  meter.clockMoved(0.5);
  expect(meter.percentile(0.5)).toBe(900);
  meter.clockMoved(-850);
  expect(meter.percentile(0.5)).toBeNull();
});
