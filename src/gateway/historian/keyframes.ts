import type { DuckDBConnection } from '@duckdb/node-api';
import { numberColumns, sqlMs } from './numbers.ts';
import { type RollUpSql, sqlCluster, sqlRollOn, sqlSpan } from './roll-ups.ts';

export const minuteMs = 60_000;
/** The minute that a time falls into, also before 1970. */
export const sqlMinute = (time: string): string => sqlSpan(time, minuteMs);
/** Value at the lowest, or highest, time of a group. */
export const rollUpSql: RollUpSql = {
  first: (value, time) => `arg_min(${value}, ${time})`,
  last: (value, time) => `arg_max(${value}, ${time})`,
};

/** Samples that a chart may show. */
export const sqlCharted = 'quality <= 1 AND NOT isnan(value)';
/** One row per tag and minute of the rows of `source`. */
export const sqlRollup = (source: string): string => `
  SELECT tag, ${sqlMinute('time')} AS minute, min(time), max(time), arg_min(value, time), min(value), max(value),
    arg_max(value, time), count(*)
  FROM ${source} GROUP BY tag, minute ORDER BY tag, minute`;

/** Where a snapshot may start from, oldest first, with how many samples lie between. */
export class Keyframes {
  readonly atMs: number[] = [];
  /** `samples[i]` lie after keyframe i - 1 and at or before keyframe i. */
  readonly samples: number[] = [];
  /** Samples after the last keyframe. */
  open = 0;

  /** The last keyframe at or before `timeMs`; -Infinity when there is none. */
  before(timeMs: number): number {
    return this.atMs[this.after(timeMs) - 1] ?? Number.NEGATIVE_INFINITY;
  }

  get lastMs(): number {
    return this.atMs.at(-1) ?? Number.NEGATIVE_INFINITY;
  }

  /** Roll-ups exist for all minutes before this. */
  get rolledMs(): number {
    return Math.floor(this.lastMs / minuteMs) * minuteMs;
  }

  /** Index of the first keyframe later than `timeMs`. */
  after(timeMs: number): number {
    let low = 0;
    let high = this.atMs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.atMs[middle]! <= timeMs) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The end of a window from `fromMs` that holds about `most` samples of all tags, at most `toMs`. */
  windowEnd(fromMs: number, toMs: number, most: number): number {
    let index = this.after(fromMs);
    for (let total = 0; index < this.atMs.length && this.atMs[index]! < toMs; index++) {
      total += this.samples[index]!;
      if (total >= most) return this.atMs[index]!;
    }
    return toMs;
  }
}

export async function loadKeyframes(connection: DuckDBConnection): Promise<Keyframes> {
  const keyframes = new Keyframes();
  const rows = await connection.run('SELECT instant::DOUBLE, samples::DOUBLE FROM keyframe ORDER BY instant');
  const [atMs, samples] = numberColumns(rows);
  keyframes.atMs.push(...atMs!);
  keyframes.samples.push(...samples!);
  keyframes.open = await number(connection, `SELECT count(*)::DOUBLE FROM sample ${sqlBetween(keyframes.lastMs)}`);
  return keyframes;
}

/**
 * Adds keyframes until no stretch between two holds much more than `spacing` samples: at the end as history grows,
 * in the middle where a backlog came late. Each is a transaction of its own. Nothing else may write meanwhile.
 */
export async function addKeyframes(connection: DuckDBConnection, keyframes: Keyframes, spacing: number): Promise<void> {
  while (keyframes.open >= spacing) {
    // Short of the newest samples, which those of other sources are still about to join.
    const share = Math.min(0.9, (0.9 * spacing) / keyframes.open);
    if (!(await addOne(connection, keyframes, keyframes.atMs.length, share))) break;
  }
  for (let gap = 0; gap < keyframes.samples.length; gap++) {
    while (keyframes.samples[gap]! > 2 * spacing) {
      if (!(await addOne(connection, keyframes, gap, 0.5))) break;
    }
  }
}

/** Adds a keyframe before number `gap`, with `share` of the gap's samples before it. False where it cannot be cut. */
async function addOne(connection: DuckDBConnection, keyframes: Keyframes, gap: number, share: number) {
  const previous = keyframes.atMs[gap - 1] ?? Number.NEGATIVE_INFINITY;
  const next = keyframes.atMs[gap];
  const at = await number(
    connection,
    `SELECT quantile_disc(time, ${share})::DOUBLE FROM sample ${sqlBetween(previous, next)}`,
  );
  if (Number.isNaN(at) || at === next) return false;
  const samples = await number(connection, `SELECT count(*)::DOUBLE FROM sample ${sqlBetween(previous, at)}`);
  const statements = [
    `INSERT INTO keyframe_state SELECT ${at}, tag, max(time), arg_max(value, time), arg_max(quality, time)
     FROM (${sqlStateAt(previous, at)}) GROUP BY tag ORDER BY tag`,
    `INSERT INTO keyframe VALUES (${at}, ${samples})`,
  ];
  if (next === undefined) {
    const from = Number.isFinite(previous) ? keyframes.rolledMs : previous;
    const to = Math.floor(at / minuteMs) * minuteMs;
    const source = `sample WHERE time >= ${sqlMs(from)} AND time < ${to} AND ${sqlCharted}`;
    statements.push(
      `INSERT INTO rollup ${sqlRollup(source)}`,
      ...sqlRollOn(rollUpSql, from, to),
      ...sqlCluster(from, to),
    );
  } else {
    statements.push(`UPDATE keyframe SET samples = samples - ${samples} WHERE instant = ${next}`);
  }
  await transaction(connection, async () => {
    for (const statement of statements) await connection.run(statement);
  });
  keyframes.atMs.splice(gap, 0, at);
  keyframes.samples.splice(gap, 0, samples);
  if (next === undefined) keyframes.open -= samples;
  else keyframes.samples[gap + 1]! -= samples;
  return true;
}

/** The state at a keyframe and all samples after it until `atMs`: the newest row of each tag is the one in force. */
export const sqlStateAt = (keyframeMs: number, atMs: number): string => `
  SELECT tag, time, value, quality FROM keyframe_state WHERE instant = ${sqlMs(keyframeMs)}
  UNION ALL SELECT tag, time, value, quality FROM sample ${sqlBetween(keyframeMs, atMs)}`;

/** Runs `work` as one transaction: all of it is stored, durably, or nothing. */
export async function transaction(connection: DuckDBConnection, work: () => Promise<void>): Promise<void> {
  await connection.run('BEGIN');
  try {
    await work();
    await connection.run('COMMIT');
  } catch (error) {
    // Fails in its turn where the error has ended the transaction already.
    await connection.run('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

/** After `afterMs`, until `untilMs` and then included. */
export function sqlBetween(afterMs: number, untilMs = Number.POSITIVE_INFINITY): string {
  return `WHERE time > ${sqlMs(afterMs)} AND time <= ${sqlMs(Math.floor(untilMs))}`;
}

export async function number(connection: DuckDBConnection, sql: string): Promise<number> {
  return numberColumns(await connection.run(sql))[0]![0]!;
}

export async function hasTable(connection: DuckDBConnection, table: string): Promise<boolean> {
  return (await number(connection, `SELECT count(*)::DOUBLE FROM duckdb_tables() WHERE table_name = '${table}'`)) > 0;
}
