import { createReadStream, existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { mostNotes, type Note } from '../../protocol/notes.ts';
import { type SampleBatch, SampleBatchBuilder, type WholeBatch } from '../../series/sample-batch.ts';
import type { Plant, RecordingSource } from '../../twin/plant.ts';
import type { PlacedTag, PlantIndex } from '../../twin/plant-index.ts';
import { qualityNames } from '../../twin/quality.ts';
import { residualsOf } from '../exact-state.ts';
import { correctionsParquet, type MadeFile, parquetFile } from '../exports/export-parquet.ts';
import type { ExportWindow } from '../exports/export-request.ts';
import type { Historian, ReplacedSamples } from '../historian/historian.ts';
import { checkNote } from '../notes/check-note.ts';
import { BadRequest } from '../requests.ts';
import { sentence } from '../sentence.ts';
import type { Texts } from '../texts.ts';
import { type Part, textPart, unpackArchive, writeArchive } from './archive.ts';
import { modelParts } from './model-parts.ts';
import { RecordError } from './record-error.ts';

const recordingFormat = 'gemba-recording-1';
const samplesName = 'samples.parquet';
const correctionsName = 'corrections.parquet';
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
  /** Before when samples of it were thinned, by rule, as `Historian.thinned` says it; Unix ms. */
  readonly thinned: Readonly<Record<string, number>>;
}

