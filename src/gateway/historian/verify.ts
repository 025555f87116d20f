import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { isHalfway, storeFile } from './checkpoints.ts';
import { brokenCorrections } from './corrections.ts';
import { DamagedStoreError, explained, instanceOptions, isDamage, storeVersion } from './database.ts';
import { firstTextNumber } from './historian.ts';
import {
  hasTable,
  type Keyframes,
  loadKeyframes,
  minuteMs,
  number,
  rollUpSql,
  sqlBetween,
  sqlCharted,
  sqlRollup,
  sqlStateAt,
} from './keyframes.ts';
import { numberColumns, sqlMs } from './numbers.ts';
import { coarserLevels, rolledOf, sqlCoarser } from './roll-ups.ts';

export interface CheckResult {
  /** What has to be so, in words. */
  readonly name: string;
  /** How many things were looked at, with their name: "14,203,112 samples". */
  readonly looked: string;
  readonly tookMs: number;
  /** The damaged parts; none = sound. */
  readonly faults: readonly string[];
}

export interface VerifyOptions {
  /** Milliseconds of any clock. */
  readonly stopwatch: () => number;
  /** Told while a long check is under way; `share` is 0 to 1. */
  readonly progress: (name: string, share: number) => void;
}

type Told = (share: number) => void;
type Found = Pick<CheckResult, 'looked' | 'faults'>;

/** Faults of one check that are told one by one. */
const mostFaults = 5;
const tables = ['store', 'tag', 'sample', 'keyframe', 'keyframe_state', 'rollup'];
/** A store of an older version that was not opened since has none. */
const newerTables = ['correction', ...coarserLevels.map(({ level }) => level.table)];
/** Only a store that has texts has it. */
const textTable = 'tag_text';
/** Rows of one read, ten of DuckDB's row groups: a part that cannot be read is told no finer. */
const rowsPerRead = 1_228_800;

/**
 * Checks a store and changes nothing of it; yields what each check found. Rejects with one sentence when the store
 * cannot be opened, as by anybody who has it open.
 */
export async function* verifyStore(folder: string, options: VerifyOptions): AsyncGenerator<CheckResult> {
  const file = join(folder, storeFile);
  if (!existsSync(file)) throw new Error(`There is no history in ${folder}: choose its data folder with --data.`);
  let instance: DuckDBInstance | undefined;
  try {
    const readOnly = { ...instanceOptions(join(folder, 'spill'), 512), access_mode: 'READ_ONLY' };
    instance = await DuckDBInstance.create(file, readOnly);
    const connection = await instance.connect();
    const check = (name: string, work: (told: Told) => Promise<Found>) => timed(name, options, work);
    const pages = await check('every page can be read', (told) => readEverything(connection, told));
    yield pages;
    // The other checks would stumble over the same pages.
    if (pages.faults.length > 0) return;
    const version = await check('the store is of this version', () => checkVersion(connection));
    yield version;
    if (version.faults.length > 0) return;
    yield await check('every row belongs to a tag', () => checkTags(connection));
    yield await check('every number of a text has its text', () => checkTexts(connection));
    const keyframes = await loadKeyframes(connection);
    const thinnedMs = await thinnedBefore(connection);
    yield await check('each tag and time is stored once', (told) =>
      checkSamples(connection, keyframes, thinnedMs, told),
    );
    yield await check('keyframes say what the samples say', (told) => checkKeyframes(connection, keyframes, told));
    yield await check('roll-ups say what the samples say', (told) =>
      checkRollups(connection, keyframes, thinnedMs, told),
    );
    // One of an older version is brought up to date when it is opened.
    if (version.looked === `version ${storeVersion}`) {
      yield await check('roll-ups of longer spans say what those of minutes say', (told) =>
        checkCoarser(connection, keyframes, told),
      );
      yield await check('corrections lead to the samples', () => checkCorrections(connection));
    }
  } catch (error) {
    const told = explained(folder, error);
    if (!(told instanceof DamagedStoreError) || !isHalfway(folder)) throw told;
    throw new Error(
      `The history in ${folder} was being tidied when its gateway ended: start that once, it puts this right, and check again.`,
      { cause: error },
    );
  } finally {
    instance?.closeSync();
  }
}

async function timed(
  name: string,
  { stopwatch, progress }: VerifyOptions,
  work: (told: Told) => Promise<Found>,
): Promise<CheckResult> {
  const startMs = stopwatch();
  const { looked, faults } = await work((share) => progress(name, share));
  const more = faults.length - mostFaults;
  const told = more > 0 ? [...faults.slice(0, mostFaults), `and ${count(more)} more`] : faults;
  return { name, looked, tookMs: stopwatch() - startMs, faults: told };
}

