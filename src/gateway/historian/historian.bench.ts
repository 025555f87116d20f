import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { SampleBatchBuilder } from '../../series/sample-batch.ts';
import type { TagId } from '../../twin/plant.ts';
import { openHistorian } from './duckdb-historian.ts';
import type { Historian } from './historian.ts';

export interface Measurement {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The same, the obvious way; null where there is none. */
  readonly baseline: number | null;
  /** How many times better than the baseline. */
  readonly ratio: number | null;
}

const tagCount = 10_000;
const sampleCount = 100_000_000;
const startMs = Date.UTC(2030, 0, 1);
const batchRows = 100_000;
const snapshots = 200;
const naiveSnapshots = 5;
const never = new AbortController().signal;

/** Fills a new store with a plant's worth of samples and measures it. Takes about two minutes and 600 MB of disk. */
export async function bench(): Promise<Measurement[]> {
  const folder = await mkdtemp(join(tmpdir(), 'gemba-history-bench-'));
  try {
    const tagIds = Array.from({ length: tagCount }, (_, i) => `machine${Math.floor(i / 20)}.tag${i % 20}` as TagId);
    const historian = await openHistorian(folder, tagIds);
    const { seconds, jsonBytes } = await load(historian);
    const { toMs } = (await historian.extent())!;
    const random = randomFrom(2);
    const times: number[] = [];
    for (let i = 0; i < snapshots; i++) {
      const atMs = startMs + random() * (toMs - startMs);
      times.push(await elapsedMs(() => historian.snapshot(atMs, never)));
    }
    await historian.close();
    const bytes = await bytesIn(folder);
    const naive = await naiveSnapshotMs(folder, toMs);
    const rate = sampleCount / seconds;
    const naiveRate = await insertsPerSecond(folder);
    const lowerIsBetter = (name: string, value: number, unit: string, baseline: number) => ({
      name,
      value,
      unit,
      baseline,
      ratio: baseline / value,
    });
    return [
      lowerIsBetter('history snapshot of 10,000 tags, p50', percentile(times, 0.5), 'ms', percentile(naive, 0.5)),
      lowerIsBetter('history snapshot of 10,000 tags, p95', percentile(times, 0.95), 'ms', percentile(naive, 0.95)),
      lowerIsBetter('history bytes per sample', bytes / sampleCount, 'B', jsonBytes),
      { name: 'history append', value: rate, unit: 'samples/s', baseline: naiveRate, ratio: rate / naiveRate },
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Slow random walks on each sensor's resolution, every tag about once a second with its own jitter. */
async function load(historian: Historian): Promise<{ seconds: number; jsonBytes: number }> {
  const random = randomFrom(1);
  const decimals = Array.from({ length: tagCount }, (_, i) => i % 3);
  const steps = Int32Array.from({ length: tagCount }, () => 200 + random() * 3000);
  const scales = decimals.map((digits) => 10 ** digits);
  const batch = new SampleBatchBuilder(batchRows);
  let spentMs = 0;
  let jsonBytes = 0;
  for (let row = 0; row < sampleCount; row += batchRows) {
    batch.clear();
    for (let i = 0; i < batchRows; i++) {
      const slot = Math.floor(random() * tagCount);
      steps[slot]! += Math.floor(random() * 3) - 1;
      batch.push(slot, startMs + Math.floor(((row + i) * 1000) / tagCount), steps[slot]! / scales[slot]!);
    }
    if (row === 0) jsonBytes = bytesAsJsonLines(batch);
    spentMs += await elapsedMs(() => historian.append(batch));
    if (row % 10_000_000 === 0) console.error(`history: ${row / 1e6} of ${sampleCount / 1e6} million samples`);
  }
  return { seconds: spentMs / 1000, jsonBytes };
}

function bytesAsJsonLines(batch: SampleBatchBuilder): number {
  let bytes = 0;
  for (let i = 0; i < batch.length; i++) {
    const line = {
      tag: `machine${Math.floor(batch.slots[i]! / 20)}.tag${batch.slots[i]! % 20}`,
      timeMs: batch.timesMs[i],
      value: batch.values[i],
    };
    bytes += JSON.stringify(line).length + 1;
  }
  return bytes / batch.length;
}

/** Each tag's last row at or before a moment, straight from the samples. */
async function naiveSnapshotMs(folder: string, toMs: number): Promise<number[]> {
  const instance = await DuckDBInstance.create(join(folder, 'history.duckdb'), { threads: '2', memory_limit: '512MB' });
  const connection = await instance.connect();
  const random = randomFrom(3);
  const times: number[] = [];
  for (let i = 0; i < naiveSnapshots; i++) {
    const atMs = Math.floor(startMs + random() * (toMs - startMs));
    const sql = `SELECT tag, max(time), arg_max(value, time), arg_max(quality, time) FROM sample WHERE time <= ${atMs} GROUP BY tag`;
    times.push(await elapsedMs(() => connection.run(sql)));
  }
  connection.closeSync();
  instance.closeSync();
  return times;
}

/** One INSERT per sample in batches of a transaction each, into the same database. */
async function insertsPerSecond(folder: string): Promise<number> {
  const instance = await DuckDBInstance.create(join(folder, 'naive.duckdb'), { threads: '2' });
  const connection = await instance.connect();
  await connection.run('CREATE TABLE sample (tag INTEGER, time BIGINT, value DOUBLE, quality UTINYINT)');
  const insert = await connection.prepare('INSERT INTO sample VALUES ($1, $2, $3, 0)');
  const rows = 5000;
  const spentMs = await elapsedMs(async () => {
    await connection.run('BEGIN');
    for (let i = 0; i < rows; i++) {
      insert.bindInteger(1, i);
      insert.bindBigInt(2, BigInt(startMs + i));
      insert.bindDouble(3, i / 10);
      await insert.run();
    }
    await connection.run('COMMIT');
  });
  connection.closeSync();
  instance.closeSync();
  return (rows / spentMs) * 1000;
}

async function bytesIn(folder: string): Promise<number> {
  const files = await readdir(folder);
  const sizes = await Promise.all(files.map(async (file) => (await stat(join(folder, file))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function elapsedMs(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function percentile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
}

/** A seeded generator (mulberry32), uniform in [0, 1). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
