import { Client, Pool, type PoolClient, type QueryArrayConfig, type QueryArrayResult } from 'pg';
import type { TagId } from '../../twin/plant.ts';
import { inWords, sentence } from '../sentence.ts';
import { PlainRefusal, type PostgresAddress, readAddress } from './postgres-address.ts';
import { coarserLevels, type RollUpSql, rollUpLevels, sqlFillCoarser } from './roll-ups.ts';

/** Raised when a table changes. A store of an older version is brought up to date on opening. */
const storeVersion = 5;
/** The first with BRIN indexes that bear a few late rows. */
const oldestServer = 14;

/** How far thinning has come; a store that was never thinned may be without it. */
const thinnedTable = 'CREATE TABLE IF NOT EXISTS thinned (rule text PRIMARY KEY, before bigint NOT NULL)';

const keepReplacedSql = `
CREATE OR REPLACE FUNCTION keep_replaced() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  INSERT INTO correction (tag, time, value, quality, residual, received, corrected)
  VALUES (OLD.tag, OLD.time, OLD.value, OLD.quality, OLD.residual, OLD.received, NEW.received);
  RETURN NULL;
END $$`;

/**
 * `correction` keeps each sample that another one of its (tag, time) replaced, and when that was received; by number, in
 * the order in which they were replaced. The trigger sees every replacement, and costs nothing where there is none.
 */
const correctionSql = `
CREATE TABLE correction (
  number bigint GENERATED ALWAYS AS IDENTITY, time bigint NOT NULL, value float8 NOT NULL, received bigint,
  corrected bigint, tag int NOT NULL, quality smallint NOT NULL, residual smallint NOT NULL DEFAULT 0,
  PRIMARY KEY (time, tag, number)
);
${keepReplacedSql};
CREATE TRIGGER keep_replaced AFTER UPDATE ON sample FOR EACH ROW EXECUTE FUNCTION keep_replaced()`;

/** Value at the lowest, or highest, time of a group. */
export const rollUpSql: RollUpSql = {
  first: (value, time) => `(min(ARRAY[${time}::float8, ${value}]))[2]`,
  last: (value, time) => `(max(ARRAY[${time}::float8, ${value}]))[2]`,
};

const rollUpColumns = `(
  minute bigint NOT NULL, first_time bigint NOT NULL, last_time bigint NOT NULL, first float8 NOT NULL,
  low float8 NOT NULL, high float8 NOT NULL, last float8 NOT NULL, tag int NOT NULL, samples int NOT NULL,
  PRIMARY KEY (tag, minute)
)`;

/** What stands for each text of a tag; a store that never had texts may be without it. */
const textTable = `CREATE TABLE IF NOT EXISTS tag_text (
  tag int NOT NULL, number int NOT NULL, text text NOT NULL, PRIMARY KEY (tag, number)
)`;

/**
 * `sample` holds every (tag, time) once, about in the order of time, so that a small BRIN index finds a stretch of
 * time. The key holds the values too: a tag's rows lie one on each page of the table, but side by side in the key. It
 * can answer alone where the table was vacuumed, so that is done every million rows.
 * Times are Unix ms: `time` is the source's clock, `received` the gateway's, NULL where that is not known. `residual` is
 * what `value` lacks to the integer that it stands for. `keyframe_state` is the value in force of every tag at each
 * `keyframe`; `keyframe.samples` counts the samples since the one before. `rollup` holds the good and uncertain samples
 * by minute, all minutes before that of the last keyframe. `rollup_hour` and `rollup_quarter` (of
 * a day) hold the same of longer spans. `thinned` says before when the samples of a rule were
 * thinned, `tag_text` which text each number of a tag stands for.
 */
