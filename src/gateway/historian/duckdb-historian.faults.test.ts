import { spawn } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Row, rowsOf, tags } from './crash.fixture.ts';
import { openHistorian } from './duckdb-historian.ts';
import { batchOf, readAll } from './historian.contract.ts';

// Inside node_modules, so that the built writer finds its packages.
const built = resolve('node_modules/.cache/gemba-historian-test');
let folder: string;

beforeAll(async () => {
  await build({
    configFile: false,
    logLevel: 'error',
    build: { ssr: join(import.meta.dirname, 'crash.fixture.ts'), outDir: built, emptyOutDir: true },
  });
});
afterAll(() => rm(built, { recursive: true, force: true }));
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gemba-history-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Lets a writer run until `enough` of what it said, then kills it with SIGKILL; all the complete lines it said. */
async function writerSays(firstBatch: number, enough: (lines: string[]) => boolean, maxFileKb?: number) {
  const module = pathToFileURL(join(built, 'crash.fixture.js')).href;
  const code = `import('${module}').then((m) => m.writeForever(${JSON.stringify(folder)}, ${firstBatch}))`;
  const limit = maxFileKb === undefined ? '' : `ulimit -f ${maxFileKb * 2}; `;
  const writer = spawn('sh', ['-c', `${limit}exec "$0" -e "$1"`, process.execPath, code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  for await (const text of writer.stdout.setEncoding('utf8')) {
    said += text;
    if (enough(completeLines(said))) writer.kill('SIGKILL');
  }
  return completeLines(said);
}

const completeLines = (text: string) => text.split('\n').slice(0, -1);
const storedIn = (lines: readonly string[]) =>
  lines.filter((line) => line.startsWith('stored ')).map((line) => Number(line.split(' ')[1]));

/** Every row of `batches` is there once, and nothing that was never sent. */
async function expectRecorded(batches: readonly number[]): Promise<void> {
  const historian = await openHistorian(folder, tags);
  const found = new Map<string, number>();
  for (const slot of tags.keys()) {
    for (const row of await readAll(historian, slot, 0, Number.POSITIVE_INFINITY)) {
      expect(found.has(keyOf(row))).toBe(false);
      found.set(keyOf(row), row.value);
    }
  }
  const missing = batches.flatMap(rowsOf).filter((row) => found.get(keyOf(row)) !== row.value);
  expect(missing).toEqual([]);
  const sent = new Map(
    Array.from({ length: Math.max(...batches) + 40 }, (_, n) => rowsOf(n))
      .flat()
      .map((row) => [keyOf(row), row.value]),
  );
  expect([...found].filter(([key, value]) => sent.get(key) !== value)).toEqual([]);
  const { fromMs, toMs } = (await historian.extent())!;
  const snapshot = await historian.snapshot((fromMs + toMs) / 2, new AbortController().signal);
  for (const slot of tags.keys()) {
    const before = await readAll(historian, slot, 0, (fromMs + toMs) / 2 + 1e-3);
    expect(snapshot.values[slot]).toBe(before.at(-1)?.value ?? Number.NaN);
  }
  await historian.close();
}

const keyOf = (row: Row) => `${row.slot} ${row.timeMs}`;

describe('what is stored survives', () => {
  test('HIS-3 a writer killed at any moment has lost nothing that was acknowledged', async () => {
    const acknowledged: number[] = [];
    // Each round continues the store the last one left behind.
    for (const batches of [1, 23, 60, 9]) {
      const from = acknowledged.length === 0 ? 0 : Math.max(...acknowledged) + 16;
      const lines = await writerSays(from - (from % 8), (said) => said.length >= batches);
      acknowledged.push(...storedIn(lines));
      expect(storedIn(lines).length).toBeGreaterThanOrEqual(batches);
      await expectRecorded(acknowledged);
    }
  });

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
    const lines = await writerSays(0, (said) => said.filter((line) => line.startsWith('refused')).length >= 5, 1500);
    expect(storedIn(lines).length).toBeGreaterThan(0);
    expect(lines.find((line) => line.startsWith('refused'))).toContain(
      `Not recording: ${folder} takes no more samples`,
    );
    await expectRecorded(storedIn(lines));
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
    await writerSays(0, () => {
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
