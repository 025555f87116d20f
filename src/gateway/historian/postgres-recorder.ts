import type { Client } from 'pg';
import { type SampleBatch, SampleBatchBuilder, type TagText } from '../../series/sample-batch.ts';
import type { ThinningRule } from './historian.ts';
import { Keyframes, minuteMs, sqlMinute } from './keyframes.ts';
import { sqlMs } from './numbers.ts';
import { numberColumns, type PostgresDatabase, rollUpSql } from './postgres-database.ts';
import { correctCoarser, sqlRollOn } from './roll-ups.ts';
import { otherText } from './texts.ts';
import { ThinningProgress, thinOut } from './thin-out.ts';

/** Rows of one statement: its text is a megabyte, and the event loop gets a turn after it. */
const statementRows = 16_384;

/** A keyframe on its way: its transaction on the tidying connection is open. */
interface NewKeyframe {
  readonly atMs: number;
  readonly previousMs: number;
}

/** With more gaps' worth of samples after the last keyframe than this, writing waits for the next one. */
const mostGaps = 4;

/** Samples that a chart may show. */
export const sqlCharted = "quality <= 1 AND value <> 'NaN'";
/** The state at a keyframe and all samples after it until `atMs`: the newest row of each tag is the one in force. */
export const sqlStateAt = (keyframeMs: number, atMs: number): string => `
  SELECT DISTINCT ON (tag) tag, time, value, quality FROM (
    SELECT tag, time, value, quality FROM keyframe_state WHERE instant = ${sqlMs(keyframeMs)}
    UNION ALL SELECT tag, time, value, quality FROM sample ${between(keyframeMs, atMs)}
  ) s ORDER BY tag, time DESC`;

const sqlRollup = (source: string): string => `INSERT INTO rollup
  (tag, minute, first_time, last_time, first, low, high, last, samples)
  SELECT tag, ${sqlMinute('time')} AS minute, min(time), max(time), ${rollUpSql.first('value', 'time')}, min(value), max(value),
    ${rollUpSql.last('value', 'time')}, count(*)
  FROM ${source} GROUP BY 1, 2`;

/** Of several rows for one (tag, time) the one that came last; `stored` are those that are new or differ. */
const sqlStore = `WITH stored AS (
  INSERT INTO sample AS s (tag, time, value, quality, residual, received)
  SELECT DISTINCT ON (tag, time) tag, time, value, quality, residual, received
  FROM unnest($1::int[], $2::bigint[], $3::float8[], $4::smallint[], $5::smallint[], $6::bigint[])
    WITH ORDINALITY AS sent (tag, time, value, quality, residual, received, place)
  ORDER BY tag, time, place DESC
  ON CONFLICT (tag, time) DO UPDATE
    SET value = excluded.value, quality = excluded.quality, residual = excluded.residual, received = excluded.received
    WHERE s.value <> excluded.value OR s.quality <> excluded.quality OR s.residual <> excluded.residual
  RETURNING tag, time, value, quality, xmax = 0 AS added)`;

/** Writes to one open database, one group after the other. After a failed write it no longer fits the store. */
export class PostgresRecorder {
  readonly database: PostgresDatabase;
  readonly keyframes = new Keyframes();
  firstMs = Number.POSITIVE_INFINITY;
  lastMs = Number.NEGATIVE_INFINITY;
  readonly thinning = new ThinningProgress();
  readonly #keyframeSpacing: number;
  readonly #fresh = new SampleBatchBuilder();
  readonly #late = new SampleBatchBuilder();
  /** What was written since the work on a keyframe began, which may not have seen it; null while there is none. */
  #meanwhile: SampleBatchBuilder | null = null;
  /** A backlog that came late may have left too much between two keyframes. */
  gapDue = true;

  private constructor(database: PostgresDatabase, keyframeSpacing: number) {
    this.database = database;
    this.#keyframeSpacing = keyframeSpacing;
  }

  static async load(database: PostgresDatabase, keyframeSpacing: number): Promise<PostgresRecorder> {
    const recorder = new PostgresRecorder(database, keyframeSpacing);
    const { keyframes } = recorder;
    const { writer } = database;
    const [atMs, samples] = await numberColumns(writer, 'SELECT instant, samples FROM keyframe ORDER BY instant');
    // One by one: years of them are more than a call takes as arguments.
    for (const [i, at] of atMs!.entries()) {
      keyframes.atMs.push(at);
      keyframes.samples.push(samples![i]!);
    }
    keyframes.open = await one(writer, `SELECT count(*) FROM sample ${between(keyframes.lastMs)}`);
    // Tag by tag, because the key leads straight to each tag's ends.
    const end = (order: string) =>
      `SELECT (SELECT time FROM sample WHERE tag = number ORDER BY time ${order} LIMIT 1) AS time FROM tag`;
    const first = await one(writer, `SELECT min(time) FROM (${end('ASC')}) ends`);
    const last = await one(writer, `SELECT max(time) FROM (${end('DESC')}) ends`);
    if (!Number.isNaN(first)) recorder.firstMs = first;
    if (!Number.isNaN(last)) recorder.lastMs = last;
    const { rows } = await writer.query<{ rule: string; before: string }>('SELECT rule, before FROM thinned');
    for (const { rule, before } of rows) recorder.thinning.beforeMs.set(rule, Number(before));
    return recorder;
  }

