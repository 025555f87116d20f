import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lastEdge, lastHeld } from './look-back.ts';
import { fixture, MemoryReader, type Row } from './plant.fixture.ts';
import {
  DurationFold,
  EdgeFold,
  ExtremeFold,
  IncreaseFold,
  isUsable,
  MeanFold,
  type Range,
  scan,
  snapshotBefore,
} from './scan.ts';

const [placed] = fixture.tags;
const { slot, id } = placed!;
const signal = new AbortController().signal;

const rows: fc.Arbitrary<Row[]> = fc
  .uniqueArray(
    fc.record({
      timeMs: fc.integer({ min: 0, max: 60 }),
      value: fc.oneof(
        { weight: 6, arbitrary: fc.integer({ min: -3, max: 6 }) },
        { weight: 1, arbitrary: fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY) },
      ),
      quality: fc.constantFrom(0, 0, 0, 0, 1, 2, 3),
    }),
    { selector: ({ timeMs }) => timeMs, maxLength: 25 },
  )
  .map((samples) =>
    samples.sort((a, b) => a.timeMs - b.timeMs).map(({ timeMs, value, quality }) => [timeMs, value, quality] as const),
  );
const windows: fc.Arbitrary<Range> = fc
  .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 60 }), fc.boolean())
  .map(([fromMs, lengthMs, closed]) => ({ fromMs, toMs: fromMs + lengthMs, closed }));

async function run(series: readonly Row[], window: Range) {
  const reader = new MemoryReader(fixture, { [id]: series });
  const folds = {
    mean: new MeanFold(),
    highest: new ExtremeFold('highest'),
    lowest: new ExtremeFold('lowest'),
    rise: new IncreaseFold(),
    duration: new DurationFold((value) => value > 2),
    edges: new EdgeFold((value) => value > 2),
  };
  const scanned = await scan(
    reader,
    slot,
    window,
    await snapshotBefore(reader, window, signal),
    Object.values(folds),
    signal,
  );
  return { ...folds, ...scanned };
}

/** The value in force at a whole millisecond, NaN while none is known. */
function inForce(series: readonly Row[], timeMs: number): number {
  const row = series.findLast(([at]) => at <= timeMs);
  return row && isUsable(row[1], row[2] ?? 0) ? row[1] : Number.NaN;
}
const within = (series: readonly Row[], { fromMs, toMs, closed }: Range) =>
  series.filter(([at]) => at >= fromMs && (at < toMs || (closed && at === toMs)));
const known = (series: readonly Row[]) => series.filter(([, value, quality]) => isUsable(value, quality ?? 0));
/** Values millisecond by millisecond, from just before the window. */
function steps(series: readonly Row[], { fromMs, toMs, closed }: Range): { at: number; value: number }[] {
  const all = [];
  for (let at = fromMs - 1; at < toMs + (closed ? 1 : 0); at++) all.push({ at, value: inForce(series, at) });
  return all.filter(({ value }) => !Number.isNaN(value));
}

