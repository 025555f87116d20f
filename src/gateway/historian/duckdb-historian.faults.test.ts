import { copyFile, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Random } from '../../simulation/random.ts';
import { correctionsOf } from './corrections.contract.ts';
import { batchNumber, correctedRow, tags } from './crash.fixture.ts';
import { buildWriter, checkRecord, killAtRandom, storedIn, writerSays } from './crash-writer.fixture.ts';
import { openHistorian } from './duckdb-historian.ts';
import { batchOf } from './historian.contract.ts';
import { expectRecorded, keepsCorrections, survivesKills } from './survival.contract.ts';
import { verifyStore } from './verify.ts';

// Inside node_modules, so that the built writer finds its packages.
const built = resolve('node_modules/.cache/gemba-historian-test');
let folder: string;

beforeAll(() => buildWriter(resolve('.'), built));
afterAll(() => rm(built, { recursive: true, force: true }));
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gemba-history-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('what is stored survives', () => {
  test('HIS-3 a writer killed at any moment has lost nothing that was acknowledged', () =>
    survivesKills(built, folder, [1, 23, 60, 9]));

  test('HIS-3 22 and what is in force has kept all that it replaced', () =>
    keepsCorrections(built, folder, [1, 40, 7]));

  test('HIS-3 22 also where its log is cut', { timeout: 300_000 }, async () => {
    const historian = await openHistorian(folder, tags, { keyframeSpacing: 5000 });
    const log = join(folder, 'history.duckdb.wal');
    for (let n = 0; n < 6; n++) await historian.append(batchOf([correctedRow(n)]));
    const whole = await readFile(log);
    const seen = new Set<number>();
    for (let step = 0; step <= 24; step++) {
      const torn = join(folder, `torn-${step}`);
      await mkdir(torn, { recursive: true });
      await copyFile(join(folder, 'history.duckdb'), join(torn, 'history.duckdb'));
      await writeFile(join(torn, 'history.duckdb.wal'), whole.subarray(0, Math.floor((whole.length * step) / 24)));
      const left = await openHistorian(torn, tags);
      const inForce = (await left.snapshot(correctedRow(0).timeMs, new AbortController().signal)).values[3]!;
      const replaced = (await correctionsOf(left, [3])).map(({ value }) => value);
      expect(replaced).toEqual(Array.from({ length: inForce || 0 }, (_, n) => n));
      seen.add(inForce);
      await left.close();
    }
    expect(seen.size).toBeGreaterThan(4);
    await historian.close();
  });

  test('HIS-3 nor one killed at any moment of opening, storing or emptying its log', { timeout: 300_000 }, async () => {
    let stored = 0;
    for await (const { acknowledged, faults } of killAtRandom(
      built,
      join(folder, 'store'),
      8,
      800,
      new Random(7, 'kills'),
    )) {
      expect(faults).toEqual([]);
      stored = acknowledged.length;
    }
    expect(stored).toBeGreaterThan(0);
  });

  test('HIS-3 a log cut anywhere gives back each commit that it holds whole', { timeout: 300_000 }, async () => {
    const historian = await openHistorian(folder, tags, { keyframeSpacing: 5000 });
    const log = join(folder, 'history.duckdb.wal');
    const sizes: number[] = [];
    for (let n = 0; n < 12; n++) {
      await historian.append(batchNumber(n));
      sizes.push((await stat(log)).size);
    }
    const whole = await readFile(log);
    const random = new Random(3, 'cuts');
    const near = sizes.flatMap((size) => [size - 1, size, size + 1]);
    const anywhere = Array.from({ length: 24 }, () => Math.floor(random.uniform() * whole.length));
    for (const cut of [...near, ...anywhere].filter((each) => each <= whole.length)) {
      // As a power cut would leave it: the files as they are now, the log cut short.
      const torn = join(folder, `torn-${cut}`);
      await mkdir(torn, { recursive: true });
      await copyFile(join(folder, 'history.duckdb'), join(torn, 'history.duckdb'));
      await writeFile(join(torn, 'history.duckdb.wal'), whole.subarray(0, cut));
      const acknowledged = sizes.flatMap((size, n) => (size <= cut ? [n] : []));
      expect(await checkRecord(torn, acknowledged), `cut at ${cut}`).toEqual({ faults: [], setAside: false });
    }
    await historian.close();
  });

  test('HIS-3 a checkpoint cut short in the middle of a block is undone', async () => {
    const [file, log, guard] = ['history.duckdb', 'history.duckdb.wal', 'history.duckdb.guard'];
    const [headersBytes, blockBytes] = [12_288, 262_144];
    const [lived, died] = [join(folder, 'lived'), join(folder, 'died')];
    await mkdir(died);
    for (const [n, again] of [false, true].entries()) {
      const historian = await openHistorian(lived, tags);
      await historian.append(batchNumber(n));
      if (again) for (const each of [file, log]) await copyFile(join(lived, each), join(died, each));
      await historian.close();
    }
    const before = await readFile(join(died, file));
    const after = await readFile(join(lived, file));
    const block = (bytes: Buffer, k: number) => {
      return bytes.subarray(headersBytes + k * blockBytes, headersBytes + (k + 1) * blockBytes);
    };
    const blocks = Array.from({ length: Math.floor((before.length - headersBytes) / blockBytes) }, (_, k) => k);
    const rewritten = blocks.filter((k) => !block(before, k).equals(block(after, k)));
    expect(rewritten.length).toBeGreaterThan(0);
    const records = rewritten.flatMap((k) => {
      const number = Buffer.alloc(8);
      number.writeBigInt64LE(BigInt(k));
      return [number, block(before, k)];
    });
    // A page of the machine, and all.
    for (const cut of [4096, blockBytes]) {
      const torn = join(folder, `torn-${cut}`);
      await mkdir(torn);
      await copyFile(join(died, log), join(torn, log));
      const bytes = Buffer.from(before);
      for (const k of rewritten) block(after, k).subarray(0, cut).copy(block(bytes, k));
      await writeFile(join(torn, file), bytes);
      if (cut < blockBytes) await expect(openHistorian(torn, tags)).rejects.toThrow(/is damaged/);
      await writeFile(join(torn, guard), Buffer.concat(records));
      if (cut < blockBytes) {
        const check = verifyStore(torn, { stopwatch: () => 0, progress: () => undefined }).next();
        await expect(check).rejects.toThrow(/was being tidied when its gateway ended: start that once/);
      }
      expect(await checkRecord(torn, [0, 1])).toEqual({ faults: [], setAside: false });
      await expect(stat(join(torn, guard))).rejects.toThrow(/ENOENT/);
    }
  });

  test('HIS-4 a full disk refuses batches in plain words, and keeps those it has acknowledged', async () => {
    const lines = await writerSays(
      built,
      { where: folder, from: 0 },
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
    await writerSays(built, { where: folder, from: 0 }, () => {
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
