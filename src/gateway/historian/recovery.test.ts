import { copyFile, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { inWords } from '../sentence.ts';
import { correctionsOf, received } from './corrections.contract.ts';
import { openHistorian } from './duckdb-historian.ts';
import { batchOf, readAll, someTags } from './historian.contract.ts';
import { firstTextNumber, type Historian } from './historian.ts';
import { recoverStore } from './recovery.ts';

const startMs = Date.UTC(2030, 0, 1, 6);
const nowMs = Date.UTC(2030, 0, 2);
const receivedMs = nowMs - 5000;
const samples = 300_000;
const never = new AbortController().signal;
/** What was written, by place: the tests may see nothing else. */
const writtenAt = (i: number) => ((i * 7919) % 1000) / 8;
const rowsFrom = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, k) => {
    const i = from + k;
    return { slot: i % 3, timeMs: startMs + i * 100, value: writtenAt(i), quality: 0 };
  });

const batchFrom = (from: number, to: number) => {
  const batch = batchOf(rowsFrom(from, to));
  batch.receivedMs.fill(receivedMs);
  batch.residuals.fill(-5);
  return batch;
};

/** What was told otherwise at first. */
const corrected = rowsFrom(1000, 1060);

/** A store as a power cut leaves it: 300,000 samples checkpointed, 900 more in the log. */
let whole: string;
let place: string;
let history: string;
let lines: string[];

beforeAll(async () => {
  whole = await mkdtemp(join(tmpdir(), 'gemba-damage-'));
  const folder = join(whole, 'live');
  let historian = await openHistorian(folder, someTags, { keyframeSpacing: 40_000 });
  await historian.append(
    received(
      corrected.map((row) => ({ ...row, value: 0.3 })),
      receivedMs - 1,
    ),
  );
  for (let i = 0; i < samples; i += 50_000) await historian.append(batchFrom(i, i + 50_000));
  await historian.close();
  historian = await openHistorian(folder, someTags);
  for (let i = 0; i < 900; i += 300) await historian.append(batchFrom(samples + i, samples + i + 300));
  for (const name of ['history.duckdb', 'history.duckdb.wal']) await copyFile(join(folder, name), join(whole, name));
  await historian.close();
});
afterAll(() => rm(whole, { recursive: true }));

beforeEach(async () => {
  place = join(whole, 'case');
  await rm(place, { recursive: true, force: true });
  history = join(place, 'history');
  await mkdir(history, { recursive: true });
  for (const name of ['history.duckdb', 'history.duckdb.wal']) await copyFile(join(whole, name), join(history, name));
  lines = [];
});

const open = () =>
  openHistorian(history, someTags, { recovery: { now: () => nowMs, log: (line) => lines.push(line) } });

const damageOf = (names: readonly string[]) => names.filter((name) => name.startsWith('history-damaged-'));