/** What a recording is made of. */
export interface Recorded {
  readonly historian: Pick<Historian, 'readTags' | 'corrections' | 'snapshot' | 'thinned'>;
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
 * sources are left out, its models, the notes that touch the window, and as Parquet the samples and what they replaced.
 * The value in force of each tag at the start comes along.
 */
export async function recordingFile(
  { historian, index, folder: plantFolder, notes, log }: Recorded,
  window: ExportWindow,
  signal: AbortSignal,
): Promise<MadeFile> {
  const { plant } = index;
  const folder = await mkdtemp(join(tmpdir(), 'gemba-recording-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  const made: MadeFile[] = [];
  const filePart = async (name: string, making: Promise<MadeFile>): Promise<Part> => {
    const file = await making;
    made.push(file);
    return { name, bytes: (await stat(file.path)).size, content: () => createReadStream(file.path) };
  };
  try {
    const path = join(folder, 'recording.gemba');
    const samples = await filePart(samplesName, parquetFile(withStateBefore(historian, window), window, signal));
    const corrections = await filePart(correctionsName, correctionsParquet(historian, window, signal));
    const { fromMs, toMs } = window;
    const thinned = Object.fromEntries(await historian.thinned());
    await writeArchive(
      path,
      {
        format: recordingFormat,
        about: { plant: plant.id, name: plant.name, fromMs, toMs, thinned } satisfies RecordingAbout & {
          plant: string;
        },
        parts: [
          textPart('plant.json', `${JSON.stringify(withoutSources(plant), null, 2)}\n`),
          textPart(notesName, `${JSON.stringify(notes.filter(touching(window)), null, 2)}\n`),
          ...(await modelParts(index, plantFolder, log)),
          samples,
          corrections,
        ],
      },
      () => undefined,
    );
    return { path, remove };
  } catch (error) {
    await remove();
    throw error;
  } finally {
    for (const file of made) await file.remove();
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
    const state = await historian.snapshot(fromMs - 1, signal);
    const residuals = await residualsOf(historian, state, signal);
    const { timesMs, values, qualities } = state;
    const before = new SampleBatchBuilder();
    for (const { slot } of tags) {
      if (Number.isNaN(timesMs[slot]!)) continue;
      before.push(slot, timesMs[slot]!, values[slot]!, qualities[slot]!, Number.NaN, residuals[slot]);
    }
    if (before.length > 0) yield before;
    yield* historian.readTags(slots, from, to, signal);
  },
});

/** Unpacks a recording into an empty folder: its plant file is `plant.json` there. */
export async function unpackRecording(file: string, folder: string): Promise<RecordingAbout> {
  const { about } = await unpackArchive(file, folder, recordingFormat, () => undefined);
  // Recordings of before do not say what was thinned.
  const { name, fromMs, toMs, thinned = {} } = about;
  const known = typeof thinned === 'object' && thinned !== null && Object.values(thinned).every(Number.isFinite);
  if (
    typeof name !== 'string' ||
    typeof fromMs !== 'number' ||
    typeof toMs !== 'number' ||
    !(fromMs < toMs) ||
    !known
  ) {
    throw new RecordError(`${file} does not say what it is a recording of: export it again.`);
  }
  return { name, fromMs, toMs, thinned: thinned as Record<string, number> };
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

/**
 * The samples of an unpacked recording, oldest first, with the texts that `texts` does not know; those of tags that its
 * plant does not have are passed over.
 */
export async function* recordedSamples(folder: string, index: PlantIndex, texts: Texts): AsyncGenerator<SampleBatch> {
  for await (const { rows } of recordedRows(join(folder, samplesName), index, texts)) yield rows;
}

/** What they replaced; nothing where it is of a time before recordings had that. */
export async function* recordedCorrections(
  folder: string,
  index: PlantIndex,
  texts: Texts,
): AsyncGenerator<ReplacedSamples> {
  const path = join(folder, correctionsName);
  if (!existsSync(path)) return;
  for await (const { rows, correctedMs } of recordedRows(path, index, texts)) {
    yield { ...rows, correctedMs: Float64Array.from(correctedMs) };
  }
}

async function* recordedRows(
  file: string,
  { tags }: PlantIndex,
  texts: Texts,
): AsyncGenerator<{ readonly rows: WholeBatch; readonly correctedMs: readonly number[] }> {
  const placed = new Map<string, PlacedTag>(tags.map((tag) => [tag.id, tag]));
  const instance = await DuckDBInstance.create();
  try {
    const connection = await instance.connect();
    const path = file.replaceAll("'", "''");
    const words = qualityNames.map((name) => `'${name}'`).join(', ');
    const schema = await connection.runAndReadAll(`SELECT name FROM parquet_schema('${path}')`);
    const names = new Set(schema.getRows().flat());
    // Recordings of before do not say when their samples came in, and only corrections say when they were corrected.
    const time = (name: string) => (names.has(name) ? `epoch_ms(${name})::DOUBLE` : 'NULL');
    const residual = names.has('integer') ? 'coalesce(integer::HUGEINT - TRY_CAST(value AS HUGEINT), 0)::INTEGER' : '0';
    const text = names.has('text') ? 'text' : 'NULL';
    const found = await connection.stream(
      `SELECT tag, epoch_ms(time)::DOUBLE, value, list_position([${words}], quality) - 1, ${time('received')},
         ${time('corrected')}, ${residual}, ${text}
       FROM read_parquet('${path}')`,
    );
    let rows = new SampleBatchBuilder();
    let correctedMs: number[] = [];
    for (let chunk = await found.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await found.fetchChunk()) {
      for (const [id, timeMs, value, quality, receivedMs, corrected, residual, said] of chunk.getRows()) {
        const tag = placed.get(String(id));
        if (tag === undefined) continue;
        const number = said === null ? Number(value ?? Number.NaN) : texts.numbered(tag, String(said)).number;
        const received = Number(receivedMs ?? Number.NaN);
        rows.push(tag.slot, Number(timeMs), number, Number(quality), received, Number(residual));
        correctedMs.push(Number(corrected ?? Number.NaN));
      }
      if (rows.length < batchRows) continue;
      yield { rows: withTexts(rows, texts), correctedMs };
      rows = new SampleBatchBuilder();
      correctedMs = [];
    }
    if (rows.length > 0) yield { rows: withTexts(rows, texts), correctedMs };
  } finally {
    instance.closeSync();
  }
}

/** With the texts of its numbers that no batch before it had. */
function withTexts(batch: SampleBatchBuilder, texts: Texts): WholeBatch {
  const fresh = texts.unstored;
  texts.stored(fresh);
  return { ...batch.copy(), texts: fresh };
}
