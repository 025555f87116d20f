import { createReadStream } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { mostNotes, type Note } from '../../protocol/notes.ts';
import { type SampleBatch, SampleBatchBuilder } from '../../series/sample-batch.ts';
import type { Plant, RecordingSource } from '../../twin/plant.ts';
import type { PlacedTag, PlantIndex } from '../../twin/plant-index.ts';
import { qualityNames } from '../../twin/quality.ts';
import { type MadeFile, parquetFile } from '../exports/export-parquet.ts';
import type { ExportWindow } from '../exports/export-request.ts';
import type { Historian } from '../historian/historian.ts';
import { checkNote } from '../notes/check-note.ts';
import { BadRequest } from '../requests.ts';
import { sentence } from '../sentence.ts';
import { Texts } from '../texts.ts';
import { textPart, unpackArchive, writeArchive } from './archive.ts';
import { modelParts } from './model-parts.ts';
import { RecordError } from './record-error.ts';

const recordingFormat = 'gemba-recording-1';
const samplesName = 'samples.parquet';
const notesName = 'notes.json';
/** As many of the longest notes as a gateway keeps, at three bytes a character. */
const mostNoteBytes = 256 << 20;
/** Samples of one batch on their way into a store. */
const batchRows = 65_536;

/** What an unpacked recording is of. */
export interface RecordingAbout {
  readonly name: string;
  readonly fromMs: number;
  readonly toMs: number;
}

/** What a recording is made of. */
export interface Recorded {
  readonly historian: Pick<Historian, 'readTags' | 'snapshot'>;
  readonly index: PlantIndex;
  /** Of the plant file, which names its models from there. */
  readonly folder: string;
  /** All that are in force. */
  readonly notes: readonly Note[];
  /** Told of a model that is left out. */
  readonly log: (line: string) => void;
}

/**
 * A window of the record with its plant, in one file that needs nothing else: an archive of the plant file, whose
 * sources are left out, its models, the notes that touch the window, and the samples as Parquet. The value in force of
 * each tag at the start comes along.
 */
