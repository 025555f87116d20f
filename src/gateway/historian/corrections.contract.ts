import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { batchOf, readAll, type Store, someTags } from './historian.contract.ts';
import type { Historian } from './historian.ts';
import { type Correction, NaiveHistorian, type Row } from './naive.contract.ts';

const startMs = Date.UTC(2030, 0, 1, 6);
const never = new AbortController().signal;
const allSlots = [...someTags.keys()];

export async function correctionsOf(
  historian: Pick<Historian, 'corrections'>,
  slots: readonly number[],
  fromMs = 0,
  toMs = Number.POSITIVE_INFINITY,
): Promise<Correction[]> {
  const found: Correction[] = [];
  for await (const batch of historian.corrections(slots, fromMs, toMs, never)) {
    for (let i = 0; i < batch.length; i++) {
      found.push({
        slot: batch.slots[i]!,
        timeMs: batch.timesMs[i]!,
        value: batch.values[i]!,
        quality: batch.qualities[i]!,
        receivedMs: batch.receivedMs[i]!,
        correctedMs: batch.correctedMs[i]!,
        newValue: batch.newValues[i]!,
        newQuality: batch.newQualities[i]!,
      });
    }
  }
  return found;
}

export const received = (rows: readonly Row[], receivedMs: number) => {
  const batch = batchOf(rows);
  batch.receivedMs.fill(receivedMs);
  return batch;
};