const schemaSql = `
CREATE TABLE tag (number int PRIMARY KEY, id text NOT NULL UNIQUE);
CREATE TABLE sample (
  time bigint NOT NULL, value float8 NOT NULL, received bigint, tag int NOT NULL, quality smallint NOT NULL,
  residual smallint NOT NULL DEFAULT 0, PRIMARY KEY (tag, time) INCLUDE (value, quality)
) WITH (autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 1000000);
CREATE INDEX sample_time ON sample USING brin (time int8_minmax_multi_ops) WITH (pages_per_range = 32);
CREATE TABLE keyframe (instant bigint PRIMARY KEY, samples bigint NOT NULL);
CREATE TABLE keyframe_state (
  instant bigint NOT NULL, time bigint NOT NULL, value float8 NOT NULL, tag int NOT NULL, quality smallint NOT NULL,
  PRIMARY KEY (instant, tag)
);
${rollUpLevels.map(({ table }) => `CREATE TABLE ${table} ${rollUpColumns};`).join('\n')}
${correctionSql};
CREATE TABLE store (version int NOT NULL, plant text NOT NULL);`;

/**
 * What makes a store of version 1 one of version 2, and so on: version 1 knew the source's clock only, version 2 forgot
 * what was replaced, version 3 rounded integers beyond 2^53, and version 4 rolled up nothing longer than minutes.
 */
const upgrades = [
  'ALTER TABLE sample ADD COLUMN received bigint',
  correctionSql,
  `ALTER TABLE sample ADD COLUMN residual smallint NOT NULL DEFAULT 0;
   ALTER TABLE correction ADD COLUMN IF NOT EXISTS residual smallint NOT NULL DEFAULT 0; ${keepReplacedSql}`,
  `${coarserLevels.map(({ level }) => `CREATE TABLE ${level.table} ${rollUpColumns};`).join(' ')}
   ${sqlFillCoarser(rollUpSql)}`,
];

/** Rows of the group being written that are no later than the last keyframe, and differ from what was stored. */
const lateSql = `CREATE TEMP TABLE late (
  time bigint NOT NULL, value float8 NOT NULL, tag int NOT NULL, quality smallint NOT NULL, added boolean NOT NULL
) ON COMMIT DELETE ROWS`;

const readerCount = 3;
/** A gateway that was killed is gone from the server within this. */
const lockTimeoutMs = 2000;
/** What a connection that writes has for itself. */
type Lock = 'gemba' | 'gemba tidy';
const lockKeys = (lock: Lock, schema: string) => `hashtext('${lock}'), hashtext('${schema}')`;
const ignore = () => undefined;

/** An open store: one connection for writing, one for tidying, a few for reading, and the tags' stable numbers. */
export class PostgresDatabase {
  readonly address: PostgresAddress;
  readonly writer: Client;
  /** Writes what makes reading quick, beside the writer. */
  readonly tidier: Client;
  /** A tag's number in the store, by slot. */
  readonly numbers: Int32Array;
  /** A tag's slot by its number; -1 for tags that the plant file no longer has. */
  readonly slots: Int32Array;
  readonly #readers: Pool;
  /** Of its own: all readers may be busy with what has to be cancelled. */
  readonly #canceller: Pool;
  #closed = false;

  constructor(address: PostgresAddress, writer: Client, tidier: Client, numbers: Int32Array) {
    this.address = address;
    this.writer = writer;
    this.tidier = tidier;
    this.numbers = numbers;
    this.slots = new Int32Array(numbers.reduce((most, each) => Math.max(most, each + 1), 0)).fill(-1);
    for (const [slot, number] of numbers.entries()) this.slots[number] = slot;
    this.#readers = quietPool(address, readerCount);
    this.#canceller = quietPool(address, 1);
  }

