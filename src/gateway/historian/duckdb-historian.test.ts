import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { correctionsContract, correctionsOf, received } from './corrections.contract.ts';
import { openHistorian } from './duckdb-historian.ts';
import { exactBatch, exactContract, exactRows } from './exact.contract.ts';
import { batchOf, historianContract, readAll, type Store, someTags } from './historian.contract.ts';
import { textsContract } from './texts.contract.ts';
import { thinningContract } from './thinning.contract.ts';
import { verifyStore } from './verify.ts';

/** As that version made it. */
async function makeOlder(folder: string, version: number): Promise<void> {
  const instance = await DuckDBInstance.create(join(folder, 'history.duckdb'));
  const connection = await instance.connect();
  const removed = [
    'ALTER TABLE sample DROP COLUMN received; DROP TABLE thinned',
    'DROP TABLE correction',
    'ALTER TABLE sample DROP COLUMN residual; ALTER TABLE correction DROP COLUMN IF EXISTS residual',
    'DROP TABLE rollup_hour; DROP TABLE rollup_quarter',
  ];
  for (const each of removed.slice(version - 1).reverse()) await connection.run(each);
  await connection.run(`UPDATE store SET version = ${version}`);
  instance.closeSync();
}

test('HIS-18 a store that knew one clock opens as before, and keeps both from then on', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'gemba-history-'));
  const rows = (fromMs: number) =>
    Array.from({ length: 400 }, (_, i) => ({ slot: i % 3, timeMs: fromMs + i * 1000, value: i, quality: 0 }));
  let historian = await openHistorian(folder, someTags, { keyframeSpacing: 100 });
  await historian.append(batchOf(rows(0)));
  await historian.close();
  await makeOlder(folder, 1);
  for (let times = 0; times < 2; times++) {
    historian = await openHistorian(folder, someTags, { keyframeSpacing: 100 });
    const late = batchOf(rows(times * 1000_000 + 200_000));
    late.receivedMs.fill(5_000_000);
    await historian.append(late);
    for (const slot of someTags.keys()) {
      const expected = [...rows(0), ...rows(200_000), ...(times > 0 ? rows(1_200_000) : [])]
        .filter((row) => row.slot === slot)
        .map(({ timeMs, value }) => [timeMs, value] as const);
      const stored = (await readAll(historian, slot, 0, 1e12)).map(({ timeMs, value }) => [timeMs, value]);
      expect(stored).toEqual([...new Map(expected)].sort(([a], [b]) => a - b));
    }
    const batches = historian.readTags([0, 1, 2], 199_500, 200_500, new AbortController().signal);
    for await (const batch of batches) expect([...batch.receivedMs!]).toEqual([5_000_000, Number.NaN]);
    await historian.close();
  }
  for await (const { faults } of verifyStore(folder, { stopwatch: () => 0, progress: () => undefined })) {
    expect(faults).toEqual([]);
  }
  await rm(folder, { recursive: true });
});

test('HIS-7 a store of a version that rolled up minutes only has the longer spans after it was opened', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'gemba-history-'));
  const rows = Array.from({ length: 3000 }, (_, i) => {
    return { slot: i % 3, timeMs: i * 60_000, value: (i * 7919) % 1009, quality: 0 };
  });
  let historian = await openHistorian(folder, someTags, { keyframeSpacing: 100 });
  await historian.append(batchOf(rows));
  await historian.close();
  const looked = async () => {
    const found: string[] = [];
    for await (const each of verifyStore(folder, { stopwatch: () => 0, progress: () => undefined })) {
      expect(each.faults).toEqual([]);
      if (each.name.startsWith('roll-ups of longer spans')) found.push(each.looked);
    }
    return found;
  };
  const before = await looked();
  // Of 50 hours, the last of which is not over, three tags each, and of 8 quarters.
  expect(before).toEqual([expect.stringMatching(/^1[67]\d roll-ups of longer spans$/)]);
  await makeOlder(folder, 4);
  expect(await looked()).toEqual([]);
  historian = await openHistorian(folder, someTags, { keyframeSpacing: 100 });
  await historian.close();
  expect(await looked()).toEqual(before);
  await rm(folder, { recursive: true });
});

test.each([2, 3, 4])(
  'HIS-22 23 a store of version %i opens with all of it, and keeps what it replaces and exact integers from then on',
  async (version) => {
    const folder = await mkdtemp(join(tmpdir(), 'gemba-history-'));
    let historian = await openHistorian(folder, someTags, { keyframeSpacing: 30 });
    const rows = Array.from({ length: 200 }, (_, i) => ({ slot: i % 3, timeMs: i * 1000, value: i, quality: 0 }));
    await historian.append(received(rows, 7_000_000));
    await historian.close();
    await makeOlder(folder, version);
    const verified = async () => {
      for await (const { faults } of verifyStore(folder, { stopwatch: () => 0, progress: () => undefined })) {
        expect(faults).toEqual([]);
      }
    };
    await verified();
    historian = await openHistorian(folder, someTags, { keyframeSpacing: 30 });
    await historian.append(received([{ ...rows[4]!, value: 9 }], 8_000_000));
    for (const slot of someTags.keys()) {
      const expected = rows
        .filter((row) => row.slot === slot)
        .map((row) => (row.timeMs === 4000 ? { ...row, value: 9 } : row));
      expect(await readAll(historian, slot, 0, 1e12)).toEqual(expected);
    }
    expect(await correctionsOf(historian, [0, 1, 2])).toEqual([
      { ...rows[4]!, receivedMs: 7_000_000, correctedMs: 8_000_000, newValue: 9, newQuality: 0 },
    ]);
    const exact = { slot: 0, timeMs: 900_000, exact: 2n ** 64n - 1n };
    await historian.append(exactBatch([exact]));
    expect((await exactRows(historian, [0])).at(-1)).toEqual(exact);
    await historian.close();
    await verified();
    await rm(folder, { recursive: true });
  },
);

const create = async (finely: boolean): Promise<Store> => {
  const folder = await mkdtemp(join(tmpdir(), 'gemba-history-'));
  return {
    open: (tagIds) => openHistorian(folder, tagIds, finely ? { keyframeSpacing: 30 } : {}),
    remove: () => rm(folder, { recursive: true }),
    async faults(historian) {
      await historian.close();
      const found: string[] = [];
      for await (const { faults } of verifyStore(folder, { stopwatch: () => 0, progress: () => undefined })) {
        found.push(...faults);
      }
      return found;
    },
  };
};
historianContract(create);
correctionsContract(create);
exactContract(create);
thinningContract(create);
textsContract(create);
