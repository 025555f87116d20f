import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Postgres, postgresPath, startPostgres } from '../../../e2e/postgres.ts';
import { batchOf, historianContract, someTags } from './historian.contract.ts';
import { schemaOf } from './postgres-database.ts';
import { openPostgresHistorian } from './postgres-historian.ts';

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
    await client.query(`SET search_path = ${schemaOf('first')}; ALTER TABLE sample DROP COLUMN received;
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

  historianContract(async (finely) => {
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
  });
});
