import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Postgres, postgresPath, startPostgres } from '../../../e2e/postgres.ts';
import { correctionsContract, correctionsOf, received } from './corrections.contract.ts';
import { exactBatch, exactContract, exactRows } from './exact.contract.ts';
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

  test.each([1, 2, 3, 4])(
    'HIS-18 22 23 a store of version %s opens as before, and keeps both clocks, what it replaces and exact integers',
    async (version) => {
      const plant = `version ${version}`;
      await (await openPostgresHistorian(server.url(), plant, someTags)).close();
      const client = new Client(server.url());
      await client.connect();
      // As that version made it.
      await client.query(`SET search_path = ${schemaOf(plant)}; DROP TABLE rollup_hour; DROP TABLE rollup_quarter;
      INSERT INTO sample (tag, time, value, quality) VALUES (0, 1000, 5, 0); UPDATE store SET version = ${version}`);
      if (version < 4) await client.query('ALTER TABLE sample DROP COLUMN residual');
      if (version === 3) {
        await client.query(`ALTER TABLE correction DROP COLUMN residual;
          CREATE OR REPLACE FUNCTION keep_replaced() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
          BEGIN
            INSERT INTO correction (tag, time, value, quality, received, corrected)
            VALUES (OLD.tag, OLD.time, OLD.value, OLD.quality, OLD.received, NEW.received);
            RETURN NULL;
          END $$`);
      } else if (version < 3) await client.query('DROP TABLE correction; DROP FUNCTION keep_replaced CASCADE');
      if (version === 1) await client.query('ALTER TABLE sample DROP COLUMN received; DROP TABLE thinned');
      await client.end();
      for (let times = 0; times < 2; times++) {
        const historian = await openPostgresHistorian(server.url(), plant, someTags);
        await historian.append(received([{ slot: 0, timeMs: 2000, value: 6, quality: 0 }], 2500));
        for await (const read of historian.readTags([0], 0, 9000, new AbortController().signal)) {
          expect([...read.values, ...read.receivedMs!]).toEqual([5 + times, 6, times ? 4000 : Number.NaN, 2500]);
        }
        await historian.append(received([{ slot: 0, timeMs: 1000, value: 6, quality: 0 }], 4000));
        const [replaced, ...others] = await correctionsOf(historian, [0]);
        expect(replaced).toEqual({
          ...{ slot: 0, timeMs: 1000, value: 5, quality: 0, receivedMs: Number.NaN },
          ...{ correctedMs: 4000, newValue: 6, newQuality: 0 },
        });
        expect(others).toEqual([]);
        const exact = { slot: 1, timeMs: 3000, exact: 2n ** 64n - 1n };
        await historian.append(exactBatch([{ ...exact, exact: 2n ** 64n - 2n }]));
        await historian.append(exactBatch([exact]));
        expect(await exactRows(historian, [1])).toEqual([exact]);
        expect(await correctionsOf(historian, [1])).toHaveLength(2 * times + 1);
        await historian.close();
      }
    },
  );

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
  test('HIS-2 what comes while a keyframe is being made, and belongs before it, is in it', async () => {
    const startMs = Date.UTC(2030, 0, 1, 6);
    const historian = await openPostgresHistorian(server.url(), 'meanwhile', someTags, { keyframeSpacing: 500 });
    const naive = new NaiveHistorian();
    const store = async (rows: Parameters<typeof batchOf>[0]) => {
      naive.append(rows);
      await historian.append(batchOf(rows));
    };
    // The keyframe's work ends with its row, which this does not let in.
    const holder = new Client(server.url());
    await holder.connect();
    await holder.query(`BEGIN; LOCK TABLE ${schemaOf('meanwhile')}.keyframe IN SHARE MODE`);
    const row = (slot: number, second: number, value: number) => {
      return { slot, timeMs: startMs + 1000 * second, value, quality: 0 };
    };
    await store(Array.from({ length: 600 }, (_, i) => row(i % 2, i, i)));
    // Earlier than any keyframe: of a tag that has nothing else, between two samples, and in place of one.
    await store([row(2, 10, 7), row(0, 301, -1), row(1, 5, 99)]);
    await holder.query('COMMIT');
    await holder.end();
    await historian.thinOut({ name: 'none', tags: [], beforeMs: 0 }); // waits for the keyframe
    for (const second of [4, 9, 11, 299, 301, 420, 460, 599]) {
      const atMs = startMs + 1000 * second;
      const { values, timesMs } = await historian.snapshot(atMs, new AbortController().signal);
      const expected = someTags.map((_, slot) => naive.snapshot(slot, atMs));
      expect([...values]).toEqual(expected.map((each) => each?.value ?? Number.NaN));
      expect([...timesMs]).toEqual(expected.map((each) => each?.timeMs ?? Number.NaN));
    }
    await expectRollUps(historian, naive, startMs, 10);
    await historian.close();
    const client = new Client(server.url());
    await client.connect();
    const { rows } = await client.query(
      `SELECT samples, (SELECT count(*) FROM ${schemaOf('meanwhile')}.sample WHERE time <= instant) AS counted
       FROM ${schemaOf('meanwhile')}.keyframe`,
    );
    await client.end();
    expect(rows.map(({ samples }) => samples)).toEqual(rows.map(({ counted }) => counted));
    expect(rows).toHaveLength(1);
  });

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
  correctionsContract(create);
  exactContract(create);
  thinningContract(create);
  textsContract(create);
});
