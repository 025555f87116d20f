import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { batchOf, readAll, type Store, someTags } from './historian.contract.ts';
import type { Historian, ThinningRule } from './historian.ts';
import { NaiveHistorian, type Row } from './naive.contract.ts';

const minuteMs = 60_000;
const startMs = Date.UTC(2030, 0, 1, 6);
const never = new AbortController().signal;

/** Tag 0 is a number with limits, 1 a number that is compressed, 2 a state. */
const retention = (beforeMs: number): ThinningRule[] => [
  {
    name: 'number',
    tags: [
      { slot: 0, kind: 'number', limits: { high: 2 } },
      { slot: 1, kind: 'number' },
    ],
    beforeMs,
  },
  { name: 'state', tags: [{ slot: 2, kind: 'state' }], beforeMs },
];
const compression = (beforeMs: number): ThinningRule[] => [
  { name: 'compression', tags: [{ slot: 1, kind: 'number', deviation: 0.5 }], beforeMs },
];

export async function thinAll(historian: Historian, rules: readonly ThinningRule[]): Promise<void> {
  for (const rule of rules) while (await historian.thinOut(rule));
}

/** Of every minute the roll-ups tell what all samples would, their count too. */
export async function expectRollUps(historian: Historian, naive: NaiveHistorian, fromMs: number, minutes: number) {
  for (const slot of someTags.keys()) {
    const told = await historian.thin(slot, fromMs, fromMs + minutes * minuteMs, minutes, never);
    const expected = naive.thin(slot, fromMs, fromMs + minutes * minuteMs, minutes);
    for (const key of Object.keys(expected) as (keyof typeof expected)[]) {
      expect([...told[key]], `${key} of tag ${slot}`).toEqual(expected[key]);
    }
  }
}

/** What is read and what is in force at a moment are of the same samples. */
async function expectOneRecord(historian: Historian, stored: NaiveHistorian, moments: readonly number[]) {
  for (const atMs of moments) {
    const { timesMs, values, qualities } = await historian.snapshot(atMs, never);
    for (const slot of someTags.keys()) {
      const inForce = stored.snapshot(slot, atMs);
      expect([timesMs[slot], values[slot]]).toEqual([inForce?.timeMs ?? Number.NaN, inForce?.value ?? Number.NaN]);
      if (inForce) expect(qualities[slot]).toBe(inForce.quality);
    }
  }
}

async function storedOf(historian: Historian): Promise<{ stored: NaiveHistorian; rows: Row[] }> {
  const all = await Promise.all([...someTags.keys()].map((slot) => readAll(historian, slot, 0, 1e15)));
  const stored = new NaiveHistorian();
  stored.append(all.flat());
  return { stored, rows: all.flat() };
}

