import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { postgresPath, startPostgres } from '../../../e2e/postgres.ts';
import { type SampleBatch, SampleBatchBuilder } from '../../series/sample-batch.ts';
import { thinningGrid } from '../../series/thinning.ts';
import type { TagId } from '../../twin/plant.ts';
import { openHistorian } from './duckdb-historian.ts';
import type { Historian } from './historian.ts';
import { openPostgresHistorian } from './postgres-historian.ts';
import { SqliteRows } from './sqlite-rows.bench.ts';

export interface Measurement {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The same, the obvious way; null where there is none. */
  readonly baseline: number | null;
  /** How many times better than the baseline. */
  readonly ratio: number | null;
}

/** What is measured of a store; `bytes` when all is stored and at rest. */
interface Store extends Pick<Historian, 'append' | 'snapshot' | 'thin' | 'close'> {
  bytes(): Promise<number>;
}

interface Figures {
  readonly perSecond: number;
  readonly bytesPerSample: number;
  readonly ackMs: readonly number[];
  readonly snapshotMs: readonly number[];
  readonly thinMs: readonly number[];
}

const tagCount = 10_000;
const tagIds = Array.from({ length: tagCount }, (_, i) => `machine${Math.floor(i / 20)}.tag${i % 20}` as TagId);
/** These have a sample a second all day; the others only at the end of it, until there are as many as asked for. */
const fastTags = 5;
const startMs = Date.UTC(2030, 0, 1);
const daySeconds = 86_400;
const dayMs = 1000 * daySeconds;
const yearDays = 365;
const defaultSamples = 20_000_000;
/** The stores of rows get the last tenth of what the slow tags have: all of it would take the best part of an hour. */
const rowsShare = 10;
const batchRows = 50_000;
const paced = { perSecond: 10_000, seconds: 5, everyMs: 20 };
const never = new AbortController().signal;

/**
 * Fills new stores with a day of a plant and measures them: ours, plain rows in SQLite as the baseline, and PostgreSQL
 * where it is installed. Takes about five minutes and 2 GB of disk with the default of `--samples`.
 */