  /** Resolves when all of it is durable; after a rejection nothing of it counts. */
  async write(batches: readonly SampleBatch[]): Promise<void> {
    const fresh = this.#fresh;
    const late = this.#late;
    fresh.clear();
    late.clear();
    for (const batch of batches) this.#sort(batch);
    this.#noteMeanwhile();
    const { writer } = this.database;
    let added = 0;
    let gained: Float64Array[] = [];
    const texts = batches.flatMap((batch) => batch.texts ?? []);
    await transaction(writer, async () => {
      if (texts.length > 0) await this.#storeTexts(texts);
      for (const values of statements(fresh)) {
        added += (await numberColumns(writer, `${sqlStore} SELECT count(*) FROM stored WHERE added`, values))[0]![0]!;
      }
      for (const values of statements(late)) {
        await writer.query(
          `${sqlStore} INSERT INTO late (tag, time, value, quality, added)
           SELECT tag, time, value, quality, added FROM stored`,
          [...values],
        );
      }
      if (late.length > 0) gained = await this.#correct(writer, this.keyframes.rolledMs);
    });
    for (const rows of [fresh, late]) {
      for (let i = 0; i < rows.length; i++) {
        this.firstMs = Math.min(this.firstMs, rows.timesMs[i]!);
        this.lastMs = Math.max(this.lastMs, rows.timesMs[i]!);
      }
    }
    this.keyframes.open += added;
    // Written: a keyframe that is begun now sees them.
    fresh.clear();
    late.clear();
    const [atMs = [], samples = []] = gained;
    this.gapDue ||= atMs.length > 0;
    for (const [i, at] of atMs.entries()) this.keyframes.samples[this.keyframes.after(at) - 1]! += samples[i]!;
  }

  /** Every text of the plant's tags. */
  async texts(): Promise<readonly TagText[]> {
    const { writer, slots } = this.database;
    const { rows } = await writer.query<{ tag: number; number: number; text: string }>('SELECT * FROM tag_text');
    const texts = rows.map(({ tag, number, text }) => ({ slot: slots[tag] ?? -1, number, text }));
    return texts.filter(({ slot }) => slot >= 0);
  }

