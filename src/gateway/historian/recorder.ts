import type { DuckDBConnection } from '@duckdb/node-api';
import { type SampleBatch, SampleBatchBuilder, type TagText } from '../../series/sample-batch.ts';
import { carryOver } from './corrections.ts';
import type { Database } from './database.ts';
import type { ReplacedSamples, ThinningRule } from './historian.ts';
import { addKeyframes, type Keyframes, loadKeyframes, sqlStateAt, transaction } from './keyframes.ts';
import { storeLateRows } from './late-rows.ts';
import { numberColumns } from './numbers.ts';
import { appendRows, rowColumns } from './staged-rows.ts';
import { storeTexts } from './texts.ts';
import { ThinningProgress, thinOut } from './thin-out.ts';

/** None has it. */
const unknownResidual = 2 ** 15 - 1;

/**
 * Writes to one open database, one group after the other. It knows each tag's newest sample, so that ordinary rows
 * need no look at what is stored. After a failed write it no longer fits the store: load another.
 */
export class Recorder {
  readonly database: Database;
  readonly keyframes: Keyframes;
  firstMs = Number.POSITIVE_INFINITY;
  lastMs = Number.NEGATIVE_INFINITY;
  readonly thinning = new ThinningProgress();
  readonly #keyframeSpacing: number;
  readonly #newest: {
    readonly timesMs: Float64Array;
    readonly values: Float64Array;
    readonly qualities: Uint8Array;
    readonly residuals: Int16Array;
  };
  readonly #fresh = new SampleBatchBuilder();
  readonly #late = new SampleBatchBuilder();

  private constructor(database: Database, keyframes: Keyframes, keyframeSpacing: number) {
    this.database = database;
    this.keyframes = keyframes;
    this.#keyframeSpacing = keyframeSpacing;
    const tags = database.numbers.length;
    this.#newest = {
      timesMs: new Float64Array(tags).fill(Number.NEGATIVE_INFINITY),
      values: new Float64Array(tags),
      qualities: new Uint8Array(tags),
      residuals: new Int16Array(tags),
    };
  }

  static async load(database: Database, keyframeSpacing: number): Promise<Recorder> {
    const keyframes = await loadKeyframes(database.writer);
    const recorder = new Recorder(database, keyframes, keyframeSpacing);
    const newest =
      await database.writer.run(`SELECT tag, max(time)::DOUBLE, arg_max(value, time), arg_max(quality, time)
      FROM (${sqlStateAt(keyframes.lastMs, Number.POSITIVE_INFINITY)}) GROUP BY tag`);
    const [tags, timesMs, values, qualities] = numberColumns(newest);
    for (const [i, tag] of tags!.entries()) {
      const slot = database.slots[tag] ?? -1;
      if (slot < 0) continue;
      recorder.#newest.timesMs[slot] = timesMs![i]!;
      recorder.#newest.values[slot] = values![i]!;
      recorder.#newest.qualities[slot] = qualities![i]!;
      // Keyframes do not know it: a repeat is looked up.
      recorder.#newest.residuals[slot] = unknownResidual;
    }
    const extent = await database.writer.run('SELECT min(time)::DOUBLE, max(time)::DOUBLE FROM sample');
    const [first, last] = numberColumns(extent).map((column) => column[0]!);
    if (Number.isFinite(first) && Number.isFinite(last)) {
      recorder.firstMs = first!;
      recorder.lastMs = last!;
    }
    const thinned = await database.writer.runAndReadAll('SELECT rule, before FROM thinned');
    for (const [rule, beforeMs] of thinned.getRows()) recorder.thinning.beforeMs.set(String(rule), Number(beforeMs));
    return recorder;
  }

  /** Resolves when all of it is durable; after a rejection nothing of it counts. */
  async write(batches: readonly SampleBatch[]): Promise<void> {
    const fresh = this.#fresh;
    const late = this.#late;
    fresh.clear();
    late.clear();
    for (const batch of batches) this.#sort(batch);
    const { writer, numbers } = this.database;
    const texts = batches.flatMap((batch) => batch.texts ?? []).map((each) => ({ ...each, slot: numbers[each.slot]! }));
    if (fresh.length + late.length + texts.length === 0) return;
    let gained: ReadonlyMap<number, number> = new Map();
    await transaction(writer, async () => {
      if (texts.length > 0) await storeTexts(writer, texts);
      if (fresh.length > 0) await appendRows(writer, 'sample', fresh);
      if (late.length > 0) gained = await storeLateRows(writer, this.keyframes, late);
    });
    for (const rows of [fresh, late]) {
      for (let i = 0; i < rows.length; i++) {
        this.firstMs = Math.min(this.firstMs, rows.timesMs[i]!);
        this.lastMs = Math.max(this.lastMs, rows.timesMs[i]!);
      }
    }
    this.keyframes.open += fresh.length;
    for (const [atMs, samples] of gained) {
      if (Number.isNaN(atMs)) this.keyframes.open += samples;
      else this.keyframes.samples[this.keyframes.after(atMs) - 1]! += samples;
    }
  }

  /** Every text of the plant's tags. */
  async texts(): Promise<readonly TagText[]> {
    const { slots } = this.database;
    const rows = await (await this.database.query('SELECT tag, number, text FROM tag_text')).getRows();
    const texts = rows.map(([tag, number, text]) => ({
      slot: slots[Number(tag)] ?? -1,
      number: Number(number),
      text: String(text),
    }));
    return texts.filter(({ slot }) => slot >= 0);
  }

  /** Work that keeps reading quick, after the writes that made it necessary were acknowledged. */
  async tidy(): Promise<void> {
    await addKeyframes(this.database.writer, this.keyframes, this.#keyframeSpacing);
    await this.database.checkpoints.runIfDue();
  }

  /** Thins a piece of the record; false when none is due. */
  thinOut(rule: ThinningRule): Promise<boolean> {
    const { writer, numbers } = this.database;
    const { keyframes, firstMs, thinning } = this;
    const remove = (tags: readonly number[], timesMs: readonly number[], statements: readonly string[]) =>
      transaction(writer, async () => {
        await deleteSamples(writer, tags, timesMs);
        for (const statement of statements) await writer.run(statement);
      });
    const query = async (sql: string) => numberColumns(await writer.run(sql));
    return thinOut({ keyframes, firstMs, numbers, progress: thinning, query, remove }, rule);
  }

  /** Corrections of another store, whose samples are in this one. */
  addCorrections(rows: ReplacedSamples): Promise<void> {
    const { writer, numbers } = this.database;
    return transaction(writer, () => carryOver(writer, numbers, rows));
  }

  /** Rows newer than all that is known of their tag are certain to be new; the others are looked up. */
  #sort(batch: SampleBatch): void {
    const { timesMs, values, qualities, residuals } = this.#newest;
    const { numbers } = this.database;
    const settledMs = this.keyframes.lastMs;
    for (let i = 0; i < batch.length; i++) {
      const slot = batch.slots[i]!;
      const timeMs = Math.round(batch.timesMs[i]!);
      const value = batch.values[i]!;
      const quality = batch.qualities[i]!;
      const receivedMs = batch.receivedMs?.[i];
      const residual = batch.residuals?.[i] ?? 0;
      const repeats =
        timeMs === timesMs[slot] &&
        Object.is(value, values[slot]) &&
        quality === qualities[slot] &&
        residual === residuals[slot];
      if (timeMs > timesMs[slot]! && timeMs > settledMs) {
        this.#fresh.push(numbers[slot]!, timeMs, value, quality, receivedMs, residual);
      } else if (!repeats) {
        this.#late.push(numbers[slot]!, timeMs, value, quality, receivedMs, residual);
      } else {
        continue;
      }
      if (timeMs >= timesMs[slot]!) {
        timesMs[slot] = timeMs;
        values[slot] = value;
        qualities[slot] = quality;
        residuals[slot] = residual;
      }
    }
  }
}

async function deleteSamples(writer: DuckDBConnection, tags: readonly number[], timesMs: readonly number[]) {
  if (tags.length === 0) return;
  const rows = new SampleBatchBuilder(tags.length);
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const [i, timeMs] of timesMs.entries()) {
    rows.push(tags[i]!, timeMs, 0);
    from = Math.min(from, timeMs);
    to = Math.max(to, timeMs);
  }
  await writer.run(`CREATE OR REPLACE TEMP TABLE redundant ${rowColumns}`);
  await appendRows(writer, 'redundant', rows);
  await writer.run(`DELETE FROM sample USING redundant r
    WHERE sample.time BETWEEN ${from} AND ${to} AND sample.tag = r.tag AND sample.time = r.time`);
}
