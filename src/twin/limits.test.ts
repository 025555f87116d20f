import fc from 'fast-check';
import { expect, test } from 'vitest';
import { limitState } from './limits.ts';

const limits = { lowLow: 1, low: 2, high: 8, highHigh: 9 };

test.each([
  [0, 'lowLow'],
  [1, 'lowLow'],
  [1.5, 'low'],
  [2, 'low'],
  [2.01, 'normal'],
  [7.99, 'normal'],
  [8, 'high'],
  [9, 'highHigh'],
  [Infinity, 'highHigh'],
  [-Infinity, 'lowLow'],
  [Number.NaN, 'normal'],
])('LIMIT-1: %d is %s', (value, expected) => expect(limitState(limits, value)).toBe(expected));

test('LIMIT-1: without a limit there is none to be beyond', () => {
  expect(limitState(undefined, 5)).toBe('normal');
  expect(limitState({}, -1e9)).toBe('normal');
  expect(limitState({ highHigh: 9 }, 8.5)).toBe('normal');
});

test('LIMIT-1: a value that rises never goes back to a lower state', () => {
  const order = ['lowLow', 'low', 'normal', 'high', 'highHigh'];
  const value = fc.double({ min: -20, max: 20, noNaN: true });
  fc.assert(
    fc.property(fc.subarray(Object.entries(limits)), value, value, (given, a, b) => {
      const state = (at: number) => order.indexOf(limitState(Object.fromEntries(given), at));
      expect(state(Math.max(a, b))).toBeGreaterThanOrEqual(state(Math.min(a, b)));
    }),
  );
});
