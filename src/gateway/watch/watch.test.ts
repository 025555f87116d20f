import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Anomalies, MachineAnomaly } from '../../protocol/anomalies.ts';
import { type SampleBatch, SampleBatchBuilder } from '../../series/sample-batch.ts';
import { Random } from '../../simulation/random.ts';
import { packmlCode } from '../../twin/packml.ts';
import type { Clock } from '../clock.ts';
import { forecastPlant, slots } from '../forecasts/plant.fixture.ts';
import { Turns } from '../turns.ts';
import { Watch, type WatchParts } from './watch.ts';
import { WatchEngine } from './watch-engine.ts';

const index = forecastPlant({ high: 80 });
const person = { kind: 'person', id: 'anna', name: 'Anna' } as const;
const startMs = Date.UTC(2030, 0, 7);

/** The machine may be busy with other things. */
const patiently = { timeout: 30_000 };

let folder: string;
let nowMs: number;
/** What is recorded, a second a batch. */
let record: { readonly timeMs: number; readonly batch: SampleBatch }[];
let reads: [fromMs: number, toMs: number][];
let random: Random;
let logged: string[];
let watch: Watch;
let stopping: AbortController;
let running: Promise<void>;
/** Why the watch is no more. */
let failure: Error | null;

/** Short waits are over at once, long ones when the watch ends. */
const clock: Pick<Clock, 'now' | 'sleep'> = {
  now: () => nowMs,
  sleep: async (ms, signal) => {
    if (ms < 10_000) await turn();
    else if (!signal.aborted)
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  },
};

const historian: WatchParts['historian'] = {
  async *readTags(_wanted, fromMs, toMs) {
    reads.push([fromMs, toMs]);
    for (const { timeMs, batch } of record) if (timeMs >= fromMs && timeMs < toMs) yield batch;
  },
};

/** The next seconds of a pump that runs; of the tank nothing is known. */
function seconds(count: number, over = 0): SampleBatch[] {
  return Array.from({ length: count }, () => {
    const batch = new SampleBatchBuilder();
    const load = random.noise();
    batch.push(slots.state, nowMs, packmlCode('Execute'));
    batch.push(slots.speed, nowMs, 25 + load);
    batch.push(slots.temperature, nowMs, 50 + 2 * load + random.noise() + over);
    record.push({ timeMs: nowMs, batch });
    nowMs += 1000;
    return batch;
  });
}

async function open(): Promise<void> {
  stopping = new AbortController();
  const start: WatchParts['start'] = (with_) => {
    const engine = new WatchEngine(structuredClone(with_));
    return {
      ask: async (request) => {
        if (failure) throw failure;
        return engine.answer(structuredClone(request));
      },
      busyMs: () => ({ busyMs: 0, wholeMs: 0 }),
      close: async () => undefined,
    };
  };
  const turns = new Turns(clock.sleep);
  watch = await Watch.open(index, { historian, clock, turns, folder, log: (line) => logged.push(line), start });
  running = watch.run(stopping.signal);
  await vi.waitFor(async () => expect(await readdir(join(folder, 'learnt'))).toEqual(['pump.json']), patiently);
}

async function close(): Promise<void> {
  stopping.abort();
  await running;
  await watch.close();
}

async function live(batches: readonly SampleBatch[]): Promise<void> {
  for (const batch of batches) watch.take(batch);
  for (let k = 0; k < 5; k++) await turn();
}

/** Until a pattern of the pump is told. */
async function anomaly(): Promise<MachineAnomaly> {
  await live(seconds(100));
  expect(watch.all().anomalies).toEqual([]);
  await live(seconds(100, 12));
  const found = watch.all().anomalies.find(({ kind }) => kind === 'pattern');
  expect(found).toMatchObject({ machine: 'pump', overMs: null, isConfirmed: false });
  expect(found!.top[0]!.slot).toBe(slots.temperature);
  return found!;
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gemba-watch-'));
  failure = null;
  [nowMs, record, reads, logged, random] = [startMs, [], [], [], new Random(1, 'pump')];
  seconds(3600);
  await open();
});
afterEach(async () => {
  await close();
  expect(logged).toEqual([]);
  await rm(folder, { recursive: true });
});

test('WAT-2 what the record taught is watched for, and told to whoever listens', async () => {
  let told: Anomalies = { watched: [], anomalies: [] };
  watch.onChange((all) => {
    told = all;
  });
  await anomaly();
  expect(told.watched).toEqual(['pump']);
  expect(told.anomalies.map(({ kind }) => kind)).toContain('pattern');
});

test('WAT-5 what is over stays for an hour, for somebody to judge', async () => {
  await anomaly();
  await live(seconds(200));
  expect(watch.all().anomalies.map(({ overMs }) => overMs !== null)).toContain(true);
  nowMs += 3_700_000;
  await live(seconds(100));
  await live(seconds(100, 12));
  expect(watch.all().anomalies.every(({ sinceMs }) => sinceMs > nowMs - 3_600_000)).toBe(true);
});

test('WAT-5 what a person rejects is normal from then on, after a restart too', async () => {
  const { id } = await anomaly();
  expect(await watch.judge({ id, verdict: 'rejected' }, person)).toBeNull();
  expect(watch.all().anomalies).toEqual([]);
  await live(seconds(600, 12));
  expect(watch.all().anomalies).toEqual([]);
  await close();
  const before = reads.length;
  await open();
  await live(seconds(600, 12));
  await vi.waitFor(() => expect(reads.length).toBe(before + 1), patiently); // the tank's, of which nothing is known yet
  expect(watch.all().anomalies).toEqual([]);
});

test('WAT-5 what a person confirms stays, and nothing before its end is ever learnt from', async () => {
  const { id } = await anomaly();
  await watch.judge({ id, verdict: 'confirmed' }, person);
  expect(watch.all().anomalies.find((each) => each.id === id)).toMatchObject({ isConfirmed: true, overMs: null });
  await live(seconds(50, 12));
  expect(watch.all().anomalies.find((each) => each.id === id)).toMatchObject({ isConfirmed: true });
  const confirmedMs = nowMs - 50_000;
  await close();
  await rm(join(folder, 'learnt'), { recursive: true });
  seconds(1000);
  reads = [];
  await open();
  expect(reads[0]).toEqual([confirmedMs, nowMs]);
});

test('a verdict on what is not there, or none at all, is refused with a sentence', async () => {
  await expect(watch.judge({ id: 'none', verdict: 'rejected' }, person)).rejects.toThrow('no such anomaly');
  expect(() => watch.judge({ id: 'none', verdict: 'maybe' }, person)).toThrow('confirmed or rejected');
  expect(() => watch.judge(null, person)).toThrow('confirmed or rejected');
});

test('a plant that was changed is watched anew', async () => {
  await anomaly();
  watch.adopt(forecastPlant({ high: 70 }));
  await vi.waitFor(() => expect(watch.all().anomalies).toEqual([]), patiently);
  await vi.waitFor(async () => {
    await live(seconds(200, 12));
    expect(watch.all().anomalies.length).toBeGreaterThan(0);
  }, patiently);
});

test('a watch that ends by itself is said', async () => {
  failure = new Error('no memory');
  await live(seconds(1));
  await vi.waitFor(() => expect(logged).toEqual(['Nothing is watched for anomalies (no memory)']), patiently);
  expect(watch.all()).toEqual({ watched: [], anomalies: [] });
  logged = [];
});
