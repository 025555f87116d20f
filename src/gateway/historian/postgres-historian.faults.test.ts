import { readFile, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Postgres, postgresPath, startPostgres } from '../../../e2e/postgres.ts';
import { batchNumber, openStore, tags } from './crash.fixture.ts';
import { buildWriter, writerSays } from './crash-writer.fixture.ts';
import type { Historian } from './historian.ts';
import { openPostgres, schemaOf } from './postgres-database.ts';
import { openPostgresHistorian } from './postgres-historian.ts';
import { expectRecorded, keepsCorrections, survivesKills } from './survival.contract.ts';

// Servers that start and end take their time on a busy machine.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const built = resolve('node_modules/.cache/gemba-postgres-test');
const schema = schemaOf('crash');
const lockIt = `SELECT pg_advisory_lock(hashtext('gemba'), hashtext('${schema}'))`;
let server: Postgres;

/** Asks the server past the historian. */
async function asAdministrator<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client(server.url());
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

describe.skipIf(postgresPath === undefined)('history in PostgreSQL (needs PostgreSQL)', () => {
  beforeAll(async () => {
    await buildWriter(resolve('.'), built);
    server = await startPostgres();
  });
  afterAll(async () => {
    await rm(built, { recursive: true, force: true });
    await server?.remove();
  });
  beforeEach(() =>
    asAdministrator((client) =>
      client.query(`SET client_min_messages = warning; DROP SCHEMA IF EXISTS ${schema} CASCADE`),
    ),
  );

  describe('what is stored survives', () => {
    test('HIS-3 a writer killed at any moment has lost nothing that was acknowledged', () =>
      survivesKills(built, server.url(), [1, 25]));

    test('HIS-3 22 and what is in force has kept all that it replaced', () =>
      keepsCorrections(built, server.url(), [1, 25]));

    test.each(['SIGKILL', 'SIGINT'] as const)(
      'HIS-3 4 13 a server ended with %s while samples come in has lost nothing, and recording goes on by itself',
      async (signal) => {
        const historian = await openStore(server.url());
        const batches = 100;
        let next = 0;
        let stored = 0;
        let refusals = 0;
        const refused = (error: Error) => {
          expect(error.message).toMatch(/PostgreSQL at 127/);
          refusals++;
          return false;
        };
        // As connectors do: what was not acknowledged is sent again until it is.
        const write = async () => {
          while (next < batches) {
            const n = next++;
            while (!(await historian.append(batchNumber(n)).then(() => true, refused))) await wait(10);
            stored++;
          }
        };
        const writing = Promise.all(Array.from({ length: 4 }, write));
        for (const enough of [20, 50]) {
          while (stored < enough) await wait(1);
          const before = refusals;
          await server.stop(signal);
          while (refusals === before) await wait(1);
          await server.start();
        }
        await writing;
        await historian.close();
        await expectRecorded(
          server.url(),
          Array.from({ length: batches }, (_, n) => n),
        );
      },
    );

    test('HIS-14 while the server is away recording and reading are refused in plain words; both come back', async () => {
      const historian = await openStore(server.url());
      await historian.append(batchNumber(0));
      await server.stop();
      const asking = { append: historian.append(batchNumber(1)), extent: await historian.extent() };
      await expect(asking.append).rejects.toThrow(/^PostgreSQL at 127\.0\.0\.1:\d+ /);
      const snapshot = () => historian.snapshot(asking.extent!.toMs, new AbortController().signal);
      await expect(snapshot()).rejects.toThrow(/^PostgreSQL at 127\.0\.0\.1:\d+ (refuses connections|does not answer)/);
      await server.start();
      await untilStored(historian, 1);
      expect((await snapshot()).values[0]).not.toBeNaN();
      await historian.close();
    });

    test('HIS-14 nothing is written while another has taken the lock of a broken connection', async () => {
      const historian = await openStore(server.url());
      await historian.append(batchNumber(0));
      await asAdministrator(async (other) => {
        await other.query("SET application_name = 'a rival'");
        const taken = other.query(lockIt);
        await asAdministrator((client) =>
          client.query("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted"),
        );
        await taken;
        let refusal = '';
        while (!/in use by a rival/.test(refusal)) {
          refusal = await historian.append(batchNumber(1)).then(
            () => 'stored',
            (error: Error) => error.message,
          );
          expect(refusal).not.toBe('stored');
          await wait(10);
        }
      });
      await untilStored(historian, 1);
      await historian.close();
    });
  });

  describe('HIS-11 a store that cannot be opened is refused in plain words, without the password', () => {
    const refusal = async (address: string, plant = 'crash'): Promise<string> => {
      const said = await openPostgresHistorian(address, plant, tags).then(
        async (historian) => {
          await historian.close();
          return 'opened';
        },
        (error: Error) => `${error.message}${error.stack}${JSON.stringify(error)}${error.cause ?? ''}`,
      );
      expect(said).not.toMatch(/secret/);
      return said.split('\n')[0]!;
    };
    const at = () => `PostgreSQL at 127.0.0.1:${server.port}`;

    test('a wrong password, and none', async () => {
      const login = `127.0.0.1:${server.port}/postgres`;
      expect(await refusal(`postgres://keeper:a-secret@${login}`)).toContain(
        `${at()} refuses the password of user keeper: correct it in the address of the history.`,
      );
      expect(await refusal(`postgres://keeper@${login}`)).toContain(`${at()} wants a password for user keeper`);
    });

    test('no such database', async () => {
      expect(await refusal(server.url('nowhere'))).toContain(
        `${at()} has no database nowhere: create it, or correct the address of the history.`,
      );
    });

    test('nobody who listens', async () => {
      expect(await refusal('postgres://keeper:a-secret@127.0.0.1:1/plant')).toContain(
        'PostgreSQL at 127.0.0.1:1 refuses connections (ECONNREFUSED): start it, or correct the address of the history.',
      );
    });

    test('TLS that one side wants', async () => {
      await asAdministrator(async (client) => {
        const { rows } = await client.query<{ hba_file: string }>('SHOW hba_file');
        const file = rows[0]!.hba_file;
        await client.query("CREATE USER careful PASSWORD 'a-secret'");
        await writeFile(file, `hostnossl all careful all reject\n${await readFile(file, 'utf8')}`);
        await client.query('SELECT pg_reload_conf()');
      });
      const careful = `postgres://careful:a-secret@127.0.0.1:${server.port}/postgres`;
      expect(await refusal(careful)).toContain(`${at()} requires TLS of user careful: add ?sslmode=verify-full`);
      expect(await refusal(`${server.url()}?sslmode=verify-full`)).toContain(`${at()} has no TLS`);
    });

    test('an address that is none, or whose password is not encoded', async () => {
      for (const address of [
        'a folder',
        'mysql://h/d',
        ...['#', '/', '?'].map((odd) => `postgres://u:1${odd}secret@h/d`),
      ]) {
        expect(await refusal(address)).toContain('write postgres://user:password@host:5432/database');
      }
    });

    test('a user who may not', async () => {
      await asAdministrator((client) => client.query("CREATE USER guest PASSWORD 'a-secret'"));
      expect(await refusal(`postgres://guest:a-secret@127.0.0.1:${server.port}/postgres`)).toContain(
        `User guest may not keep a history in database postgres of ${at()}`,
      );
    });

    test('one that this process has open, until it is closed', async () => {
      const historian = await openStore(server.url());
      expect(await refusal(server.url())).toMatch(
        new RegExp(`schema ${schema}, is in use by gemba process ${process.pid} on .*: stop it, or choose another`),
      );
      await historian.close();
      expect(await refusal(server.url())).toBe('opened');
    });

    test('one that another process has open', async () => {
      let said: string | undefined;
      let asked = false;
      await writerSays(built, { where: server.url(), from: 0 }, () => {
        if (!asked) {
          asked = true;
          void refusal(server.url()).then((sentence) => {
            said = sentence;
          });
        }
        // The other process lives until this one has its answer, however slow the machine.
        return said !== undefined;
      });
      expect(said).toMatch(/is in use by gemba process \d+ on /);
      expect(said).not.toContain(`process ${process.pid} `);
    });

    test('one of another version, one of another plant', async () => {
      await (await openStore(server.url())).close();
      expect(await refusal(server.url(), 'Crash')).toContain('is that of plant crash: give plant Crash another id');
      await asAdministrator((client) => client.query(`UPDATE ${schema}.store SET version = 99`));
      expect(await refusal(server.url())).toContain('written by another version of Gemba (store version 99');
    });
  });

  test('HIS-12 an abort cancels the query on the server', async () => {
    const { database } = await openPostgres(server.url(), 'crash', tags, () => undefined);
    const controller = new AbortController();
    const asking = database.query('SELECT 1 FROM pg_sleep(3600)', controller.signal);
    const sleeping = () =>
      asAdministrator(async (client) => {
        const { rows } = await client.query("SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep'");
        return rows.length;
      });
    while ((await sleeping()) === 0) await wait(5);
    const reason = new Error('the viewer left');
    controller.abort(reason);
    await expect(asking).rejects.toBe(reason);
    expect(await sleeping()).toBe(0);
    await database.close();
  });

  describe('a server that does not write to its disk', () => {
    afterEach(async () => {
      await server.stop();
      await server.start();
    });

    test('HIS-3 is said to be one', async () => {
      await server.stop();
      await server.start({ fsync: 'off' });
      const notices: string[] = [];
      const onNotice = (sentence: string) => notices.push(sentence);
      await (await openPostgresHistorian(server.url(), 'crash', tags, { onNotice })).close();
      expect(notices).toEqual([expect.stringContaining('has fsync off: a power cut there can lose what was stored')]);
    });
  });
});

/** Sends a batch again until it is taken. */
async function untilStored(historian: Historian, n: number): Promise<void> {
  while (
    !(await historian.append(batchNumber(n)).then(
      () => true,
      () => false,
    ))
  )
    await wait(10);
}
