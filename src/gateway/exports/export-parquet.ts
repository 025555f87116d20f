import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { PlacedTag } from '../../twin/plant-index.ts';
import { qualityNames } from '../../twin/quality.ts';
import { instanceOptions } from '../historian/database.ts';
import type { Historian } from '../historian/historian.ts';
import { appendRows } from '../historian/staged-rows.ts';
import { RecordError } from '../records/record-error.ts';
import type { ExportWindow } from './export-request.ts';

/** It is made on the disk before it is sent. */
const mostSamples = 20_000_000;

/** A file on the disk, until it is removed. */
export interface MadeFile {
  readonly path: string;
  remove(): Promise<void>;
}

/** Writes the window as Parquet, oldest first: the columns of the CSV, times as timestamps in UTC. */
export async function parquetFile(
  historian: Pick<Historian, 'readTags'>,
  { tags, fromMs, toMs }: ExportWindow,
  signal: AbortSignal,
): Promise<MadeFile> {
  const folder = await mkdtemp(join(tmpdir(), 'gemba-export-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  let instance: DuckDBInstance | undefined;
  try {
    instance = await DuckDBInstance.create(join(folder, 'rows.duckdb'), instanceOptions(join(folder, 'spill'), 256));
    const connection = await instance.connect();
    await connection.run(`SET TimeZone = 'UTC';
      CREATE TABLE sample (slot INTEGER, time BIGINT, value DOUBLE, quality UTINYINT, received BIGINT);
      CREATE TABLE tag (slot INTEGER, id VARCHAR, machine VARCHAR, unit VARCHAR, text BOOLEAN);
      CREATE TABLE state (slot INTEGER, value DOUBLE, name VARCHAR);
      CREATE TABLE tag_text (slot INTEGER, value DOUBLE, name VARCHAR)`);
    appendTags(await connection.createAppender('tag'), tags);
    const states = tags.map(({ slot, stateNames }) => ({ slot, names: stateNames?.entries() ?? [] }));
    appendNames(await connection.createAppender('state'), states);
    const slots = tags.map(({ slot }) => slot);
    let samples = 0;
    for await (const batch of historian.readTags(slots, fromMs, toMs, signal)) {
      samples += batch.length;
      if (samples > mostSamples) {
        throw new RecordError(
          `More than ${mostSamples.toLocaleString('en-US')} samples are in this window: choose a shorter one, fewer tags, or CSV.`,
        );
      }
      await appendRows(connection, 'sample', batch);
    }
    // Afterwards, because new ones may have come meanwhile.
    const texts = tags.map(({ slot, texts: known }) => ({ slot, names: known ?? [] }));
    appendNames(await connection.createAppender('tag_text'), texts);
    const path = join(folder, 'export.parquet');
    const words = qualityNames.map((name) => `'${name}'`).join(', ');
    await connection.run(`COPY (
      SELECT make_timestamp_ms(s.time)::TIMESTAMPTZ AS time, t.id AS tag, t.machine,
        CASE WHEN NOT t.text THEN s.value END AS value, t.unit,
        [${words}][s.quality + 1] AS quality, n.name AS state,
        make_timestamp_ms(s.received)::TIMESTAMPTZ AS received, x.name AS text
      FROM sample s JOIN tag t USING (slot) LEFT JOIN state n ON n.slot = s.slot AND n.value = s.value
      LEFT JOIN tag_text x ON x.slot = s.slot AND x.value = s.value
      ORDER BY s.time, s.slot) TO '${path.replaceAll("'", "''")}' (FORMAT parquet, COMPRESSION zstd)`);
    return { path, remove };
  } catch (error) {
    await remove();
    throw error;
  } finally {
    instance?.closeSync();
  }
}

type Appender = Awaited<ReturnType<DuckDBConnection['createAppender']>>;

function appendTags(appender: Appender, tags: readonly PlacedTag[]): void {
  for (const { slot, id, machine, tag, texts } of tags) {
    appender.appendInteger(slot);
    appender.appendVarchar(id);
    appender.appendVarchar(machine.machine.name);
    if (tag.unit === undefined) appender.appendNull();
    else appender.appendVarchar(tag.unit);
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
