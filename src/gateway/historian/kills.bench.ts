import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Random } from '../../simulation/random.ts';
import { buildWriter, checkRecord, killAtRandom, startWriter, storedIn, writerSays } from './crash-writer.fixture.ts';
import type { Measurement } from './historian.bench.ts';
import { type Files, prefixesOf, readTrace, type Step, tracing } from './write-trace.fixture.ts';

/** Each store is killed so often, then a new one is begun: a store that grows takes ever longer to be looked through. */
const roundsPerStore = 20;
const stores = 10;
const longestMs = 1200;
/** Of the run whose writes are replayed: long enough for keyframes and two checkpoints. */
const tracedBatches = 56;

/**
 * Shows that nothing acknowledged is lost: 200 writers are killed at random moments, and a recorded run is cut off
 * after each of its writes. Takes about six minutes. Replaying needs `strace`, and is left out without it.
 */
export async function bench(root: string): Promise<Measurement[]> {
  const built = join(root, 'node_modules/.cache/gemba-kills-bench');
  const folder = await mkdtemp(join(tmpdir(), 'gemba-kills-'));
  try {
    await buildWriter(root, built);
    const killed = await kills(built, folder);
    return [...killed, ...(await replays(built, folder))];
  } finally {
    await rm(built, { recursive: true, force: true });
    await rm(folder, { recursive: true, force: true });
  }
}

async function kills(built: string, folder: string): Promise<Measurement[]> {
  const random = new Random(1, 'kills');
  let batches = 0;
  let rounds = 0;
  let faulty = 0;
  for (let store = 0; store < stores; store++) {
    let inStore = 0;
    for await (const { acknowledged, faults } of killAtRandom(
      built,
      join(folder, `store-${store}`),
      roundsPerStore,
      longestMs,
      random,
    )) {
      rounds++;
      inStore = acknowledged.length;
      faulty += tell(`kill ${rounds}`, faults);
    }
    batches += inStore;
    console.error(`kills: ${rounds} writers killed, ${batches.toLocaleString('en')} batches were acknowledged`);
  }
  return [
    count('kills: writers killed at random', rounds),
    count('kills: batches acknowledged by them', batches),
    count('kills: stores with something lost, twice or half', faulty),
  ];
}

/** Of a run that makes its store, and of one that finds what a kill has left. */
async function replays(built: string, folder: string): Promise<Measurement[]> {
  const where = join(folder, 'traced');
  const before: { files: Files; acknowledged: readonly number[] }[] = [{ files: new Map(), acknowledged: [] }];
  const runs = [await traced(built, where, 0, join(folder, 'trace'))];
  await rm(where, { recursive: true, force: true });
  const left = await writerSays(built, { where, from: 0 }, (said) => storedIn(said).length >= tracedBatches);
  before.push({ files: await filesIn(where), acknowledged: storedIn(left) });
  runs.push(await traced(built, where, 10 * tracedBatches, join(folder, 'trace')));
  let prefixes = 0;
  let faulty = 0;
  let asides = 0;
  const around = join(folder, 'prefix');
  const place = join(around, 'history');
  const all = runs.flatMap((steps, k) => [...prefixesOf(before[k]!, steps ?? [])]);
  if (all.length === 0) {
    console.error('kills: the replay of every write is left out, strace is not installed or not allowed');
    return [];
  }
  for (const { name, files, acknowledged } of all) {
    await rm(around, { recursive: true, force: true });
    await mkdir(place, { recursive: true });
    for (const [each, bytes] of files) await writeFile(join(place, each), bytes);
    const { faults, setAside } = await checkRecord(place, acknowledged).catch((error: Error) => {
      return { faults: [error.message], setAside: false };
    });
    faulty += tell(name, faults);
    if (setAside) asides++;
    prefixes++;
  }
  return [
    count('kills: prefixes of a run replayed', prefixes),
    count('kills: prefixes of which something damaged was moved aside', asides),
    count('kills: prefixes with something lost, twice or half', faulty),
  ];
}

/** What a writer does from batch `from` on; null where it cannot be traced. */
async function traced(built: string, where: string, from: number, file: string): Promise<Step[] | null> {
  const writing = { where, from, until: from + tracedBatches, checkpointEvery: 25 };
  const writer = startWriter(built, writing, tracing(file));
  const ended = await new Promise<number | null>((resolve) => {
    writer.stdout.resume();
    writer.once('close', resolve);
  });
  return ended === 0 ? readTrace(file, where) : null;
}

async function filesIn(folder: string): Promise<Files> {
  const names = await readdir(folder);
  return new Map(await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name))] as const)));
}

/** 1 when there is a fault, which is told. */
function tell(where: string, faults: readonly string[]): number {
  for (const fault of faults.slice(0, 3)) console.error(`kills: ${where}: ${fault}`);
  return faults.length > 0 ? 1 : 0;
}

const count = (name: string, value: number): Measurement => ({ name, value, unit: '', baseline: null, ratio: null });
