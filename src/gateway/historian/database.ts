import { constants, existsSync } from 'node:fs';
import { access, mkdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance, type DuckDBMaterializedResult } from '@duckdb/node-api';
import type { TagId } from '../../twin/plant.ts';
import { SentenceError, sentence } from '../sentence.ts';
import { Checkpoints, mendTorn, storeFile } from './checkpoints.ts';
import { correctionColumns } from './corrections.ts';
import { rollUpSql } from './keyframes.ts';
import { coarserLevels, rollUpLevels, sqlFillCoarser } from './roll-ups.ts';
import { textTable } from './texts.ts';

/** Raised when a table changes. A store of an older version is brought up to date on opening. */
export const storeVersion = 5;

/** How far thinning has come; a store that was never thinned may be without it. */
const thinnedTable = 'CREATE TABLE IF NOT EXISTS thinned (rule VARCHAR NOT NULL, before BIGINT NOT NULL)';

const rollUpColumns = `(
  tag INTEGER NOT NULL, minute BIGINT NOT NULL, first_time BIGINT NOT NULL, last_time BIGINT NOT NULL,
  first DOUBLE NOT NULL, low DOUBLE NOT NULL, high DOUBLE NOT NULL, last DOUBLE NOT NULL, samples BIGINT NOT NULL
)`;

/**
 * `sample` holds every (tag, time) once, about in the order of time, so that DuckDB's min/max per row group finds a
 * stretch of time without an index. Times are Unix ms: `time` is the source's clock, `received` the gateway's, NULL
 * where that is not known. What came in together has one `received`, so it takes next to no room. `residual` is what
 * `value` lacks to the integer that it stands for. `keyframe_state` is the value in force of every tag at each
 * `keyframe`; `keyframe.samples` counts the samples since the one before. `rollup` holds the good and uncertain
 * samples by minute, all minutes before that of the last keyframe; late samples add further rows for the same minute.
 * `rollup_hour` and `rollup_quarter` (of a day) hold the same of longer spans, one row each. `thinned` says before when
 * the samples of a rule were thinned, `tag_text` which text each number of a tag stands for. `correction` keeps each
 * sample that another one of its (tag, time) replaced, and when that was received.
 */
const schema = `
CREATE TABLE tag (number INTEGER NOT NULL, id VARCHAR NOT NULL);
CREATE TABLE sample (
  tag INTEGER NOT NULL, time BIGINT NOT NULL, value DOUBLE NOT NULL, quality UTINYINT NOT NULL, received BIGINT,
  residual SMALLINT DEFAULT 0
);
CREATE TABLE keyframe (instant BIGINT NOT NULL, samples BIGINT NOT NULL);
CREATE TABLE keyframe_state (
  instant BIGINT NOT NULL, tag INTEGER NOT NULL, time BIGINT NOT NULL, value DOUBLE NOT NULL, quality UTINYINT NOT NULL
);
${rollUpLevels.map(({ table }) => `CREATE TABLE ${table} ${rollUpColumns};`).join('\n')}
CREATE TABLE correction ${correctionColumns};
CREATE TABLE store (version INTEGER NOT NULL);
INSERT INTO store VALUES (${storeVersion});`;

/**
 * What makes a store of version 1 one of version 2, and so on: version 1 knew the source's clock only, version 2 forgot
 * what was replaced, version 3 rounded integers beyond 2^53, and version 4 rolled up nothing longer than minutes.
 */
const upgrades = [
  'ALTER TABLE sample ADD COLUMN received BIGINT',
  `CREATE TABLE correction ${correctionColumns}`,
  `ALTER TABLE sample ADD COLUMN residual SMALLINT DEFAULT 0;
   ALTER TABLE correction ADD COLUMN IF NOT EXISTS residual SMALLINT DEFAULT 0`,
  `${coarserLevels.map(({ level }) => `CREATE TABLE ${level.table} ${rollUpColumns};`).join(' ')}
   ${sqlFillCoarser(rollUpSql)}`,
];

/** Each query holds one of Node's 4 pool threads: two leave room for the commit and for files. */
const readerCount = 2;

/** Between two attempts to break a query off. */
const interruptMs = 5;

/** The file lock does not keep a process from opening the same file twice, so this does. */
const openFolders = new Set<string>();

