import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editDistance, nearest } from './nearest.ts';

test('the likeliest candidate, whatever its case, or none', () => {
  expect(nearest('fillr', ['capper', 'filler', 'tank'])).toBe('filler');
  expect(nearest('EUROPE/BERLN', ['Europe/Berlin', 'Europe/Dublin'])).toBe('Europe/Berlin');
  expect(nearest('sped', ['state', 'speed'])).toBe('speed');
  expect(nearest('opc', ['sim', 'rec', 'edge'])).toBeUndefined();
  expect(nearest('', ['a', 'abc'])).toBe('a');
  expect(nearest('x'.repeat(1e6), ['x'])).toBeUndefined();
});

test('edits are counted as in the textbook recursion', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });
  fc.assert(fc.property(word, word, (a, b) => editDistance(a, b) === recursive(a, b)));
});

/** Optimal string alignment, straight from its definition. */
function recursive(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  const restA = a.slice(1);
  const restB = b.slice(1);
  let least = Math.min(
    recursive(restA, b) + 1,
    recursive(a, restB) + 1,
    recursive(restA, restB) + (a[0] === b[0] ? 0 : 1),
  );
  if (a.length > 1 && b.length > 1 && a[0] === b[1] && a[1] === b[0])
    least = Math.min(least, recursive(a.slice(2), b.slice(2)) + 1);
  return least;
}
