import { expect, test } from 'vitest';
import { moments } from './filming.ts';

test('FILM-1 a film begins with the first moment of its range and ends with the last, all equally far apart', () => {
  const all = moments({ fromMs: 1_000_000, toMs: 1_000_000 + 3_600_000 }, 5, 25);
  expect(all).toHaveLength(125);
  expect(all[0]).toBe(1_000_000);
  expect(all.at(-1)).toBe(4_600_000);
  const steps = all.slice(1).map((atMs, k) => atMs - all[k]!);
  for (const step of steps) expect(Math.abs(step - 3_600_000 / 124)).toBeLessThan(1);
});

test('of less than a picture a film still has its first and its last moment', () => {
  expect(moments({ fromMs: 0, toMs: 10 }, 0.01, 25)).toEqual([0, 10]);
});
