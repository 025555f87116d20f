import { writeSync } from 'node:fs';
import type { SampleBatch } from '../../series/sample-batch.ts';
import type { TagId } from '../../twin/plant.ts';
import { type FileHistorian, openHistorian } from './duckdb-historian.ts';
import { firstTextNumber, type Historian } from './historian.ts';
import { openPostgresHistorian } from './postgres-historian.ts';

/** Runs in a process of its own, which is killed or starved: see `crash-writer.fixture.ts`. */
export const tags = Array.from({ length: 20 }, (_, i) => `machine.tag${i}` as TagId);
const startMs = Date.UTC(2030, 0, 1);
export const rowsPerBatch = 500;
const inFlight = 4;

export interface Row {
  readonly slot: number;
  readonly timeMs: number;
  readonly value: number;
}

/** Eight batches each come newest first. It is its own inverse. */
const placeOf = (n: number): number => n - (n % 8) + (7 - (n % 8));

/** Batch `n` is the same in every process; no two share a (tag, time). */
export function rowsOf(n: number): Row[] {
  const place = placeOf(n);
  return Array.from({ length: rowsPerBatch }, (_, i) => ({
    slot: i % tags.length,
    timeMs: startMs + place * 1000 + Math.floor(i / tags.length),
    value: n + i / 1000,
  }));
}

/** The batch that a row is of; NaN where no batch has such a row. */
export function batchOfRow(slot: number, timeMs: number, value: number): number {
  const n = placeOf(Math.floor((timeMs - startMs) / 1000));
  const i = ((timeMs - startMs) % 1000) * tags.length + slot;
  return n >= 0 && i < rowsPerBatch && value === n + i / 1000 ? n : Number.NaN;
}

/** Batch `n` as `append` takes it, with a text of its own. */
export function batchNumber(n: number): SampleBatch {
  const rows = rowsOf(n);
  return {
    length: rows.length,
    slots: Uint32Array.from(rows, (row) => row.slot),
    timesMs: Float64Array.from(rows, (row) => row.timeMs),
    values: Float64Array.from(rows, (row) => row.value),
    qualities: new Uint8Array(rows.length),
    texts: [{ slot: n % tags.length, number: firstTextNumber + n, text: `of batch ${n}` }],
  };
}

/** The row that `corrects` writes. */
export const correctedRow = (n: number) => ({ slot: 3, timeMs: startMs, value: n, quality: 0 });

function correctionNumber(n: number): SampleBatch {
  const { slot, timeMs, value } = correctedRow(n);
  const times = Float64Array.of(timeMs);
  return {
    length: 1,
    slots: Uint32Array.of(slot),
    timesMs: times,
    values: Float64Array.of(value),
    qualities: new Uint8Array(1),
  };
}

/** The store of the tests: a folder, or a `postgres://` address. */
export function openStore(where: string): Promise<Historian> {
  const keyframeSpacing = 5000;
  if (where.startsWith('postgres://')) return openPostgresHistorian(where, 'crash', tags, { keyframeSpacing });
  // As the gateway does: what a kill leaves of a store that was just being made is moved aside.
  const recovery = { now: () => startMs, log: () => undefined };
  return openHistorian(where, tags, { keyframeSpacing, recovery });
}

/** How a writer runs: from batch `from` on, up to `until`, with a checkpoint after every `checkpointEvery` batches. */
export interface Writing {
  readonly where: string;
  readonly from: number;
  readonly until?: number;
  readonly checkpointEvery?: number;
  /** Each batch is one row that replaces that of the batch before, which is stored by then. */
  readonly corrects?: boolean;
}

/** Prints "opening", then a line for each batch that was stored ("stored 12") or refused. */
export async function writeBatches(writing: Writing): Promise<void> {
  const { where, from, until = Number.POSITIVE_INFINITY, checkpointEvery = Number.POSITIVE_INFINITY } = writing;
  const { corrects = false } = writing;
  const batch = corrects ? correctionNumber : batchNumber;
  writeSync(1, 'opening\n');
  const historian = await openStore(where);
  let next = from;
  const write = async () => {
    while (next < until) {
      const n = next++;
      const said = await historian.append(batch(n)).then(
        () => `stored ${n}`,
        (error: Error) => `refused ${n} ${error.message}`,
      );
      writeSync(1, `${said}\n`);
      if (n % checkpointEvery === checkpointEvery - 1) await (await (historian as FileHistorian).freeze()).thaw();
    }
  };
  await Promise.all(Array.from({ length: corrects ? 1 : inFlight }, write));
  await historian.close();
}
