import type { SampleColumns, Snapshot, ThinnedSeries } from '../../series/columns.ts';
import type { SampleBatch } from '../../series/sample-batch.ts';
import { Quality } from '../../twin/quality.ts';
import { minuteMs, sqlCharted, sqlStateAt } from './keyframes.ts';
import { numberColumns, sqlMs } from './numbers.ts';
import type { SqlStore } from './plant-queries.ts';
import type { Recorder } from './recorder.ts';

/** Samples of all tags that one query of `readTag` looks at: it bounds memory and what an abort waits for. */
const windowSamples = 4_000_000;
/** Rows of one chunk handed out. */
const chunkRows = 65_536;

export async function snapshotAt(recorder: Recorder, atMs: number, signal: AbortSignal): Promise<Snapshot> {
  const { database, keyframes } = recorder;
  const count = database.numbers.length;
  const snapshot = {
    atMs,
    timesMs: new Float64Array(count).fill(Number.NaN),
    values: new Float64Array(count).fill(Number.NaN),
    qualities: new Uint8Array(count).fill(Quality.bad),
  };
  const state = sqlStateAt(keyframes.before(atMs), atMs);
  const sql = `SELECT tag, max(time)::DOUBLE, arg_max(value, time), arg_max(quality, time) FROM (${state}) GROUP BY tag`;
  const [tags, timesMs, values, qualities] = numberColumns(await database.query(sql, signal));
  for (const [i, tag] of tags!.entries()) {
    const slot = database.slots[tag] ?? -1;
    if (slot < 0) continue;
    snapshot.timesMs[slot] = timesMs![i]!;
    snapshot.values[slot] = values![i]!;
    snapshot.qualities[slot] = qualities![i]!;
  }
  return snapshot;
}

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
    const sql = `SELECT tag, time::DOUBLE, value, quality FROM sample
      WHERE tag IN (${numbers}) AND time >= ${sqlMs(from)} AND time < ${sqlMs(end)} ORDER BY time, tag`;
    const [tags, times, values, qualities] = numberColumns(await database.query(sql, signal));
    for (let start = 0; start < times!.length; start += chunkRows) {
      signal.throwIfAborted();
      const rows = [start, Math.min(start + chunkRows, times!.length)] as const;
      yield {
        length: rows[1] - rows[0],
        slots: Uint32Array.from(tags!.subarray(...rows), (tag) => database.slots[tag]!),
        timesMs: times!.slice(...rows),
        values: values!.slice(...rows),
        qualities: Uint8Array.from(qualities!.subarray(...rows)),
      };
    }
    from = end;
  }
}

export async function thinTag(
  recorder: Recorder,
  slot: number,
  fromMs: number,
  toMs: number,
  buckets: number,
  signal: AbortSignal,
): Promise<ThinnedSeries> {
  const { database, keyframes } = recorder;
  const tag = database.numbers[slot];
  if (tag === undefined) throw new RangeError(`There is no tag ${slot} in this plant.`);
  const bucketMs = (toMs - fromMs) / buckets;
  if (!(bucketMs > 0) || !Number.isFinite(bucketMs))
    throw new RangeError(`${fromMs} to ${toMs} cannot be cut into ${buckets}.`);
  // Roll-ups are exact only where no edge cuts a minute.
  const wholeMinutes = fromMs % minuteMs === 0 && bucketMs % minuteMs === 0;
  const rolledMs = wholeMinutes ? Math.max(fromMs, Math.min(toMs, keyframes.rolledMs)) : fromMs;
  // The rounding of this very expression decides on which side of an edge a sample falls.
  const bucketOf = (time: string) =>
    `least(floor((${time} - ${fromMs}::DOUBLE) / ${bucketMs}::DOUBLE), ${buckets - 1})`;
  const sql = `
    SELECT min(first_time)::DOUBLE, max(last_time)::DOUBLE, arg_min(first, first_time), min(low), max(high),
      arg_max(last, last_time), sum(samples)::DOUBLE
    FROM (
      SELECT ${bucketOf('minute')} AS bucket, * EXCLUDE (tag, minute) FROM rollup
      WHERE tag = ${tag} AND minute >= ${sqlMs(fromMs)} AND minute < ${sqlMs(rolledMs)}
      UNION ALL
      SELECT ${bucketOf('time')}, time, time, value, value, value, value, 1 FROM sample
      WHERE tag = ${tag} AND time >= ${sqlMs(rolledMs)} AND time < ${sqlMs(toMs)} AND ${sqlCharted}
    ) GROUP BY bucket ORDER BY bucket`;
  const columns = numberColumns(await database.query(sql, signal));
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

export const sqlStoreOf = ({ database, keyframes }: Recorder): SqlStore => ({
  numbers: database.numbers,
  slots: database.slots,
  rolledMs: keyframes.rolledMs,
  query: async (sql, signal) => numberColumns(await database.query(sql, signal)),
  float: 'DOUBLE',
  charted: sqlCharted,
  first: (value, time) => `arg_min(${value}, ${time})`,
  last: (value, time) => `arg_max(${value}, ${time})`,
});
