import { expect, test } from 'vitest';
import { Random } from './random.ts';

const draws = (count: number, draw: () => number) => Array.from({ length: count }, draw);
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
function deviation(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
}

test('SIM-1 a stream depends on the whole seed and on its name', () => {
  const first = (seed: number, name: string) => draws(4, Random.prototype.uniform.bind(new Random(seed, name)));
  expect(first(7, 'a')).toEqual(first(7, 'a'));
  expect(first(7, 'a')).not.toEqual(first(8, 'a'));
  expect(first(7, 'a')).not.toEqual(first(7, 'b'));
  expect(first(7, 'a')).not.toEqual(first(7 + 2 ** 32, 'a'));
});

test('distributions have the mean and spread they are asked for', () => {
  const random = new Random(1, 'test');
  const uniform = draws(50_000, () => random.uniform());
  expect(mean(uniform)).toBeCloseTo(0.5, 2);
  expect(Math.min(...uniform)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...uniform)).toBeLessThan(1);
  const noise = draws(50_000, () => random.noise());
  expect(mean(noise)).toBeCloseTo(0, 1);
  expect(deviation(noise)).toBeCloseTo(1, 1);
  expect(mean(draws(50_000, () => random.exponential(20))) / 20).toBeCloseTo(1, 1);
  const stops = draws(50_000, () => random.logNormal(30, 0.6));
  expect(mean(stops) / 30).toBeCloseTo(1, 1);
  expect(deviation(stops) / 30).toBeCloseTo(0.6, 1);
  expect(mean(draws(50_000, () => random.life(200))) / 200).toBeCloseTo(1, 1);
  expect(mean(draws(50_000, () => random.itemsUntil(0.02))) / 50).toBeCloseTo(1, 1);
  expect(random.itemsUntil(0)).toBe(Number.POSITIVE_INFINITY);
});
