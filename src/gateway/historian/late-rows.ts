import type { DuckDBConnection } from '@duckdb/node-api';
import type { SampleBatchBuilder } from '../../series/sample-batch.ts';
import { keepReplaced } from './corrections.ts';
import { type Keyframes, minuteMs, number, rollUpSql, sqlCharted, sqlMinute, sqlRollup } from './keyframes.ts';
import { numberColumns } from './numbers.ts';
import { correctCoarser } from './roll-ups.ts';
import { appendRows, rowColumns } from './staged-rows.ts';

/**
 * Stores rows that may be there already, or that are older than a keyframe or roll-up, and puts those right. Part of
 * the caller's transaction, after its other rows. Returns how many samples each gap between keyframes has gained;
 * the last entry is the open one.
 */
export async function storeLateRows(
  connection: DuckDBConnection,
  keyframes: Keyframes,
  rows: SampleBatchBuilder,
): Promise<Map<number, number>> {
  const times = rows.timesMs.subarray(0, rows.length);
  const range = { from: times.reduce((a, b) => Math.min(a, b)), to: times.reduce((a, b) => Math.max(a, b)) };
  const within = `time BETWEEN ${range.from} AND ${range.to}`;
  await connection.run(`CREATE OR REPLACE TEMP TABLE incoming ${rowColumns}`);
  await appendRows(connection, 'incoming', rows);
  // Of several rows for one (tag, time) the one that came last.
  await connection.run(`CREATE OR REPLACE TEMP TABLE late AS
    SELECT tag, time, arg_max(value, rowid) AS value, arg_max(quality, rowid) AS quality,
      arg_max_null(received, rowid) AS received, arg_max(residual, rowid) AS residual
    FROM incoming GROUP BY tag, time`);
  await connection.run(`CREATE OR REPLACE TEMP TABLE clash AS
    SELECT s.tag, s.time, s.value = l.value AND s.quality = l.quality AND s.residual = l.residual AS same
    FROM (SELECT * FROM sample WHERE ${within}) s JOIN late l ON s.tag = l.tag AND s.time = l.time`);
  const repeated = await number(connection, 'SELECT count(*)::DOUBLE FROM clash WHERE same');
  const replaced = await number(connection, 'SELECT count(*)::DOUBLE FROM clash WHERE NOT same');
  if (repeated > 0) {
    await connection.run('DELETE FROM late USING clash WHERE late.tag = clash.tag AND late.time = clash.time AND same');
  }
  if (replaced > 0) {
    await keepReplaced(connection, within);
    await connection.run(`DELETE FROM sample USING clash
      WHERE sample.${within} AND sample.tag = clash.tag AND sample.time = clash.time AND NOT same`);
  }
  await connection.run(
    'INSERT INTO sample SELECT tag, time, value, quality, received, residual FROM late ORDER BY time',
  );
  if (range.from < keyframes.rolledMs) await correctRollups(connection, keyframes.rolledMs, replaced > 0);
  if (range.from <= keyframes.lastMs) await correctKeyframes(connection, keyframes, range);
  return countGained(connection);
}

/** New rows add to their minutes; a replaced one has its minute counted anew. */
async function correctRollups(connection: DuckDBConnection, rolledMs: number, replaced: boolean): Promise<void> {
  const old = `time < ${rolledMs}`;
  await connection.run(`CREATE OR REPLACE TEMP TABLE recount AS
    SELECT DISTINCT tag, ${sqlMinute('time')} AS minute FROM clash WHERE NOT same AND ${old}`);
  if (replaced) {
    await connection.run('DELETE FROM rollup USING recount r WHERE rollup.tag = r.tag AND rollup.minute = r.minute');
    const from = await number(connection, 'SELECT min(minute)::DOUBLE FROM recount');
    const to = (await number(connection, 'SELECT max(minute)::DOUBLE FROM recount')) + minuteMs;
    if (!Number.isNaN(from)) {
      const source = `(SELECT * FROM sample s WHERE time >= ${from} AND time < ${to} AND ${sqlCharted}
        AND EXISTS (FROM recount r WHERE r.tag = s.tag AND r.minute = ${sqlMinute('s.time')}))`;
      await connection.run(`INSERT INTO rollup ${sqlRollup(source)}`);
    }
  }
  const source = `(SELECT * FROM late l WHERE ${old} AND ${sqlCharted}
    AND NOT EXISTS (FROM recount r WHERE r.tag = l.tag AND r.minute = ${sqlMinute('l.time')}))`;
  await connection.run(`INSERT INTO rollup ${sqlRollup(source)}`);
  const query = async (sql: string) => numberColumns(await connection.run(sql));
  await correctCoarser({ ...rollUpSql, query }, rolledMs);
}

/**
 * A late row changes the keyframes from its time to the tag's next sample. A tag's time never falls from one keyframe
 * to the next, so the first keyframe after the last late row that none of them changes ends the search.
 */
async function correctKeyframes(
  connection: DuckDBConnection,
  keyframes: Keyframes,
  range: { readonly from: number; readonly to: number },
): Promise<void> {
  const { atMs } = keyframes;
  let start = keyframes.after(range.from - 1);
  let count = keyframes.after(range.to) - start + 1;
  while (start < atMs.length) {
    const end = Math.min(start + count, atMs.length);
    const within = `instant BETWEEN ${atMs[start]} AND ${atMs[end - 1]}`;
    await connection.run(`CREATE OR REPLACE TEMP TABLE restated AS
      WITH pair AS (SELECT instant, tag FROM keyframe, (SELECT DISTINCT tag FROM late) WHERE ${within}),
        newest AS (SELECT p.instant, p.tag, l.time, l.value, l.quality
          FROM pair p ASOF JOIN late l ON p.tag = l.tag AND p.instant >= l.time)
      SELECT n.* FROM newest n
      LEFT JOIN (SELECT * FROM keyframe_state WHERE ${within}) s ON s.instant = n.instant AND s.tag = n.tag
      WHERE s.time IS NULL OR s.time <= n.time`);
    const changed = await number(connection, 'SELECT count(*)::DOUBLE FROM restated');
    if (changed === 0) return;
    await connection.run(`DELETE FROM keyframe_state s USING restated c
      WHERE s.${within} AND s.instant = c.instant AND s.tag = c.tag`);
    await connection.run(
      'INSERT INTO keyframe_state SELECT instant, tag, time, value, quality FROM restated ORDER BY instant, tag',
    );
    start = end;
    count *= 2;
  }
}

async function countGained(connection: DuckDBConnection): Promise<Map<number, number>> {
  await connection.run(`CREATE OR REPLACE TEMP TABLE gained AS
    SELECT k.instant, count(*) AS samples
    FROM (SELECT time FROM late ANTI JOIN clash USING (tag, time)) l
    ASOF LEFT JOIN keyframe k ON l.time <= k.instant GROUP BY k.instant`);
  await connection.run(
    'UPDATE keyframe SET samples = keyframe.samples + gained.samples FROM gained WHERE keyframe.instant = gained.instant',
  );
  const [at, samples] = numberColumns(await connection.run('SELECT instant::DOUBLE, samples::DOUBLE FROM gained'));
  // The open gap has no keyframe at its end: its key is NaN.
  return new Map(Array.from(at!, (each, i) => [each, samples![i]!]));
}
