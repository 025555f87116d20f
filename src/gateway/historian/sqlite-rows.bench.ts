import { stat } from 'node:fs/promises';
import sqlite from 'node-sqlite3-wasm';
import type { SampleColumns, Snapshot, ThinnedSeries } from '../../series/columns.ts';
import type { SampleBatch } from '../../series/sample-batch.ts';
import { thinColumns } from '../../series/thinning.ts';

/**
 * Samples as rows of one SQLite table in the order of their key, the obvious way: a transaction a batch, an INSERT a
 * row, each tag's last row looked up by the key. SQLite runs as WebAssembly, which writes and syncs real files.
 */
export class SqliteRows {
  readonly #file: string;
  readonly #tags: number;
  readonly #database: sqlite.Database;
  readonly #insert: sqlite.Statement;

  constructor(file: string, tags: number) {
    this.#file = file;
    this.#tags = tags;
    this.#database = new sqlite.Database(file);
    this.#database.exec(`PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
      PRAGMA cache_size = -131072;
      CREATE TABLE sample (tag INTEGER, time INTEGER, value REAL, quality INTEGER, PRIMARY KEY (tag, time)) WITHOUT ROWID;
      CREATE TABLE tag (number INTEGER PRIMARY KEY);
      WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${tags - 1}) INSERT INTO tag SELECT i FROM n`);
    this.#insert = this.#database.prepare('INSERT OR REPLACE INTO sample VALUES (?, ?, ?, ?)');
  }

  async append({ length, slots, timesMs, values, qualities }: SampleBatch): Promise<void> {
    this.#database.exec('BEGIN');
    for (let i = 0; i < length; i++) this.#insert.run([slots[i]!, timesMs[i]!, values[i]!, qualities[i]!]);
    this.#database.exec('COMMIT');
  }

  async snapshot(atMs: number): Promise<Snapshot> {
    const rows = this.#database.all(
      `SELECT tag, time, value, quality FROM tag CROSS JOIN sample ON tag = number
         AND time = (SELECT max(time) FROM sample WHERE tag = number AND time <= ?)`,
      atMs,
    ) as { tag: number; time: number; value: number; quality: number }[];
    const snapshot = {
      atMs,
      timesMs: new Float64Array(this.#tags).fill(Number.NaN),
      values: new Float64Array(this.#tags).fill(Number.NaN),
      qualities: new Uint8Array(this.#tags),
    };
    for (const { tag, time, value, quality } of rows) {
      snapshot.timesMs[tag] = time;
      snapshot.values[tag] = value;
      snapshot.qualities[tag] = quality;
    }
    return snapshot;
  }

  async thin(slot: number, fromMs: number, toMs: number, buckets: number): Promise<ThinnedSeries> {
    const rows = this.#database.all(
      'SELECT time, value, quality FROM sample WHERE tag = ? AND time >= ? AND time < ? ORDER BY time',
      [slot, fromMs, toMs],
    ) as { time: number; value: number; quality: number }[];
    const columns: SampleColumns = {
      timesMs: Float64Array.from(rows, ({ time }) => time),
      values: Float64Array.from(rows, ({ value }) => value),
      qualities: Uint8Array.from(rows, ({ quality }) => quality),
    };
    return thinColumns(columns, fromMs, toMs, buckets);
  }

  async bytes(): Promise<number> {
    this.#database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    return (await stat(this.#file)).size;
  }

  async close(): Promise<void> {
    this.#insert.finalize();
    this.#database.close();
  }
}
