import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Snapshot } from '../../series/columns.ts';
import { SampleBatchBuilder } from '../../series/sample-batch.ts';
import { stretchFrom } from '../../series/stretch.ts';
import type { BindingProperty, Plant } from '../../twin/plant.ts';
import { indexPlant } from '../../twin/plant-index.ts';
import { Quality } from '../../twin/quality.ts';
import { movingTags, PastMotion } from './past-motion.ts';

const number = (id: string) => ({ id, name: id, kind: 'number', range: [0, 10], address: id }) as const;
const bind = (tag: string, as: BindingProperty) => ({ tag, part: 'body', as });
const plant = {
  format: 'gemba-plant/1',
  id: 'p',
  name: 'P',
  site: { name: 'S', timeZone: 'UTC', shifts: [], floor: [5, 5] },
  sources: [{ id: 'a', type: 'simulation', seed: 1 }],
  areas: [
    {
      id: 'a',
      name: 'A',
      lines: [
        {
          id: 'l',
          name: 'L',
          machines: [
            {
              id: 'm',
              name: 'M',
              type: 'pump',
              pose: { x: 0, z: 0 },
              components: [],
              mainTags: [],
              tags: [
                number('speed'),
                number('x'),
                { id: 'door', name: 'Door', kind: 'boolean', address: 'd' },
                number('tilt'),
                number('fill'),
                { id: 'count', name: 'Count', kind: 'integer', address: 'c' },
              ],
              bindings: [
                bind('speed', 'rotation'),
                bind('x', 'position'),
                bind('door', 'position'),
                bind('tilt', 'angle'),
                bind('fill', 'level'),
                bind('x', 'text'),
                bind('count', 'gauge'),
              ],
            },
          ],
        },
      ],
    },
  ],
  flows: [],
} as unknown as Plant;
const index = indexPlant(plant);
const [x] = movingTags(index);

const sample = (timeMs: number, value: number, quality: number = Quality.good) => ({ timeMs, value, quality });
const none = sample(Number.NaN, Number.NaN, Quality.bad);

/** What is shown of `x` at a moment between two samples, whose stretch goes on with more of them `spacingMs` apart. */
function shown(atMs: number, last: typeof none, next: typeof none, spacingMs = 1000, cutMs = 1_000_000): number {
  const unknown = new Float64Array(6).fill(Number.NaN);
  const state: Snapshot = {
    atMs: 0,
    timesMs: unknown.slice(),
    values: unknown.slice(),
    qualities: new Uint8Array(6).fill(Quality.bad),
  };
  const batches = [new SampleBatchBuilder(), new SampleBatchBuilder()];
  const push = ({ timeMs, value, quality }: typeof none) =>
    batches[timeMs < cutMs ? 0 : 1]!.push(x!.slot, timeMs, value, quality);
  // Before the two as many others, so that what is usual is known, and the two change nothing of it.
  if (!Number.isNaN(spacingMs)) for (let k = 8; k > 0; k--) push(sample(1000 - k * spacingMs + 600_000, 2));
  const moved = (each: typeof none) => ({ ...each, timeMs: each.timeMs + 600_000 });
  for (const each of [last, next]) if (!Number.isNaN(each.timeMs)) push(moved(each));
  const [here, after] = batches.map((batch, k) =>
    stretchFrom({ ...state, atMs: k * cutMs }, k * cutMs, (k + 1) * cutMs, batch.copy()),
  );
  const timesMs = new Float64Array(6).fill(last.timeMs + 600_000);
  const snapshot = { ...state, atMs: atMs + 600_000, timesMs, values: new Float64Array(6).fill(last.value) };
  const { values } = new PastMotion(index).at(
    { ...snapshot, qualities: new Uint8Array(6).fill(last.quality) },
    here!,
    after!,
  );
  for (const [slot, value] of values.entries()) if (slot !== x!.slot) expect(value).toBe(last.value);
  return values[x!.slot]!;
}

test('MOTION-1 positions, angles and levels that are numbers move between samples, nothing else', () => {
  expect(movingTags(index).map(({ tag }) => tag.id)).toEqual(['x', 'tilt', 'fill']);
});

describe('between two samples', () => {
  test('MOTION-1 a part is where its way has brought it', () => {
    expect(shown(1250, sample(1000, 2), sample(2000, 4))).toBe(2.5);
    expect(shown(1000, sample(1000, 2), sample(2000, 4))).toBe(2);
    expect(shown(1999.5, sample(1000, 4), sample(2000, 2))).toBeCloseTo(2.001);
  });

  test('MOTION-1 it is never outside of the two, and goes one way', () => {
    const value = fc.integer({ min: 0, max: 5 });
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(value, value, fc.integer({ min: 1, max: 10_000 }), share, share, (from, to, gapMs, one, other) => {
        const [early, late] = [one, other]
          .sort((a, b) => a - b)
          .map((each) => shown(1000 + each * gapMs, sample(1000, from), sample(1000 + gapMs, to))) as [number, number];
        for (const each of [early, late]) {
          expect(each).toBeGreaterThanOrEqual(Math.min(from, to) - 1e-9);
          expect(each).toBeLessThanOrEqual(Math.max(from, to) + 1e-9);
        }
        expect((late - early) * Math.sign(to - from)).toBeGreaterThanOrEqual(-1e-9);
      }),
    );
  });

  test.each([
    ['the last sample is not good', sample(1000, 2, Quality.uncertain), sample(2000, 4), 1000],
    ['the last sample is stale', sample(1000, 2, Quality.stale), sample(2000, 4), 1000],
    ['the next sample is not good', sample(1000, 2), sample(2000, 4, Quality.bad), 1000],
    ['the next sample has no number', sample(1000, 2), sample(2000, Number.NaN), 1000],
    ['nothing follows', sample(1000, 2), none, 1000],
    ['the gap is more than ten usual ones', sample(1000, 2), sample(11_001, 4), 1000],
    ['the gap is more than a minute', sample(1000, 2), sample(61_001, 4), 60_000],
    ['nothing is known of the usual gap', sample(1000, 2), sample(2000, 4), Number.NaN],
    ['the value starts over', sample(1000, 2), sample(2000, 7.1), 1000],
  ])('MOTION-2 the value is held where %s', (_, last, next, spacingMs) => {
    expect(shown(1500, last, next, spacingMs)).toBe(2);
  });

  test('MOTION-2 the longest gaps that are filled are those very ones', () => {
    expect(shown(6000, sample(1000, 2), sample(11_000, 4), 1000)).toBe(3);
    expect(shown(31_000, sample(1000, 2), sample(61_000, 4), 60_000)).toBe(3);
  });

  test('MOTION-2 what is not known stays so', () => {
    expect(shown(1500, none, sample(2000, 4))).toBeNaN();
  });
});

test('MOTION-1 a way that ends in the next stretch is known when that is', () => {
  expect(shown(1250, sample(1000, 2), sample(2000, 4), 1000, 601_500)).toBe(2.5);
});