  async #storeTexts(texts: readonly TagText[]): Promise<void> {
    const { writer, numbers } = this.database;
    const columns = [
      texts.map(({ slot }) => numbers[slot]!),
      texts.map(({ number }) => number),
      texts.map(({ text }) => text),
    ];
    const sent = 'unnest($1::int[], $2::int[], $3::text[]) AS sent (tag, number, text)';
    await writer.query(`INSERT INTO tag_text SELECT * FROM ${sent} ON CONFLICT DO NOTHING`, columns);
    const others = `SELECT 1 FROM ${sent} JOIN tag_text t USING (tag, number) WHERE t.text <> sent.text`;
    if ((await writer.query(others, columns)).rows.length > 0) throw otherText();
  }

  /** Puts keyframes and roll-ups right for the `late` rows; how many samples the gap before each keyframe has gained. */
  async #correct(writer: Client, rolledMs: number): Promise<Float64Array[]> {
    // A late row is in force until its tag's next sample: no other keyframe can change.
    await writer.query(`INSERT INTO keyframe_state (instant, tag, time, value, quality)
      SELECT k.instant, l.tag, l.time, l.value, l.quality
      FROM late l
      CROSS JOIN LATERAL (SELECT min(s.time) AS time FROM sample s WHERE s.tag = l.tag AND s.time > l.time) next
      JOIN keyframe k ON k.instant >= l.time AND (next.time IS NULL OR k.instant < next.time)
      ON CONFLICT (instant, tag) DO UPDATE SET time = excluded.time, value = excluded.value, quality = excluded.quality`);
    const minutes = `(SELECT DISTINCT tag, ${sqlMinute('time')} AS minute FROM late
      WHERE time < ${sqlMs(rolledMs)}) m`;
    await writer.query(`DELETE FROM rollup r USING ${minutes} WHERE r.tag = m.tag AND r.minute = m.minute`);
    await writer.query(
      sqlRollup(`(SELECT s.* FROM ${minutes} JOIN sample s
        ON s.tag = m.tag AND s.time >= m.minute AND s.time < m.minute + ${minuteMs}) s WHERE ${sqlCharted}`),
    );
    await correctCoarser({ ...rollUpSql, query: (sql) => numberColumns(writer, sql) }, rolledMs);
    return numberColumns(
      writer,
      `UPDATE keyframe k SET samples = k.samples + gain.samples FROM (
        SELECT (SELECT min(instant) FROM keyframe WHERE instant >= l.time) AS instant, count(*) AS samples
        FROM late l WHERE added GROUP BY 1
      ) gain WHERE k.instant = gain.instant RETURNING k.instant, gain.samples`,
    );
  }

  /** There are enough samples after the last keyframe for another one. */
  get keyframeDue(): boolean {
    return this.keyframes.open >= this.#keyframeSpacing;
  }

  /** So many that writing has to wait for it. */
  get keyframeOverdue(): boolean {
    return this.keyframes.open >= mostGaps * this.#keyframeSpacing;
  }

  /**
   * Makes a keyframe near the end of the record, beside the writer; null where it cannot be cut. `addKeyframe` makes
   * it count; until then nothing of it is seen.
   */
  async makeKeyframe(): Promise<NewKeyframe | null> {
    const { keyframes } = this;
    const { tidier } = this.database;
    const previousMs = keyframes.lastMs;
    // Short of the newest samples, which those of other sources are still about to join.
    const share = Math.min(0.9, (0.9 * this.#keyframeSpacing) / keyframes.open);
    // A group may be on its way: it is not seen yet.
    this.#meanwhile = new SampleBatchBuilder();
    this.#noteMeanwhile();
    await tidier.query('BEGIN');
    const atMs = await one(tidier, sqlCut(share, previousMs));
    if (Number.isNaN(atMs)) {
      await tidier.query('ROLLBACK');
      this.#meanwhile = null;
      return null;
    }
    await insertKeyframe(tidier, previousMs, atMs);
    await tidier.query(
      sqlRollup(`sample WHERE time >= ${sqlMs(keyframes.rolledMs)} AND time < ${minuteOf(atMs)} AND ${sqlCharted}`),
    );
    for (const sql of sqlRollOn(rollUpSql, keyframes.rolledMs, minuteOf(atMs))) await tidier.query(sql);
    return { atMs, previousMs };
  }

  /** Makes it count, with what was written meanwhile. Call while nothing is being written. */
  async addKeyframe({ atMs, previousMs }: NewKeyframe): Promise<void> {
    const { keyframes } = this;
    const { tidier } = this.database;
    const missed = rowsUntil(this.#meanwhile!, atMs);
    this.#meanwhile = null;
    if (missed.length > 0) {
      for (const [tags, times] of statements(missed)) {
        await tidier.query(
          `INSERT INTO late (tag, time, value, quality, added)
           SELECT s.tag, s.time, s.value, s.quality, false
           FROM (SELECT DISTINCT * FROM unnest($1::int[], $2::bigint[]) AS sent (tag, time)) sent
           JOIN sample s ON s.tag = sent.tag AND s.time = sent.time`,
          [tags, times],
        );
      }
      await this.#correct(tidier, minuteOf(atMs));
    }
    const samples = await one(
      tidier,
      missed.length === 0
        ? `SELECT samples FROM keyframe WHERE instant = ${atMs}`
        : `UPDATE keyframe SET samples = (SELECT count(*) FROM sample ${between(previousMs, atMs)})
           WHERE instant = ${atMs} RETURNING samples`,
    );
    await tidier.query('COMMIT');
    keyframes.atMs.push(atMs);
    keyframes.samples.push(samples);
    keyframes.open -= samples;
  }

  /** Finds rows by their time quickly again. */
  async summarize(): Promise<void> {
    await this.database.tidier.query("SELECT brin_summarize_new_values('sample_time')");
  }

  /** Adds keyframes where a backlog that came late has left too much between two. Call while nothing is being written. */
  async fillGaps(): Promise<void> {
    const { keyframes } = this;
    this.gapDue = false;
    for (let gap = 0; gap < keyframes.samples.length; gap++) {
      while (keyframes.samples[gap]! > 2 * this.#keyframeSpacing) if (!(await this.#splitGap(gap))) break;
    }
  }

  /** Adds a keyframe in the middle of the samples before number `gap`. False where they cannot be cut. */
  async #splitGap(gap: number): Promise<boolean> {
    const { keyframes } = this;
    const { writer } = this.database;
    const previousMs = keyframes.atMs[gap - 1] ?? Number.NEGATIVE_INFINITY;
    const nextMs = keyframes.atMs[gap]!;
    const atMs = await one(writer, sqlCut(0.5, previousMs, nextMs));
    if (Number.isNaN(atMs) || atMs === nextMs) return false;
    let samples = 0;
    await transaction(writer, async () => {
      samples = await insertKeyframe(writer, previousMs, atMs);
      await writer.query('UPDATE keyframe SET samples = samples - $1 WHERE instant = $2', [samples, nextMs]);
    });
    keyframes.atMs.splice(gap, 0, atMs);
    keyframes.samples.splice(gap, 0, samples);
    keyframes.samples[gap + 1]! -= samples;
    return true;
  }

  #noteMeanwhile(): void {
    for (const { length, slots, timesMs, values, qualities } of this.#meanwhile ? [this.#fresh, this.#late] : []) {
      for (let i = 0; i < length; i++) this.#meanwhile!.push(slots[i]!, timesMs[i]!, values[i]!, qualities[i]!);
    }
  }

  /** Thins a piece of the record; false when none is due. */
  thinOut(rule: ThinningRule): Promise<boolean> {
    const { writer, numbers } = this.database;
    const { keyframes, firstMs, thinning } = this;
    const remove = (tags: readonly number[], timesMs: readonly number[], statements: readonly string[]) =>
      transaction(writer, async () => {
        await writer.query(
          `DELETE FROM sample s USING unnest($1::int[], $2::bigint[]) AS r (tag, time)
           WHERE s.tag = r.tag AND s.time = r.time`,
          [tags, timesMs],
        );
        for (const statement of statements) await writer.query(statement);
      });
    const query = (sql: string) => numberColumns(writer, sql);
    return thinOut({ keyframes, firstMs, numbers, progress: thinning, query, remove }, rule);
  }

  /** Rows that are no later than the last keyframe may change keyframes and roll-ups. */
  #sort(batch: SampleBatch): void {
    const { numbers } = this.database;
    const settledMs = this.keyframes.lastMs;
    for (let i = 0; i < batch.length; i++) {
      const timeMs = Math.round(batch.timesMs[i]!);
      const rows = timeMs > settledMs ? this.#fresh : this.#late;
      const [value, quality] = [batch.values[i]!, batch.qualities[i]!];
      rows.push(numbers[batch.slots[i]!]!, timeMs, value, quality, batch.receivedMs?.[i], batch.residuals?.[i]);
    }
  }
}

