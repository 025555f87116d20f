import { describe, expect, test } from 'vitest';
import type { Tag } from '../../../twin/plant.ts';
import { advance, flowSpeed } from './flow-speed.ts';

const tag = (unit: string, range?: readonly [number, number]): Tag => ({
  id: 'f',
  name: 'F',
  kind: 'number',
  unit,
  address: 'f',
  ...(range && { range }),
});

describe('particles (SCENE-32)', () => {
  test('go by the share of the range, and backward when the rate is negative', () => {
    const flow = tag('l/min', [-50, 200]);
    const speed = flowSpeed(flow);
    const full = speed(200);
    expect(full).toBeGreaterThan(0.5);
    expect(speed(100)).toBeCloseTo(full / 2);
    expect(speed(-50)).toBeCloseTo(-full / 4);
    expect(speed(0)).toBe(0);
    expect(speed(900)).toBe(full);
    expect(speed(Number.NaN)).toBe(0);
  });

  test('a speed is the particles’ own', () => {
    expect(flowSpeed(tag('m/min', [0, 60]))(30)).toBeCloseTo(0.5);
    expect(flowSpeed(tag('m/s', [0, 3]))(1.5)).toBeCloseTo(1.5);
  });

  test('their places are a function of the time shown: the same time back brings them back, and none stands still', () => {
    const later = advance(0.1, 1.2, 0.75, 0.6);
    expect(later).toBeCloseTo(0.4);
    expect(advance(later, -1.2, 0.75, 0.6)).toBeCloseTo(0.1);
    expect(advance(later, 1.2, 0, 0.6)).toBe(later);
    for (const seconds of [-7, -0.3, 0.2, 5]) {
      const at = advance(0.1, 1.2, seconds, 0.6);
      expect(at).toBeGreaterThanOrEqual(0);
      expect(at).toBeLessThan(0.6);
    }
  });
});
