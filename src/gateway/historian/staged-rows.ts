import { setImmediate as nextTurn } from 'node:timers/promises';
import { BIGINT, DOUBLE, type DuckDBConnection, DuckDBDataChunk, INTEGER, SMALLINT, UTINYINT } from '@duckdb/node-api';
import type { SampleBatch } from '../../series/sample-batch.ts';

/** DuckDB's vector size, the most one chunk can hold. */
const chunkRows = 2048;
/** About 5 ms of copying; the event loop gets a turn in between. */
const rowsPerTurn = 16 * chunkRows;

/** Of a table shaped like `sample`, for `appendRows`. */
export const rowColumns =
  '(tag INTEGER, time BIGINT, value DOUBLE, quality UTINYINT, received BIGINT, residual SMALLINT)';

/** Appends rows whose slots are tag numbers to a table shaped like `sample`, inside the caller's transaction. */
export async function appendRows(connection: DuckDBConnection, table: string, rows: SampleBatch): Promise<void> {
  const appender = await connection.createAppender(table);
  let receivedMs = Number.NaN;
  let received: bigint | null = null;
  let isZero = false;
  const chunk = DuckDBDataChunk.create([INTEGER, BIGINT, DOUBLE, UTINYINT, BIGINT, SMALLINT]);
  for (let start = 0; start < rows.length; start += chunkRows) {
    const count = Math.min(chunkRows, rows.length - start);
    chunk.rowCount = count;
    const tags = chunk.getColumnVector(0);
    const times = chunk.getColumnVector(1);
    const values = chunk.getColumnVector(2);
    const qualities = chunk.getColumnVector(3);
    const receipts = chunk.getColumnVector(4);
    const residuals = chunk.getColumnVector(5);
    for (let i = 0; i < count; i++) {
      tags.setItem(i, rows.slots[start + i]!);
      times.setItem(i, BigInt(rows.timesMs[start + i]!));
      values.setItem(i, rows.values[start + i]!);
      qualities.setItem(i, rows.qualities[start + i]!);
      // Rows come in together: what is made of their time serves all of them.
      const ms = rows.receivedMs?.[start + i] ?? Number.NaN;
      if (!Object.is(ms, receivedMs)) {
        receivedMs = ms;
        received = Number.isNaN(ms) ? null : BigInt(Math.round(ms));
      }
      receipts.setItem(i, received);
    }
    const vectors = [tags, times, values, qualities, receipts];
    const own = rows.residuals?.subarray(start, start + count);
    // Nearly always there are none, and the chunk still has its zeros: only the last one is shorter than the first.
    if (!isZero || own?.some((residual) => residual !== 0)) {
      for (let i = 0; i < count; i++) residuals.setItem(i, own?.[i] ?? 0);
      isZero = own === undefined || own.every((residual) => residual === 0);
      vectors.push(residuals);
    }
    for (const vector of vectors) vector.flush();
    appender.appendDataChunk(chunk);
    if ((start + count) % rowsPerTurn === 0) {
      appender.flushSync();
      await nextTurn();
    }
  }
  appender.closeSync();
}
