import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type SampleBatch, SampleBatchBuilder } from '../series/sample-batch.ts';
import { limitState } from '../twin/limits.ts';
import type { PlacedTag } from '../twin/plant-index.ts';
import { Deadbands } from './deadbands.ts';

interface Sample {
  readonly slot: number;
  readonly timeMs: number;
  readonly value: number;
  readonly quality: number;
}

const deadband = 1;
const limits = { low: -6, high: 6 };
const tags = [{ tag: { deadband, limits } }, { tag: { deadband } }, { tag: {} }] as unknown as PlacedTag[];
const startMs = Date.UTC(2030, 0, 1);

const batchOf = (samples: readonly Sample[]): SampleBatchBuilder => {
  const batch = new SampleBatchBuilder();
  for (const { slot, timeMs, value, quality } of samples) batch.push(slot, timeMs, value, quality);
  return batch;
};
const samplesOf = ({ length, slots, timesMs, values, qualities }: SampleBatch): Sample[] =>
  Array.from({ length }, (_, i) => {
    return { slot: slots[i]!, timeMs: timesMs[i]!, value: values[i]!, quality: qualities[i]! };
  });

/** Slow walks with jumps, holes of some minutes and changes of quality, in batches of a few samples. */
const walk = fc
  .array(
    fc.record({
      slot: fc.nat(2),
      afterMs: fc.oneof(
        { weight: 20, arbitrary: fc.integer({ min: 1, max: 9000 }) },
        { weight: 1, arbitrary: fc.integer({ min: 60_001, max: 400_000 }) },
      ),
      step: fc.oneof(
        { weight: 9, arbitrary: fc.double({ min: -0.5, max: 0.5, noNaN: true }) },
        fc.constantFrom(-4, 4, Number.NaN),
      ),
      quality: fc.constantFrom(0, 0, 0, 0, 0, 0, 1, 3),
    }),
    { minLength: 1, maxLength: 200 },
  )
  .map((steps): Sample[] => {
    const values = [0, 0, 0];
    let timeMs = startMs;
    return steps.map(({ slot, afterMs, step, quality }) => {
      timeMs += afterMs;
      if (!Number.isNaN(step)) values[slot]! += step;
      return {
        slot,
        timeMs,
        value: Number.isNaN(step) ? step : values[slot]!,
        quality: Number.isNaN(step) ? 3 : quality,
      };
    });
  });

function filtered(samples: readonly Sample[], batchRows: number): Sample[] {
  const deadbands = new Deadbands(tags);
  const kept: Sample[] = [];
  for (let i = 0; i < samples.length; i += batchRows) {
    kept.push(...samplesOf(deadbands.filter(batchOf(samples.slice(i, i + batchRows)))));
  }
  return kept;
}

describe('deadbands', () => {
  test('HIS-19 the stored value, held, is never off by the deadband, of the same quality and beyond the same limit', () => {
    fc.assert(
      fc.property(walk, fc.integer({ min: 1, max: 20 }), (samples, batchRows) => {
        const kept = filtered(samples, batchRows);
        for (const slot of tags.keys()) {
          const own = samples.filter((each) => each.slot === slot);
          const stored = kept.filter((each) => each.slot === slot);
          // Each is one that came, once, in order.
          expect(own.filter((each) => stored.some(({ timeMs }) => timeMs === each.timeMs))).toEqual(stored);
          for (const [i, sample] of own.entries()) {
            const held = stored.findLast(({ timeMs }) => timeMs <= sample.timeMs)!;
            expect(held.quality).toBe(sample.quality);
            if (slot === 2 || Number.isNaN(sample.value)) expect(held).toEqual(sample);
            else expect(Math.abs(held.value - sample.value)).toBeLessThan(deadband);
            if (slot === 0) expect(limitState(limits, held.value)).toBe(limitState(limits, sample.value));
            expect(sample.timeMs - held.timeMs).toBeLessThan(60_000);
            const next = own[i + 1];
            // The last one before a gap or a change of quality.
            if (next && (next.quality !== sample.quality || next.timeMs - sample.timeMs > 60_000)) {
              expect(held).toEqual(sample);
            }
          }
        }
      }),
    );
  });

  test('what says nothing new is left out', () => {
    const steady = Array.from({ length: 600 }, (_, i) => {
      return { slot: 0, timeMs: startMs + i * 1000, value: Math.sin(i) / 4, quality: 0 };
    });
    expect(filtered(steady, 7)).toHaveLength(10);
  });

  test('late samples and repeats pass, and change nothing of what is new', () => {
    const deadbands = new Deadbands(tags);
    const at = (second: number, value: number) => ({ slot: 0, timeMs: startMs + second * 1000, value, quality: 0 });
    const pass = (...samples: Sample[]) => samplesOf(deadbands.filter(batchOf(samples)));
    expect(pass(at(10, 0), at(20, 0.5))).toEqual([at(10, 0)]);
    expect(pass(at(20, 0.5), at(5, 0.1), at(21, 0.6), at(22, 1))).toEqual([at(20, 0.5), at(5, 0.1), at(22, 1)]);
    deadbands.forget();
    expect(pass(at(23, 1))).toEqual([at(23, 1)]);
  });
});