export async function bench(_root: string, args: readonly string[]): Promise<Measurement[]> {
  const samplesAt = args.indexOf('--samples');
  const samples = samplesAt < 0 ? defaultSamples : Number(args[samplesAt + 1]);
  if (!(samples >= 1_000_000)) throw new RangeError('--samples takes a number of at least 1000000');
  const folder = await mkdtemp(join(tmpdir(), 'gemba-history-bench-'));
  try {
    const duckdb = await measure('DuckDB', await duckdbStore(join(folder, 'duckdb')), samples, 1);
    const sqlite = await measure('SQLite', new SqliteRows(join(folder, 'rows.sqlite'), tagCount), samples, rowsShare);
    const rows = comparison('', duckdb, sqlite);
    const yearMs = await aYear(join(folder, 'year'));
    for (const [name, share] of [
      ['p50', 0.5],
      ['p95', 0.95],
    ] as const) {
      const value = percentile(yearMs, share);
      rows.push({
        name: `history a tag's year as at most 1,000 buckets, ${name}`,
        value,
        unit: 'ms',
        baseline: null,
        ratio: null,
      });
    }
    if (postgresPath === undefined) {
      console.error('history: PostgreSQL is left out, it is not installed (apt-get install postgresql)');
      return rows;
    }
    const server = await startPostgres();
    try {
      const postgres = await measure('PostgreSQL', await postgresStore(server.url()), samples, rowsShare);
      rows.push(...comparison(', PostgreSQL', postgres, sqlite));
    } finally {
      await server.remove();
    }
    return rows;
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function duckdbStore(folder: string): Promise<Store> {
  let historian = await openHistorian(folder, tagIds);
  return {
    append: (batch) => historian.append(batch),
    snapshot: (atMs, signal) => historian.snapshot(atMs, signal),
    thin: (slot, fromMs, toMs, buckets, signal) => historian.thin(slot, fromMs, toMs, buckets, signal),
    close: () => historian.close(),
    async bytes() {
      // Closing writes its log into the file.
      await historian.close();
      const files = await readdir(folder);
      const sizes = await Promise.all(files.map(async (file) => (await stat(join(folder, file))).size));
      historian = await openHistorian(folder, tagIds);
      return sizes.reduce((sum, size) => sum + size, 0);
    },
  };
}

async function postgresStore(url: string): Promise<Store> {
  const historian = await openPostgresHistorian(url, 'bench', tagIds);
  const client = new Client(url);
  await client.connect();
  return {
    append: (batch) => historian.append(batch),
    snapshot: (atMs, signal) => historian.snapshot(atMs, signal),
    thin: (slot, fromMs, toMs, buckets, signal) => historian.thin(slot, fromMs, toMs, buckets, signal),
    async close() {
      await client.end();
      await historian.close();
    },
    async bytes() {
      // What the server does by itself within a minute.
      await client.query('VACUUM ANALYZE');
      const { rows } = await client.query<{ bytes: string }>(
        "SELECT sum(pg_total_relation_size(oid)) AS bytes FROM pg_class WHERE relnamespace = 'gemba_bench'::regnamespace AND relkind = 'r'",
      );
      return Number(rows[0]!.bytes);
    },
  };
}

async function measure(name: string, store: Store, samples: number, share: number): Promise<Figures> {
  let stored = 0;
  let spentMs = 0;
  for (const batch of day(samples, share)) {
    spentMs += await elapsedMs(() => store.append(batch));
    stored += batch.length;
  }
  const seconds = (spentMs / 1000).toFixed(1);
  console.error(`history: ${name} took ${stored.toLocaleString('en')} samples in ${seconds} s`);
  const bytesPerSample = (await store.bytes()) / stored;
  const random = randomFrom(2);
  const times = async (count: number, work: (k: number) => Promise<unknown>) => {
    const each: number[] = [];
    for (let k = 0; k < count; k++) each.push(await elapsedMs(() => work(k)));
    return each;
  };
  const stretchMs = (1000 * slowSeconds(samples)) / rowsShare;
  const snapshotMs = await times(40, () => store.snapshot(startMs + dayMs - random() * stretchMs, never));
  const grid = thinningGrid(startMs, startMs + dayMs, 1000);
  const thinMs = await times(40, (k) => store.thin(k % fastTags, grid.fromMs, grid.toMs, grid.buckets, never));
  const ackMs = await acknowledgements(store);
  await store.close();
  return { perSecond: (stored / spentMs) * 1000, bytesPerSample, ackMs, snapshotMs, thinMs };
}

function comparison(who: string, ours: Figures, rows: Figures): Measurement[] {
  const lower = (name: string, unit: string, of: (figures: Figures) => number): Measurement => {
    const [value, baseline] = [of(ours), of(rows)];
    return { name: `${name}${who}`, value, unit, baseline, ratio: baseline / value };
  };
  const ratio = ours.perSecond / rows.perSecond;
  const ack = `history acknowledged at ${paced.perSecond.toLocaleString('en')} samples/s`;
  return [
    { name: `history append${who}`, value: ours.perSecond, unit: 'samples/s', baseline: rows.perSecond, ratio },
    lower(`${ack}, p50`, 'ms', ({ ackMs }) => percentile(ackMs, 0.5)),
    lower(`${ack}, p99`, 'ms', ({ ackMs }) => percentile(ackMs, 0.99)),
    lower('history bytes per sample', 'B', ({ bytesPerSample }) => bytesPerSample),
    lower('history snapshot of 10,000 tags, p50', 'ms', ({ snapshotMs }) => percentile(snapshotMs, 0.5)),
    lower('history snapshot of 10,000 tags, p95', 'ms', ({ snapshotMs }) => percentile(snapshotMs, 0.95)),
    lower("history a tag's day as at most 1,000 buckets, p50", 'ms', ({ thinMs }) => percentile(thinMs, 0.5)),
    lower("history a tag's day as at most 1,000 buckets, p95", 'ms', ({ thinMs }) => percentile(thinMs, 0.95)),
  ];
}

/** How long the slow tags have samples. */
const slowSeconds = (samples: number): number => Math.floor((samples - fastTags * daySeconds) / (tagCount - fastTags));

/**
 * A day of slow random walks on each sensor's resolution, each tag about once a second. Of the slow tags' samples the
 * last `share`th is kept: the same for every store.
 */
function* day(samples: number, share: number): Iterable<SampleBatch> {
  const random = randomFrom(1);
  const steps = Int32Array.from({ length: tagCount }, () => 200 + random() * 3000);
  const batch = new SampleBatchBuilder(batchRows + tagCount);
  const slowFrom = daySeconds - slowSeconds(samples);
  const keptFrom = daySeconds - slowSeconds(samples) / share;
  for (let second = 0; second < daySeconds; second++) {
    const tags = second < slowFrom ? fastTags : tagCount;
    for (let i = 0; i < tags; i++) {
      const slot = i < fastTags ? i : fastTags + Math.floor(random() * (tagCount - fastTags));
      steps[slot]! += Math.floor(random() * 3) - 1;
      if (slot >= fastTags && second < keptFrom) continue;
      batch.push(slot, startMs + 1000 * second + Math.floor((1000 * i) / tags), steps[slot]! / 10 ** (slot % 3));
    }
    if (batch.length >= batchRows || second === daySeconds - 1) {
      yield batch;
      batch.clear();
    }
  }
}

/** How long each batch of a steady stream waits for its acknowledgement, from the moment at which it is due. */
async function acknowledgements(store: Store): Promise<number[]> {
  const rows = (paced.perSecond * paced.everyMs) / 1000;
  const waits: number[] = [];
  const pending: Promise<void>[] = [];
  const batch = new SampleBatchBuilder(rows);
  const beginMs = performance.now();
  for (let k = 0; k < (1000 * paced.seconds) / paced.everyMs; k++) {
    const dueMs = beginMs + k * paced.everyMs;
    await sleep(Math.max(0, dueMs - performance.now()));
    batch.clear();
    for (let i = 0; i < rows; i++) {
      batch.push((k * rows + i) % tagCount, startMs + dayMs + k * paced.everyMs, k);
    }
    pending.push(store.append(batch).then(() => void waits.push(performance.now() - dueMs)));
  }
  await Promise.all(pending);
  return waits;
}

/**
 * What a tag's year takes to read, ms. Each of all tags has a sample every six hours: the longest roll-ups are then as
 * many as in any year of so many tags, and a year is read from these.
 */
async function aYear(folder: string): Promise<number[]> {
  const historian = await openHistorian(folder, tagIds);
  const batch = new SampleBatchBuilder(4 * tagCount);
  for (let day = 0; day < yearDays; day++) {
    batch.clear();
    for (let quarter = 0; quarter < 4; quarter++) {
      for (let slot = 0; slot < tagCount; slot++) {
        batch.push(slot, startMs + (day + quarter / 4) * dayMs + slot, Math.sin(day / 20 + slot));
      }
    }
    await historian.append(batch);
  }
  const grid = thinningGrid(startMs, startMs + yearDays * dayMs, 1000);
  const took: number[] = [];
  for (let k = 0; k < 40; k++) {
    const slot = (k * 251) % tagCount;
    took.push(await elapsedMs(() => historian.thin(slot, grid.fromMs, grid.toMs, grid.buckets, never)));
  }
  await historian.close();
  return took;
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
