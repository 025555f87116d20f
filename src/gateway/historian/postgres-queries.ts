import type { SampleColumns } from '../../series/columns.ts';
import type { SampleBatch } from '../../series/sample-batch.ts';
import { sqlMs } from './numbers.ts';
import { rollUpSql } from './postgres-database.ts';
import { type PostgresRecorder, sqlCharted, sqlStateAt } from './postgres-recorder.ts';
import type { SqlStore } from './sql-store.ts';

/** Rows of one chunk handed out, and of one query: it bounds memory and what an abort waits for. */
const chunkRows = 16_384;

export const sqlStoreOf = ({ database, keyframes }: PostgresRecorder): SqlStore => ({
  numbers: database.numbers,
  slots: database.slots,
  rolledMs: keyframes.rolledMs,
  stateAt: (atMs) => sqlStateAt(keyframes.before(atMs), atMs),
  query: (sql, signal) => database.query(sql, signal),
  float: 'float8',
  charted: sqlCharted,
  ...rollUpSql,
  replacedOrder: 'number',
});

export async function* readTag(
  recorder: PostgresRecorder,
  slot: number,
  fromMs: number,
  toMs: number,
  signal: AbortSignal,
): AsyncIterable<SampleColumns> {
  const { database } = recorder;
  const tag = tagNumber(recorder, slot);
  let from = fromMs;
  for (;;) {
    const [timesMs, values, qualities] = await database.query(
      `SELECT time, value, quality FROM sample
       WHERE tag = ${tag} AND time >= ${sqlMs(from)} AND time < ${sqlMs(toMs)} ORDER BY time LIMIT ${chunkRows}`,
      signal,
    );
    if (timesMs!.length === 0) return;
    yield { timesMs: timesMs!, values: values!, qualities: Uint8Array.from(qualities!) };
    if (timesMs!.length < chunkRows) return;
    from = timesMs!.at(-1)! + 1;
  }
}

export async function* readTags(
  recorder: PostgresRecorder,
  slots: readonly number[],
  fromMs: number,
  toMs: number,
  signal: AbortSignal,
): AsyncIterable<SampleBatch> {
  const { database } = recorder;
  const numbers = slots.map((slot) => tagNumber(recorder, slot));
  if (numbers.length === 0) return;
  let after = `time >= ${sqlMs(fromMs)}`;
  for (;;) {
    const columns = await database.query(
      `SELECT tag, time, value, quality, received, residual FROM sample
       WHERE tag IN (${numbers}) AND ${after} AND time < ${sqlMs(toMs)} ORDER BY time, tag LIMIT ${chunkRows}`,
      signal,
    );
    const [tags, timesMs, values, qualities, receivedMs, residuals] = columns as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    const { length } = tags;
    if (length === 0) return;
    const own = Uint32Array.from(tags, (tag) => database.slots[tag]!);
    yield {
      ...{ length, slots: own, timesMs, values, qualities: Uint8Array.from(qualities), receivedMs },
      residuals: Int16Array.from(residuals),
    };
    if (length < chunkRows) return;
    const [lastMs, last] = [sqlMs(timesMs[length - 1]!), tags[length - 1]!];
    after = `time >= ${lastMs} AND (time, tag) > (${lastMs}, ${last})`;
  }
}

function tagNumber({ database }: PostgresRecorder, slot: number): number {
  const tag = database.numbers[slot];
  if (tag === undefined) throw new RangeError(`There is no tag ${slot} in this plant.`);
  return tag;
}
