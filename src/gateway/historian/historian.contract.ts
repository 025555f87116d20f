import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SampleBatchBuilder } from '../../series/sample-batch.ts';
import type { TagId } from '../../twin/plant.ts';
import type { Historian } from './historian.ts';
import { NaiveHistorian, type Row } from './naive.contract.ts';

/** One store, empty at first; each `open` finds what the last one left. */
export interface Store {
  open(tagIds: readonly TagId[]): Promise<Historian>;
  remove(): Promise<void>;
  /** Closes it; what a check of the store finds wrong with it. */
  faults?(historian: Historian): Promise<readonly string[]>;
}

export const someTags = ['filler.temp', 'filler.speed', 'capper.torque'] as TagId[];
const startMs = Date.UTC(2030, 0, 1, 6);
const never = new AbortController().signal;

export function batchOf(rows: readonly Row[]): SampleBatchBuilder {
  const batch = new SampleBatchBuilder();
  for (const row of rows) batch.push(row.slot, row.timeMs, row.value, row.quality);
  return batch;
}

export async function readAll(historian: Historian, slot: number, fromMs: number, toMs: number): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const chunk of historian.read(slot, fromMs, toMs, never)) {
    for (const [i, timeMs] of chunk.timesMs.entries()) {
      rows.push({ slot, timeMs, value: chunk.values[i]!, quality: chunk.qualities[i]! });
    }
  }
  return rows;
}

/**
 * Runs the contract. `create` makes a new empty store for every test; a `finely` indexed one, if that means anything
 * to the implementation, builds after a few dozen samples what it else builds after many.
 */
