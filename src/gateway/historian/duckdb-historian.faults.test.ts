import { copyFile, mkdir, mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { rowsOf, tags } from './crash.fixture.ts';
import { openHistorian } from './duckdb-historian.ts';
import { batchOf, readAll } from './historian.contract.ts';
import { buildWriter, expectRecorded, storedIn, survivesKills, writerSays } from './survival.contract.ts';

// Inside node_modules, so that the built writer finds its packages.
const built = resolve('node_modules/.cache/gemba-historian-test');
let folder: string;

beforeAll(() => buildWriter(built));
afterAll(() => rm(built, { recursive: true, force: true }));
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gemba-history-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('what is stored survives', () => {
  test('HIS-3 a writer killed at any moment has lost nothing that was acknowledged', () =>
    survivesKills(built, folder, [1, 23, 60, 9]));

  test('HIS-3 a log torn at its end gives back the commits before the tear', async () => {
    const historian = await openHistorian(folder, tags);
    const sizes: number[] = [];
    const log = join(folder, 'history.duckdb.wal');
    for (let n = 0; n < 4; n++) {
      await historian.append(batchOf(rowsOf(n).map((row) => ({ ...row, quality: 0 }))));
      sizes.push((await stat(log)).size);
    }
    // As a power cut would leave it: the files as they are now, the last commit cut short.
    for (const cut of [1, 100, sizes[3]! - sizes[2]! - 1]) {
      const torn = join(folder, `torn-${cut}`);
      await mkdir(torn);
      await copyFile(join(folder, 'history.duckdb'), join(torn, 'history.duckdb'));
      await copyFile(log, join(torn, 'history.duckdb.wal'));
      await truncate(join(torn, 'history.duckdb.wal'), sizes[3]! - cut);
      const reopened = await openHistorian(torn, tags);
      const rows = await readAll(reopened, 0, 0, Number.POSITIVE_INFINITY);
      const expected = [0, 1, 2].flatMap(rowsOf).filter((row) => row.slot === 0).length;
      expect(rows).toHaveLength(expected);
      await reopened.close();
    }
    await historian.close();
  });

  test('HIS-4 a full disk refuses batches in plain words, and keeps those it has acknowledged', async () => {
    const lines = await writerSays(
      built,
      folder,
      0,
      (said) => said.filter((line) => line.startsWith('refused')).length >= 5,
      1500,
    );
    expect(storedIn(lines).length).toBeGreaterThan(0);
    expect(lines.find((line) => line.startsWith('refused'))).toContain(`${folder} takes no more samples`);
    await expectRecorded(folder, storedIn(lines));
  });
});

describe('HIS-11 a store that cannot be opened is refused in plain words', () => {
  const opening = (place = folder) => openHistorian(place, tags);

  test('a folder that is a file', async () => {
    await writeFile(join(folder, 'plain'), '');
    await expect(opening(join(folder, 'plain'))).rejects.toThrow(
      `The history folder ${join(folder, 'plain')} cannot be written to: make it writable or choose another folder.`,
    );
  });

  test('one that this process has open, until it is closed', async () => {
    const historian = await opening();
    await expect(opening(`${folder}/.`)).rejects.toThrow(/already open in this process/);
    await historian.close();
    await (await opening()).close();
  });

  test('one that another process has open', async () => {
    let refused: unknown;
    let asked = false;
    await writerSays(built, folder, 0, () => {
      if (!asked) {
        asked = true;
        opening().then(
          () => {
            refused = 'opened';
          },
          (error: Error) => {
            refused = error.message;
          },
        );
      }
      // The other process lives until this one has its answer, however slow the machine.
      return refused !== undefined;
    });
    expect(refused).toMatch(/is in use by process \d+: stop it, or choose another folder/);
  });

  test('a damaged file', async () => {
    const file = join(folder, 'history.duckdb');
    await (await opening()).close();
    const whole = await readFile(file);
    await writeFile(file, 'not a database, but a letter to somebody'.repeat(1000));
    await expect(opening()).rejects.toThrow(/is damaged: move the folder away/);
    await writeFile(file, whole.subarray(0, 5000));
    await expect(opening()).rejects.toThrow(/is damaged: move the folder away/);
    const flipped = Buffer.from(whole);
    for (let i = 12_300; i < flipped.length; i += 1000) flipped[i]! ^= 0xff;
    await writeFile(file, flipped);
    await expect(opening()).rejects.toThrow(/is damaged: move the folder away/);
  });

  test('one of another version', async () => {
    await (await opening()).close();
    const instance = await DuckDBInstance.create(join(folder, 'history.duckdb'));
    await (await instance.connect()).run('UPDATE store SET version = 99');
    instance.closeSync();
    await expect(opening()).rejects.toThrow(/written by another version of Gemba \(store version 99/);
  });

  test('and a refusal leaves nothing locked', async () => {
    await writeFile(join(folder, 'history.duckdb'), 'x'.repeat(50_000));
    await expect(opening()).rejects.toThrow();
    await rm(join(folder, 'history.duckdb'));
    const historian = await opening();
    expect(await historian.extent()).toBeNull();
    await historian.close();
  });
});
