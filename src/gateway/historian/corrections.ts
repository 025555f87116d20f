import type { DuckDBConnection } from '@duckdb/node-api';
import type { Corrections, ReplacedSamples } from './historian.ts';
import { number } from './keyframes.ts';
import { numberColumns, sqlMs } from './numbers.ts';
import { type SqlStore, tagNumber } from './sql-store.ts';

/** Rows of one batch handed out, about. */
const batchRows = 16_384;

/** Of a DuckDB table shaped like `correction`. Its rows stand in the order in which samples were replaced. */
export const correctionColumns = `(tag INTEGER NOT NULL, time BIGINT NOT NULL, value DOUBLE NOT NULL, quality UTINYINT NOT NULL, received BIGINT,
    corrected BIGINT, residual SMALLINT DEFAULT 0)`;

export async function* readCorrections(
  store: SqlStore,
  slots: readonly number[],
  fromMs: number,
  toMs: number,
  signal: AbortSignal,
): AsyncIterable<Corrections> {
  const numbers = slots.map((slot) => tagNumber(store, slot));
  if (numbers.length === 0) return;
  const { float, replacedOrder } = store;
  for (let from = fromMs; ; ) {
    const within = (end: number) => `time >= ${sqlMs(from)} AND time < ${sqlMs(end)}`;
    const wanted = (end: number) => `${within(end)} AND tag IN (${numbers})`;
    const ahead = `SELECT time::${float} FROM correction WHERE ${wanted(toMs)} ORDER BY time LIMIT ${batchRows}`;
    const [timesMs] = (await store.query(ahead, signal)) as [Float64Array];
    if (timesMs.length === 0) return;
    const isLast = timesMs.length < batchRows;
    // All of one time come together, so that what replaced each is among them.
    const end = isLast ? toMs : timesMs.at(-1)! + 1;
    const columns = await store.query(
      `SELECT c.tag, c.time::${float}, c.value, c.quality, c.received::${float}, c.corrected::${float},
         coalesce(lead(c.value) OVER chain, s.value), coalesce(lead(c.quality) OVER chain, s.quality),
         c.residual, coalesce(lead(c.residual) OVER chain, s.residual)
       FROM (SELECT *, ${replacedOrder} AS place FROM correction WHERE ${wanted(end)}) c
       LEFT JOIN (SELECT tag, time, value, quality, residual FROM sample WHERE ${within(end)}) s
         ON s.tag = c.tag AND s.time = c.time
       WINDOW chain AS (PARTITION BY c.tag, c.time ORDER BY c.place)
       ORDER BY c.time, c.tag, c.place`,
      signal,
    );
    const column = (k: number) => columns[k]!;
    yield {
      length: column(0).length,
      slots: Uint32Array.from(column(0), (tag) => store.slots[tag]!),
      timesMs: column(1),
      values: column(2),
      qualities: Uint8Array.from(column(3)),
      receivedMs: column(4),
      correctedMs: column(5),
      newValues: column(6),
      newQualities: Uint8Array.from(column(7)),
      residuals: Int16Array.from(column(8)),
      newResiduals: Int16Array.from(column(9)),
    };
    if (isLast) return;
    from = end;
  }
}

/**
 * Keeps the stored samples of `within` that rows of `late` are about to replace: those of which `clash` says so. Part
 * of the transaction that replaces them.
 */
export async function keepReplaced(connection: DuckDBConnection, within: string): Promise<void> {
  await connection.run(`INSERT INTO correction
    SELECT s.tag, s.time, s.value, s.quality, s.received, l.received, s.residual
    FROM (SELECT * FROM sample WHERE ${within}) s
    JOIN clash c ON c.tag = s.tag AND c.time = s.time AND NOT c.same
    JOIN late l ON l.tag = s.tag AND l.time = s.time ORDER BY s.time, s.tag`);
}

/** Stores corrections of another store as they are, but for those without a sample here. Part of the caller's transaction. */
export async function carryOver(
  connection: DuckDBConnection,
  numbers: Int32Array,
  rows: ReplacedSamples,
): Promise<void> {
  await connection.run(`CREATE OR REPLACE TEMP TABLE carried ${correctionColumns}`);
  const appender = await connection.createAppender('carried');
  for (let row = 0; row < rows.length; row++) {
    appendReplaced(appender, numbers[rows.slots[row]!]!, rows, row);
    appender.endRow();
  }
  appender.closeSync();
  await connection.run(`INSERT INTO correction SELECT * FROM carried c
    WHERE EXISTS (FROM sample s WHERE s.tag = c.tag AND s.time = c.time) ORDER BY rowid`);
}

/** The columns of `correction` of one row. */
export function appendReplaced(
  appender: Awaited<ReturnType<DuckDBConnection['createAppender']>>,
  tag: number,
  { timesMs, values, qualities, receivedMs, correctedMs, residuals }: ReplacedSamples,
  row: number,
): void {
  appender.appendInteger(tag);
  appender.appendBigInt(BigInt(timesMs[row]!));
  appender.appendDouble(values[row]!);
  appender.appendUTinyInt(qualities[row]!);
  for (const ms of [receivedMs[row]!, correctedMs[row]!]) {
    if (Number.isNaN(ms)) appender.appendNull();
    else appender.appendBigInt(BigInt(ms));
  }
  appender.appendSmallInt(residuals?.[row] ?? 0);
}

/**
 * How many corrections there are, of how many the sample in force is missing, and how many do not lead to what replaced
 * them: the next sample that was replaced, or the one in force, which is another and came in when they were corrected.
 */
export async function brokenCorrections(connection: DuckDBConnection) {
  const corrections = await number(connection, 'SELECT count(*)::DOUBLE FROM correction');
  const [lost, wrong] = numberColumns(
    await connection.run(`
    WITH chain AS (
      SELECT tag, time, value, quality, residual, received, corrected, rowid AS place, FALSE AS in_force FROM correction
      UNION ALL
      SELECT s.tag, s.time, s.value, s.quality, s.residual, s.received, NULL, NULL, TRUE
      FROM sample s SEMI JOIN correction USING (tag, time)
    ), link AS (
      SELECT *, lead(TRUE) OVER chained AS has_next, lead(value) OVER chained AS next_value,
        lead(quality) OVER chained AS next_quality, lead(residual) OVER chained AS next_residual,
        lead(received) OVER chained AS next_received
      FROM chain WINDOW chained AS (PARTITION BY tag, time ORDER BY in_force, place)
    )
    SELECT (count(*) FILTER (has_next IS NULL))::DOUBLE,
      (count(*) FILTER (has_next AND (corrected IS DISTINCT FROM next_received
        OR (value = next_value AND quality = next_quality AND residual = next_residual))))::DOUBLE
    FROM link WHERE NOT in_force`),
  ).map((column) => column[0]!);
  return { corrections, lost: lost!, wrong: wrong! };
}
