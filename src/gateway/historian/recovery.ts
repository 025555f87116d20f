import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, rename, rm, stat, statfs, truncate } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { type SampleBatch, SampleBatchBuilder, type TagText } from '../../series/sample-batch.ts';
import type { TagId } from '../../twin/plant.ts';
import { type Sentence, sentence } from '../sentence.ts';
import { logFile, storeFile } from './checkpoints.ts';
import { instanceOptions, isDamage } from './database.ts';
import type { FileHistorian } from './duckdb-historian.ts';
import { isTextNumber, lostText, type ReplacedSamples } from './historian.ts';
import { hasTable, number } from './keyframes.ts';
import { numberColumns } from './numbers.ts';

export interface Recovery {
  /** Unix epoch ms: the folder that damage is moved to is named by it. */
  readonly now: () => number;
  readonly log: (line: string) => void;
}

interface RecoveryParts extends Recovery {
  /** Opens a store that is sound. */
  readonly open: (folder: string, tagIds: readonly TagId[]) => Promise<FileHistorian>;
}

/** DuckDB's row group: where a page of it cannot be read, all of it is passed over. */
const rowsPerRead = 122_880;

/**
 * Puts a sound store in the place of a damaged one, which is moved aside whole, and never deleted: what can be read of
 * it is in the new one. Where only the log is damaged, the store stays and the log is cut before the damage. Resolves
 * to what people should know. Nothing may have the store open.
 */
export async function recoverStore(folder: string, damage: Error, parts: RecoveryParts): Promise<Sentence> {
  parts.log(`The history in ${folder} is damaged (${damage.message.split('\n')[0]}): saving what can be read`);
  const aside = await asideFolder(folder, parts.now());
  if (await cutLog(folder)) {
    await mkdir(aside);
    await rename(join(folder, `${logFile}.whole`), join(aside, logFile));
    return sentence('history.logCut', { aside });
  }
  // Made first: where it is found at a start, a rescue was cut short, and is done again.
  await mkdir(rescueFolder(folder), { recursive: true });
  await rename(folder, aside);
  return rescue(folder, aside, parts);
}

/** Does again what a power cut interrupted; null when nothing was. */
export async function finishRecovery(folder: string, parts: RecoveryParts): Promise<Sentence | null> {
  const names: string[] = await readdir(dirname(folder)).catch(() => []);
  if (!names.includes(basename(rescueFolder(folder)))) return null;
  const newest = names
    .filter((name) => name.startsWith(`${basename(folder)}-damaged-`))
    .sort()
    .at(-1);
  if (existsSync(join(folder, storeFile)) || newest === undefined) {
    await rm(rescueFolder(folder), { recursive: true });
    return null;
  }
  return rescue(folder, join(dirname(folder), newest), parts);
}

const rescueFolder = (folder: string): string => `${folder}-rescue`;

async function asideFolder(folder: string, nowMs: number): Promise<string> {
  const stamp = new Date(nowMs).toISOString().slice(0, 19).replaceAll(':', '-');
  const names = await readdir(dirname(folder));
  const wanted = `${basename(folder)}-damaged-${stamp}Z`;
  let name = wanted;
  for (let n = 2; names.includes(name); n++) name = `${wanted}-${n}`;
  return join(dirname(folder), name);
}

/** Cuts a log that DuckDB does not take before what it stumbles over. False where the log is not what is wrong. */
async function cutLog(folder: string): Promise<boolean> {
  const log = join(folder, logFile);
  const whole = `${log}.whole`;
  let fault = await openingFault(folder);
  if (!/WAL/.test(fault ?? '')) return false;
  await copyFile(log, whole);
  for (let endBytes = (await stat(log)).size; fault !== null && endBytes > 0; ) {
    const at = Number(/entry at byte position (\d+)/.exec(fault)?.[1] ?? 0);
    endBytes = at < endBytes ? at : 0;
    // All that is checkpointed is in the store itself.
    if (endBytes === 0) await rm(log);
    else await truncate(log, endBytes);
    fault = await openingFault(folder);
  }
  if (fault === null) return true;
  await rename(whole, log);
  return false;
}

