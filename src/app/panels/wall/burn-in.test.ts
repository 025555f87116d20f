import { describe, expect, test } from 'vitest';
import { burnInReachPx, burnInShift } from './burn-in.ts';

test('the picture wanders by one pixel a minute, within reach, over every place (WALL-3)', () => {
  const first = 29_000_000; // minutes since 1970 in 2025
  const places = new Set<string>();
  let before = burnInShift(first - 1);
  for (let minute = first; minute < first + 72 * 60; minute++) {
    const { x, y } = burnInShift(minute);
    expect(Math.abs(x - before.x) + Math.abs(y - before.y)).toBe(1);
    expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThanOrEqual(burnInReachPx);
    places.add(`${x} ${y}`);
    before = { x, y };
  }
  expect(places.size).toBe(13 * 13);
});

describe('a day', () => {
  test('leaves no place for more than its share', () => {
    const counts = new Map<string, number>();
    for (let minute = 0; minute < 1440; minute++) {
      const key = JSON.stringify(burnInShift(minute));
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    expect(Math.max(...counts.values())).toBeLessThanOrEqual(12);
  });
});
