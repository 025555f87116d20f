import { Vector3 } from 'three';
import { describe, expect, test } from 'vitest';
import { Flight, type Stand } from './flight.ts';

const stand = (eye: readonly number[], target: readonly number[]): Stand => ({
  eye: new Vector3(...eye),
  target: new Vector3(...target),
});
const from = stand([-20, 18, 40], [20, 0, 10]);
const to = stand([10, 4, 14], [12, 1, 8]);

/** Milliseconds from the command to rest, where the first frame comes `firstMs` after it and others every `frameMs`. */
function restAfterMs(frameMs: number, firstMs: number): number {
  const flight = new Flight(from, to, 1000);
  const out = stand([0, 0, 0], [0, 0, 0]);
  for (let passedMs = firstMs; passedMs < 5000; passedMs += frameMs) {
    if (flight.at(1000 + passedMs, out)) {
      expect(out.eye.distanceTo(to.eye)).toBe(0);
      expect(out.target.distanceTo(to.target)).toBe(0);
      return passedMs;
    }
  }
  return Number.POSITIVE_INFINITY;
}

describe('flights (SCENE-22)', () => {
  test.each([60, 30, 10, 7, 5, 3])('rest is reached in less than 0.6 s at %d frames a second', (perSecond) => {
    const frameMs = 1000 / perSecond;
    for (const share of [0.02, 0.5, 1]) expect(restAfterMs(frameMs, frameMs * share)).toBeLessThan(600);
  });

  test('where frames come often it is not over at once', () => {
    expect(restAfterMs(16, 16)).toBeGreaterThan(400);
  });

  test('the eye goes the short way round and never nearer to the target than at either end', () => {
    const flight = new Flight(stand([10, 5, -1], [0, 0, 0]), stand([10, 5, 1], [0, 0, 0]), 0);
    const out = stand([0, 0, 0], [0, 0, 0]);
    const least = Math.hypot(10, 5, 1) - 1e-9;
    for (let nowMs = 10; !flight.at(nowMs, out); nowMs += 10) {
      expect(out.eye.x).toBeGreaterThan(9);
      expect(out.eye.length()).toBeGreaterThanOrEqual(least);
    }
  });

  test('from straight above it comes down without a place that is no number', () => {
    const flight = new Flight(stand([5, 30, 5], [5, 0, 5]), to, 0);
    const out = stand([0, 0, 0], [0, 0, 0]);
    for (let nowMs = 10; !flight.at(nowMs, out); nowMs += 10) expect(Number.isFinite(out.eye.length())).toBe(true);
  });
});
