import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { followClock, nowMs } from './clock.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const aheadMs = 5000;
/** A gateway whose clock is ahead, behind a line with a delay each way. */
const line = (thereMs: number, backMs: number) => async () => {
  await new Promise((resolve) => setTimeout(resolve, thereMs));
  const answer = performance.timeOrigin + performance.now() + aheadMs;
  await new Promise((resolve) => setTimeout(resolve, backMs));
  return answer;
};

it('is as wrong as half a slow answer while the page loads, and right once one comes quickly', async () => {
  const stop = new AbortController();
  let lines = [line(1, 199), line(2, 2), line(1, 99)];
  const ask = () => {
    const [next, ...rest] = lines;
    lines = rest.length > 0 ? rest : lines;
    return next!();
  };
  const moves: number[] = [];
  void followClock(ask, (byMs) => moves.push(byMs), stop.signal);
  const errorMs = () => nowMs() - (performance.timeOrigin + performance.now() + aheadMs);
  await vi.advanceTimersByTimeAsync(300);
  expect(errorMs()).toBeCloseTo(-99, 3);
  await vi.advanceTimersByTimeAsync(600);
  expect(errorMs()).toBeCloseTo(0, 3);
  await vi.advanceTimersByTimeAsync(60_000); // slow answers later change nothing
  expect(errorMs()).toBeCloseTo(0, 3);
  expect(moves).toEqual([expect.closeTo(aheadMs - 99, 3), expect.closeTo(99, 3)]);
  stop.abort();
});