/** Runs the rules of what was replaced; `create` is that of the contract. */
export function correctionsContract(create: (finely: boolean) => Promise<Store>): void {
  describe('corrections contract', () => {
    test('HIS-22 what was replaced is kept, whatever comes in which order, and the last to arrive is in force', {
      timeout: 300_000,
    }, async () => {
      // Few times, so that many are replaced, some more than once; hours apart, so that some are rolled up.
      const row = fc.record({
        slot: fc.constantFrom(0, 0, 0, 1, 2),
        timeMs: fc
          .tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 25 }))
          .map(([quarter, secs]) => startMs + quarter * 900_000 + secs * 1000),
        value: fc.constantFrom(0, 1, 2, Number.NaN),
        quality: fc.constantFrom(0, 0, 1, 3),
      });
      const keyOf = ({ slot, timeMs }: Row) => `${slot} ${timeMs}`;
      const set = fc.uniqueArray(row, { maxLength: 60, selector: keyOf });
      await fc.assert(
        fc.asyncProperty(fc.array(set, { minLength: 2, maxLength: 8 }), fc.nat(3000), async (sets, second) => {
          const fresh = await create(true);
          let historian = await fresh.open(someTags);
          const naive = new NaiveHistorian();
          for (const [n, rows] of sets.entries()) {
            const receivedMs = startMs + 4_000_000 + n;
            await historian.append(received(rows, receivedMs));
            naive.append(rows, receivedMs);
            // Sent again it corrects nothing.
            await historian.append(received(rows, receivedMs + 1_000_000));
          }
          const fromMs = startMs + second * 1000;
          for (const again of [false, true]) {
            if (again) {
              await historian.close();
              historian = await fresh.open(someTags);
            }
            for (const slot of allSlots) {
              expect(await correctionsOf(historian, [slot])).toEqual(naive.corrections(slot, 0, 1e15));
              expect(await correctionsOf(historian, [slot], fromMs, fromMs + 600_000)).toEqual(
                naive.corrections(slot, fromMs, fromMs + 600_000),
              );
              expect(await readAll(historian, slot, 0, 1e15)).toEqual(naive.read(slot, 0, 1e15));
            }
            const all = await correctionsOf(historian, [0, 2]);
            expect(all.map(({ timeMs }) => timeMs)).toEqual(all.map(({ timeMs }) => timeMs).sort((a, b) => a - b));
            expect(all).toHaveLength([0, 2].flatMap((slot) => naive.corrections(slot, 0, 1e15)).length);
          }
          if (fresh.faults) expect(await fresh.faults(historian)).toEqual([]);
          await historian.close();
          await fresh.remove();
        }),
        { numRuns: 20 },
      );
    });

    test('HIS-22 A, B and A again keeps both that were replaced; many of one time come with what replaced them', async () => {
      const store = await create(false);
      const historian = await store.open(someTags);
      const rows = Array.from({ length: 20_000 }, (_, i) => ({ slot: i % 2, timeMs: startMs + (i >> 1) }));
      for (const value of [1, 2, 1]) {
        await historian.append(
          received(
            rows.map((row) => ({ ...row, value, quality: 0 })),
            startMs + value,
          ),
        );
      }
      const found = await correctionsOf(historian, [0, 1]);
      expect(found).toHaveLength(40_000);
      for (const [i, each] of found.entries()) {
        const { slot, timeMs } = rows[i >> 1]!;
        const [value, newValue] = i % 2 === 0 ? [1, 2] : [2, 1];
        const expected = {
          slot,
          timeMs,
          value,
          newValue,
          receivedMs: startMs + value,
          correctedMs: startMs + newValue,
        };
        if (!Object.entries(expected).every(([key, wanted]) => each[key as keyof Correction] === wanted)) {
          expect(each).toEqual({ ...expected, quality: 0, newQuality: 0 });
        }
      }
      expect(await correctionsOf(historian, [2])).toEqual([]);
      await historian.close();
      await store.remove();
    });

    test('HIS-22 of what comes together the stored one that was replaced is kept, and all lead to the one in force', async () => {
      const store = await create(true);
      const historian = await store.open(someTags);
      const at = (value: number): Row => ({ slot: 0, timeMs: startMs, value, quality: 0 });
      await historian.append(received([at(1)], startMs + 1));
      await Promise.all(
        [2, 3, 4].map((value) => historian.append(received([at(value), at(value + 0.5)], startMs + value))),
      );
      const found = await correctionsOf(historian, [0]);
      expect(found[0]).toMatchObject({ value: 1, receivedMs: startMs + 1 });
      for (const [i, { newValue }] of found.entries()) expect(newValue).toBe(found[i + 1]?.value ?? 4.5);
      if (store.faults) expect(await store.faults(historian)).toEqual([]);
      await historian.close();
      await store.remove();
    });

    test('HIS-22 thinning leaves corrections, and the samples that replaced others', async () => {
      const store = await create(true);
      const historian = await store.open(someTags);
      const rows = Array.from({ length: 40 * 60 }, (_, i) => {
        return { slot: 0, timeMs: startMs + i * 1000, value: i % 60, quality: 0 };
      });
      await historian.append(received(rows, startMs));
      const corrected = [130, 131, 195].map((i) => ({ ...rows[i]!, value: 20.5 }));
      await historian.append(received(corrected, startMs + 1));
      const before = await correctionsOf(historian, allSlots);
      const tags = [{ slot: 0, kind: 'number' as const }];
      const rules = [
        { name: 'number', tags, beforeMs: startMs + 1_200_000 },
        { name: 'compression', tags: [{ ...tags[0]!, deviation: 3 }], beforeMs: startMs + 1_200_000 },
      ];
      for (const rule of rules) while (await historian.thinOut(rule));
      const left = await readAll(historian, 0, startMs, startMs + 1_200_000);
      expect(left.length).toBeLessThan(100);
      expect(left.filter(({ value }) => value === 20.5)).toEqual(corrected);
      expect(await correctionsOf(historian, allSlots)).toEqual(before);
      expect(before.map(({ value, newValue }) => [value, newValue])).toEqual([
        [10, 20.5],
        [11, 20.5],
        [15, 20.5],
      ]);
      if (store.faults) expect(await store.faults(historian)).toEqual([]);
      await historian.close();
      await store.remove();
    });

    test('HIS-12 22 reading corrections ends with its signal, and after a close', async () => {
      const store = await create(true);
      const historian = await store.open(someTags);
      const reason = new Error('the viewer left');
      const reading = async (signal: AbortSignal) => {
        for await (const _ of historian.corrections(allSlots, 0, 1e15, signal));
      };
      await expect(reading(AbortSignal.abort(reason))).rejects.toBe(reason);
      await expect(correctionsOf(historian, [99])).rejects.toThrow(/no tag 99/);
      await historian.close();
      await expect(reading(never)).rejects.toThrow(/closed/);
      await store.remove();
    });
  });
}