/** All that is there was written, once, in order; it records; every kind of question has an answer. How many are there. */
async function expectRuns(historian: Historian): Promise<number> {
  // Damage that nobody has met yet is met now, and mended behind these questions.
  for (let round = 0; round < 2; round++) {
    for (const slot of someTags.keys()) {
      await readAll(historian, slot, 0, Number.POSITIVE_INFINITY).catch(() => []);
      await historian.thin(slot, startMs, startMs + 30_120_000, 502, never).catch(() => null);
    }
    for (let minute = 0; minute < 502; minute += 50) {
      await historian.snapshot(startMs + minute * 60_000, never).catch(() => null);
    }
    await correctionsOf(historian, [...someTags.keys()]).catch(() => []);
    await historian.append(batchOf([{ slot: 0, timeMs: nowMs + round, value: 0.5, quality: 0 }]));
  }
  let found = 0;
  for (const slot of someTags.keys()) {
    const rows = await readAll(historian, slot, 0, nowMs);
    let lastMs = 0;
    let strangers = 0;
    for (const { timeMs, value, quality } of rows) {
      const i = (timeMs - startMs) / 100;
      if (timeMs <= lastMs || i % 3 !== slot || i >= samples + 900 || value !== writtenAt(i) || quality !== 0)
        strangers++;
      lastMs = timeMs;
    }
    expect(strangers).toBe(0);
    found += rows.length;
    const [length, at] = [rows.length, startMs + 15_000_000];
    const { values } = await historian.snapshot(at, never);
    expect(values[slot]).toBe(rows.filter(({ timeMs }) => timeMs <= at).at(-1)?.value ?? Number.NaN);
    const { counts } = await historian.thin(slot, startMs, startMs + 30_120_000, 502, never);
    expect(counts.reduce((a, b) => a + b, 0)).toBe(length);
  }
  expect(await readAll(historian, 0, nowMs, nowMs + 10)).toHaveLength(2);
  for await (const batch of historian.readTags([...someTags.keys()], 0, nowMs, never)) {
    expect(batch.receivedMs!.every((each) => each === receivedMs)).toBe(true);
    expect(batch.residuals!.every((each) => each === -5)).toBe(true);
  }
  for (const each of await correctionsOf(historian, [...someTags.keys()])) {
    const { slot, timeMs, value, quality, newValue, newQuality } = each;
    expect(corrected).toContainEqual({ slot, timeMs, value: newValue, quality: newQuality });
    expect([value, quality, each.receivedMs, each.correctedMs]).toEqual([0.3, 0, receivedMs - 1, receivedMs]);
  }
  await historian.close();
  const again = await open();
  expect(await readAll(again, 0, nowMs, nowMs + 10)).toHaveLength(2);
  await again.close();
  return found;
}