export function historianContract(create: (finely: boolean) => Promise<Store>): void {
  let store: Store;
  beforeEach(async () => {
    store = await create(true);
  });
  afterEach(() => store.remove());

  describe('historian contract', () => {
    test('HIS-1 2 5 6 7 every answer equals the naive model, for any order, repeats and late rows', async () => {
      // Clustered seconds, so that repeats and equal times are common; hours apart, so that minutes get rolled up.
      const timeMs = fc
        .tuple(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 150 }))
        .map(([quarter, secs]) => startMs + quarter * 900_000 + secs * 1000);
      const sample = fc.record({
        // One busy tag and two quiet ones, whose value in force is often an old one.
        slot: fc.constantFrom(0, 0, 0, 0, 0, 0, 0, 0, 1, 2),
        timeMs,
        value: fc.integer({ min: -5, max: 5 }).map((each) => each / 2),
        quality: fc.constantFrom(0, 0, 0, 1, 2, 3),
      });
      const rowSets = fc.array(fc.array(sample, { maxLength: 60 }), { minLength: 1, maxLength: 8 });
      const window = fc.tuple(timeMs, fc.integer({ min: 1, max: 7_200_000 }), fc.integer({ min: 1, max: 9 }));
      await fc.assert(
        fc.asyncProperty(
          rowSets,
          fc.array(window, { minLength: 4, maxLength: 4 }),
          fc.boolean(),
          async (sets, windows, ordered) => {
            const fresh = await create(true);
            let historian = await fresh.open(someTags);
            const naive = new NaiveHistorian();
            if (ordered) sets = [sets.flat().sort((a, b) => a.timeMs - b.timeMs)];
            for (const rows of sets) {
              await historian.append(batchOf(rows));
              naive.append(rows);
            }
            for (const again of [false, true]) {
              if (again) {
                await historian.close();
                historian = await fresh.open(someTags);
              }
              await expectSame(historian, naive, windows);
            }
            await historian.close();
            await fresh.remove();
          },
        ),
        { numRuns: 25 },
      );
    });

    test('HIS-7 buckets of whole hours and quarters of a day tell exactly their samples, whatever comes late', async () => {
      const hourMs = 3_600_000;
      const midnightMs = Date.UTC(2030, 0, 1);
      const sample = fc.record({
        slot: fc.nat(2),
        timeMs: fc.nat(4 * 24 * 60).map((minute) => midnightMs + minute * 60_000),
        value: fc.integer({ min: 0, max: 99 }),
        quality: fc.constantFrom(0, 0, 0, 1, 2, 3),
      });
      const parts = fc.array(fc.array(sample, { minLength: 1, maxLength: 150 }), { minLength: 1, maxLength: 4 });
      await fc.assert(
        fc.asyncProperty(parts, fc.nat(40), fc.integer({ min: 1, max: 8 }), async (sets, start, buckets) => {
          const fresh = await create(true);
          const historian = await fresh.open(someTags);
          const naive = new NaiveHistorian();
          for (const rows of sets) {
            await historian.append(batchOf(rows));
            naive.append(rows);
          }
          const windows = [1, 2, 6, 12].map((hours) => {
            const fromMs = midnightMs + Math.floor(start / hours) * hours * hourMs;
            return [fromMs, buckets * hours * hourMs, buckets] as const;
          });
          await expectSame(historian, naive, windows);
          expect((await fresh.faults?.(historian)) ?? []).toEqual([]);
          await historian.close();
          await fresh.remove();
        }),
        { numRuns: 20 },
      );
    });

    test('HIS-15 many tags at once: minutes of those beyond their bounds, minutes with values, and wanted samples', async () => {
      const minuteMs = 60_000;
      const sample = fc.record({
        slot: fc.nat(2),
        timeMs: fc.nat(40 * 60).map((second) => startMs + second * 1000),
        value: fc.integer({ min: 0, max: 9 }),
        quality: fc.constantFrom(0, 0, 0, 1, 2, 3),
      });
      const parts = fc.array(fc.array(sample, { minLength: 1, maxLength: 120 }), { minLength: 1, maxLength: 3 });
      await fc.assert(
        fc.asyncProperty(
          parts,
          fc.nat(20),
          fc.nat(20),
          fc.integer({ min: 3, max: 12 }),
          async (sets, start, more, high) => {
            const fresh = await create(true);
            const historian = await fresh.open(someTags);
            const naive = new NaiveHistorian();
            for (const rows of sets) {
              await historian.append(batchOf(rows));
              naive.append(rows);
            }
            const fromMs = startMs + start * minuteMs;
            const toMs = fromMs + (more + 1) * minuteMs;
            const bounds = [
              { slot: 0, low: Number.NEGATIVE_INFINITY, high },
              { slot: 2, low: Number.POSITIVE_INFINITY, high: Number.POSITIVE_INFINITY },
            ];
            const rolled = await historian.rollUps(bounds, fromMs, toMs, never);
            const expected = bounds.flatMap(({ slot, low, high: most }) => {
              const series = naive.thin(slot, fromMs, toMs, more + 1);
              if (!series.lows.some((each, k) => each <= low || series.highs[k]! >= most)) return [];
              return series.counts.map((_, k) => [
                slot,
                Math.floor(series.firstTimesMs[k]! / minuteMs) * minuteMs,
                series.firstTimesMs[k],
                series.lastTimesMs[k],
                series.firsts[k],
                series.lows[k],
                series.highs[k],
                series.lasts[k],
              ]);
            });
            const { slots, minutesMs, firstTimesMs, lastTimesMs, firsts, lows, highs, lasts } = rolled;
            const columns = [slots, minutesMs, firstTimesMs, lastTimesMs, firsts, lows, highs, lasts];
            expect([...slots].map((_, k) => columns.map((column) => column[k]))).toEqual(expected);
            const all = someTags.flatMap((_, slot) => naive.read(slot, fromMs, toMs));
            const minuteOf = ({ timeMs }: Row) => Math.floor(timeMs / minuteMs) * minuteMs;
            const charted = new Set(all.filter(({ quality }) => quality < 2).map(minuteOf));
            expect(new Set(await historian.chartedMinutes(fromMs, toMs, never))).toEqual(charted);
            const minutes = [fromMs, fromMs + 3 * minuteMs].map((minuteMs) => ({ slot: 1, minuteMs }));
            const picked = await historian.pick({ whole: [2], quiet: [0, 1], minutes }, fromMs, toMs, never);
            const wanted = all.filter(
              (row) =>
                row.slot === 2 ||
                (row.quality >= 2
                  ? row.slot < 2
                  : row.slot === 1 && minutes.some((each) => each.minuteMs === minuteOf(row))),
            );
            expect(
              Array.from({ length: picked.length }, (_, k) => ({
                slot: picked.slots[k],
                timeMs: picked.timesMs[k],
                value: picked.values[k],
                quality: picked.qualities[k],
              })),
            ).toEqual(wanted);
            await historian.close();
            await fresh.remove();
          },
        ),
        { numRuns: 15 },
      );
    });

    test('HIS-5 many tags are read oldest first, each sample of them once', async () => {
      const historian = await store.open(someTags);
      const naive = new NaiveHistorian();
      const rows = Array.from({ length: 300 }, (_, i) => ({
        slot: i % 3,
        timeMs: startMs + ((i * 37) % 300) * 1000,
        value: i,
        quality: i % 4,
      }));
      await historian.append(batchOf(rows));
      naive.append(rows);
      const [fromMs, toMs] = [startMs + 20_000, startMs + 250_000];
      const found: Row[] = [];
      for await (const batch of historian.readTags([0, 2], fromMs, toMs, never)) {
        for (let i = 0; i < batch.length; i++) {
          const { slots, timesMs, values, qualities } = batch;
          found.push({ slot: slots[i]!, timeMs: timesMs[i]!, value: values[i]!, quality: qualities[i]! });
        }
      }
      expect(found.map(({ timeMs }) => timeMs)).toEqual(found.map(({ timeMs }) => timeMs).sort((a, b) => a - b));
      for (const slot of [0, 1, 2]) {
        const expected = slot === 1 ? [] : naive.read(slot, fromMs, toMs);
        expect(found.filter((row) => row.slot === slot)).toEqual(expected);
      }
      await historian.close();
    });

    test('HIS-18 each sample keeps when it came in; a repeat leaves it, a correction has its own', async () => {
      let historian = await store.open(someTags);
      const append = (rows: readonly Row[], receivedMs?: number) => {
        const batch = batchOf(rows);
        return historian.append(
          receivedMs === undefined ? batch : { ...batch, receivedMs: batch.receivedMs.fill(receivedMs) },
        );
      };
      const row = (second: number, value: number): Row => {
        return { slot: Math.abs(second) % 3, timeMs: startMs + second * 1000, value, quality: 0 };
      };
      const expected = new Map<number, number>();
      const note = (rows: readonly Row[], receivedMs: number) => {
        for (const { timeMs } of rows) expected.set(timeMs, receivedMs);
      };
      // Enough for keyframes, so that some of what follows comes late.
      const first = Array.from({ length: 120 }, (_, second) => row(second, second));
      await append(first, startMs + 120_500);
      note(first, startMs + 120_500);
      await append(first.slice(20, 90), startMs + 200_000);
      const corrected = [row(30, 5.5), row(119, 7.5)];
      await append(corrected, startMs + 300_000.4);
      note(corrected, startMs + 300_000);
      const backlog = [row(-60, 1), row(-59, 1)];
      await append(backlog, startMs + 400_000);
      note(backlog, startMs + 400_000);
      const unknown = [row(200, 1), row(-30, 2)];
      await append(unknown);
      note(unknown, Number.NaN);
      for (const again of [false, true]) {
        if (again) {
          await historian.close();
          historian = await store.open(someTags);
        }
        const told = new Map<number, number>();
        for await (const batch of historian.readTags([0, 1, 2], 0, Number.POSITIVE_INFINITY, never)) {
          for (let i = 0; i < batch.length; i++) told.set(batch.timesMs[i]!, batch.receivedMs![i]!);
        }
        expect([...told]).toEqual([...expected].sort(([a], [b]) => a - b));
      }
      await historian.close();
    });

    test('HIS-1 batches under way at once are each stored once, the later value winning', async () => {
      const historian = await store.open(someTags);
      const rows = (value: number) => batchOf([{ slot: 0, timeMs: startMs, value, quality: 0 }]);
      await Promise.all([1, 2, 3].map((value) => historian.append(rows(value))));
      expect(await readAll(historian, 0, startMs, startMs + 1)).toEqual([
        { slot: 0, timeMs: startMs, value: 3, quality: 0 },
      ]);
      await historian.close();
    });

    test('HIS-2 a backlog older than everything stored is found by snapshot, thin and read', async () => {
      const historian = await store.open(someTags);
      const rows = (fromMs: number) =>
        Array.from({ length: 400 }, (_, i) => ({ slot: i % 2, timeMs: fromMs + i * 1000, value: i, quality: 0 }));
      const naive = new NaiveHistorian();
      for (const hour of [5, 3, 4, 0]) {
        await historian.append(batchOf(rows(startMs + hour * 3_600_000)));
        naive.append(rows(startMs + hour * 3_600_000));
      }
      await expectSame(historian, naive, [
        [startMs, 6 * 3_600_000, 6],
        [startMs + 3_600_000, 3 * 3_600_000 + 1234, 7],
      ]);
      await historian.close();
    });

    test("HIS-2 6 a late sample of a quiet tag is in force from its time to the tag's next", async () => {
      const historian = await store.open(someTags);
      const naive = new NaiveHistorian();
      const append = async (rows: Row[]) => {
        await historian.append(batchOf(rows));
        naive.append(rows);
      };
      const late = (minute: number, value: number) => [
        { slot: 1, timeMs: startMs + minute * 60_000, value, quality: 0 },
      ];
      await append(late(150, 1));
      // A busy tag, so that there are keyframes all along.
      for (let part = 0; part < 5; part++) {
        await append(
          Array.from({ length: 60 }, (_, i) => {
            const minute = part * 60 + i;
            return { slot: 0, timeMs: startMs + minute * 60_000, value: minute, quality: 0 };
          }),
        );
      }
      const everyTenMinutes = Array.from({ length: 30 }, (_, i): Window => [startMs + i * 600_000 + 1, 600_000, 2]);
      // One before all others, one between, the first again with another value.
      for (const rows of [late(20, 2), late(200, 3), late(20, 4)]) {
        await append(rows);
        await expectSame(historian, naive, everyTenMinutes);
      }
      await historian.close();
    });

    test('HIS-2 6 late samples count whatever instant the store keeps for itself', async () => {
      const historian = await store.open(someTags);
      const minutes = Array.from({ length: 60 }, (_, i) => i);
      const rowAt = (slot: number, minute: number) => {
        return { slot, timeMs: startMs + minute * 60_000, value: minute, quality: 0 };
      };
      await historian.append(batchOf(minutes.map((minute) => rowAt(0, minute))));
      for (const minute of minutes) await historian.append(batchOf([rowAt(1, minute)]));
      for (const minute of minutes) {
        const { values } = await historian.snapshot(startMs + minute * 60_000, never);
        expect([...values.slice(0, 2)]).toEqual([minute, minute]);
      }
      await historian.close();
    });

    test('the caller may fill the batch again while it is being stored', async () => {
      const historian = await store.open(someTags);
      const batch = new SampleBatchBuilder();
      batch.push(0, startMs, 1);
      const stored = historian.append(batch);
      batch.clear();
      batch.push(0, startMs + 1, 2);
      await stored;
      expect(await readAll(historian, 0, startMs, startMs + 10)).toHaveLength(1);
      await historian.close();
    });

    test('HIS-8 an edited plant file finds its tags under new slots, and old tags come back', async () => {
      let historian = await store.open(someTags);
      await historian.append(batchOf(someTags.map((_, slot) => ({ slot, timeMs: startMs, value: slot, quality: 0 }))));
      await historian.close();
      historian = await store.open(['new.tag' as TagId, someTags[2]!]);
      const snapshot = await historian.snapshot(startMs, never);
      expect([...snapshot.values]).toEqual([Number.NaN, 2]);
      await historian.close();
      historian = await store.open([...someTags].reverse());
      expect([...(await historian.snapshot(startMs, never)).values]).toEqual([2, 1, 0]);
      await historian.close();
    });

    test('HIS-9 times are kept to the millisecond', async () => {
      const historian = await store.open(someTags);
      await historian.append(batchOf([{ slot: 0, timeMs: startMs + 0.6, value: 1, quality: 0 }]));
      expect((await historian.snapshot(startMs + 5, never)).timesMs[0]).toBe(startMs + 1);
      await historian.close();
    });

    test('HIS-10 a bad sample without a number is in force, and never charted', async () => {
      const historian = await store.open(someTags);
      const rows = [
        { slot: 1, timeMs: startMs, value: 4, quality: 0 },
        { slot: 1, timeMs: startMs + 1, value: Number.NaN, quality: 3 },
      ];
      await historian.append(batchOf(rows));
      await historian.append(batchOf(rows));
      expect(await readAll(historian, 1, startMs, startMs + 9)).toEqual(rows);
      const snapshot = await historian.snapshot(startMs + 9, never);
      expect([snapshot.values[1], snapshot.qualities[1]]).toEqual([Number.NaN, 3]);
      expect([...(await historian.thin(1, startMs, startMs + 9, 1, never)).counts]).toEqual([1]);
      await historian.close();
    });

    test('extent is null, then the first and last stored time', async () => {
      let historian = await store.open(someTags);
      expect(await historian.extent()).toBeNull();
      for (const offset of [7, 3, 9]) {
        await historian.append(batchOf([{ slot: 0, timeMs: startMs + offset, value: 1, quality: 0 }]));
      }
      expect(await historian.extent()).toEqual({ fromMs: startMs + 3, toMs: startMs + 9 });
      await historian.close();
      historian = await store.open(someTags);
      expect(await historian.extent()).toEqual({ fromMs: startMs + 3, toMs: startMs + 9 });
      await historian.close();
    });

    test('HIS-12 an aborted signal rejects with its reason, also between two chunks', async () => {
      const large = await create(false);
      const historian = await large.open(someTags);
      const rows = Array.from({ length: 200_000 }, (_, i) => ({ slot: 0, timeMs: startMs + i, value: i, quality: 0 }));
      await historian.append(batchOf(rows));
      const reason = new Error('the viewer left');
      await expect(historian.snapshot(startMs, AbortSignal.abort(reason))).rejects.toBe(reason);
      await expect(historian.thin(0, startMs, startMs + 9, 3, AbortSignal.abort(reason))).rejects.toBe(reason);
      const controller = new AbortController();
      const reading = async () => {
        for await (const chunk of historian.read(0, startMs, startMs + 1e9, controller.signal)) {
          expect(chunk.timesMs.length).toBeLessThan(200_000);
          controller.abort(reason);
        }
      };
      await expect(reading()).rejects.toBe(reason);
      await historian.close();
      await large.remove();
    });

    test('HIS-12 close waits for what was appended; then every call rejects', async () => {
      let historian = await store.open(someTags);
      const appended = historian.append(batchOf([{ slot: 2, timeMs: startMs, value: 1, quality: 0 }]));
      await historian.close();
      await appended;
      await historian.close();
      await expect(historian.append(batchOf([]))).rejects.toThrow(/closed/);
      await expect(historian.snapshot(startMs, never)).rejects.toThrow(/closed/);
      await expect(historian.extent()).rejects.toThrow(/closed/);
      await expect(historian.thin(0, 0, 1, 1, never)).rejects.toThrow(/closed/);
      await expect(readAll(historian, 0, 0, 1)).rejects.toThrow(/closed/);
      historian = await store.open(someTags);
      expect(await readAll(historian, 2, startMs, startMs + 1)).toHaveLength(1);
      await historian.close();
    });

    test('a row of a tag that the plant does not have is refused, with its batch', async () => {
      const historian = await store.open(someTags);
      const rows = [0, 99].map((slot) => ({ slot, timeMs: startMs, value: 1, quality: 0 }));
      await expect(historian.append(batchOf(rows))).rejects.toThrow(/no tag 99/);
      await expect(historian.append(batchOf([{ ...rows[0]!, timeMs: Number.NaN }]))).rejects.toThrow(/not a time/);
      expect(await historian.extent()).toBeNull();
      await historian.close();
    });
  });
}