/** Nothing is fetched from anywhere, and what does not fit into memory goes to `spillFolder`. */
export const instanceOptions = (spillFolder: string, memoryMb: number): Record<string, string> => ({
  threads: '2',
  memory_limit: `${memoryMb}MB`,
  temp_directory: spillFolder,
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
});

/** An open store: one connection for writing, a few for reading, and the tags' stable numbers. */
export class Database {
  readonly folder: string;
  readonly writer: DuckDBConnection;
  readonly checkpoints: Checkpoints;
  /** A tag's number in the store, by slot. */
  readonly numbers: Int32Array;
  /** A tag's slot by its number; -1 for tags that the plant file no longer has. */
  readonly slots: Int32Array;
  readonly #instance: DuckDBInstance;
  readonly #idle: DuckDBConnection[];
  readonly #queue: ((connection: DuckDBConnection) => void)[] = [];
  readonly #running = new Set<Promise<unknown>>();
  #closed = false;

  constructor(
    folder: string,
    instance: DuckDBInstance,
    writer: DuckDBConnection,
    checkpoints: Checkpoints,
    readers: DuckDBConnection[],
    numbers: Int32Array,
  ) {
    this.folder = folder;
    this.#instance = instance;
    this.writer = writer;
    this.checkpoints = checkpoints;
    this.#idle = readers;
    this.numbers = numbers;
    this.slots = new Int32Array(numbers.reduce((most, each) => Math.max(most, each + 1), 0)).fill(-1);
    for (const [slot, number] of numbers.entries()) this.slots[number] = slot;
  }

  /** Runs one query beside the writer; an abort interrupts it. */
  async query(sql: string, signal?: AbortSignal): Promise<DuckDBMaterializedResult> {
    signal?.throwIfAborted();
    if (this.#closed) throw new Error(`The history in ${this.folder} was closed.`);
    const running = this.#query(sql, signal);
    this.#running.add(running);
    try {
      return await running;
    } finally {
      this.#running.delete(running);
    }
  }

  async #query(sql: string, signal?: AbortSignal): Promise<DuckDBMaterializedResult> {
    const connection =
      this.#idle.pop() ?? (await new Promise<DuckDBConnection>((resolve) => this.#queue.push(resolve)));
    // Again and again: DuckDB forgets an interrupt that comes while it still plans the query.
    let again: ReturnType<typeof setTimeout> | undefined;
    const interrupt = () => {
      connection.interrupt();
      again = setTimeout(interrupt, interruptMs);
    };
    signal?.addEventListener('abort', interrupt);
    try {
      signal?.throwIfAborted();
      return await connection.run(sql);
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    } finally {
      signal?.removeEventListener('abort', interrupt);
      clearTimeout(again);
      const next = this.#queue.shift();
      if (next) next(connection);
      else this.#idle.push(connection);
    }
  }

  /** Waits for the queries under way. Nothing may be asked of it afterwards. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.allSettled(this.#running);
    // Here, because closing would do it on the event loop; it fails where the store has failed before.
    await this.checkpoints.end().catch(() => undefined);
    for (const connection of [this.writer, ...this.#idle]) connection.closeSync();
    this.#instance.closeSync();
    await this.checkpoints.release();
    openFolders.delete(this.folder);
  }
}

export async function openDatabase(folder: string, tagIds: readonly TagId[], memoryMb: number): Promise<Database> {
  const place = await prepareFolder(folder);
  if (openFolders.has(place)) throw new SentenceError(sentence('history.alreadyOpen', { folder }));
  openFolders.add(place);
  let instance: DuckDBInstance | undefined;
  let checkpoints: Checkpoints | undefined;
  try {
    instance = await openInstance(place, memoryMb);
    const writer = await instance.connect();
    checkpoints = await Checkpoints.open(place, writer);
    await checkVersion(writer, folder);
    await writer.run(thinnedTable);
    await writer.run(textTable);
    const numbers = await numberTags(writer, tagIds);
    const readers: DuckDBConnection[] = [];
    for (let i = 0; i < readerCount; i++) readers.push(await instance.connect());
    return new Database(place, instance, writer, checkpoints, readers, numbers);
  } catch (error) {
    instance?.closeSync();
    await checkpoints?.release();
    openFolders.delete(place);
    throw explained(folder, error);
  }
}

/** Checkpoints are made by `Checkpoints` alone. */
async function openInstance(place: string, memoryMb: number): Promise<DuckDBInstance> {
  const options = { ...instanceOptions(join(place, 'spill'), memoryMb), checkpoint_threshold: '1TB' };
  const create = () => DuckDBInstance.create(join(place, storeFile), options);
  try {
    return await create();
  } catch (error) {
    // DuckDB takes its lock before it finds damage, so nobody else has the store open.
    if (!(explained(place, error) instanceof DamagedStoreError) || !(await mendTorn(place))) throw error;
    return create();
  }
}

async function prepareFolder(folder: string): Promise<string> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
    return await realpath(folder);
  } catch (cause) {
    throw new SentenceError(sentence('history.folderNotWritable', { folder }), { cause });
  }
}

