import { writeSync } from 'node:fs';
import type { SampleBatch } from '../../series/sample-batch.ts';
import type { TagId } from '../../twin/plant.ts';
import { openHistorian } from './duckdb-historian.ts';
import type { Historian } from './historian.ts';
import { openPostgresHistorian } from './postgres-historian.ts';

/** Runs in a process of its own, which the tests kill or starve: see `survival.contract.ts`. */
export const tags = Array.from({ length: 20 }, (_, i) => `machine.tag${i}` as TagId);
const startMs = Date.UTC(2030, 0, 1);
const rowsPerBatch = 500;
const inFlight = 4;

export interface Row {
  readonly slot: number;
  readonly timeMs: number;
  readonly value: number;
}

/** Batch `n` is the same in every process. Each eight come newest first; no two share a (tag, time). */
export function rowsOf(n: number): Row[] {
  const place = n - (n % 8) + (7 - (n % 8));
  return Array.from({ length: rowsPerBatch }, (_, i) => ({
    slot: i % tags.length,
    timeMs: startMs + place * 1000 + Math.floor(i / tags.length),
    value: n + i / 1000,
  }));
}

/** Batch `n` as `append` takes it. */
export function batchNumber(n: number): SampleBatch {
  const rows = rowsOf(n);
  return {
    length: rows.length,
    slots: Uint32Array.from(rows, (row) => row.slot),
    timesMs: Float64Array.from(rows, (row) => row.timeMs),
    values: Float64Array.from(rows, (row) => row.value),
    qualities: new Uint8Array(rows.length),
  };
}

/** The store of the tests: a folder, or a `postgres://` address. */
export function openStore(where: string): Promise<Historian> {
  const options = { keyframeSpacing: 5000 };
  return where.startsWith('postgres://')
    ? openPostgresHistorian(where, 'crash', tags, options)
    : openHistorian(where, tags, options);
}

/** Appends batches for ever, and prints a line for each that was stored ("stored 12") or refused. */
export async function writeForever(where: string, firstBatch: number): Promise<void> {
  const historian = await openStore(where);
  let next = firstBatch;
  const write = async () => {
    for (;;) {
      const n = next++;
      const said = await historian.append(batchNumber(n)).then(
        () => `stored ${n}`,
        (error: Error) => `refused ${n} ${error.message}`,
      );
      writeSync(1, `${said}\n`);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, write));
}