type Window = readonly [fromMs: number, lengthMs: number, buckets: number];

async function expectSame(historian: Historian, naive: NaiveHistorian, windows: readonly Window[]): Promise<void> {
  for (const [fromMs, lengthMs, buckets] of windows) {
    const minute = Math.floor(fromMs / 60_000) * 60_000;
    const cuts: Window[] = [
      [fromMs, lengthMs, buckets],
      // On whole minutes, where an implementation may answer from roll-ups.
      [minute, Math.ceil(lengthMs / 60_000 / buckets) * 60_000 * buckets, buckets],
    ];
    const snapshot = await historian.snapshot(fromMs, never);
    await expectStretches(historian, naive, fromMs, fromMs + lengthMs);
    for (let slot = 0; slot < someTags.length; slot++) {
      const inForce = naive.snapshot(slot, fromMs);
      expect([snapshot.timesMs[slot], snapshot.values[slot]]).toEqual([
        inForce?.timeMs ?? Number.NaN,
        inForce?.value ?? Number.NaN,
      ]);
      if (inForce) expect(snapshot.qualities[slot]).toBe(inForce.quality);
      expect(await readAll(historian, slot, fromMs, fromMs + lengthMs)).toEqual(
        naive.read(slot, fromMs, fromMs + lengthMs),
      );
      for (const [from, length, count] of cuts) {
        const thinned = await historian.thin(slot, from, from + length, count, never);
        expect(thinned.fromMs).toBe(from);
        expect(thinned.bucketMs).toBe(length / count);
        const expected = naive.thin(slot, from, from + length, count);
        for (const key of Object.keys(expected) as (keyof typeof expected)[]) {
          expect([...thinned[key]], key).toEqual(expected[key]);
        }
      }
    }
  }
}

