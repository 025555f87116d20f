import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Pulse } from './pulse.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

it('beats once a second, at once for another moment, and a few times a second while moments run by', () => {
  const pulse = new Pulse();
  const beatsAfter = (nowMs: number, epoch: number) => {
    pulse.tick(nowMs, epoch);
    return pulse.beat();
  };
  expect(beatsAfter(10_000, 0)).toBe(1);
  expect(beatsAfter(10_500, 0)).toBe(1);
  expect(beatsAfter(10_600, 1)).toBe(2);
  expect(beatsAfter(10_616, 2)).toBe(2);
  expect(beatsAfter(10_632, 3)).toBe(2);
  expect(beatsAfter(10_810, 4)).toBe(3);
  expect(beatsAfter(11_001, 4)).toBe(4);
});

it('always tells the last moment of a series, though no frame follows it', () => {
  const pulse = new Pulse();
  pulse.tick(10_000, 0);
  pulse.tick(10_016, 1);
  pulse.tick(10_032, 2);
  expect(pulse.beat()).toBe(1);
  vi.advanceTimersByTime(200);
  expect(pulse.beat()).toBe(2);
  vi.advanceTimersByTime(5000);
  expect(pulse.beat()).toBe(2);
});