  /** Runs one query beside the writer; an abort cancels it on the server. */
  async query(sql: string, signal: AbortSignal): Promise<Float64Array[]> {
    signal.throwIfAborted();
    if (this.#closed) throw new Error(`The history in ${inWords(this.address.place, 'en')} was closed.`);
    let client: PoolClient;
    try {
      client = await this.#readers.connect();
    } catch (error) {
      throw this.address.refusal(error);
    }
    let cancelling: Promise<unknown> | undefined;
    let failed = false;
    const cancel = () => {
      const { processID } = client as unknown as { readonly processID: number };
      cancelling = this.#canceller.query(`SELECT pg_cancel_backend(${processID})`).catch(ignore);
    };
    signal.addEventListener('abort', cancel);
    try {
      signal.throwIfAborted();
      return await numberColumns(client, sql);
    } catch (error) {
      failed = !signal.aborted;
      signal.throwIfAborted();
      throw this.address.refusal(error);
    } finally {
      signal.removeEventListener('abort', cancel);
      // A cancellation that is still under way would hit whatever this connection does next.
      await cancelling;
      client.release(failed);
    }
  }

  /** Ends the connections that write, with them their locks and transactions; reading goes on. */
  dropWriters(): void {
    this.writer.end().catch(ignore);
    this.tidier.end().catch(ignore);
  }

  /** Waits for the queries under way. Nothing may be asked of it afterwards. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#readers.end();
    await this.#canceller.end();
    await this.writer.end().catch(ignore);
    await this.tidier.end().catch(ignore);
  }
}

/** The plant's own PostgreSQL schema. */
export const schemaOf = (plantId: string): string =>
  `gemba_${plantId.toLowerCase().replaceAll(/[^a-z0-9]/g, '_')}`.slice(0, 63);

export interface OpenStore {
  readonly database: PostgresDatabase;
  /** True when a power cut of the server can lose what it has acknowledged. */
  readonly fsyncOff: boolean;
}

/**
 * Opens the plant's store, or makes one, and locks it for this process. `onLost` is told when a connection that
 * writes breaks while nothing is asked of it. Rejects with one sentence on what to do.
 */
export async function openPostgres(
  addressText: string,
  plantId: string,
  tagIds: readonly TagId[],
  onLost: (database: PostgresDatabase, error: Error) => void,
): Promise<OpenStore> {
  const schema = schemaOf(plantId);
  const address = readAddress(addressText, schema);
  const writer = new Client(address.config);
  const tidier = new Client(address.config);
  const writers = [writer, tidier];
  let database: PostgresDatabase | undefined;
  for (const each of writers) each.on('error', (error) => database && onLost(database, address.refusal(error)));
  try {
    for (const each of writers) await each.connect();
    await checkServer(writer, address);
    await lock(writer, 'gemba', schema, address);
    await lock(tidier, 'gemba tidy', schema, address);
    await checkStore(writer, schema, plantId, address);
    await writer.query(thinnedTable);
    await writer.query(textTable);
    for (const each of writers) await each.query(lateSql);
    database = new PostgresDatabase(address, writer, tidier, await numberTags(writer, tagIds));
    const { rows } = await writer.query<{ fsync: string }>('SHOW fsync');
    return { database, fsyncOff: rows[0]?.fsync === 'off' };
  } catch (error) {
    for (const each of writers) each.end().catch(ignore);
    throw address.refusal(error);
  }
}

function quietPool({ config }: PostgresAddress, max: number): Pool {
  const pool = new Pool({ ...config, max });
  // A connection that breaks fails its query, or is made anew by the next: no further word is needed.
  pool.on('error', ignore);
  pool.on('connect', (client) => client.on('error', ignore));
  return pool;
}

async function checkServer(writer: Client, { place }: PostgresAddress): Promise<void> {
  const { rows } = await writer.query<{ server_version: string }>('SHOW server_version');
  const version = Number.parseInt(rows[0]!.server_version, 10);
  if (version < oldestServer) {
    throw new PlainRefusal(sentence('postgres.tooOld', { place, version, oldest: oldestServer }));
  }
}

/** The lock lasts as long as the connection that writes, so nothing is ever written without it. */
async function lock(writer: Client, name: Lock, schema: string, { place }: PostgresAddress): Promise<void> {
  try {
    await writer.query(`SET lock_timeout = ${lockTimeoutMs}; SELECT pg_advisory_lock(${lockKeys(name, schema)})`);
  } catch (error) {
    if ((error as { code?: string }).code !== '55P03') throw error;
    const [key, subkey] = [name, schema].map((text) => `(hashtext('${text}')::bigint & 4294967295)`);
    const { rows } = await writer.query<{ who: string | null; at: string | null }>(
      `SELECT a.application_name AS who, host(a.client_addr) AS at
       FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid JOIN pg_database d ON d.oid = l.database
       WHERE l.locktype = 'advisory' AND l.granted AND d.datname = current_database()
         AND l.classid::bigint = ${key} AND l.objid::bigint = ${subkey}`,
    );
    const { who, at } = rows[0] ?? { who: null, at: null };
    const named = who ? sentence('common.said', { text: who }) : sentence('postgres.anotherGateway');
    const holder = at === null ? named : sentence('postgres.holderAt', { holder: named, address: at });
    throw new PlainRefusal(sentence('postgres.inUse', { place, schema, holder }));
  }
  await writer.query('SET lock_timeout = 0');
}

async function checkStore(writer: Client, schema: string, plantId: string, { place }: PostgresAddress): Promise<void> {
  const { rows } = await writer.query<{ schema: string | null; store: string | null }>(
    'SELECT to_regnamespace($1)::text AS schema, to_regclass($2)::text AS store',
    [schema, `${schema}.store`],
  );
  if (rows[0]!.store === null) {
    const make = rows[0]!.schema === null ? `CREATE SCHEMA ${schema};` : '';
    await writer.query(`BEGIN; ${make} ${schemaSql}`);
    await writer.query('INSERT INTO store VALUES ($1, $2)', [storeVersion, plantId]);
    await writer.query('COMMIT');
    return;
  }
  const found = (await writer.query<{ version: number; plant: string }>('SELECT version, plant FROM store')).rows[0];
  if (!(found && found.version >= 1 && found.version <= storeVersion)) {
    const versions = { found: String(found?.version), version: String(storeVersion) };
    throw new PlainRefusal(sentence('postgres.otherVersion', { place, schema, ...versions }));
  }
  if (found.plant !== plantId) {
    throw new PlainRefusal(sentence('postgres.otherPlant', { place, schema, found: found.plant, plant: plantId }));
  }
  const due = upgrades.slice(found.version - 1);
  if (due.length === 0) return;
  await writer.query(`BEGIN; ${due.join('; ')}; UPDATE store SET version = ${storeVersion}; COMMIT`);
}

/** A tag keeps its number for as long as the store lives, however the plant file is edited. */
async function numberTags(writer: Client, tagIds: readonly TagId[]): Promise<Int32Array> {
  const { rows } = await writer.query<{ id: string; number: number }>('SELECT id, number FROM tag');
  const known = new Map(rows.map(({ id, number }) => [id, number]));
  let next = known.size;
  const added = tagIds.filter((id) => !known.has(id) && known.set(id, next++));
  await writer.query('INSERT INTO tag (id, number) SELECT * FROM unnest($1::text[], $2::int[])', [
    added,
    added.map((id) => known.get(id)),
  ]);
  return Int32Array.from(tagIds, (id) => known.get(id)!);
}

const asNumbers = { getTypeParser: () => Number } as NonNullable<QueryArrayConfig['types']>;

/** The columns of a query all of whose values are numbers; NULL is NaN. */
export async function numberColumns(client: Client | PoolClient, sql: string, values: readonly unknown[] = []) {
  const { rows, fields }: QueryArrayResult<(number | null)[]> = await client.query({
    text: sql,
    values: [...values],
    rowMode: 'array',
    types: asNumbers,
  });
  return fields.map((_, column) => Float64Array.from(rows, (row) => row[column] ?? Number.NaN));
}
