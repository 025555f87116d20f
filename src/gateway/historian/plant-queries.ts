import type { SampleBatch } from '../../series/sample-batch.ts';
import { Quality } from '../../twin/quality.ts';
import type { Bounds, Pick, RollUps } from './historian.ts';
import { minuteMs, sqlCharted, sqlMinute } from './keyframes.ts';
import { numberColumns, sqlMs } from './numbers.ts';
import type { Recorder } from './recorder.ts';

/** Queries over many tags at once: each is one pass over its stretch, because samples lie in the order of time. */

export async function rollUpTags(
  recorder: Recorder,
  bounds: readonly Bounds[],
  fromMs: number,
  toMs: number,
  signal: AbortSignal,
): Promise<RollUps> {
  const { database } = recorder;
  const { from, rolled, to } = parted(recorder, fromMs, toMs);
  const values = bounds.map(
    ({ slot, low, high }) => `(${numberOf(recorder, slot)}, ${sqlDouble(low)}, ${sqlDouble(high)})`,
  );
  const sql = `
    WITH bound(tag, low_bound, high_bound) AS (VALUES ${values.join(', ')}),
    part AS MATERIALIZED (
      SELECT tag, minute, first_time, last_time, first, low, high, last FROM rollup
      WHERE minute >= ${from} AND minute < ${rolled} AND tag IN (SELECT tag FROM bound)
      UNION ALL
      SELECT tag, ${sqlMinute('time')}, min(time), max(time), arg_min(value, time), min(value), max(value),
        arg_max(value, time)
      FROM sample WHERE time >= ${rolled} AND time < ${to} AND ${sqlCharted} AND tag IN (SELECT tag FROM bound)
      GROUP BY ALL
    ),
    beyond AS (SELECT DISTINCT tag FROM part JOIN bound USING (tag) WHERE low <= low_bound OR high >= high_bound)
    SELECT tag, minute::DOUBLE, min(first_time)::DOUBLE, max(last_time)::DOUBLE, arg_min(first, first_time), min(low),
      max(high), arg_max(last, last_time)
    FROM part WHERE tag IN (FROM beyond) GROUP BY tag, minute ORDER BY tag, minute`;
  const columns = bounds.length === 0 ? [] : numberColumns(await database.query(sql, signal));
  const column = (k: number) => columns[k] ?? new Float64Array();
  return {
    slots: slotsOf(recorder, column(0)),
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
  recorder: Recorder,
  fromMs: number,
  toMs: number,
  signal: AbortSignal,
): Promise<Float64Array> {
  const { from, rolled, to } = parted(recorder, fromMs, toMs);
  const sql = `
    SELECT DISTINCT minute::DOUBLE FROM rollup WHERE minute >= ${from} AND minute < ${rolled}
    UNION
    SELECT DISTINCT ${sqlMinute('time')}::DOUBLE FROM sample WHERE time >= ${rolled} AND time < ${to} AND ${sqlCharted}`;
  return numberColumns(await recorder.database.query(sql, signal))[0]!;
}

export async function pickSamples(
  recorder: Recorder,
  { whole, quiet, minutes }: Pick,
  fromMs: number,
  toMs: number,
  signal: AbortSignal,
): Promise<SampleBatch> {
  const numbers = (slots: readonly number[]) => slots.map((slot) => numberOf(recorder, slot)).join(', ');
  const within = `time >= ${sqlMs(fromMs)} AND time < ${sqlMs(toMs)}`;
  const parts: string[] = [];
  if (whole.length > 0) parts.push(`${within} AND tag IN (${numbers(whole)})`);
  if (quiet.length > 0) parts.push(`${within} AND quality >= ${Quality.stale} AND tag IN (${numbers(quiet)})`);
  if (minutes.length > 0) {
    const pairs = minutes.map(({ slot, minuteMs: at }) => `(${numberOf(recorder, slot)}, ${sqlMs(at)})`);
    parts.push(`${within} AND quality < ${Quality.stale} AND tag IN (${numbers([...new Set(minutes.map(({ slot }) => slot))])})
      AND (tag, ${sqlMinute('time')}) IN (SELECT * FROM (VALUES ${pairs.join(', ')}))`);
  }
  const selects = parts.map((where) => `SELECT tag, time, value, quality FROM sample WHERE ${where}`);
  const sql = `SELECT tag, time::DOUBLE, value, quality FROM (${selects.join(' UNION ALL ')}) ORDER BY tag, time`;
  const columns = parts.length === 0 ? [] : numberColumns(await recorder.database.query(sql, signal));
  const [tags = new Float64Array(), timesMs = new Float64Array(), values = new Float64Array()] = columns;
  const qualities = Uint8Array.from(columns[3] ?? []);
  return { length: tags.length, slots: slotsOf(recorder, tags), timesMs, values, qualities };
}

/** Roll-ups serve up to `rolled`, samples from there on. */
function parted(recorder: Recorder, fromMs: number, toMs: number) {
  if (fromMs % minuteMs !== 0 || toMs % minuteMs !== 0)
    throw new RangeError(`${fromMs} to ${toMs} are no whole minutes.`);
  const rolledMs = Math.max(fromMs, Math.min(toMs, recorder.keyframes.rolledMs));
  return { from: sqlMs(fromMs), rolled: sqlMs(rolledMs), to: sqlMs(toMs) };
}

function numberOf({ database }: Recorder, slot: number): number {
  const tag = database.numbers[slot];
  if (tag === undefined) throw new RangeError(`There is no tag ${slot} in this plant.`);
  return tag;
}

const slotsOf = ({ database }: Recorder, tags: Float64Array): Uint32Array =>
  Uint32Array.from(tags, (tag) => database.slots[tag]!);

const sqlDouble = (value: number): string => (Number.isFinite(value) ? `${value}::DOUBLE` : `'${value}'::DOUBLE`);