/** What DuckDB says against opening the store; null when it opens. It changes nothing. */
async function openingFault(folder: string): Promise<string | null> {
  try {
    (await openReadOnly(folder)).closeSync();
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

const openReadOnly = (folder: string): Promise<DuckDBInstance> =>
  DuckDBInstance.create(join(folder, storeFile), {
    ...instanceOptions(join(folder, 'spill'), 512),
    access_mode: 'READ_ONLY',
  });

async function rescue(folder: string, aside: string, parts: RecoveryParts): Promise<Sentence> {
  const target = rescueFolder(folder);
  await rm(target, { recursive: true, force: true });
  await mkdir(target);
  let told: Sentence;
  if (await hasRoom(aside)) {
    const { saved, lost } = await salvage(aside, target, parts);
    told =
      lost > 0
        ? sentence('history.savedInPart', { count: saved, lost, aside })
        : sentence('history.saved', { count: saved, aside });
  } else {
    told = sentence('history.noRoomToSave', { aside });
  }
  await rename(target, folder);
  return told;
}

async function hasRoom(aside: string): Promise<boolean> {
  const { bavail, bsize } = await statfs(aside);
  const { size } = await stat(join(aside, storeFile)).catch(() => ({ size: 0 }));
  return bavail * bsize > size;
}

/** Writes what can be read of one store into a new one. A part that cannot be read is passed over, never guessed. */
async function salvage(
  from: string,
  to: string,
  { open, log }: RecoveryParts,
): Promise<{ saved: number; lost: number }> {
  let instance: DuckDBInstance;
  try {
    instance = await openReadOnly(from);
  } catch {
    return { saved: 0, lost: 0 };
  }
  let saved = 0;
  let lost = 0;
  let historian: FileHistorian | undefined;
  try {
    const connection = await instance.connect();
    const { ids, slots } = await readTags(connection);
    const newer = await newerColumns(connection, 'sample', { received: "'NaN'::DOUBLE", residual: '0' });
    const last = await number(connection, 'SELECT max(rowid)::DOUBLE FROM sample');
    historian = await open(to, ids);
    const texts = await readTexts(connection, slots);
    await historian.append({ ...new SampleBatchBuilder(0), texts: texts.known });
    let told = 0;
    for (let start = 0; start <= last; start += rowsPerRead) {
      const end = Math.min(start + rowsPerRead - 1, last);
      const batch = await readSamples(connection, newer, slots, start, end);
      if (batch === null) lost += end - start + 1;
      else {
        await historian.append({ ...batch, texts: texts.lostIn(batch) });
        saved += batch.length;
      }
      const share = Math.floor((10 * end) / last);
      if (share > told) log(`saving the damaged record: ${10 * share} %`);
      told = share;
    }
    for await (const rows of readCorrections(connection, slots)) await historian.addCorrections(rows);
  } catch (error) {
    if (!isDamage(error)) throw error;
  } finally {
    await historian?.close();
    instance.closeSync();
  }
  return { saved, lost };
}

/** The stored tags, and each one's slot among them by its number. */
async function readTags(
  connection: DuckDBConnection,
): Promise<{ ids: readonly TagId[]; slots: ReadonlyMap<number, number> }> {
  const rows = (await connection.runAndReadAll('SELECT id, number FROM tag')).getRows();
  return {
    ids: rows.map(([id]) => String(id) as TagId),
    slots: new Map(rows.map(([, number], slot) => [Number(number), slot])),
  };
}

/** The texts that can be read, and those that samples have without. */
async function readTexts(connection: DuckDBConnection, slots: ReadonlyMap<number, number>) {
  const known: TagText[] = [];
  try {
    for (const [tag, of, text] of (
      await connection.runAndReadAll('SELECT tag, number, text FROM tag_text')
    ).getRows()) {
      const slot = slots.get(Number(tag));
      if (slot !== undefined) known.push({ slot, number: Number(of), text: String(text) });
    }
  } catch (error) {
    // A store that never had texts may be without the table.
    if (!isDamage(error) && !/does not exist/.test((error as Error).message)) throw error;
  }
  const found = new Set(known.map(({ slot, number: of }) => `${slot} ${of}`));
  const lostIn = ({ length, slots: of, values }: SampleBatch): TagText[] => {
    const lost: TagText[] = [];
    for (let row = 0; row < length; row++) {
      const key = `${of[row]} ${values[row]}`;
      if (!isTextNumber(values[row]!) || found.has(key)) continue;
      found.add(key);
      lost.push({ slot: of[row]!, number: values[row]!, text: lostText });
    }
    return lost;
  };
  return { known, lostIn };
}

/** As SQL: columns that stores of older versions do not have, or what stands for each. */
async function newerColumns(
  connection: DuckDBConnection,
  table: string,
  columns: Readonly<Record<string, string>>,
): Promise<string> {
  const found = await connection.runAndReadAll(
    `SELECT column_name FROM duckdb_columns() WHERE table_name = '${table}'`,
  );
  const names = new Set(found.getRows().flat());
  return Object.entries(columns)
    .map(([name, instead]) => (names.has(name) ? `${name}::DOUBLE` : instead))
    .join(', ');
}

async function readSamples(
  connection: DuckDBConnection,
  newer: string,
  slots: ReadonlyMap<number, number>,
  start: number,
  end: number,
): Promise<SampleBatchBuilder | null> {
  try {
    const sql = `SELECT tag, time::DOUBLE, value, quality, ${newer} FROM sample WHERE rowid BETWEEN ${start} AND ${end}`;
    const [tags, times, values, qualities, receivedMs, residuals] = numberColumns(await connection.run(sql));
    const batch = new SampleBatchBuilder(tags!.length);
    for (const [i, tag] of tags!.entries()) {
      const slot = slots.get(tag);
      if (slot === undefined) continue;
      batch.push(slot, times![i]!, values![i]!, qualities![i]!, receivedMs![i]!, residuals![i]!);
    }
    return batch;
  } catch (error) {
    if (!isDamage(error)) throw error;
    return null;
  }
}

/** What can be read of the corrections, in their order; a store of before version 3 has none. */
async function* readCorrections(
  connection: DuckDBConnection,
  slots: ReadonlyMap<number, number>,
): AsyncIterable<ReplacedSamples> {
  if (!(await hasTable(connection, 'correction'))) return;
  const newer = await newerColumns(connection, 'correction', { residual: '0' });
  const last = await number(connection, 'SELECT max(rowid)::DOUBLE FROM correction');
  for (let start = 0; start <= last; start += rowsPerRead) {
    const sql = `SELECT tag, time::DOUBLE, value, quality, received::DOUBLE, corrected::DOUBLE, ${newer} FROM correction
      WHERE rowid BETWEEN ${start} AND ${start + rowsPerRead - 1} AND tag IN (SELECT number FROM tag) ORDER BY rowid`;
    const columns = await connection.run(sql).then(numberColumns, (error: Error) => {
      if (!isDamage(error)) throw error;
      return null;
    });
    if (columns === null) continue;
    const [tags, timesMs, values, qualities, receivedMs, correctedMs, residuals] = columns as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    const own = Uint32Array.from(tags, (tag) => slots.get(tag)!);
    yield {
      ...{ length: tags.length, slots: own, timesMs, values, qualities: Uint8Array.from(qualities) },
      ...{ receivedMs, correctedMs, residuals: Int16Array.from(residuals) },
    };
  }
}
