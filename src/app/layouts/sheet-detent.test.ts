import { expect, test } from 'vitest';
import { detentAfter } from './sheet-detent.ts';

test('SHEET-1 let go at rest, it goes to the nearest height', () => {
  expect(detentAfter(0.2, 0, 'half')).toBe('peek');
  expect(detentAfter(0.45, 0, 'peek')).toBe('half');
  expect(detentAfter(0.75, 0, 'half')).toBe('full');
});

test('SHEET-2 a flick goes one height on, also when the hand hardly moved', () => {
  expect(detentAfter(0.52, 1, 'half')).toBe('full');
  expect(detentAfter(0.48, -1, 'half')).toBe('peek');
  expect(detentAfter(0.88, 1, 'full')).toBe('full');
  expect(detentAfter(0.14, -1, 'peek')).toBe('peek');
});
