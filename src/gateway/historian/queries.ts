import type { SampleColumns } from '../../series/columns.ts';
import type { SampleBatch } from '../../series/sample-batch.ts';
import { rollUpSql, sqlCharted, sqlStateAt } from './keyframes.ts';
import { numberColumns, sqlMs } from './numbers.ts';
import type { Recorder } from './recorder.ts';
import type { SqlStore } from './sql-store.ts';

/** Samples of all tags that one query of `readTag` looks at: it bounds memory and what an abort waits for. */
const windowSamples = 4_000_000;
/** Rows of one chunk handed out. */
const chunkRows = 65_536;

export async function* readTag(
  recorder: Recorder,
  slot: number,
  fromMs: number,
  toMs: number,
  signal: AbortSignal,
): AsyncIterable<SampleColumns> {
  const { database, keyframes } = recorder;
  const tag = database.numbers[slot];
  if (tag === undefined) throw new RangeError(`There is no tag ${slot} in this plant.`);
  let from = Math.max(fromMs, recorder.firstMs);
  const to = Math.min(toMs, recorder.lastMs + 1);
  while (from < to) {
    const end = keyframes.windowEnd(from, to, windowSamples);
    const sql = `SELECT time::DOUBLE, value, quality FROM sample
      WHERE tag = ${tag} AND time >= ${sqlMs(from)} AND time < ${sqlMs(end)} ORDER BY time`;
    const [times, values, qualities] = numberColumns(await database.query(sql, signal));
    for (let start = 0; start < times!.length; start += chunkRows) {
      signal.throwIfAborted();
      const rows = [start, start + chunkRows] as const;
      yield {
        timesMs: times!.slice(...rows),
        values: values!.slice(...rows),
        qualities: Uint8Array.from(qualities!.subarray(...rows)),
      };
    }
    from = end;
  }
}

export async function* readTags(
  recorder: Recorder,
  slots: readonly number[],
  fromMs: number,
  toMs: number,
  signal: AbortSignal,
): AsyncIterable<SampleBatch> {
  const { database, keyframes } = recorder;
  const numbers = slots.map((slot) => database.numbers[slot]);
  if (numbers.includes(undefined)) throw new RangeError('There is no such tag in this plant.');
  if (numbers.length === 0) return;
  let from = Math.max(fromMs, recorder.firstMs);
  const to = Math.min(toMs, recorder.lastMs + 1);
  while (from < to) {
    const end = keyframes.windowEnd(from, to, windowSamples / 4);
    const sql = `SELECT tag, time::DOUBLE, value, quality, received::DOUBLE, residual FROM sample
      WHERE tag IN (${numbers}) AND time >= ${sqlMs(from)} AND time < ${sqlMs(end)} ORDER BY time, tag`;
    const [tags, times, values, qualities, received, residuals] = numberColumns(await database.query(sql, signal));
    for (let start = 0; start < times!.length; start += chunkRows) {
      signal.throwIfAborted();
      const rows = [start, Math.min(start + chunkRows, times!.length)] as const;
      yield {
        length: rows[1] - rows[0],
        slots: Uint32Array.from(tags!.subarray(...rows), (tag) => database.slots[tag]!),
        timesMs: times!.slice(...rows),
        values: values!.slice(...rows),
        qualities: Uint8Array.from(qualities!.subarray(...rows)),
        receivedMs: received!.slice(...rows),
        residuals: Int16Array.from(residuals!.subarray(...rows)),
      };
    }
    from = end;
  }
}

export const sqlStoreOf = ({ database, keyframes }: Recorder): SqlStore => ({
  numbers: database.numbers,
  slots: database.slots,
  rolledMs: keyframes.rolledMs,
  // Joining each tag's newest time takes DuckDB half of what arg_max of value and quality does.
  stateAt: (atMs) =>
    `WITH state AS (${sqlStateAt(keyframes.before(atMs), atMs)}),
       newest AS (SELECT tag, max(time) AS time FROM state GROUP BY tag)
     SELECT tag, time::DOUBLE, value, quality FROM state JOIN newest USING (tag, time)`,
  query: async (sql, signal) => numberColumns(await database.query(sql, signal)),
  float: 'DOUBLE',
  charted: sqlCharted,
  ...rollUpSql,
  replacedOrder: 'rowid',
});