/** Whether another process has the store open. */
export async function storeInUse(folder: string): Promise<boolean> {
  const file = join(folder, storeFile);
  if (!existsSync(file)) return false;
  try {
    (await DuckDBInstance.create(file, { access_mode: 'READ_ONLY' })).closeSync();
    return false;
  } catch (error) {
    return explained(folder, error) instanceof StoreInUseError;
  }
}

async function checkVersion(connection: DuckDBConnection, folder: string): Promise<void> {
  const tables = await connection.runAndReadAll("SELECT 1 FROM duckdb_tables() WHERE table_name = 'store'");
  if (tables.currentRowCount === 0) {
    await connection.run(`BEGIN; ${schema} COMMIT`);
    return;
  }
  const found = (await connection.runAndReadAll('SELECT version FROM store')).getRows()[0]?.[0];
  const version = Number(found);
  if (!(version >= 1 && version <= storeVersion)) {
    throw new StoreError(
      sentence('history.otherVersion', { folder, found: String(found), version: String(storeVersion) }),
    );
  }
  const due = upgrades.slice(version - 1);
  if (due.length === 0) return;
  await connection.run(`BEGIN; ${due.join('; ')}; UPDATE store SET version = ${storeVersion}; COMMIT`);
}

/** A tag keeps its number for as long as the store lives, however the plant file is edited. */
async function numberTags(connection: DuckDBConnection, tagIds: readonly TagId[]): Promise<Int32Array> {
  const known = new Map<string, number>();
  const rows = (await connection.runAndReadAll('SELECT id, number FROM tag')).getRows();
  for (const [id, number] of rows) known.set(String(id), Number(number));
  let next = known.size;
  const added = tagIds.filter((id) => !known.has(id) && known.set(id, next++));
  if (added.length > 0) {
    const appender = await connection.createAppender('tag');
    for (const id of added) {
      appender.appendInteger(known.get(id)!);
      appender.appendVarchar(id);
      appender.endRow();
    }
    appender.closeSync();
  }
  return Int32Array.from(tagIds, (id) => known.get(id)!);
}

class StoreError extends SentenceError {}

/** What the store's files hold is not what was written. */
export class DamagedStoreError extends StoreError {}

/** A store that another process has open. */
class StoreInUseError extends StoreError {}

/** DuckDB has read something of the store that is not what it wrote. */
export const isDamage = (error: unknown): boolean =>
  error instanceof Error && /corrupt database file|checksum|enough bytes/i.test(error.message);

/** What a person can do about a store that does not open. */
export function explained(folder: string, error: unknown): Error {
  if (error instanceof StoreError) return error;
  const said = (error instanceof Error ? error.message : String(error)).split('\n')[0]!;
  const options = { cause: error };
  if (/set lock|conflicting lock/i.test(said)) {
    const pid = /PID (\d+)/.exec(said)?.[1];
    const told =
      pid === undefined ? sentence('history.inUse', { folder }) : sentence('history.inUseBy', { folder, pid });
    return new StoreInUseError(told, options);
  }
  if (/newer version|storage version|version number/i.test(said)) {
    return new SentenceError(sentence('history.newerDuckdb', { folder }), options);
  }
  if (/permission|read-only/i.test(said)) {
    return new SentenceError(sentence('history.filesNotWritable', { folder }), options);
  }
  if (/space|too large/i.test(said)) {
    return new SentenceError(sentence('history.diskFull', { folder }), options);
  }
  if (
    !/memory/i.test(said) &&
    /corrupt|checksum|not a valid|enough (bytes|data)|serializ|metadata|WAL|INTERNAL|FATAL/i.test(said)
  ) {
    return new DamagedStoreError(sentence('history.damaged', { folder, why: said }), options);
  }
  return new SentenceError(sentence('history.notOpened', { folder, why: said }), options);
}
