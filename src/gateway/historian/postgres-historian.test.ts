import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Postgres, postgresPath, startPostgres } from '../../../e2e/postgres.ts';
import { batchOf, historianContract, readAll, type Store, someTags } from './historian.contract.ts';
import { NaiveHistorian } from './naive.contract.ts';
import { schemaOf } from './postgres-database.ts';
import { openPostgresHistorian } from './postgres-historian.ts';
import { textsContract } from './texts.contract.ts';
import { expectRollUps, thinningContract } from './thinning.contract.ts';

// Hundreds of stores are made and opened, each by many round trips.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

describe.skipIf(postgresPath === undefined)('history in PostgreSQL (needs PostgreSQL)', () => {
  let server: Postgres;
  let plants = 0;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server?.remove());

  test('HIS-18 a store that knew one clock opens as before, and keeps both from then on', async () => {
    await (await openPostgresHistorian(server.url(), 'first', someTags)).close();
    const client = new Client(server.url());
    await client.connect();
    // As the first version made it.
    await client.query(`SET search_path = ${schemaOf('first')}; ALTER TABLE sample DROP COLUMN received; DROP TABLE thinned;
      INSERT INTO sample (tag, time, value, quality) VALUES (0, 1000, 5, 0); UPDATE store SET version = 1`);
    await client.end();
    for (let times = 0; times < 2; times++) {
      const historian = await openPostgresHistorian(server.url(), 'first', someTags);
      const batch = batchOf([{ slot: 0, timeMs: 2000, value: 6, quality: 0 }]);
      batch.receivedMs.fill(2500);
      await historian.append(batch);
      for await (const read of historian.readTags([0], 0, 9000, new AbortController().signal)) {
        expect([...read.values, ...read.receivedMs!]).toEqual([5, 6, Number.NaN, 2500]);
      }
      await historian.close();
    }
  });

  const create = async (finely: boolean): Promise<Store> => {
    const plant = `plant ${plants++}`;
    return {
      open: (tagIds) => openPostgresHistorian(server.url(), plant, tagIds, finely ? { keyframeSpacing: 30 } : {}),
      async remove() {
        const client = new Client(server.url());
        await client.connect();
        await client.query(`SET client_min_messages = warning; DROP SCHEMA IF EXISTS ${schemaOf(plant)} CASCADE`);
        await client.end();
      },
    };
  };
  test('HIS-20 a server that drops its gateway at any moment leaves each piece as it was or thinned', async () => {
    const startMs = Date.UTC(2030, 0, 1, 6);
    const rows = Array.from({ length: 40 * 60 * 3 }, (_, i) => {
      return { slot: i % 3, timeMs: startMs + Math.floor(i / 3) * 1000, value: (i * 7919) % 1009, quality: 0 };
    });
    const naive = new NaiveHistorian();
    naive.append(rows);
    const historian = await openPostgresHistorian(server.url(), 'dropped', someTags, { keyframeSpacing: 500 });
    await historian.append(batchOf(rows));
    const beforeMs = startMs + 30 * 60_000;
    const rule = { name: 'number', tags: [0, 1, 2].map((slot) => ({ slot, kind: 'number' as const })), beforeMs };
    const client = new Client(server.url());
    await client.connect();
    let failed = 0;
    const isDone = async () => (await historian.thinned()).get('number') === beforeMs;
    for (let round = 0; round < 12 || !(await isDone()); round++) {
      const thinning = historian.thinOut(rule).catch(() => failed++);
      // The first rounds are cut short, each a little later than the one before.
      if (round < 12) {
        await sleep(round);
        await client.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND pid <> pg_backend_pid()`);
      }
      await thinning;
      await vi.waitFor(() => expectRollUps(historian, naive, startMs, 40), { timeout: 30_000 });
    }
    expect(failed).toBeGreaterThan(0);
    const left = await readAll(historian, 0, 0, beforeMs);
    expect(left.length).toBeGreaterThanOrEqual(30 * 2);
    expect(left.length).toBeLessThan(30 * 6);
    await historian.close();
    await client.end();
  });

  historianContract(create);
  thinningContract(create);
  textsContract(create);
});
