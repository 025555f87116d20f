import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { limitState } from '../../twin/limits.ts';
import type { ThinnedTag } from './historian.ts';
import { redundantSamples, type TagColumns } from './redundant.ts';

const minuteMs = 60_000;
const limits = { low: -3, high: 3, highHigh: 1e12 };

interface Row {
  readonly timeMs: number;
  readonly value: number;
  readonly quality: number;
}

/** Shapes that doors stumble over: steps, spikes, plateaus, ramps, huge and tiny numbers, none at all. */
const value = fc.oneof(
  fc.integer({ min: -40, max: 40 }).map((each) => each / 10),
  fc.double({ min: -5, max: 5, noNaN: true }),
  fc.constantFrom(0, 0, 0, 1e15, -1e15, 1e-9, 3, 2.9999999999999996, Number.NaN, Number.POSITIVE_INFINITY, 1e308),
);
const steps = fc.array(
  fc.record({
    afterMs: fc.constantFrom(1, 20, 500, 1000, 1000, 1000, 59_999, 61_000, 200_000),
    value,
    isRamp: fc.boolean(),
    quality: fc.constantFrom(0, 0, 0, 0, 0, 0, 0, 1, 2, 3),
    repeats: fc.integer({ min: 1, max: 40 }),
  }),
  { minLength: 1, maxLength: 12 },
);
const series = steps.map((all): Row[] => {
  const rows: Row[] = [];
  let timeMs = 1_900_000_000_000;
  for (const { afterMs, value: at, isRamp, quality, repeats } of all) {
    for (let n = 0; n < repeats; n++) {
      timeMs += n === 0 ? afterMs : Math.min(afterMs, 1000);
      rows.push({ timeMs, value: isRamp ? at + n / 10 : at + (n % 3) * 0.05, quality });
    }
  }
  return rows;
});

const columnsOf = (rows: readonly Row[]): TagColumns => ({
  timesMs: Float64Array.from(rows, ({ timeMs }) => timeMs),
  values: Float64Array.from(rows, (row) => row.value),
  qualities: Float64Array.from(rows, ({ quality }) => quality),
  residuals: new Float64Array(rows.length),
});

function keptOf(rows: readonly Row[], tag: Partial<ThinnedTag> = {}, keyframesMs: readonly number[] = []): Row[] {
  const gone = new Set(redundantSamples({ slot: 0, kind: 'number', limits, ...tag }, columnsOf(rows), keyframesMs));
  return rows.filter((_, i) => !gone.has(i));
}

const isCharted = ({ value: at, quality }: Row) => quality <= 1 && !Number.isNaN(at);
const minuteOf = ({ timeMs }: Row) => Math.floor(timeMs / minuteMs);

/** What a roll-up says but for the count, by minute. */
function rollUps(rows: readonly Row[]) {
  const minutes = new Map<number, Row[]>();
  for (const row of rows.filter(isCharted)) minutes.set(minuteOf(row), [...(minutes.get(minuteOf(row)) ?? []), row]);
  return [...minutes].map(([minute, own]) => ({
    minute,
    first: own[0],
    last: own.at(-1),
    low: Math.min(...own.map((row) => row.value)),
    high: Math.max(...own.map((row) => row.value)),
  }));
}

describe('HIS-20 HIS-21 what is thinned', () => {
  test('roll-ups follow from what is kept, and both sides of every break are there', () => {
    fc.assert(
      fc.property(series, fc.constantFrom(undefined, 0.1, 2), (rows, deviation) => {
        const kept = keptOf(rows, { deviation });
        expect(rollUps(kept)).toEqual(rollUps(rows));
        for (const [i, row] of rows.entries()) {
          const before = rows[i - 1];
          const breaks =
            before === undefined ||
            row.quality !== before.quality ||
            isCharted(row) !== isCharted(before) ||
            row.timeMs - before.timeMs > minuteMs ||
            limitState(limits, row.value) !== limitState(limits, before.value);
          if (!breaks) continue;
          expect(kept).toContain(row);
          if (before) expect(kept).toContain(before);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('HIS-21 a straight line between two kept samples is never off by more than the deviation', () => {
    fc.assert(
      fc.property(series, fc.constantFrom(1e-6, 0.05, 0.1, 0.5, 3), (rows, deviation) => {
        const kept = keptOf(rows, { deviation });
        let next = 0;
        for (const row of rows) {
          while (kept[next]!.timeMs < row.timeMs) next++;
          if (kept[next] === row) continue;
          const [a, b] = [kept[next - 1]!, kept[next]!];
          const share = (row.timeMs - a.timeMs) / (b.timeMs - a.timeMs);
          expect(Math.abs(a.value + share * (b.value - a.value) - row.value)).toBeLessThanOrEqual(deviation);
          expect(minuteOf(a)).toBe(minuteOf(row));
        }
      }),
      { numRuns: 500 },
    );
  });

  test('thinning twice is thinning once', () => {
    fc.assert(
      fc.property(series, fc.constantFrom<ThinnedTag['kind']>('number', 'state'), (rows, kind) => {
        const kept = keptOf(rows, { kind });
        expect(keptOf(kept, { kind })).toEqual(kept);
      }),
    );
  });

  test('of states and booleans every change stays, and what is in force at a keyframe', () => {
    fc.assert(
      fc.property(series, fc.constantFrom<ThinnedTag['kind']>('boolean', 'state'), (rows, kind) => {
        const changes = (all: readonly Row[]) => all.filter((row, i) => !Object.is(row.value, all[i - 1]?.value));
        expect(changes(keptOf(rows, { kind }))).toEqual(changes(rows));
      }),
    );
    const rows = Array.from({ length: 60 }, (_, i) => ({ timeMs: i * 1000, value: i % 2, quality: 0 }));
    const kept = keptOf(rows, {}, [-1, 30_500, 33_000, 70_000]);
    expect(kept.map(({ timeMs }) => timeMs)).toEqual([0, 1000, 30_000, 33_000, 59_000]);
  });

  test('a ramp keeps its ends, a curve as many as its deviation needs', () => {
    const rows = (of: (second: number) => number) =>
      Array.from({ length: 60 }, (_, i) => ({ timeMs: i * 1000, value: of(i), quality: 0 }));
    expect(
      keptOf(
        rows((second) => second / 100),
        { deviation: 0.01 },
      ),
    ).toHaveLength(2);
    const curve = rows((second) => Math.sin(second / 10));
    const few = keptOf(curve, { deviation: 0.1 }).length;
    const more = keptOf(curve, { deviation: 0.01 }).length;
    expect(few).toBeLessThan(more);
    expect(more).toBeLessThan(25);
  });
});