/** DuckDB checks each block that it reads; a hash of every column makes it read all of them. */
async function readEverything(connection: DuckDBConnection, told: Told): Promise<Found> {
  const faults: string[] = [];
  let rows = 0;
  for (const table of [...tables, ...newerTables, textTable]) {
    if (!(await hasTable(connection, table))) {
      if (tables.includes(table)) faults.push(`the table ${table} is not there`);
      continue;
    }
    const last = await number(connection, `SELECT max(rowid)::DOUBLE FROM ${table}`);
    for (let from = 0; from <= last; from += rowsPerRead) {
      const to = Math.min(from + rowsPerRead - 1, last);
      try {
        const sql = `SELECT count(*)::DOUBLE, bit_xor(hash(t))::DOUBLE FROM ${table} t WHERE rowid BETWEEN ${from} AND ${to}`;
        rows += await number(connection, sql);
      } catch (error) {
        if (!isDamage(error)) throw error;
        faults.push(`${table}, rows ${count(from)} to ${count(to)}: ${(error as Error).message.split('\n')[0]}`);
      }
      if (table === 'sample') told(to / last);
    }
  }
  return { looked: `${count(rows)} rows`, faults };
}

async function checkVersion(connection: DuckDBConnection): Promise<Found> {
  const versions = (await connection.runAndReadAll('SELECT version FROM store')).getRows().flat();
  const right = versions.length === 1 && Number(versions[0]) >= 1 && Number(versions[0]) <= storeVersion;
  const faults = right
    ? []
    : [`its version is ${versions.join(' and ') || 'not written'}, this reads up to ${storeVersion}`];
  for (const table of newerTables) {
    const isDue = right && Number(versions[0]) === storeVersion;
    if (isDue && !(await hasTable(connection, table))) faults.push(`the table ${table} is not there`);
  }
  return { looked: `version ${versions.join(', ')}`, faults };
}

async function checkTags(connection: DuckDBConnection): Promise<Found> {
  const faults: string[] = [];
  for (const column of ['number', 'id']) {
    const twice = await connection.runAndReadAll(
      `SELECT ${column}::VARCHAR, count(*)::DOUBLE FROM tag GROUP BY ${column} HAVING count(*) > 1`,
    );
    for (const [which, times] of twice.getRows()) faults.push(`the tag ${column} ${which} is there ${times} times`);
  }
  for (const table of ['sample', 'keyframe_state', 'rollup', ...newerTables, textTable]) {
    if (!(await hasTable(connection, table))) continue;
    const lost = await connection.runAndReadAll(
      `SELECT tag, count(*)::DOUBLE FROM ${table} WHERE tag NOT IN (SELECT number FROM tag) GROUP BY tag ORDER BY tag`,
    );
    for (const [tag, rows] of lost.getRows()) {
      faults.push(`${table}: ${count(Number(rows))} rows are of tag number ${tag}, which no tag has`);
    }
  }
  const tags = await number(connection, 'SELECT count(*)::DOUBLE FROM tag');
  return { looked: `${count(tags)} tags`, faults };
}

/** Samples of a tag that has texts, and what they say by number; a store that never had texts may be without the table. */
async function checkTexts(connection: DuckDBConnection): Promise<Found> {
  const faults: string[] = [];
  if (!(await hasTable(connection, textTable))) return { looked: 'no texts', faults };
  const twice = await connection.runAndReadAll(
    'SELECT tag, number, count(*)::DOUBLE FROM tag_text GROUP BY tag, number HAVING count(*) > 1 ORDER BY tag, number',
  );
  for (const [tag, text, times] of twice.getRows()) {
    faults.push(`text ${text} of tag number ${tag} is there ${times} times`);
  }
  const lost = await connection.runAndReadAll(
    `SELECT tag, count(*)::DOUBLE FROM sample s
     WHERE tag IN (SELECT tag FROM tag_text) AND value >= ${firstTextNumber} AND NOT isnan(value)
       AND NOT EXISTS (FROM tag_text t WHERE t.tag = s.tag AND t.number = s.value) GROUP BY tag ORDER BY tag`,
  );
  for (const [tag, rows] of lost.getRows()) {
    faults.push(`${count(Number(rows))} samples of tag number ${tag} are of a text that is not there`);
  }
  const texts = await number(connection, 'SELECT count(*)::DOUBLE FROM tag_text');
  return { looked: `${count(texts)} texts`, faults };
}

