import type { Snapshot, ThinnedSeries } from '../../series/columns.ts';
import { Quality } from '../../twin/quality.ts';
import { sqlMs } from './numbers.ts';
import { type RollUpSql, rolledOf, rollUpLevels } from './roll-ups.ts';

/** A store that speaks SQL, and how it says what SQL has no standard for. */
export interface SqlStore extends RollUpSql {
  /** A tag's number in the store, by slot, and the way back. */
  readonly numbers: Int32Array;
  readonly slots: Int32Array;
  /** Roll-ups exist for all minutes before this. */
  readonly rolledMs: number;
  /** A query for the value in force of each tag at a moment: tag number, time, value, quality. */
  readonly stateAt: (atMs: number) => string;
  /** All columns of it are numbers. */
  readonly query: (sql: string, signal: AbortSignal) => Promise<readonly Float64Array[]>;
  /** Its word for a float64. */
  readonly float: string;
  /** Samples that a chart may show. */
  readonly charted: string;
  /** What the rows of `correction` are ordered by as they came to be. */
  readonly replacedOrder: string;
}

/** A tag's number in the store. */
export function tagNumber({ numbers }: SqlStore, slot: number): number {
  const tag = numbers[slot];
  if (tag === undefined) throw new RangeError(`There is no tag ${slot} in this plant.`);
  return tag;
}

export async function snapshotAt(store: SqlStore, atMs: number, signal: AbortSignal): Promise<Snapshot> {
  const count = store.numbers.length;
  const snapshot = {
    atMs,
    timesMs: new Float64Array(count).fill(Number.NaN),
    values: new Float64Array(count).fill(Number.NaN),
    qualities: new Uint8Array(count).fill(Quality.bad),
  };
  const [tags, timesMs, values, qualities] = await store.query(store.stateAt(atMs), signal);
  for (const [i, tag] of tags!.entries()) {
    const slot = store.slots[tag] ?? -1;
    if (slot < 0) continue;
    snapshot.timesMs[slot] = timesMs![i]!;
    snapshot.values[slot] = values![i]!;
    snapshot.qualities[slot] = qualities![i]!;
  }
  return snapshot;
}

export async function thinTag(
  store: SqlStore,
  slot: number,
  fromMs: number,
  toMs: number,
  buckets: number,
  signal: AbortSignal,
): Promise<ThinnedSeries> {
  const { float, charted, first, last } = store;
  const tag = tagNumber(store, slot);
  const bucketMs = (toMs - fromMs) / buckets;
  if (!(bucketMs > 0) || !Number.isFinite(bucketMs))
    throw new RangeError(`${fromMs} to ${toMs} cannot be cut into ${buckets}.`);
  // The rounding of this very expression decides on which side of an edge a sample falls.
  const bucketOf = (time: string) =>
    `least(floor((${time}::${float} - '${fromMs}'::${float}) / '${bucketMs}'::${float}), ${buckets - 1})`;
  const parts: string[] = [];
  let fromPartMs = fromMs;
  for (const level of rollUpLevels.toReversed()) {
    // Roll-ups are exact only where no edge cuts their span.
    if (fromMs % level.spanMs !== 0 || bucketMs % level.spanMs !== 0) continue;
    const toPartMs = Math.min(toMs, rolledOf(level, store.rolledMs));
    if (toPartMs <= fromPartMs) continue;
    parts.push(`SELECT ${bucketOf('minute')}, first_time, last_time, first, low, high, last, samples
      FROM ${level.table} WHERE tag = ${tag} AND minute >= ${sqlMs(fromPartMs)} AND minute < ${sqlMs(toPartMs)}`);
    fromPartMs = toPartMs;
  }
  parts.push(`SELECT ${bucketOf('time')}, time, time, value, value, value, value, 1 FROM sample
    WHERE tag = ${tag} AND time >= ${sqlMs(fromPartMs)} AND time < ${sqlMs(toMs)} AND ${charted}`);
  const sql = `
    SELECT min(first_time)::${float}, max(last_time)::${float}, ${first('first', 'first_time')}, min(low), max(high),
      ${last('last', 'last_time')}, sum(samples)::${float}
    FROM (${parts.join(' UNION ALL ')}) part (bucket, first_time, last_time, first, low, high, last, samples)
    GROUP BY bucket ORDER BY bucket`;
  const columns = await store.query(sql, signal);
  const [firstTimesMs, lastTimesMs, firsts, lows, highs, lasts, counts] = columns as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  return { fromMs, bucketMs, firstTimesMs, lastTimesMs, firsts, lows, highs, lasts, counts: Uint32Array.from(counts) };
}
