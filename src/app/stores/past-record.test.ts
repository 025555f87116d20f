import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { SampleBatchBuilder } from '../../series/sample-batch.ts';
import { type Stretch, stretchFrom } from '../../series/stretch.ts';
import { PastRecord } from './past-record.ts';

/** A record of one tag whose value is the time of its newest sample: one every `everyMs`. */
function record(everyMs: number, mostRows = Number.POSITIVE_INFINITY) {
  const asked: { fromMs: number; toMs: number }[] = [];
  const inForce = (atMs: number) => Math.floor(atMs / everyMs) * everyMs;
  const fetch = async ({ fromMs, toMs }: { fromMs: number; toMs: number }): Promise<Stretch> => {
    asked.push({ fromMs, toMs });
    const rows = new SampleBatchBuilder();
    let endMs = toMs;
    for (let timeMs = inForce(fromMs) + everyMs; timeMs < toMs; timeMs += everyMs) {
      if (rows.length === mostRows) {
        endMs = timeMs;
        break;
      }
      rows.push(0, timeMs, timeMs);
    }
    const at = Float64Array.of(inForce(fromMs));
    return stretchFrom(
      { atMs: fromMs, timesMs: at, values: at.slice(), qualities: new Uint8Array(1) },
      fromMs,
      endMs,
      rows.copy(),
    );
  };
  return { asked, fetch, inForce };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});
const settle = () => vi.advanceTimersByTimeAsync(2000);

describe('the record that is kept in the page', () => {
  test('TIME-9 tells what the record tells, or nothing: for any seeks, cut stretches and late samples', async () => {
    const seek = fc.record({ atMs: fc.integer({ min: 0, max: 500_000 }), velocity: fc.constantFrom(0, 0, 1, 60, -60) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(seek, { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 3, max: 500 }),
        async (seeks, most) => {
          const { fetch, inForce } = record(250, most);
          const past = new PastRecord(fetch);
          let known = 0;
          for (const [k, { atMs, velocity }] of seeks.entries()) {
            past.want(atMs, velocity);
            await settle();
            for (const { atMs: each } of seeks.slice(0, k + 1)) {
              const recalled = past.at(each);
              if (!recalled) continue;
              known++;
              expect(recalled.snapshot.values[0]).toBe(inForce(each));
            }
            if (k % 7 === 6) past.forget(atMs - 1000, atMs + 1000);
          }
          expect(known).toBeGreaterThan(0);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('TIME-9 seeks near each other are one request, and playing finds what comes next there already', async () => {
    const { asked, fetch } = record(100);
    const past = new PastRecord(fetch);
    for (const atMs of [61_000, 70_000, 65_000, 119_000]) {
      past.want(atMs, 0);
      await settle();
    }
    expect(asked).toEqual([{ fromMs: 60_000, toMs: 120_000 }]);
    past.want(119_500, 10);
    await settle();
    expect(past.at(120_500)?.snapshot.values[0]).toBe(120_500);
    past.want(60_500, -10);
    await settle();
    expect(past.at(59_000)?.snapshot.values[0]).toBe(59_000);
  });

  test('TIME-9 moments that a hand passes are not fetched, only the one where it rests', async () => {
    const { asked, fetch } = record(100);
    const past = new PastRecord(fetch);
    for (let atMs = 100_000; atMs < 5_000_000; atMs += 100_000) {
      past.want(atMs, 0);
      await vi.advanceTimersByTimeAsync(50);
    }
    await settle();
    expect(asked).toHaveLength(1);
    expect(past.at(4_900_000)).not.toBeNull();
  });

  test('AB-4 two cursors are told from the same record, and neither keeps the other waiting', async () => {
    const { asked, fetch } = record(250);
    const past = new PastRecord(fetch);
    past.want(61_000, 1, 'a');
    past.want(600_500, 1, 'b');
    await settle();
    expect(asked).toHaveLength(2);
    const a = past.at(61_000, 'a')!.snapshot;
    const b = past.at(600_500, 'b')!.snapshot;
    expect([a.values[0], b.values[0]]).toEqual([61_000, 600_500]);
    // What b was told holds while a moves on, as a film shows both.
    past.at(62_000, 'a');
    expect(b.values[0]).toBe(600_500);
    // A cursor that has come where the other one was asks for nothing.
    past.want(600_500, 0, 'a');
    const before = asked.length;
    await settle();
    expect(asked).toHaveLength(before);
  });

  test('TIME-9 what is too quick to be played from stretches is not fetched', async () => {
    const { asked, fetch } = record(100);
    new PastRecord(fetch).want(60_000, 3600);
    await settle();
    expect(asked).toEqual([]);
  });

  test('TIME-9 an answer that was under way when samples came late is not kept', async () => {
    const { fetch } = record(100);
    let answer = () => {};
    const past = new PastRecord(async (span) => {
      await new Promise<void>((resolve) => {
        answer = resolve;
      });
      return fetch(span);
    });
    past.want(1000, 0);
    await settle();
    past.forget(500, 1500);
    answer();
    await settle();
    expect(past.at(1000)).toBeNull();
  });

  test('what is kept is bounded, and the moment that is looked at is never among what goes', async () => {
    const { asked, fetch } = record(10);
    const past = new PastRecord(fetch, () => undefined, 500_000);
    for (let atMs = 30_000; atMs < 2_000_000; atMs += 60_000) {
      past.want(atMs, 0);
      await settle();
      expect(past.at(atMs)).not.toBeNull();
    }
    expect(past.at(asked[0]!.fromMs)).toBeNull();
  });
});