/** Between two keyframes lie all samples of that time, so a pair that is there twice is found within one gap. */
async function checkSamples(
  connection: DuckDBConnection,
  keyframes: Keyframes,
  thinnedMs: number,
  told: Told,
): Promise<Found> {
  const faults: string[] = [];
  let total = 0;
  for (let gap = 0; gap <= keyframes.atMs.length; gap++) {
    const from = keyframes.atMs[gap - 1] ?? Number.NEGATIVE_INFINITY;
    const to = keyframes.atMs[gap];
    const [stored, distinct] = numberColumns(
      await connection.run(`SELECT coalesce(sum(n), 0)::DOUBLE, count(*)::DOUBLE
        FROM (SELECT count(*) AS n FROM sample ${sqlBetween(from, to)} GROUP BY tag, time)`),
    ).map((column) => column[0]!) as [number, number];
    const where = stretch(from, to);
    if (stored > distinct) faults.push(`${where}: ${count(stored - distinct)} samples are there more than once`);
    const difference = to === undefined ? 0 : keyframes.samples[gap]! - stored;
    if (difference > 0) faults.push(`${where}: ${count(difference)} samples are missing`);
    if (difference < 0) faults.push(`${where}: ${count(-difference)} samples are there that were never counted`);
    total += stored;
    told((gap + 1) / (keyframes.atMs.length + 1));
  }
  const thinned = Number.isFinite(thinnedMs) ? `, thinned before ${time(thinnedMs)}` : '';
  return { looked: `${count(total)} samples${thinned}`, faults };
}

/** Each keyframe must follow from the one before and the samples in between. */
async function checkKeyframes(connection: DuckDBConnection, { atMs }: Keyframes, told: Told): Promise<Found> {
  const faults: string[] = [];
  const stray = await number(
    connection,
    'SELECT count(*)::DOUBLE FROM keyframe_state WHERE instant NOT IN (SELECT instant FROM keyframe)',
  );
  if (stray > 0) faults.push(`${count(stray)} states belong to no keyframe`);
  for (const [i, at] of atMs.entries()) {
    if (at === atMs[i - 1]) faults.push(`the keyframe of ${time(at)} is there twice`);
    const expected = `SELECT tag, max(time) AS time, arg_max(value, time) AS value, arg_max(quality, time) AS quality
      FROM (${sqlStateAt(atMs[i - 1] ?? Number.NEGATIVE_INFINITY, at)}) GROUP BY tag`;
    const kept = `SELECT tag, time, value, quality FROM keyframe_state WHERE instant = ${sqlMs(at)}`;
    const wrong = await differences(connection, kept, expected);
    if (wrong > 0) faults.push(`the keyframe of ${time(at)} is wrong about ${count(wrong)} tags`);
    told((i + 1) / atMs.length);
  }
  return { looked: `${count(atMs.length)} keyframes`, faults };
}

/** Where samples were thinned a roll-up counts those that went, too; all else it says follows from those that are kept. */
async function checkRollups(
  connection: DuckDBConnection,
  keyframes: Keyframes,
  thinnedMs: number,
  told: Told,
): Promise<Found> {
  const faults: string[] = [];
  const { atMs, rolledMs } = keyframes;
  const early = await number(connection, `SELECT count(*)::DOUBLE FROM rollup WHERE minute >= ${sqlMs(rolledMs)}`);
  if (early > 0) faults.push(`${count(early)} roll-ups are of minutes that are not rolled up yet`);
  let from = Number.NEGATIVE_INFINITY;
  for (const [i, at] of atMs.entries()) {
    const to = Math.floor(at / minuteMs) * minuteMs;
    if (to === from) continue;
    const within = (column: string) => `${column} >= ${sqlMs(from)} AND ${column} < ${to}`;
    // Late samples add rows to a minute: together they are its roll-up.
    const said = `SELECT tag, minute, min(first_time), max(last_time), arg_min(first, first_time), min(low), max(high),
      arg_max(last, last_time), sum(samples)::BIGINT AS n FROM rollup WHERE ${within('minute')} GROUP BY tag, minute`;
    const stored = sqlRollup(`(SELECT * FROM sample WHERE ${within('time')} AND ${sqlCharted})`);
    const kept = `SELECT * REPLACE (CASE WHEN minute < ${sqlMs(thinnedMs)} THEN 0 ELSE n END AS n) FROM (${said})`;
    const expected = `SELECT * REPLACE (CASE WHEN minute < ${sqlMs(thinnedMs)} THEN 0 ELSE n END AS n)
      FROM (${stored}) s (tag, minute, first_time, last_time, first, low, high, last, n)`;
    const wrong = Math.max(
      await differences(connection, kept, expected),
      await number(
        connection,
        `SELECT count(*)::DOUBLE FROM (${said}) k
         JOIN (${stored}) s (tag, minute, first_time, last_time, first, low, high, last, n) USING (tag, minute)
         WHERE s.n > k.n`,
      ),
    );
    if (wrong > 0) faults.push(`${stretch(from, to)}: the roll-ups of ${count(wrong)} tag minutes are wrong`);
    from = to;
    told((i + 1) / atMs.length);
  }
  const rows = await number(connection, 'SELECT count(*)::DOUBLE FROM rollup');
  return { looked: `${count(rows)} roll-ups`, faults };
}

