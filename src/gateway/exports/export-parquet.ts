import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { SampleBatch } from '../../series/sample-batch.ts';
import type { PlacedTag } from '../../twin/plant-index.ts';
import { qualityNames } from '../../twin/quality.ts';
import { appendReplaced } from '../historian/corrections.ts';
import { instanceOptions } from '../historian/database.ts';
import type { Corrections, Historian } from '../historian/historian.ts';
import { appendRows, rowColumns } from '../historian/staged-rows.ts';
import { RecordError } from '../records/record-error.ts';
import type { ExportWindow } from './export-request.ts';

/** It is made on the disk before it is sent. */
const mostSamples = 20_000_000;

/** A file on the disk, until it is removed. */
export interface MadeFile {
  readonly path: string;
  remove(): Promise<void>;
}

/**
 * Writes the window as Parquet, oldest first: the columns of the CSV, times as timestamps in UTC. `value` is a double; of
 * integer tags `integer` has all digits as DECIMAL(20, 0), which holds signed and unsigned ones and which Parquet's
 * readers know, while few of them know unsigned ones.
 */
export function parquetFile(
  historian: Pick<Historian, 'readTags'>,
  { tags, fromMs, toMs }: ExportWindow,
  signal: AbortSignal,
): Promise<MadeFile> {
  const slots = tags.map(({ slot }) => slot);
  return makeParquet(tags, historian.readTags(slots, fromMs, toMs, signal), {
    columns: rowColumns,
    append: (connection, batch) => appendRows(connection, 'sample', batch),
    select: `SELECT ${sampleColumns} FROM sample s ${joins} ORDER BY s.time, s.tag`,
  });
}

/** Writes the samples of the window that were replaced, in the same columns, each with when that was and by what. */
export function correctionsParquet(
  historian: Pick<Historian, 'corrections'>,
  { tags, fromMs, toMs }: ExportWindow,
  signal: AbortSignal,
): Promise<MadeFile> {
  const slots = tags.map(({ slot }) => slot);
  return makeParquet(tags, historian.corrections(slots, fromMs, toMs, signal), {
    columns: `(tag INTEGER, time BIGINT, value DOUBLE, quality UTINYINT, received BIGINT, corrected BIGINT, residual SMALLINT,
      new_value DOUBLE, new_quality UTINYINT, new_residual SMALLINT)`,
    append: appendCorrections,
    select: `SELECT ${sampleColumns}, make_timestamp_ms(s.corrected)::TIMESTAMPTZ AS corrected,
        ${numberOf('s.new_value')} AS new_value,
        ${qualityWord('s.new_quality')} AS new_quality, m.name AS new_state, y.name AS new_text,
        ${integerOf('s.new_value', 's.new_residual')} AS new_integer
      FROM sample s ${joins} LEFT JOIN state m ON m.slot = s.tag AND m.value = s.new_value
      LEFT JOIN tag_text y ON y.slot = s.tag AND y.value = s.new_value ORDER BY s.time, s.tag, s.rowid`,
  });
}

const qualityWord = (quality: string) => `[${qualityNames.map((name) => `'${name}'`).join(', ')}][${quality} + 1]`;
const numberOf = (value: string) => `CASE WHEN NOT t.is_text THEN ${value} END`;
const integerOf = (value: string, residual: string) =>
  `CASE WHEN t.is_integer AND ${value} = trunc(${value})
     THEN TRY_CAST(TRY_CAST(${value} AS HUGEINT) + ${residual} AS DECIMAL(20, 0)) END`;
const sampleColumns = `make_timestamp_ms(s.time)::TIMESTAMPTZ AS time, t.id AS tag, t.machine,
  ${numberOf('s.value')} AS value, t.unit,
  ${qualityWord('s.quality')} AS quality, n.name AS state, make_timestamp_ms(s.received)::TIMESTAMPTZ AS received,
  x.name AS text, ${integerOf('s.value', 's.residual')} AS integer`;
