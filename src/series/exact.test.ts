import fc from 'fast-check';
import { expect, test } from 'vitest';
import { integerText, residualOf } from './exact.ts';

test('SER-6 a float64 and its residual give back every integer of 64 bits', () => {
  const edges = [0n, 2n ** 53n + 1n, 2n ** 63n - 1n, -(2n ** 63n), 2n ** 64n - 1n, -(2n ** 53n) - 1n];
  const exact = fc.oneof(fc.constantFrom(...edges), fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n }));
  fc.assert(
    fc.property(exact, (integer) => {
      const residual = residualOf(integer);
      expect(Int16Array.of(residual)[0]).toBe(residual);
      expect(integerText(Number(integer), residual)).toBe(String(integer));
      if (integer >= -(2n ** 53n) && integer <= 2n ** 53n) expect(residual).toBe(0);
    }),
  );
});

test('SER-6 what is no integer is said as it is', () => {
  expect([0.5, Number.NaN, Number.POSITIVE_INFINITY, -0].map((value) => integerText(value, 0))).toEqual([
    '0.5',
    '',
    '',
    '0',
  ]);
});
