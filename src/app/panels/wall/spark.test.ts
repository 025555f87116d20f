import { expect, test } from 'vitest';
import { sparkOf } from './spark.ts';

test('the highest is at the top, the newest at the right, and the target is in the picture', () => {
  expect(sparkOf([0, 5, 10], 20)).toEqual({ path: 'M0.0 28.0L50.0 21.5L100.0 15.0', targetY: 2 });
});

test('what is not known is a gap', () => {
  expect(sparkOf([0, null, 10, 10], undefined)).toEqual({ path: 'M0.0 28.0M66.7 2.0L100.0 2.0', targetY: null });
});

test('an even line and none at all', () => {
  expect(sparkOf([5, 5], 5)).toEqual({ path: 'M0.0 15.0L100.0 15.0', targetY: 15 });
  expect(sparkOf([null, null], undefined).path).toBe('');
});