/** Each correction must lead to what replaced it. */
async function checkCorrections(connection: DuckDBConnection): Promise<Found> {
  const { corrections, lost, wrong } = await brokenCorrections(connection);
  const faults: string[] = [];
  if (lost > 0) faults.push(`of ${count(lost)} corrections the sample in force is missing`);
  if (wrong > 0) faults.push(`${count(wrong)} corrections do not lead to what replaced them`);
  return { looked: `${count(corrections)} corrections`, faults };
}

/** Spans of a level that are compared at a time. */
const spansAtOnce = 500;

async function checkCoarser(connection: DuckDBConnection, { rolledMs }: Keyframes, told: Told): Promise<Found> {
  const faults: string[] = [];
  let rows = 0;
  const oldest = await number(connection, 'SELECT min(minute)::DOUBLE FROM rollup');
  const first = Number.isNaN(oldest) ? Number.POSITIVE_INFINITY : oldest;
  for (const { level, finer } of coarserLevels) {
    const { table, spanMs } = level;
    const end = rolledOf(level, rolledMs);
    rows += await number(connection, `SELECT count(*)::DOUBLE FROM ${table}`);
    const stray = `SELECT count(*)::DOUBLE FROM ${table} WHERE minute >= ${sqlMs(end)} OR minute < ${sqlMs(first - spanMs)}`;
    if ((await number(connection, stray)) > 0) faults.push(`${table}: there are spans that are not rolled up yet`);
    for (let from = Math.floor(first / spanMs) * spanMs; from < end; from += spansAtOnce * spanMs) {
      const to = Math.min(end, from + spansAtOnce * spanMs);
      const within = `minute >= ${sqlMs(from)} AND minute < ${sqlMs(to)}`;
      const expected = sqlCoarser(rollUpSql, level, `${finer.table} WHERE ${within}`);
      const kept = `SELECT tag, minute, first_time, last_time, first, low, high, last, samples FROM ${table} WHERE ${within}`;
      const wrong = await differences(connection, kept, expected);
      if (wrong > 0) faults.push(`${stretch(from, to)}: ${count(wrong)} roll-ups of ${spanMs / 3_600_000} h are wrong`);
      told((to - first) / (rolledMs - first));
    }
  }
  return { looked: `${count(rows)} roll-ups of longer spans`, faults };
}

/** Before when samples were thinned; -Infinity where none were, as in a store of version 1. */
async function thinnedBefore(connection: DuckDBConnection): Promise<number> {
  if (!(await hasTable(connection, 'thinned'))) return Number.NEGATIVE_INFINITY;
  const before = await number(connection, 'SELECT max(before)::DOUBLE FROM thinned');
  return Number.isNaN(before) ? Number.NEGATIVE_INFINITY : before;
}

/** How many rows of either are not in the other. */
async function differences(connection: DuckDBConnection, kept: string, expected: string): Promise<number> {
  return number(
    connection,
    `WITH kept AS MATERIALIZED (${kept}), expected AS MATERIALIZED (${expected})
     SELECT greatest((SELECT count(*) FROM (FROM kept EXCEPT ALL FROM expected)),
       (SELECT count(*) FROM (FROM expected EXCEPT ALL FROM kept)))::DOUBLE`,
  );
}

const count = (value: number): string => value.toLocaleString('en-US');
const time = (ms: number): string => new Date(ms).toISOString();
const stretch = (from: number, to: number | undefined): string =>
  Number.isFinite(from)
    ? `from ${time(from)} to ${to === undefined ? 'the end' : time(to)}`
    : `until ${to === undefined ? 'the end' : time(to)}`;