/** Runs the rules of thinning; `create` is that of the contract. */
export function thinningContract(create: (finely: boolean) => Promise<Store>): void {
  let store: Store;
  beforeEach(async () => {
    store = await create(true);
  });
  afterEach(() => store.remove());

  describe('thinning contract', () => {
    test('HIS-20 21 what is kept tells the same, whatever was stored and comes late', {
      timeout: 300_000,
    }, async () => {
      const timeMs = fc
        .tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 150 }))
        .map(([quarter, secs]) => startMs + quarter * 900_000 + secs * 1000);
      const sample = fc.record({
        slot: fc.constantFrom(0, 0, 0, 1, 1, 1, 2),
        timeMs,
        value: fc.integer({ min: -5, max: 5 }).map((each) => each / 2),
        quality: fc.constantFrom(0, 0, 0, 0, 0, 1, 2, 3),
      });
      const rowSets = fc.array(fc.array(sample, { maxLength: 150 }), { minLength: 1, maxLength: 3 });
      const before = fc.integer({ min: 0, max: 120 }).map((minutes) => startMs + minutes * minuteMs + 7);
      await fc.assert(
        fc.asyncProperty(rowSets, rowSets, before, fc.boolean(), async (sets, lateSets, beforeMs, compressed) => {
          const fresh = await create(true);
          let historian = await fresh.open(someTags);
          const naive = new NaiveHistorian();
          for (const rows of sets) {
            await historian.append(batchOf(rows));
            naive.append(rows);
          }
          if (compressed) await thinAll(historian, compression(beforeMs));
          await thinAll(historian, retention(beforeMs));
          const everyMinute = Array.from({ length: 110 }, (_, minute) => startMs + minute * minuteMs);
          const everySecond = Array.from({ length: 150 }, (_, second) => startMs + 900_000 + second * 1000);
          for (const again of [false, true]) {
            if (again) {
              await historian.close();
              historian = await fresh.open(someTags);
            }
            for (const rule of retention(beforeMs)) expect(await historian.thinOut(rule)).toBe(false);
            await expectRollUps(historian, naive, startMs, 110);
            const { stored, rows } = await storedOf(historian);
            for (const row of rows) expect(naive.read(row.slot, row.timeMs, row.timeMs + 1)).toEqual([row]);
            for (const slot of someTags.keys()) {
              const later = [slot, Math.floor(beforeMs / minuteMs) * minuteMs, 1e15] as const;
              expect(stored.read(...later)).toEqual(naive.read(...later));
            }
            await expectOneRecord(historian, stored, [...everyMinute, ...everySecond]);
            // Between its own samples a thinned minute tells the last one kept; at its ends it tells what all would.
            const known = (slot: number, atMs: number) => stored.snapshot(slot, atMs)?.value;
            for (const atMs of everyMinute) {
              for (const slot of [0, 1, 2]) expect(known(slot, atMs - 1)).toBe(naive.snapshot(slot, atMs - 1)?.value);
            }
            for (const atMs of everySecond) expect(known(2, atMs)).toBe(naive.snapshot(2, atMs)?.value);
          }
          const { stored } = await storedOf(historian);
          for (const rows of lateSets) {
            await historian.append(batchOf(rows));
            stored.append(rows);
          }
          expect(await storedOf(historian)).toEqual({ stored, rows: expect.anything() });
          await expectOneRecord(historian, stored, [...everyMinute, ...everySecond]);
          expect(await fresh.faults?.(historian)).toEqual(fresh.faults && []);
          await fresh.remove();
        }),
        { numRuns: 12 },
      );
    });

    test('HIS-20 goes on where it was, and says how far it is', async () => {
      let historian = await store.open(someTags);
      const rows = Array.from({ length: 3600 }, (_, second) => {
        return { slot: 0, timeMs: startMs + second * 1000, value: second % 7, quality: 0 };
      });
      await historian.append(batchOf(rows));
      expect((await historian.thinned()).size).toBe(0);
      await thinAll(historian, retention(startMs + 20.5 * minuteMs));
      const middle = await readAll(historian, 0, 0, 1e15);
      await historian.close();
      historian = await store.open(someTags);
      expect((await historian.thinned()).get('number')).toBe(startMs + 20 * minuteMs);
      expect(await readAll(historian, 0, 0, 1e15)).toEqual(middle);
      // Shorter retention never gives back, and longer takes no more.
      await thinAll(historian, retention(startMs + 10 * minuteMs));
      expect(await readAll(historian, 0, 0, 1e15)).toEqual(middle);
      await thinAll(historian, retention(startMs + 40 * minuteMs));
      expect((await historian.thinned()).get('number')).toBe(startMs + 40 * minuteMs);
      const kept = await readAll(historian, 0, 0, 1e15);
      expect(kept.length).toBeLessThan(middle.length);
      expect(kept.filter(({ timeMs }) => timeMs >= startMs + 40 * minuteMs)).toEqual(rows.slice(40 * 60));
      await historian.close();
    });

    test('HIS-20 what is not rolled up is not thinned, nor tags that the plant has no more', async () => {
      let historian = await store.open(someTags);
      const row = (slot: number, second: number) => {
        return { slot, timeMs: startMs + second * 1000, value: second, quality: 0 };
      };
      await historian.append(batchOf(Array.from({ length: 20 }, (_, second) => row(0, second))));
      await thinAll(historian, retention(Number.MAX_SAFE_INTEGER));
      expect(await readAll(historian, 0, 0, 1e15)).toHaveLength(20);
      await historian.append(batchOf(Array.from({ length: 600 }, (_, second) => row(second % 2, second))));
      await historian.close();
      historian = await store.open(someTags.slice(0, 1));
      await thinAll(historian, [{ name: 'number', tags: [{ slot: 0, kind: 'number' }], beforeMs: startMs + 1e9 }]);
      await historian.close();
      historian = await store.open(someTags);
      expect((await readAll(historian, 0, 0, 1e15)).length).toBeLessThan(100);
      expect(await readAll(historian, 1, 0, 1e15)).toHaveLength(300);
      await historian.close();
    });

    test('HIS-20 a minute with more samples than a piece is thinned in parts', { timeout: 300_000 }, async () => {
      const large = await create(false);
      const historian = await large.open(someTags);
      const rows = Array.from({ length: 45_000 }, (_, i) => {
        return { slot: i % 3, timeMs: startMs + i, value: (i * 7919) % 45_000, quality: 0 };
      });
      // Few enough for a piece with what follows.
      const next = Array.from({ length: 900 }, (_, i) => {
        return { slot: i % 3, timeMs: startMs + minuteMs + i, value: (i * 7919) % 900, quality: 0 };
      });
      // Enough for a keyframe of any store, so that these minutes are rolled up.
      const more = Array.from({ length: 520_000 }, (_, i) => {
        return { slot: 0, timeMs: startMs + 2 * minuteMs + i, value: i, quality: 0 };
      });
      await historian.append(batchOf([...rows, ...next, ...more]));
      const rule = { name: 'number', tags: [0, 1, 2].map(asNumber), beforeMs: startMs + 2 * minuteMs };
      const own = (slot: number) => rows.filter((row) => row.slot === slot).map(({ value }) => value);
      let pieces = 0;
      while (await historian.thinOut(rule)) {
        pieces++;
        for (const slot of [0, 1, 2]) {
          const { lows, highs, counts } = await historian.thin(slot, startMs, startMs + 2 * minuteMs, 2, never);
          const values = own(slot);
          const expected = [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b)), 15_000];
          expect([lows[0], highs[0], counts[0]]).toEqual(expected);
        }
      }
      expect(pieces).toBeGreaterThan(2);
      for (const slot of [0, 1, 2]) {
        const left = (fromMs: number) => readAll(historian, slot, fromMs, fromMs + minuteMs);
        // First, lowest, highest, last, and what is in force at a keyframe.
        expect((await left(startMs)).length).toBeLessThanOrEqual(6);
        expect((await left(startMs + minuteMs)).length).toBeLessThanOrEqual(6);
      }
      await historian.close();
      await large.remove();
    });
  });
}

const asNumber = (slot: number) => ({ slot, kind: 'number' as const });