/** However little is asked for at a time: one stretch after another tells all, and nothing else. */
async function expectStretches(historian: Historian, naive: NaiveHistorian, fromMs: number, toMs: number) {
  const told: Row[] = [];
  for (let startMs = fromMs; startMs < toMs; ) {
    const stretch = await historian.stretch(startMs, toMs, 4, never);
    expect(stretch.fromMs).toBe(startMs);
    expect(stretch.toMs).toBeGreaterThan(startMs);
    expect(stretch.toMs).toBeLessThanOrEqual(toMs);
    const state = await historian.snapshot(startMs, never);
    expect(stretch.state).toEqual(state);
    // What is in force at the start of one that goes on is a sample of that very time.
    for (const [slot, timeMs] of state.timesMs.entries()) {
      if (timeMs !== startMs) continue;
      told.push({ slot, timeMs, value: state.values[slot]!, quality: state.qualities[slot]! });
    }
    for (const [row, slot] of stretch.slots.entries()) {
      const [value, quality] = [stretch.values[row]!, stretch.qualities[row]!];
      told.push({ slot, timeMs: startMs + stretch.offsetsMs[row]!, value, quality });
    }
    startMs = stretch.toMs;
  }
  for (let slot = 0; slot < someTags.length; slot++) {
    expect(told.filter((row) => row.slot === slot)).toEqual(naive.read(slot, fromMs, toMs));
  }
}
