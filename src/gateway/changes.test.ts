import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SampleColumns, Snapshot } from '../series/columns.ts';
import { packmlCode, stateClass } from '../twin/packml.ts';
import type { PlacedTag } from '../twin/plant-index.ts';
import { Quality } from '../twin/quality.ts';
import { stateSeverity } from '../twin/state-severity.ts';
import { changesOf, mostChanges, TooManyChanges } from './changes.ts';
import type { Historian } from './historian/historian.ts';

const never = new AbortController().signal;
const buckets = 4000;
const [run, idle, held] = [packmlCode('Execute'), packmlCode('Idle'), packmlCode('Held')];
type Row = readonly [timeMs: number, value: number, quality: number];

/** A record of one tag, read in chunks. */
const recordOf = (rows: readonly Row[]) =>
  ({
    async *read(_slot: number, fromMs: number, toMs: number): AsyncIterable<SampleColumns> {
      const within = rows.filter(([timeMs]) => timeMs >= fromMs && timeMs < toMs);
      for (let k = 0; k < within.length; k += 7000) {
        const chunk = within.slice(k, k + 7000);
        yield {
          timesMs: Float64Array.from(chunk, ([timeMs]) => timeMs),
          values: Float64Array.from(chunk, ([, value]) => value),
          qualities: Uint8Array.from(chunk, ([, , quality]) => quality),
        };
      }
    },
  }) as unknown as Historian;
const startOf = ([timeMs, value, quality]: Row): Snapshot => ({
  atMs: timeMs,
  timesMs: Float64Array.of(timeMs),
  values: Float64Array.of(value),
  qualities: Uint8Array.of(quality),
});
const nothing = startOf([Number.NaN, Number.NaN, Quality.bad]);
const stateTag = { slot: 0, machine: {} } as { slot: number; machine: { stateTag?: unknown } };
stateTag.machine.stateTag = stateTag;
const state = stateTag as unknown as PlacedTag;
const text = { slot: 0, machine: {} } as unknown as PlacedTag;

/** A change every 100 ms, so that a bucket of 2.5 s has 25. */
const flickering = (codeAt: (k: number) => number): Row[] =>
  Array.from({ length: mostChanges + 50 }, (_, k) => [k * 100, codeAt(k), Quality.good]);
const span = { fromMs: 0, toMs: 100 * (mostChanges + 50) };
const bucketMs = span.toMs / buckets;
const codeIn = (columns: { timesMs: Float64Array; values: Float64Array }, atMs: number) =>
  columns.values[columns.timesMs.findLastIndex((timeMs) => timeMs <= atMs)]!;

describe('changes of a tag', () => {
  it('are told each, after what was in force', async () => {
    const record = recordOf([
      [10, run, 0],
      [20, run, 0],
      [30, idle, 0],
      [40, idle, Quality.stale],
    ]);
    const told = await changesOf(record, state, { fromMs: 5, toMs: 100 }, startOf([1, run, 0]), true, never);
    expect([...told.timesMs]).toEqual([1, 30, 40]);
    expect(told.bucketMs).toBe(0);
  });

  it('REC-4 too many are refused where a summary would be taken for the record', async () => {
    const rows = flickering((k) => (k % 2 ? run : idle));
    await expect(changesOf(recordOf(rows), state, span, nothing, false, never)).rejects.toThrow(TooManyChanges);
  });

  it('REC-4 a summary tells the worst state of each bucket, however short, and what is in force at the end', async () => {
    const shortStop = 51_234;
    const rows = flickering((k) => (k === shortStop ? held : k % 2 ? run : idle));
    const told = await changesOf(recordOf(rows), state, span, nothing, true, never);
    expect(told.bucketMs).toBe(bucketMs);
    expect(told.timesMs.length).toBeLessThan(10);
    expect(codeIn(told, shortStop * 100)).toBe(held);
    expect(codeIn(told, shortStop * 100 + bucketMs)).toBe(idle);
    expect(codeIn(told, shortStop * 100 - bucketMs)).toBe(idle);
    expect(told.values.at(-1)).toBe(run);
    expect(told.timesMs.at(-1)).toBe(rows.at(-1)![0]);
  });

  it('REC-4 a summary is that of every raw row, and unknown only where the source was quiet all of a bucket', async () => {
    const codes = fc.array(fc.constantFrom(run, idle, held, Number.NaN, packmlCode('Aborted')), {
      minLength: 30,
      maxLength: 60,
    });
    await fc.assert(
      fc.asyncProperty(codes, fc.integer({ min: 1, max: 40 }), async (pattern, quietBuckets) => {
        // It flickers by the pattern, each of its states for a while, and is silent once.
        const quietMs = 2_000_000;
        const rows = flickering((k) => (k % 2 ? run : pattern[Math.floor(k / 700) % pattern.length]!))
          .filter(([timeMs]) => timeMs < quietMs || timeMs > quietMs + quietBuckets * bucketMs)
          .concat([[quietMs, run, Quality.stale]])
          .concat(Array.from({ length: 2000 }, (_, k): Row => [span.toMs - 2000 + k, k % 2 ? run : idle, 0]))
          .map(([timeMs, value, quality]): Row => [timeMs, value, Number.isNaN(value) ? Quality.bad : quality])
          .sort((a, b) => a[0] - b[0]);
        const told = await changesOf(recordOf(rows), state, span, nothing, true, never);
        if (told.bucketMs === 0) return;
        for (let bucket = 0; bucket < buckets; bucket += 37) {
          const [fromMs, toMs] = [bucket * bucketMs, (bucket + 1) * bucketMs];
          const first = rows.findLastIndex(([timeMs]) => timeMs <= fromMs);
          const classes = rows
            .slice(Math.max(0, first), first + 3000)
            .filter(([timeMs], k) => timeMs < toMs && (k === 0 || timeMs >= fromMs))
            .map(([, value, quality]) => (quality >= Quality.stale ? 'unknown' : stateClass(value)));
          const worst = Math.max(...classes.map((each) => stateSeverity[each]));
          expect(stateSeverity[stateClass(codeIn(told, fromMs + bucketMs / 2))]).toBe(worst);
        }
      }),
      { seed: 5, numRuns: 6 },
    );
  });

  it('REC-4 of a text the one that held longest stands for a bucket', async () => {
    const rows = flickering((k) => (k % 5 === 0 ? 11 : k % 5 === 3 ? 12 : 10 + (k % 2) / 2)).map(
      ([timeMs, value], k): Row => [timeMs, k < 60_000 ? value : value + 100, 0],
    );
    const told = await changesOf(recordOf(rows), text, span, nothing, true, never);
    const sumOf = (atMs: number) => {
      const from = Math.floor(atMs / bucketMs) * bucketMs;
      const heldMs = new Map<number, number>();
      for (let ms = from; ms < from + bucketMs; ms += 5) {
        const value = rows[Math.floor(ms / 100)]![1];
        heldMs.set(value, (heldMs.get(value) ?? 0) + 1);
      }
      return Math.max(...heldMs.values()) - (heldMs.get(codeIn(told, from + bucketMs / 2)) ?? 0);
    };
    for (let bucket = 1; bucket < buckets - 1; bucket += 111) expect(sumOf(bucket * bucketMs)).toBeLessThanOrEqual(30);
  });
});
