import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Snapshot } from './columns.ts';
import { SampleBatchBuilder } from './sample-batch.ts';
import { Playhead, reachOf, stretchFrom } from './stretch.ts';

const tags = 3;
const unknown = (): Snapshot => ({
  atMs: 0,
  timesMs: new Float64Array(tags).fill(Number.NaN),
  values: new Float64Array(tags).fill(Number.NaN),
  qualities: new Uint8Array(tags).fill(3),
});
const row = fc.record({
  slot: fc.nat(tags - 1),
  timeMs: fc.integer({ min: 1, max: 40 }),
  value: fc.integer(),
  quality: fc.nat(3),
});

/** A (tag, time) once, by time, as a historian hands them out. */
const record = fc
  .array(row, { maxLength: 40 })
  .map((rows) =>
    [...new Map(rows.map((each) => [`${each.slot} ${each.timeMs}`, each])).values()].sort(
      (a, b) => a.timeMs - b.timeMs,
    ),
  );

describe('a stretch of the record', () => {
  test('SER-4 tells at any moment, in any order of asking, what a replay from its start tells', () => {
    fc.assert(
      fc.property(
        record,
        record,
        fc.array(fc.integer({ min: 0, max: 45 }), { minLength: 1 }),
        (first, second, moments) => {
          const stretches = [first, second].map((rows) => {
            const batch = new SampleBatchBuilder();
            for (const { slot, timeMs, value, quality } of rows) batch.push(slot, 1000 + timeMs, value, quality);
            return stretchFrom({ ...unknown(), atMs: 1000 }, 1000, 1046, batch.copy());
          });
          const playhead = new Playhead();
          for (const [k, moment] of moments.entries()) {
            const which = Math.floor(k / 3) % 2;
            const expected = unknown();
            for (const { slot, timeMs, value, quality } of [first, second][which]!.filter(
              (each) => each.timeMs <= moment,
            )) {
              expected.timesMs[slot] = 1000 + timeMs;
              expected.values[slot] = value;
              expected.qualities[slot] = quality;
            }
            // Between two milliseconds the earlier one holds.
            const { timesMs, values, qualities } = playhead.at(stretches[which]!, 1000 + moment + 0.5);
            expect({ timesMs, values, qualities }).toEqual({
              timesMs: expected.timesMs,
              values: expected.values,
              qualities: expected.qualities,
            });
          }
        },
      ),
    );
  });

  test('SER-5 is cut between two times, never within one', () => {
    const times = (...all: number[]) => Float64Array.from(all);
    expect(reachOf(times(1, 2, 3), 3, 9)).toEqual({ length: 3, toMs: 9 });
    expect(reachOf(times(1, 2, 3, 3), 3, 9)).toEqual({ length: 2, toMs: 3 });
    expect(reachOf(times(1, 2, 3, 4), 3, 9)).toEqual({ length: 3, toMs: 4 });
    expect(reachOf(times(5, 5, 5, 5), 3, 9)).toBeNull();
  });
});
