import type { SampleBatch } from '../../series/sample-batch.ts';
import { Quality } from '../../twin/quality.ts';
import type { Bounds, Pick, RollUps } from './historian.ts';
import { minuteMs, sqlMinute } from './keyframes.ts';
import { sqlMs } from './numbers.ts';
import { type SqlStore, tagNumber } from './sql-store.ts';

/** Queries over many tags at once: each is one pass over its stretch of time. */

export async function rollUpTags(
  store: SqlStore,
  bounds: readonly Bounds[],
  fromMs: number,
  toMs: number,
  signal: AbortSignal,
): Promise<RollUps> {
  const { float, charted, first, last } = store;
  const { from, rolled, to } = parted(store, fromMs, toMs);
  // A look at the extremes first: bounds written into a query cost its parser more than their comparison.
  const extremes = `
    SELECT tag, min(low), max(high) FROM (
      SELECT tag, low, high FROM rollup WHERE minute >= ${from} AND minute < ${rolled}
      UNION ALL
      SELECT tag, value, value FROM sample WHERE time >= ${rolled} AND time < ${to} AND ${charted}
    ) part GROUP BY tag`;
  const isAlways = ({ low }: Bounds) => low === Number.POSITIVE_INFINITY;
  const beyond = bounds.filter(isAlways).map(({ slot }) => tagNumber(store, slot));
  const others = new Map(bounds.filter((each) => !isAlways(each)).map((each) => [tagNumber(store, each.slot), each]));
  const [tags = new Float64Array(), lows, highs] = others.size === 0 ? [] : await store.query(extremes, signal);
  for (const [k, tag] of tags.entries()) {
    const bound = others.get(tag);
    if (bound && (lows![k]! <= bound.low || highs![k]! >= bound.high)) beyond.push(tag);
  }
  const sql = `
    SELECT tag, minute::${float}, min(first_time)::${float}, max(last_time)::${float}, ${first('first', 'first_time')},
      min(low), max(high), ${last('last', 'last_time')}
    FROM (
      SELECT tag, minute, first_time, last_time, first, low, high, last FROM rollup
      WHERE minute >= ${from} AND minute < ${rolled} AND tag IN (${beyond})
      UNION ALL
      SELECT tag, ${sqlMinute('time')}, min(time), max(time), ${first('value', 'time')}, min(value), max(value),
        ${last('value', 'time')}
      FROM sample WHERE time >= ${rolled} AND time < ${to} AND ${charted} AND tag IN (${beyond})
      GROUP BY 1, 2
    ) part (tag, minute, first_time, last_time, first, low, high, last)
    GROUP BY tag, minute ORDER BY tag, minute`;
  const columns = beyond.length === 0 ? [] : await store.query(sql, signal);
  const column = (k: number) => columns[k] ?? new Float64Array();
  return {
    slots: slotsOf(store, column(0)),
    minutesMs: column(1),
    firstTimesMs: column(2),
    lastTimesMs: column(3),
    firsts: column(4),
    lows: column(5),
    highs: column(6),
    lasts: column(7),
  };
}

export async function chartedMinutes(
  store: SqlStore,
  fromMs: number,
  toMs: number,
  signal: AbortSignal,
): Promise<Float64Array> {
  const { float, charted } = store;
  const { from, rolled, to } = parted(store, fromMs, toMs);
  const sql = `
    SELECT DISTINCT minute::${float} FROM rollup WHERE minute >= ${from} AND minute < ${rolled}
    UNION
    SELECT DISTINCT ${sqlMinute('time')}::${float} FROM sample WHERE time >= ${rolled} AND time < ${to} AND ${charted}`;
  return (await store.query(sql, signal))[0]!;
}

export async function pickSamples(
  store: SqlStore,
  { whole, quiet, minutes }: Pick,
  fromMs: number,
  toMs: number,
  signal: AbortSignal,
): Promise<SampleBatch> {
  const numbers = (slots: readonly number[]) => slots.map((slot) => tagNumber(store, slot)).join(', ');
  const within = `time >= ${sqlMs(fromMs)} AND time < ${sqlMs(toMs)}`;
  const parts: string[] = [];
  if (whole.length > 0) parts.push(`${within} AND tag IN (${numbers(whole)})`);
  if (quiet.length > 0) parts.push(`${within} AND quality >= ${Quality.stale} AND tag IN (${numbers(quiet)})`);
  if (minutes.length > 0) {
    const pairs = minutes.map(({ slot, minuteMs: at }) => `(${tagNumber(store, slot)}, ${sqlMs(at)})`);
    parts.push(`${within} AND quality < ${Quality.stale} AND tag IN (${numbers([...new Set(minutes.map(({ slot }) => slot))])})
      AND (tag, ${sqlMinute('time')}) IN (VALUES ${pairs.join(', ')})`);
  }
  const selects = parts.map((where) => `SELECT tag, time, value, quality FROM sample WHERE ${where}`);
  const sql = `SELECT tag, time::${store.float}, value, quality FROM (${selects.join(' UNION ALL ')}) picked ORDER BY tag, time`;
  const columns = parts.length === 0 ? [] : await store.query(sql, signal);
  const [tags = new Float64Array(), timesMs = new Float64Array(), values = new Float64Array()] = columns;
  const qualities = Uint8Array.from(columns[3] ?? []);
  return { length: tags.length, slots: slotsOf(store, tags), timesMs, values, qualities };
}

/** Tag number, time, value and quality of the first `limit` samples after `fromMs` and before `toMs`, by time. */
export const rowsBetween = (
  store: SqlStore,
  fromMs: number,
  toMs: number,
  limit: number,
  signal: AbortSignal,
): Promise<readonly Float64Array[]> =>
  store.query(
    `SELECT tag, time::${store.float} AS time, value, quality FROM sample
     WHERE time > ${sqlMs(fromMs)} AND time < ${sqlMs(toMs)} ORDER BY time LIMIT ${limit}`,
    signal,
  );

/** Roll-ups serve up to `rolled`, samples from there on. */
function parted(store: SqlStore, fromMs: number, toMs: number) {
  if (fromMs % minuteMs !== 0 || toMs % minuteMs !== 0)
    throw new RangeError(`${fromMs} to ${toMs} are no whole minutes.`);
  const rolledMs = Math.max(fromMs, Math.min(toMs, store.rolledMs));
  return { from: sqlMs(fromMs), rolled: sqlMs(rolledMs), to: sqlMs(toMs) };
}

const slotsOf = ({ slots }: SqlStore, tags: Float64Array): Uint32Array => Uint32Array.from(tags, (tag) => slots[tag]!);
