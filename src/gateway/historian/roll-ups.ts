import { rollUpSpansMs } from '../../series/thinning.ts';
import { sqlMs } from './numbers.ts';

/** Roll-ups of one length: `minute` is the first one of each span. */
export interface RollUpLevel {
  readonly table: string;
  readonly spanMs: number;
}

/** What SQL has no standard for: the value at the lowest, or highest, time of a group. */
export interface RollUpSql {
  readonly first: (value: string, time: string) => string;
  readonly last: (value: string, time: string) => string;
}

/** A store inside a transaction; all columns that it is asked for are numbers. */
export interface RollUpStore extends RollUpSql {
  readonly query: (sql: string) => Promise<readonly Float64Array[]>;
}

const tables = ['rollup', 'rollup_hour', 'rollup_quarter'];

/** The finest first. Those of minutes are made of samples, the others of the level before: a year is 1,460 rows then. */
export const rollUpLevels: readonly RollUpLevel[] = rollUpSpansMs.map((spanMs, k) => ({ table: tables[k]!, spanMs }));

/** Each level that is made of another, with that. */
export const coarserLevels: readonly { readonly level: RollUpLevel; readonly finer: RollUpLevel }[] = rollUpLevels
  .slice(1)
  .map((level, k) => ({ level, finer: rollUpLevels[k]! }));

/** The start of the span that a time falls into, also before 1970. */
export const sqlSpan = (time: string, spanMs: number): string =>
  `(${time} - ((${time} % ${spanMs}) + ${spanMs}) % ${spanMs})`;

/** Roll-ups of a level exist for all spans before this, where those of minutes exist before `rolledMs`. */
export const rolledOf = ({ spanMs }: RollUpLevel, rolledMs: number): number => Math.floor(rolledMs / spanMs) * spanMs;

/** In so many of the longest spans a tag's rows lie together, so that a chart of years reads few of the others'. */
const blockSpans = 120;
const [longest] = rollUpLevels.slice(-1) as [RollUpLevel];
const byBlock = (start: string): string => `ORDER BY ${sqlSpan(start, blockSpans * longest.spanMs)}, tag, ${start}`;

/** One row a tag and span of the finer level's rows of `source`. */
export const sqlCoarser = ({ first, last }: RollUpSql, level: RollUpLevel, source: string): string => `
  SELECT * FROM (SELECT tag, ${sqlSpan('minute', level.spanMs)} AS start, min(first_time) AS first_time, max(last_time) AS last_time,
    ${first('first', 'first_time')} AS first, min(low) AS low, max(high) AS high, ${last('last', 'last_time')} AS last,
    CAST(sum(samples) AS bigint) AS samples
  FROM ${source} GROUP BY 1, 2) g ${byBlock('start')}`;

const sqlInsert = (sql: RollUpSql, level: RollUpLevel, source: string): string =>
  `INSERT INTO ${level.table} (tag, minute, first_time, last_time, first, low, high, last, samples)
  ${sqlCoarser(sql, level, source)}`;

/** What fills the longer spans of a store that had none. */
export const sqlFillCoarser = (sql: RollUpSql): string =>
  coarserLevels
    .map(({ level, finer }) => {
      const rolled = sqlSpan('(SELECT max(instant) FROM keyframe)', level.spanMs);
      return sqlInsert(sql, level, `${finer.table} WHERE minute < ${rolled}`);
    })
    .join('; ');

/** What stores the longer spans that are over, now that minutes are rolled up to `toMs` instead of `fromMs`. */
export function sqlRollOn(sql: RollUpSql, fromMs: number, toMs: number): readonly string[] {
  return coarserLevels.flatMap(({ level, finer }) => {
    const [from, to] = [rolledOf(level, fromMs), rolledOf(level, toMs)];
    if (!(to > from)) return [];
    return [sqlInsert(sql, level, `${finer.table} WHERE minute >= ${sqlMs(from)} AND minute < ${sqlMs(to)}`)];
  });
}

/**
 * What brings the rows of each tag together in the blocks that are over, now that minutes are rolled up to `toMs`
 * instead of `fromMs`. For stores that find rows by the order in which they lie.
 */
export function sqlCluster(fromMs: number, toMs: number): readonly string[] {
  const { table, spanMs } = longest;
  const blocks = { table, spanMs: blockSpans * spanMs };
  const [from, to] = [rolledOf(blocks, fromMs), rolledOf(blocks, toMs)];
  if (!(to > from)) return [];
  const over = `${table} WHERE minute >= ${sqlMs(from)} AND minute < ${sqlMs(to)}`;
  return [
    `CREATE OR REPLACE TEMP TABLE clustered AS FROM ${over}`,
    `DELETE FROM ${over}`,
    `INSERT INTO ${table} FROM clustered ${byBlock('minute')}`,
    'DROP TABLE clustered',
  ];
}

/** Makes the longer spans of the `late` rows anew, from minutes that are right already. */
export async function correctCoarser(store: RollUpStore, rolledMs: number): Promise<void> {
  for (const { level, finer } of coarserLevels) {
    const { table, spanMs } = level;
    const touched = `(SELECT DISTINCT tag, ${sqlSpan('time', spanMs)} AS start FROM late
      WHERE time < ${sqlMs(rolledOf(level, rolledMs))})`;
    const [from, to] = (await store.query(`SELECT min(start), max(start) FROM ${touched} t`)).map((each) => each[0]!);
    if (Number.isNaN(from)) return; // nor is anything of longer spans
    const within = (column: string) => `${column} >= ${sqlMs(from!)} AND ${column} < ${sqlMs(to! + spanMs)}`;
    await store.query(`DELETE FROM ${table} c USING ${touched} t
      WHERE ${within('c.minute')} AND c.tag = t.tag AND c.minute = t.start`);
    const source = `(SELECT f.* FROM ${finer.table} f JOIN ${touched} t
      ON t.tag = f.tag AND t.start = ${sqlSpan('f.minute', spanMs)} WHERE ${within('f.minute')}) f`;
    await store.query(sqlInsert(store, level, source));
  }
}