describe('HIS-17 a damaged store', { timeout: 600_000 }, () => {
  test('that is sound is left as it is', async () => {
    const historian = await open();
    expect(historian.notice).toBeUndefined();
    expect(await correctionsOf(historian, [0, 1, 2])).toHaveLength(corrected.length);
    expect(await expectRuns(historian)).toBe(samples + 900);
    expect(await readdir(place)).toEqual(['history']);
  });

  test.each([0, 10, 4096, 8200, 12_288, 300_000, 0.5, 0.9, -1])(
    'cut at %s is moved aside whole, and the plant is recorded',
    async (cut) => {
      const file = join(history, 'history.duckdb');
      const bytes = await readFile(file);
      const end = cut < 0 ? bytes.length + cut : cut < 1 ? Math.floor(bytes.length * cut) : cut;
      await writeFile(file, bytes.subarray(0, end));
      const historian = await open();
      await expectRuns(historian);
      const names = damageOf(await readdir(place));
      if (end === 0) return; // DuckDB takes an empty file for a new one
      expect(names.length).toBeGreaterThan(0);
      expect(names[0]).toBe('history-damaged-2030-01-02T00-00-00Z');
      expect((await stat(join(place, names[0]!, 'history.duckdb'))).size).toBe(end);
      expect(inWords(historian.notice!, 'en')).toMatch(
        /of the damaged record were saved.*; it is kept in .*history-damaged-2030/,
      );
    },
  );

  test('with a byte that is another one gives back all other parts', async () => {
    const file = join(whole, 'history.duckdb');
    const { size } = await stat(file);
    const bytes = await readFile(file);
    let least = Number.POSITIVE_INFINITY;
    let most = 0;
    // A seeded walk over the file: a step of a large odd number visits it evenly.
    for (let step = 1; step <= 8; step++) {
      const at = 12_288 + ((step * 1_234_577) % (size - 12_288));
      const flipped = Buffer.from(bytes);
      flipped[at]! ^= 1 << (step % 8);
      await rm(place, { recursive: true });
      await mkdir(history, { recursive: true });
      await writeFile(join(history, 'history.duckdb'), flipped);
      await copyFile(join(whole, 'history.duckdb.wal'), join(history, 'history.duckdb.wal'));
      const found = await expectRuns(await open());
      if (damageOf(await readdir(place)).length === 0) continue;
      least = Math.min(least, found);
      most = Math.max(most, found);
    }
    // Some flips hit a page of samples, and took no more than their part with them.
    expect(most).toBeGreaterThan(samples / 4);
    expect(most).toBeLessThanOrEqual(samples + 900);
    expect(least).toBeLessThan(samples);
  });

  test('whose log is damaged keeps every checkpointed sample, and the log before the damage', async () => {
    const log = join(history, 'history.duckdb.wal');
    const bytes = await readFile(log);
    const kept: number[] = [];
    for (const share of [0.05, 0.4, 0.6, 0.8, 0.98]) {
      await rm(place, { recursive: true });
      await mkdir(history, { recursive: true });
      await copyFile(join(whole, 'history.duckdb'), join(history, 'history.duckdb'));
      const flipped = Buffer.from(bytes);
      flipped[Math.floor(bytes.length * share)]! ^= 0xff;
      await writeFile(log, flipped);
      const historian = await open();
      kept.push(await expectRuns(historian));
      expect(inWords(historian.notice!, 'en')).toMatch(
        /the end of its log was damaged and is left out; the log as it was is in/,
      );
      const [name] = damageOf(await readdir(place));
      expect(flipped.equals(await readFile(join(place, name!, 'history.duckdb.wal')))).toBe(true);
    }
    expect(kept.every((each) => each >= samples && (each - samples) % 300 === 0)).toBe(true);
    expect(kept[0]).toBe(samples);
    expect(kept.at(-1)).toBe(samples + 600);
  });

  test('is rescued anew where the rescue was cut short', async () => {
    await rename(history, join(place, 'history-damaged-2030-01-01T00-00-00Z'));
    await mkdir(join(place, 'history-rescue'));
    await writeFile(join(place, 'history-rescue', 'history.duckdb'), 'half a store');
    const historian = await open();
    expect(inWords(historian.notice!, 'en')).toMatch(
      /^300,900 samples of the damaged record were saved; it is kept in/,
    );
    expect(await correctionsOf(historian, [0, 1, 2])).toHaveLength(corrected.length);
    expect(await expectRuns(historian)).toBe(samples + 900);
    expect((await readdir(place)).sort()).toEqual(['history', 'history-damaged-2030-01-01T00-00-00Z']);
  });

  test('keeps the history of tags that the plant file no longer has', async () => {
    await rename(history, join(place, 'history-damaged-2030-01-01T00-00-00Z'));
    await mkdir(join(place, 'history-rescue'));
    await (
      await openHistorian(history, [someTags[1]!], { recovery: { now: () => nowMs, log: () => undefined } })
    ).close();
    expect(await expectRuns(await open())).toBe(samples + 900);
  });

  test('HIS-24 gives its texts back, and no other text the number of one that is lost', async () => {
    await rm(history, { recursive: true });
    const texts = ['Lot 7', 'Lot 8', 'Lot 9'].map((text, n) => ({ slot: 1, number: firstTextNumber + n, text }));
    const rows = texts.map(({ slot, number }, i) => ({ slot, timeMs: startMs + i, value: number, quality: 0 }));
    let historian = await openHistorian(history, someTags);
    await historian.append({ ...batchOf(rows), texts });
    await historian.close();
    const instance = await DuckDBInstance.create(join(history, 'history.duckdb'));
    await (await instance.connect()).run("DELETE FROM tag_text WHERE text = 'Lot 8'; CHECKPOINT");
    instance.closeSync();
    const parts = { now: () => nowMs, log: () => undefined, open: openHistorian };
    await recoverStore(history, new Error('checksum'), parts);
    historian = await open();
    const found = [...(await historian.texts())].sort((a, b) => a.number - b.number);
    expect(found).toEqual([texts[0], { ...texts[1], text: '\ufffd' }, texts[2]]);
    expect((await readAll(historian, 1, 0, nowMs)).map(({ value }) => value)).toEqual(rows.map(({ value }) => value));
    await historian.append({ ...batchOf([]), texts });
    expect([...(await historian.texts())].sort((a, b) => a.number - b.number)).toEqual(texts);
    await historian.close();
  });

  test('that is in use or of another version is not taken for damaged', async () => {
    const historian = await open();
    await expect(open()).rejects.toThrow(/already open/);
    await historian.close();
    expect(await readdir(place)).toEqual(['history']);
  });
});
