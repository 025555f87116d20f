import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SampleRing } from './sample-ring.ts';

const sample = fc.record({
  timeMs: fc.integer({ min: 0, max: 30 }),
  value: fc.integer({ min: -9, max: 9 }),
  quality: fc.integer({ min: 0, max: 3 }),
});

test('SER-1 a ring holds what a sorted list cut to its newest would', () => {
  fc.assert(
    fc.property(
      fc.array(sample, { maxLength: 80 }),
      fc.integer({ min: 1, max: 12 }),
      fc.nat(30),
      (samples, capacity, fromMs) => {
        const ring = new SampleRing(capacity);
        let naive: typeof samples = [];
        for (const each of samples) {
          ring.push(each.timeMs, each.value, each.quality);
          naive = [...naive.filter((other) => other.timeMs !== each.timeMs), each];
          naive = naive.sort((a, b) => a.timeMs - b.timeMs).slice(-capacity);
          expect(ring.length).toBe(naive.length);
        }
        for (const [from, to] of [
          [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
          [fromMs, fromMs + 7],
        ] as const) {
          const { timesMs, values, qualities } = ring.columns(from, to);
          const expected = naive.filter(({ timeMs }) => timeMs >= from && timeMs < to);
          expect([...timesMs]).toEqual(expected.map((each) => each.timeMs));
          expect([...values]).toEqual(expected.map((each) => each.value));
          expect([...qualities]).toEqual(expected.map((each) => each.quality));
        }
      },
    ),
  );
});

test('SER-1 live samples go on from a fetched range without a gap or a double', () => {
  const fetched = new SampleRing(10);
  for (const timeMs of [1, 2, 3, 4]) fetched.push(timeMs, timeMs);
  const trend = new SampleRing(5);
  for (const timeMs of [4, 5, 6]) trend.push(timeMs, timeMs);
  trend.fill(fetched.columns());
  expect([...trend.columns().timesMs]).toEqual([2, 3, 4, 5, 6]);
  trend.clear();
  expect(trend.columns().timesMs).toHaveLength(0);
});
