import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openHistorian } from './duckdb-historian.ts';
import { batchOf, someTags } from './historian.contract.ts';
import { firstTextNumber } from './historian.ts';
import { type CheckResult, verifyStore } from './verify.ts';

let folder: string;
const startMs = Date.UTC(2030, 0, 1, 6);
const minuteMs = 60_000;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gemba-verify-'));
  const historian = await openHistorian(folder, someTags, { keyframeSpacing: 500 });
  const rows = (fromMs: number, count: number) =>
    Array.from({ length: count }, (_, i) => ({
      slot: i % 3,
      timeMs: fromMs + i * 1000,
      value: i % 100 === 7 ? Number.NaN : Math.sin(i),
      quality: i % 100 === 7 ? 3 : i % 7 === 0 ? 1 : 0,
    }));
  await historian.append(batchOf(rows(startMs, 3000)));
  // Late rows, of which some replace others.
  await historian.append(batchOf(rows(startMs - 40 * minuteMs, 600)));
  await historian.append(batchOf(rows(startMs + 10 * minuteMs, 90).map((row) => ({ ...row, value: 5 }))));
  await historian.append(batchOf(rows(startMs + 3000_000, 3000)));
  await historian.close();
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function verified(): Promise<CheckResult[]> {
  let ticks = 0;
  const results: CheckResult[] = [];
  for await (const each of verifyStore(folder, { stopwatch: () => ticks++, progress: () => undefined })) {
    results.push(each);
  }
  return results;
}

const faultsOf = (results: readonly CheckResult[]) =>
  results.flatMap(({ name, faults }) => faults.map((f) => `${name}: ${f}`));

async function tamper(sql: string): Promise<void> {
  const instance = await DuckDBInstance.create(join(folder, 'history.duckdb'));
  const connection = await instance.connect();
  await connection.run(sql);
  await connection.run('CHECKPOINT');
  instance.closeSync();
}

