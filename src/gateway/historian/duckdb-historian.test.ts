import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { openHistorian } from './duckdb-historian.ts';
import { batchOf, historianContract, readAll, type Store, someTags } from './historian.contract.ts';
import { textsContract } from './texts.contract.ts';
import { thinningContract } from './thinning.contract.ts';
import { verifyStore } from './verify.ts';

test('HIS-18 a store that knew one clock opens as before, and keeps both from then on', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'gemba-history-'));
  const rows = (fromMs: number) =>
    Array.from({ length: 400 }, (_, i) => ({ slot: i % 3, timeMs: fromMs + i * 1000, value: i, quality: 0 }));
  let historian = await openHistorian(folder, someTags, { keyframeSpacing: 100 });
  await historian.append(batchOf(rows(0)));
  await historian.close();
  // As the first version made it.
  const instance = await DuckDBInstance.create(join(folder, 'history.duckdb'));
  const connection = await instance.connect();
  await connection.run('ALTER TABLE sample DROP COLUMN received; DROP TABLE thinned; UPDATE store SET version = 1');
  instance.closeSync();
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
thinningContract(create);
textsContract(create);