export async function recordingFile(
  { historian, index, folder: plantFolder, notes, log }: Recorded,
  window: ExportWindow,
  signal: AbortSignal,
): Promise<MadeFile> {
  const { plant } = index;
  const folder = await mkdtemp(join(tmpdir(), 'gemba-recording-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  const samples = await parquetFile(withStateBefore(historian, window), window, signal);
  try {
    const path = join(folder, 'recording.gemba');
    const { size } = await stat(samples.path);
    const { fromMs, toMs } = window;
    await writeArchive(
      path,
      {
        format: recordingFormat,
        about: { plant: plant.id, name: plant.name, fromMs, toMs } satisfies RecordingAbout & { plant: string },
        parts: [
          textPart('plant.json', `${JSON.stringify(withoutSources(plant), null, 2)}\n`),
          textPart(notesName, `${JSON.stringify(notes.filter(touching(window)), null, 2)}\n`),
          ...(await modelParts(index, plantFolder, log)),
          { name: samplesName, bytes: size, content: () => createReadStream(samples.path) },
        ],
      },
      () => undefined,
    );
    return { path, remove };
  } catch (error) {
    await remove();
    throw error;
  } finally {
    await samples.remove();
  }
}

/** Addresses and passwords of brokers, and paths, stay at home; the tags keep saying which source they are of. */
function withoutSources(plant: Plant): Plant {
  const sources = plant.sources.map(
    ({ id }): RecordingSource => ({
      id,
      type: 'recording',
      file: samplesName,
      mapping: samplesName,
      speed: 0,
      loop: false,
    }),
  );
  return { ...plant, sources };
}

/** Both ends count, as on a timeline of the window: a note is often of the moment at which somebody let it end. */
const touching =
  (window: ExportWindow) =>
  ({ fromMs, toMs }: Note): boolean =>
    fromMs <= window.toMs && toMs >= window.fromMs;

const withStateBefore = (
  historian: Pick<Historian, 'readTags' | 'snapshot'>,
  { fromMs, tags }: ExportWindow,
): Pick<Historian, 'readTags'> => ({
  async *readTags(slots, from, to, signal) {
    const { timesMs, values, qualities } = await historian.snapshot(fromMs - 1, signal);
    const before = new SampleBatchBuilder();
    for (const { slot } of tags) {
      if (!Number.isNaN(timesMs[slot]!)) before.push(slot, timesMs[slot]!, values[slot]!, qualities[slot]!);
    }
    if (before.length > 0) yield before;
    yield* historian.readTags(slots, from, to, signal);
  },
});

/** Unpacks a recording into an empty folder: its plant file is `plant.json` there. */
export async function unpackRecording(file: string, folder: string): Promise<RecordingAbout> {
  const { about } = await unpackArchive(file, folder, recordingFormat, () => undefined);
  const { name, fromMs, toMs } = about;
  if (typeof name !== 'string' || typeof fromMs !== 'number' || typeof toMs !== 'number' || !(fromMs < toMs)) {
    throw new RecordError(`${file} does not say what it is a recording of: export it again.`);
  }
  return { name, fromMs, toMs };
}

/** The notes of an unpacked recording, none where it is of a time before recordings had them; `file` is what it came in. */
export async function recordedNotes(file: string, folder: string): Promise<readonly Note[]> {
  const path = join(folder, notesName);
  const damaged = (why: string) => new RecordError(`${file} has notes that cannot be read (${why}): export it again.`);
  const stats = await stat(path).catch(() => null);
  if (stats === null) return [];
  if (stats.size > mostNoteBytes) throw damaged('they are too large');
  let sent: unknown;
  try {
    sent = JSON.parse(await readFile(path, 'utf8'));
  } catch {
    throw damaged('they are no JSON');
  }
  if (!Array.isArray(sent)) throw damaged('they are no list');
  if (sent.length > mostNotes) throw damaged(`they are more than ${mostNotes.toLocaleString('en-US')}`);
  const notes = new Map<string, Note>();
  for (const [k, each] of sent.entries()) {
    try {
      const note = checkNote(each);
      if (notes.has(note.id)) throw new BadRequest(sentence('notes.twice'));
      notes.set(note.id, note);
    } catch (error) {
      if (!(error instanceof BadRequest)) throw error;
      throw damaged(`note ${k + 1}: ${error.message}`);
    }
  }
  return [...notes.values()];
}

/** The samples of an unpacked recording, with their texts, oldest first; those of tags that its plant does not have are passed over. */
export async function* recordedSamples(folder: string, { tags }: PlantIndex): AsyncGenerator<SampleBatch> {
  const placed = new Map<string, PlacedTag>(tags.map((tag) => [tag.id, tag]));
  const texts = new Texts([]);
  const instance = await DuckDBInstance.create();
  try {
    const connection = await instance.connect();
    const path = join(folder, samplesName).replaceAll("'", "''");
    const words = qualityNames.map((name) => `'${name}'`).join(', ');
    const schema = await connection.runAndReadAll(`SELECT name FROM parquet_schema('${path}')`);
    // Recordings of before do not say when their samples came in.
    const has = (column: string) => schema.getRows().some(([name]) => name === column);
    const received = has('received') ? 'epoch_ms(received)::DOUBLE' : 'NULL';
    const text = has('text') ? 'text' : 'NULL';
    const rows = await connection.stream(
      `SELECT tag, epoch_ms(time)::DOUBLE, value, list_position([${words}], quality) - 1, ${received}, ${text}
       FROM read_parquet('${path}')`,
    );
    let batch = new SampleBatchBuilder();
    for (let chunk = await rows.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await rows.fetchChunk()) {
      for (const [id, timeMs, value, quality, receivedMs, said] of chunk.getRows()) {
        const tag = placed.get(String(id));
        if (tag === undefined) continue;
        const number = said === null ? Number(value ?? Number.NaN) : texts.numbered(tag, String(said)).number;
        batch.push(tag.slot, Number(timeMs), number, Number(quality), Number(receivedMs ?? Number.NaN));
      }
      if (batch.length < batchRows) continue;
      yield withTexts(batch, texts);
      batch = new SampleBatchBuilder();
    }
    if (batch.length > 0) yield withTexts(batch, texts);
  } finally {
    instance.closeSync();
  }
}

/** With the texts of its numbers that no batch before it had. */
function withTexts(batch: SampleBatchBuilder, texts: Texts): SampleBatch {
  const fresh = texts.unstored;
  texts.stored(fresh);
  return { ...batch.copy(), texts: fresh };
}