const joins = `JOIN tag t ON t.slot = s.tag LEFT JOIN state n ON n.slot = s.tag AND n.value = s.value
  LEFT JOIN tag_text x ON x.slot = s.tag AND x.value = s.value`;

/** How rows get to the disk, in a table `sample` whose tags are slots, and from there into the file. */
interface ParquetRows<Batch> {
  readonly columns: string;
  readonly append: (connection: DuckDBConnection, batch: Batch) => Promise<void>;
  readonly select: string;
}

async function makeParquet<Batch extends SampleBatch>(
  tags: readonly PlacedTag[],
  batches: AsyncIterable<Batch>,
  { columns, append, select }: ParquetRows<Batch>,
): Promise<MadeFile> {
  const folder = await mkdtemp(join(tmpdir(), 'gemba-export-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  let instance: DuckDBInstance | undefined;
  try {
    instance = await DuckDBInstance.create(join(folder, 'rows.duckdb'), instanceOptions(join(folder, 'spill'), 256));
    const connection = await instance.connect();
    await connection.run(`SET TimeZone = 'UTC';
      CREATE TABLE sample ${columns};
      CREATE TABLE tag (slot INTEGER, id VARCHAR, machine VARCHAR, unit VARCHAR, is_integer BOOLEAN, is_text BOOLEAN);
      CREATE TABLE state (slot INTEGER, value DOUBLE, name VARCHAR);
      CREATE TABLE tag_text (slot INTEGER, value DOUBLE, name VARCHAR)`);
    appendTags(await connection.createAppender('tag'), tags);
    const states = tags.map(({ slot, stateNames }) => ({ slot, names: stateNames?.entries() ?? [] }));
    appendNames(await connection.createAppender('state'), states);
    let samples = 0;
    for await (const batch of batches) {
      samples += batch.length;
      if (samples > mostSamples) {
        throw new RecordError(
          `More than ${mostSamples.toLocaleString('en-US')} samples are in this window: choose a shorter one, fewer tags, or CSV.`,
        );
      }
      await append(connection, batch);
    }
    // Afterwards, because new ones may have come meanwhile.
    const texts = tags.map(({ slot, texts: known }) => ({ slot, names: known ?? [] }));
    appendNames(await connection.createAppender('tag_text'), texts);
    const path = join(folder, 'export.parquet');
    await connection.run(`COPY (${select}) TO '${path.replaceAll("'", "''")}' (FORMAT parquet, COMPRESSION zstd)`);
    return { path, remove };
  } catch (error) {
    await remove();
    throw error;
  } finally {
    instance?.closeSync();
  }
}

async function appendCorrections(connection: DuckDBConnection, rows: Corrections): Promise<void> {
  const appender = await connection.createAppender('sample');
  for (let row = 0; row < rows.length; row++) {
    appendReplaced(appender, rows.slots[row]!, rows, row);
    appender.appendDouble(rows.newValues[row]!);
    appender.appendUTinyInt(rows.newQualities[row]!);
    appender.appendSmallInt(rows.newResiduals[row]!);
    appender.endRow();
  }
  appender.closeSync();
}

type Appender = Awaited<ReturnType<DuckDBConnection['createAppender']>>;

function appendTags(appender: Appender, tags: readonly PlacedTag[]): void {
  for (const { slot, id, machine, tag, texts } of tags) {
    appender.appendInteger(slot);
    appender.appendVarchar(id);
    appender.appendVarchar(machine.machine.name);
    if (tag.unit === undefined) appender.appendNull();
    else appender.appendVarchar(tag.unit);
    appender.appendBoolean(tag.kind === 'integer');
    appender.appendBoolean(texts !== undefined);
    appender.endRow();
  }
  appender.closeSync();
}

interface Named {
  readonly slot: number;
  readonly names: Iterable<readonly [value: number, name: string]>;
}

function appendNames(appender: Appender, tags: readonly Named[]): void {
  for (const { slot, names } of tags) {
    for (const [value, name] of names) {
      appender.appendInteger(slot);
      appender.appendDouble(value);
      appender.appendVarchar(name);
      appender.endRow();
    }
  }
  appender.closeSync();
}
