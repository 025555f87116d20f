import type { SampleColumns, Snapshot, ThinnedSeries } from '../../series/columns.ts';
import type { SampleBatch } from '../../series/sample-batch.ts';
import { Quality } from '../../twin/quality.ts';
import { minuteMs } from './keyframes.ts';
import { sqlMs } from './numbers.ts';
import type { SqlStore } from './plant-queries.ts';
import { type PostgresRecorder, sqlCharted, sqlFirst, sqlLast, sqlStateAt } from './postgres-recorder.ts';

/** Rows of one chunk handed out, and of one query: it bounds memory and what an abort waits for. */
const chunkRows = 16_384;

export async function snapshotAt(recorder: PostgresRecorder, atMs: number, signal: AbortSignal): Promise<Snapshot> {
  const { database, keyframes } = recorder;
  const count = database.numbers.length;
  const snapshot = {
    atMs,
    timesMs: new Float64Array(count).fill(Number.NaN),
    values: new Float64Array(count).fill(Number.NaN),
    qualities: new Uint8Array(count).fill(Quality.bad),
  };
  const [tags, timesMs, values, qualities] = await database.query(sqlStateAt(keyframes.before(atMs), atMs), signal);
  for (const [i, tag] of tags!.entries()) {
    const slot = database.slots[tag] ?? -1;
    if (slot < 0) continue;
    snapshot.timesMs[slot] = timesMs![i]!;
    snapshot.values[slot] = values![i]!;
    snapshot.qualities[slot] = qualities![i]!;
  }
  return snapshot;
}

export const sqlStoreOf = ({ database, keyframes }: PostgresRecorder): SqlStore => ({
  numbers: database.numbers,
  slots: database.slots,
  rolledMs: keyframes.rolledMs,
  query: (sql, signal) => database.query(sql, signal),
  float: 'float8',
  charted: sqlCharted,
  first: sqlFirst,
  last: sqlLast,
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
      `SELECT tag, time, value, quality FROM sample
       WHERE tag IN (${numbers}) AND ${after} AND time < ${sqlMs(toMs)} ORDER BY time, tag LIMIT ${chunkRows}`,
      signal,
    );
    const [tags, timesMs, values, qualities] = columns as [Float64Array, Float64Array, Float64Array, Float64Array];
    const { length } = tags;
    if (length === 0) return;
    const own = Uint32Array.from(tags, (tag) => database.slots[tag]!);
    yield { length, slots: own, timesMs, values, qualities: Uint8Array.from(qualities) };
    if (length < chunkRows) return;
    const [lastMs, last] = [sqlMs(timesMs[length - 1]!), tags[length - 1]!];
    after = `time >= ${lastMs} AND (time, tag) > (${lastMs}, ${last})`;
  }
}

export async function thinTag(
  recorder: PostgresRecorder,
  slot: number,
  fromMs: number,
  toMs: number,
  buckets: number,
  signal: AbortSignal,
): Promise<ThinnedSeries> {
  const { database, keyframes } = recorder;
  const tag = tagNumber(recorder, slot);
  const bucketMs = (toMs - fromMs) / buckets;
  if (!(bucketMs > 0) || !Number.isFinite(bucketMs))
    throw new RangeError(`${fromMs} to ${toMs} cannot be cut into ${buckets}.`);
  // Roll-ups are exact only where no edge cuts a minute.
  const wholeMinutes = fromMs % minuteMs === 0 && bucketMs % minuteMs === 0;
  const rolledMs = wholeMinutes ? Math.max(fromMs, Math.min(toMs, keyframes.rolledMs)) : fromMs;
  // The rounding of this very expression decides on which side of an edge a sample falls.
  const bucketOf = (time: string) =>
    `least(floor((${time}::float8 - '${fromMs}'::float8) / '${bucketMs}'::float8), ${buckets - 1})`;
  const sql = `
    SELECT min(first_time), max(last_time), ${sqlFirst('first', 'first_time')}, min(low), max(high),
      ${sqlLast('last', 'last_time')}, sum(samples)
    FROM (
      SELECT ${bucketOf('minute')} AS bucket, first_time, last_time, first, low, high, last, samples FROM rollup
      WHERE tag = ${tag} AND minute >= ${sqlMs(fromMs)} AND minute < ${sqlMs(rolledMs)}
      UNION ALL
      SELECT ${bucketOf('time')}, time, time, value, value, value, value, 1 FROM sample
      WHERE tag = ${tag} AND time >= ${sqlMs(rolledMs)} AND time < ${sqlMs(toMs)} AND ${sqlCharted}
    ) part GROUP BY bucket ORDER BY bucket`;
  const columns = await database.query(sql, signal);
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

function tagNumber({ database }: PostgresRecorder, slot: number): number {
  const tag = database.numbers[slot];
  if (tag === undefined) throw new RangeError(`There is no tag ${slot} in this plant.`);
  return tag;
}
