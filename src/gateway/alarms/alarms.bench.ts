import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { SampleBatchBuilder } from '../../series/sample-batch.ts';
import { Random } from '../../simulation/random.ts';
import type { Machine, MachineId, Plant } from '../../twin/plant.ts';
import { indexPlant } from '../../twin/plant-index.ts';
import type { Measurement } from '../historian/historian.bench.ts';
import { LiveValues } from '../live-values.ts';
import { buildAlarmWriter, killWriters } from './alarm-writer.fixture.ts';
import { Alarms } from './alarms.ts';

const transitions = 10_000;
/** Of a writer before it is killed: some 200 kills. */
const mostAppends = 34;
const [machines, tagsEach] = [500, 20];
const ticks = 500;
/** A second of a plant whose sensors report twice a minute, in ticks of 50 ms. */
const changesATick = 17;

/** Transitions under kill -9, and what a tick of a plant of 10,000 tags with limits costs. */
export async function bench(root: string): Promise<Measurement[]> {
  const built = join(root, 'node_modules/.cache/gemba-alarms-bench');
  const folder = await mkdtemp(join(tmpdir(), 'gemba-alarms-'));
  try {
    await buildAlarmWriter(root, built);
    return [...(await kills(built, join(folder, 'kills'))), ...(await cost(join(folder, 'cost')))];
  } finally {
    await rm(built, { recursive: true, force: true });
    await rm(folder, { recursive: true, force: true });
  }
}

async function kills(built: string, folder: string): Promise<Measurement[]> {
  let kills = 0;
  let faulty = 0;
  let written = 0;
  for await (const round of killWriters(built, folder, transitions, mostAppends, new Random(1, 'alarm kills'))) {
    kills++;
    written = round.acknowledged;
    if (round.faults.length > 0) faulty++;
    for (const fault of round.faults.slice(0, 3)) console.error(`alarms: kill ${kills}: ${fault}`);
  }
  return [
    measured('alarms: transitions acknowledged', written, ''),
    measured('alarms: writers killed', kills, ''),
    measured('alarms: journals with a transition lost or twice', faulty, ''),
  ];
}

async function cost(folder: string): Promise<Measurement[]> {
  const index = indexPlant(largePlant());
  const live = new LiveValues(index.tags.length);
  let nowMs = Date.UTC(2026, 0, 1);
  const parts = { live, isConnected: () => true, now: () => nowMs, log: () => undefined, locked: null };
  const alarms = await Alarms.open(folder, index, parts);
  const random = new Random(1, 'alarms');
  const batch = new SampleBatchBuilder();
  for (const { slot } of index.tags) batch.push(slot, nowMs, 50, 0);
  live.take(batch);
  live.clearChanged();
  await alarms.begin();
  const tick = async (changes: number): Promise<number> => {
    nowMs += 50;
    batch.clear();
    // One sample in a hundred is beyond its limit.
    for (let k = 0; k < changes; k++) {
      const slot = Math.floor(random.uniform() * index.tags.length);
      batch.push(slot, nowMs, random.uniform() < 0.01 ? 120 : 20 + 60 * random.uniform(), 0);
    }
    live.take(batch);
    const beganMs = performance.now();
    const written = alarms.update();
    const spentMs = performance.now() - beganMs;
    live.clearChanged();
    await written;
    return spentMs;
  };
  const few = await times(ticks, () => tick(changesATick));
  const many = await times(ticks, () => tick(10 * changesATick));
  await alarms.close();
  return [
    measured('alarms: a tick of 17 of 10,000 tags, median', few, 'ms'),
    measured('alarms: a tick of 170 of 10,000 tags, median', many, 'ms'),
  ];
}

async function times(count: number, once: () => Promise<number>): Promise<number> {
  const spent: number[] = [];
  for (let k = 0; k < count; k++) spent.push(await once());
  return spent.sort((a, b) => a - b)[Math.floor(count / 2)]!;
}

function largePlant(): Plant {
  const tags = Array.from({ length: tagsEach }, (_, k) => ({
    id: `t${k}`,
    name: `Tag ${k}`,
    kind: 'number' as const,
    unit: '1',
    limits: { high: 100, low: 0 },
    address: `t${k}`,
  }));
  const all = Array.from({ length: machines }, (_, k): Machine => {
    const id = `m${k}` as MachineId;
    const pose = { x: 1, z: 1 };
    return { id, name: id, type: 'pump', pose, components: [], mainTags: [], bindings: [], tags };
  });
  return {
    format: 'gemba-plant/1',
    id: 'large',
    name: 'Large',
    site: { name: 'S', timeZone: 'UTC', shifts: [], floor: [5, 5] },
    sources: [{ id: 'line', type: 'simulation', seed: 1 }],
    areas: [{ id: 'a', name: 'A', lines: [{ id: 'l', name: 'L', machines: all }] }],
    flows: [],
  };
}

const measured = (name: string, value: number, unit: string): Measurement => ({
  name,
  value,
  unit,
  baseline: null,
  ratio: null,
});
