import { Client } from 'pg';
import { afterAll, beforeAll, describe, vi } from 'vitest';
import { type Postgres, postgresPath, startPostgres } from '../../../e2e/postgres.ts';
import { historianContract } from './historian.contract.ts';
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