describe('folding samples over a window', () => {
  const check = (property: (series: Row[], window: Range) => Promise<void>) =>
    fc.assert(fc.asyncProperty(rows, windows, property), { numRuns: 400 });

  test('ASK-20: counts usable and excluded samples', () =>
    check(async (series, window) => {
      const { samples, excluded } = await run(series, window);
      const inside = within(series, window);
      expect(samples).toBe(known(inside).length);
      expect(excluded).toBe(inside.length - known(inside).length);
    }));

  test('ASK-21: the mean is that of every millisecond for which the value is known', () =>
    check(async (series, window) => {
      const { mean } = await run(series, window);
      const values = [];
      for (let at = window.fromMs; at < window.toMs; at++) values.push(inForce(series, at));
      const counted = values.filter((value) => !Number.isNaN(value));
      expect(mean.knownMs).toBe(counted.length);
      if (counted.length === 0) expect(mean.mean).toBeNaN();
      else expect(mean.mean).toBeCloseTo(counted.reduce((a, b) => a + b, 0) / counted.length, 9);
    }));

  test('ASK-23: an extreme is a sample of the window, the first of equals', () =>
    check(async (series, window) => {
      const { highest, lowest } = await run(series, window);
      const inside = known(within(series, window));
      const values = inside.map(([, value]) => value);
      expect(highest.value).toBe(values.length ? Math.max(...values) : Number.NaN);
      expect(lowest.value).toBe(values.length ? Math.min(...values) : Number.NaN);
      expect(highest.timeMs).toBe(inside.find(([, value]) => value === highest.value)?.[0] ?? Number.NaN);
      expect(lowest.timeMs).toBe(inside.find(([, value]) => value === lowest.value)?.[0] ?? Number.NaN);
    }));

  test('ASK-22: a counter grows by its rises, and by what it reads after a reset', () =>
    check(async (series, window) => {
      const { rise } = await run(series, window);
      const values = known(within(series, window)).map(([, value]) => value);
      const before = inForce(series, window.fromMs - 1);
      const all = Number.isNaN(before) ? values : [before, ...values];
      let increase = 0;
      for (let i = 1; i < all.length; i++) increase += all[i]! >= all[i - 1]! ? all[i]! - all[i - 1]! : all[i]!;
      expect(rise.increase).toBe(increase);
      expect(rise.resets).toBe(all.filter((value, i) => i > 0 && value < all[i - 1]!).length);
    }));

  test('ASK-24: a condition holds for the milliseconds in which it is known to', () =>
    check(async (series, window) => {
      const { duration } = await run(series, window);
      const times = [];
      for (let at = window.fromMs; at < window.toMs; at++) if (inForce(series, at) > 2) times.push(at);
      expect(duration.trueMs).toBe(times.length);
      expect(duration.firstTrueMs).toBe(times[0] ?? Number.NaN);
      expect(duration.lastTrueMs).toBe(times.length ? times.at(-1)! + 1 : Number.NaN);
    }));

  test('ASK-25: a condition becomes true between two known values', () =>
    check(async (series, window) => {
      const { edges } = await run(series, window);
      const values = steps(series, window);
      const times = values
        .filter(({ value }, i) => i > 0 && value > 2 && values[i - 1]!.value <= 2)
        .map(({ at }) => at);
      expect(edges.count).toBe(times.length);
      expect(edges.first?.timeMs).toBe(times[0]);
      expect(edges.last?.timeMs).toBe(times.at(-1));
    }));
});

describe('looking back', () => {
  // Ten minutes a step, so that a series crosses the cuts at 1, 6, 24 and 72 hours.
  const step = 600_000;
  const long = fc
    .uniqueArray(
      fc.record({
        step: fc.integer({ min: 0, max: 1000 }),
        value: fc.integer({ min: 0, max: 5 }),
        quality: fc.constantFrom(0, 0, 0, 2, 3),
      }),
      {
        selector: (sample) => sample.step,
        maxLength: 40,
      },
    )
    .map((samples) =>
      samples
        .sort((a, b) => a.step - b.step)
        .map((sample) => [sample.step * step, sample.value, sample.quality] as const),
    );
  const window = { fromMs: 10 * step, toMs: 1000 * step, closed: true };
  const isTrue = (value: number) => value > 2;

  test('ASK-25: finds the last change that a scan of the whole window finds', () =>
    fc.assert(
      fc.asyncProperty(long, async (series) => {
        const reader = new MemoryReader(fixture, { [id]: series });
        const fold = new EdgeFold(isTrue);
        await scan(reader, slot, window, await snapshotBefore(reader, window, signal), [fold], signal);
        const { found } = await lastEdge(reader, slot, window, isTrue, signal);
        expect(found).toEqual(fold.last);
      }),
      { numRuns: 400 },
    ));

  test('ASK-24: finds until when a condition last held', () =>
    fc.assert(
      fc.asyncProperty(long, async (series) => {
        const reader = new MemoryReader(fixture, { [id]: series });
        const fold = new DurationFold(isTrue);
        await scan(reader, slot, window, await snapshotBefore(reader, window, signal), [fold], signal);
        const { found } = await lastHeld(reader, slot, window, isTrue, signal);
        expect(found ?? Number.NaN).toBe(fold.lastTrueMs);
      }),
      { numRuns: 400 },
    ));

  test('reads no more than the last hour where the change lies there', async () => {
    const series = Array.from({ length: 1000 }, (_, i) => [i * step, i % 2 === 0 ? 0 : 5] as const);
    const reader = new MemoryReader(fixture, { [id]: series });
    await lastEdge(reader, slot, window, isTrue, signal);
    expect(reader.handed).toBeLessThan(12);
  });
});