describe('HIS-16 a check of the store', () => {
  test('finds nothing in a sound one, whatever came late, and changes nothing of it', async () => {
    const file = join(folder, 'history.duckdb');
    const before = await readFile(file);
    const results = await verified();
    expect(faultsOf(results)).toEqual([]);
    expect(results.map(({ name, looked }) => `${name}: ${looked}`)).toEqual([
      expect.stringMatching(/^every page can be read: [\d,]+ rows$/),
      'the store is of this version: version 5',
      'every row belongs to a tag: 3 tags',
      'every number of a text has its text: 0 texts',
      'each tag and time is stored once: 6,600 samples',
      expect.stringMatching(/^keyframes say what the samples say: \d+ keyframes$/),
      expect.stringMatching(/^roll-ups say what the samples say: [\d,]+ roll-ups$/),
      expect.stringMatching(
        /^roll-ups of longer spans say what those of minutes say: [1-9]\d* roll-ups of longer spans$/,
      ),
      'corrections lead to the samples: 90 corrections',
    ]);
    expect(Number.parseInt(results[5]!.looked, 10)).toBeGreaterThan(5);
    expect(Number.parseInt(results[6]!.looked, 10)).toBeGreaterThan(50);
    expect(before.equals(await readFile(file))).toBe(true);
  });

  test.each([
    [
      'a removed row',
      `DELETE FROM sample WHERE time = ${startMs + 60_000}`,
      /stored once: from .*: 1 samples are missing/,
    ],
    [
      'a doubled row',
      `INSERT INTO sample SELECT * FROM sample WHERE time = ${startMs + 60_000}`,
      /stored once: .*: 1 samples are there more than once/,
    ],
    [
      'a changed value',
      `UPDATE sample SET value = 77 WHERE time = ${startMs + 60_000}`,
      /roll-ups .*: the roll-ups of 1 tag minutes are wrong/,
    ],
    [
      'a wrong keyframe',
      'UPDATE keyframe_state SET value = 77 WHERE tag = 1 AND instant = (SELECT max(instant) FROM keyframe)',
      /keyframes say what the samples say: the keyframe of .* is wrong about 1 tags/,
    ],
    [
      'a keyframe without a tag',
      'DELETE FROM keyframe_state WHERE tag = 1 AND instant = (SELECT min(instant) FROM keyframe)',
      /the keyframe of .* is wrong about 1 tags/,
    ],
    [
      'a wrong roll-up',
      `UPDATE rollup SET high = 9 WHERE tag = 1 AND minute = ${startMs + 120_000}`,
      /the roll-ups of 1 tag minutes are wrong/,
    ],
    [
      'a lost roll-up',
      `DELETE FROM rollup WHERE tag = 1 AND minute = ${startMs + 120_000}`,
      /roll-ups of 1 tag minutes/,
    ],
    [
      'a wrong roll-up of an hour',
      'UPDATE rollup_hour SET low = -9 WHERE tag = 1 AND minute = (SELECT min(minute) FROM rollup_hour)',
      /longer spans .*: 1 roll-ups of 1 h are wrong/,
    ],
    ['a number that no tag has', 'DELETE FROM tag WHERE number = 2', /sample: .* rows are of tag number 2/],
    ['two tags of one number', "INSERT INTO tag VALUES (1, 'another')", /the tag number 1 is there 2 times/],
    [
      'a changed correction',
      `UPDATE correction SET value = 5 WHERE time = ${startMs + 10 * minuteMs + 3000}`,
      /corrections lead to the samples: 1 corrections do not lead to what replaced them/,
    ],
    [
      'a correction that came in at another time',
      `UPDATE correction SET corrected = 5 WHERE time = ${startMs + 10 * minuteMs + 3000}`,
      /1 corrections do not lead to what replaced them/,
    ],
    [
      'a correction without a sample',
      `UPDATE correction SET time = 5 WHERE time = ${startMs + 10 * minuteMs + 3000}`,
      /of 1 corrections the sample in force is missing/,
    ],
    ['a lost table of corrections', 'DROP TABLE correction', /the table correction is not there/],
    ['a lost table', 'DROP TABLE rollup', /the table rollup is not there/],
    ['another version', 'UPDATE store SET version = 9', /its version is 9, this reads up to 5/],
  ])('finds %s', async (_, sql, expected) => {
    await tamper(sql);
    const faults = faultsOf(await verified());
    expect(faults.length).toBeGreaterThan(0);
    expect(faults.join('\n')).toMatch(expected);
  });

  test('HIS-24 finds samples of texts that are gone, and a number that has two', async () => {
    const historian = await openHistorian(folder, someTags);
    const rows = [0, 1, 1].map((n, i) => ({
      slot: 2,
      timeMs: startMs + 9e6 + i,
      value: firstTextNumber + n,
      quality: 0,
    }));
    const texts = ['Lot 7', 'Lot 8'].map((text, n) => ({ slot: 2, number: firstTextNumber + n, text }));
    await historian.append({ ...batchOf(rows), texts });
    await historian.close();
    expect(faultsOf(await verified())).toEqual([]);
    await tamper(`DELETE FROM tag_text WHERE text = 'Lot 8'; INSERT INTO tag_text SELECT * FROM tag_text`);
    expect(faultsOf(await verified())).toEqual([
      `every number of a text has its text: text ${firstTextNumber} of tag number 2 is there 2 times`,
      'every number of a text has its text: 2 samples of tag number 2 are of a text that is not there',
    ]);
  });

  test('finds a byte that is another one, in any page that holds samples', async () => {
    const file = join(folder, 'history.duckdb');
    const whole = await readFile(file);
    // The first 12 KB are headers; blocks of 256 KB follow, each with a checksum.
    let found = 0;
    for (let at = 12_288 + 200; at < whole.length; at += 262_144) {
      const flipped = Buffer.from(whole);
      flipped[at]! ^= 0x10;
      await writeFile(file, flipped);
      const faults = await verified().then(faultsOf, (error: Error) => [error.message]);
      if (faults.length > 0) {
        found++;
        expect(faults.join('\n')).toMatch(/checksum/);
      }
    }
    // Blocks that nothing uses any more may be anything.
    expect(found).toBeGreaterThan(2);
  });

  test('finds that a file is cut, wherever', async () => {
    const file = join(folder, 'history.duckdb');
    const whole = await readFile(file);
    for (const share of [0, 0.001, 0.2, 0.5, 0.9, 0.999]) {
      await writeFile(file, whole);
      await truncate(file, Math.floor(whole.length * share));
      const faults = await verified().then(faultsOf, (error: Error) => [error.message]);
      expect(faults.join('\n')).toMatch(/is damaged|enough bytes|is not there/);
    }
  });

  test('says that there is none', async () => {
    await rm(join(folder, 'history.duckdb'));
    await expect(verified()).rejects.toThrow(`There is no history in ${folder}: choose its data folder with --data.`);
  });
});
