import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { residualOf } from '../../series/exact.ts';
import { SampleBatchBuilder } from '../../series/sample-batch.ts';
import { type Store, someTags } from './historian.contract.ts';
import type { Historian } from './historian.ts';

const startMs = Date.UTC(2030, 0, 1, 6);
const never = new AbortController().signal;
const allSlots = [...someTags.keys()];

interface ExactRow {
  readonly slot: number;
  readonly timeMs: number;
  readonly exact: bigint;
}

export function exactBatch(rows: readonly ExactRow[], receivedMs = Number.NaN): SampleBatchBuilder {
  const batch = new SampleBatchBuilder();
  for (const { slot, timeMs, exact } of rows) {
    batch.push(slot, timeMs, Number(exact), 0, receivedMs, residualOf(exact));
  }
  return batch;
}

export async function exactRows(historian: Pick<Historian, 'readTags'>, slots = allSlots): Promise<ExactRow[]> {
  const rows: ExactRow[] = [];
  for await (const batch of historian.readTags(slots, 0, Number.POSITIVE_INFINITY, never)) {
    for (let i = 0; i < batch.length; i++) {
      const exact = BigInt(batch.values[i]!) + BigInt(batch.residuals![i]!);
      rows.push({ slot: batch.slots[i]!, timeMs: batch.timesMs[i]!, exact });
    }
  }
  return rows;
}

/** Each correction as [slot, time, what was replaced, by what]. */
async function exactCorrections(historian: Historian) {
  const found: [number, number, bigint, bigint][] = [];
  for await (const batch of historian.corrections(allSlots, 0, Number.POSITIVE_INFINITY, never)) {
    for (let i = 0; i < batch.length; i++) {
      const old = BigInt(batch.values[i]!) + BigInt(batch.residuals![i]!);
      const by = BigInt(batch.newValues[i]!) + BigInt(batch.newResiduals[i]!);
      found.push([batch.slots[i]!, batch.timesMs[i]!, old, by]);
    }
  }
  return found;
}

/** Runs the rules of integers of 64 bits; `create` is that of the contract. */
export function exactContract(create: (finely: boolean) => Promise<Store>): void {
  describe('exact contract', () => {
    test('HIS-23 integers of 64 bits come back exactly; two of one float64 are two values', {
      timeout: 300_000,
    }, async () => {
      // Neighbours, that a float64 cannot tell apart.
      const exact = fc
        .tuple(fc.constantFrom(5n, 2n ** 53n + 1n, -(2n ** 63n), 2n ** 63n + 1n, 2n ** 64n - 4n), fc.nat(3))
        .map(([base, more]) => base + BigInt(more));
      const row = fc.record({
        slot: fc.constantFrom(0, 0, 0, 1, 2),
        timeMs: fc
          .tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 25 }))
          .map(([quarter, secs]) => startMs + quarter * 900_000 + secs * 1000),
        exact,
      });
      const keyOf = ({ slot, timeMs }: ExactRow) => `${slot} ${timeMs}`;
      const sets = fc.array(fc.uniqueArray(row, { maxLength: 50, selector: keyOf }), { minLength: 2, maxLength: 6 });
      const inOrder = (a: ExactRow, b: ExactRow) => a.timeMs - b.timeMs || a.slot - b.slot;
      await fc.assert(
        fc.asyncProperty(sets, async (all) => {
          const fresh = await create(true);
          let historian = await fresh.open(someTags);
          const stored = new Map<string, ExactRow>();
          let replaced = 0;
          for (const [n, rows] of all.entries()) {
            for (const each of rows) {
              const old = stored.get(keyOf(each));
              if (old && old.exact !== each.exact) replaced++;
              stored.set(keyOf(each), each);
            }
            await historian.append(exactBatch(rows, startMs + 4_000_000 + n));
            if (n % 2 === 0) {
              await historian.close();
              historian = await fresh.open(someTags);
            }
            await historian.append(exactBatch(rows, startMs + 5_000_000 + n));
          }
          expect(await exactRows(historian)).toEqual([...stored.values()].sort(inOrder));
          const corrections = await exactCorrections(historian);
          expect(corrections).toHaveLength(replaced);
          for (const [i, [slot, timeMs, , by]] of corrections.entries()) {
            const next = corrections[i + 1];
            const isLast = next === undefined || next[0] !== slot || next[1] !== timeMs;
            expect(by).toBe(isLast ? stored.get(`${slot} ${timeMs}`)!.exact : next[2]);
          }
          if (fresh.faults) expect(await fresh.faults(historian)).toEqual([]);
          await historian.close();
          await fresh.remove();
        }),
        { numRuns: 15 },
      );
    });

    test('HIS-23 few of many are beyond what a float64 tells', async () => {
      const store = await create(false);
      const historian = await store.open(someTags);
      const isLarge = (i: number) => i < 300 || (i >= 5000 && i < 5010) || i >= 8990;
      const rows = Array.from({ length: 9000 }, (_, i) => {
        return { slot: 1, timeMs: startMs + i, exact: isLarge(i) ? 2n ** 64n - BigInt(i) - 1n : BigInt(i) };
      });
      await historian.append(exactBatch(rows));
      expect(await exactRows(historian, [1])).toEqual(rows);
      await historian.close();
      await store.remove();
    });

    test('HIS-20 21 23 thinning and compression see what a float64 does not', async () => {
      const store = await create(true);
      const historian = await store.open(someTags);
      const base = 2n ** 63n;
      // A minute that climbs by one a second; in the next it jumps by 300, which one float64 is all the same.
      const rows = Array.from({ length: 600 }, (_, i) => {
        const exact = base + BigInt(i % 60) + (i >= 60 && i < 120 && i % 60 >= 30 ? 300n : 0n);
        return { slot: 0, timeMs: startMs + i * 1000, exact };
      });
      await historian.append(exactBatch(rows));
      const tags = [{ slot: 0, kind: 'integer' as const, deviation: 2 }];
      const rule = { name: 'compression', tags, beforeMs: startMs + 240_000 };
      while (await historian.thinOut(rule));
      const left = (await exactRows(historian, [0])).filter(({ timeMs }) => timeMs < startMs + 240_000);
      expect(left.length).toBeLessThan(40);
      const seconds = left.map(({ timeMs }) => (timeMs - startMs) / 1000);
      expect(left.map(({ exact }) => exact)).toEqual(seconds.map((i) => rows[i]!.exact));
      // Both sides of the jump, and of each minute both ends, which are its lowest and its highest.
      for (const second of [0, 59, 60, 89, 90, 119, 120, 179]) expect(seconds).toContain(second);
      await historian.close();
      await store.remove();
    });
  });
}