/** The values of `sqlStore` for each stretch of the rows. */
function* statements(rows: SampleBatchBuilder): Iterable<readonly string[]> {
  const { slots, timesMs, values, qualities, residuals, receivedMs } = rows;
  for (let start = 0; start < rows.length; start += statementRows) {
    const end = Math.min(start + statementRows, rows.length);
    const received = Array.from(receivedMs.subarray(start, end), (ms) => (Number.isNaN(ms) ? 'NULL' : Math.round(ms)));
    yield [
      ...[slots, timesMs, values, qualities, residuals].map((column) => `{${column.subarray(start, end).join()}}`),
      `{${received.join()}}`,
    ];
  }
}

/** The moment up to which `share` of the samples of a gap lie. */
const sqlCut = (share: number, previousMs: number, nextMs?: number): string =>
  `SELECT percentile_disc(${share}) WITHIN GROUP (ORDER BY time) FROM sample ${between(previousMs, nextMs)}`;

/** Stores the state at `atMs`; how many samples lie between it and the keyframe before. */
async function insertKeyframe(client: Client, previousMs: number, atMs: number): Promise<number> {
  const samples = await one(client, `SELECT count(*) FROM sample ${between(previousMs, atMs)}`);
  await client.query(`INSERT INTO keyframe_state (instant, tag, time, value, quality)
    SELECT ${atMs}, tag, time, value, quality FROM (${sqlStateAt(previousMs, atMs)}) state`);
  await client.query('INSERT INTO keyframe VALUES ($1, $2)', [atMs, samples]);
  return samples;
}

function rowsUntil({ length, slots, timesMs, values, qualities }: SampleBatch, atMs: number): SampleBatchBuilder {
  const rows = new SampleBatchBuilder();
  for (let i = 0; i < length; i++) {
    if (timesMs[i]! <= atMs) rows.push(slots[i]!, timesMs[i]!, values[i]!, qualities[i]!);
  }
  return rows;
}

const minuteOf = (timeMs: number): number => Math.floor(timeMs / minuteMs) * minuteMs;

/** Runs `work` as one transaction: all of it is stored, durably, or nothing. */
async function transaction(writer: Client, work: () => Promise<void>): Promise<void> {
  await writer.query('BEGIN');
  try {
    await work();
    await writer.query('COMMIT');
  } catch (error) {
    // Fails in its turn where the connection is gone, and the transaction with it.
    await writer.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

function between(afterMs: number, untilMs = Number.POSITIVE_INFINITY): string {
  return `WHERE time > ${sqlMs(afterMs)} AND time <= ${sqlMs(Math.floor(untilMs))}`;
}

async function one(writer: Client, sql: string): Promise<number> {
  return (await numberColumns(writer, sql))[0]![0]!;
}
