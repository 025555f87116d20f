import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LiveTable } from '../../src/app/live/live-table.ts';
import { AlarmWatch } from '../../src/app/stores/alarm-watch.ts';
import { followMachineStates, machineStatesStore } from '../../src/app/stores/machine-states.ts';
import { PastRecord } from '../../src/app/stores/past-record.ts';
import { Timeline } from '../../src/app/stores/time.ts';
import { systemClock } from '../../src/gateway/clock.ts';
import { SimulationEngine } from '../../src/gateway/connectors/simulation-engine.ts';
import { openHistorian } from '../../src/gateway/historian/duckdb-historian.ts';
import type { Measurement } from '../../src/gateway/historian/historian.bench.ts';
import type { Historian } from '../../src/gateway/historian/historian.ts';
import { LiveValues } from '../../src/gateway/live-values.ts';
import { loadPlant } from '../../src/gateway/plants/load-plant.ts';
import { Requests } from '../../src/gateway/requests.ts';
import { Turns } from '../../src/gateway/turns.ts';
import { decodeSnapshot, decodeStretch } from '../../src/protocol/columns-frame.ts';
import { buildVocabulary } from '../../src/query/vocabulary.ts';
import type { Snapshot } from '../../src/series/columns.ts';
import type { SampleBatch } from '../../src/series/sample-batch.ts';
import { Random } from '../../src/simulation/random.ts';
import type { PlantIndex } from '../../src/twin/plant-index.ts';

const dayMs = 86_400_000;
const startMs = Date.UTC(2030, 0, 7);
const seekCount = 10_000;
/** While more of the same plant is being stored. */
const ingestSeekCount = 2000;
/** Of the seeks, how many go to within seconds of the one before, as a hand does. */
const nearShare = 0.5;
const batchRows = 100_000;
const never = new AbortController().signal;

/** The plainest way to know the state at a moment: all samples up to it, one after the other. */
class Replay {
  readonly #state: Snapshot;

  constructor(tags: number) {
    this.#state = {
      atMs: 0,
      timesMs: new Float64Array(tags).fill(Number.NaN),
      values: new Float64Array(tags).fill(Number.NaN),
      qualities: new Uint8Array(tags).fill(3),
    };
  }

  /** Plays the batch, which reaches to `reachedMs`, and tells the state at each of these moments within it. */
  play(batch: SampleBatch, reachedMs: number, moments: readonly number[], tell: (at: Snapshot) => void): void {
    const order = Uint32Array.from({ length: batch.length }, (_, row) => row);
    order.sort((a, b) => batch.timesMs[a]! - batch.timesMs[b]! || a - b);
    let next = 0;
    const { timesMs, values, qualities } = this.#state;
    const tellUntil = (timeMs: number) => {
      for (; next < moments.length && moments[next]! < timeMs; next++) {
        tell({
          atMs: moments[next]!,
          timesMs: timesMs.slice(),
          values: values.slice(),
          qualities: qualities.slice(),
        });
      }
    };
    for (const row of order) {
      const timeMs = Math.round(batch.timesMs[row]!);
      tellUntil(timeMs);
      const slot = batch.slots[row]!;
      timesMs[slot] = timeMs;
      values[slot] = batch.values[row]!;
      qualities[slot] = batch.qualities[row]!;
    }
    tellUntil(reachedMs + 1);
  }
}

/** The plant of the benchmark has no texts. */
const mention = () => undefined;

/** The page's own timeline, over the gateway's own answers; only the network is left out. */
function page(index: PlantIndex, historian: Historian, nowMs: () => number) {
  const requests = new Requests(
    index,
    buildVocabulary(index),
    historian,
    new LiveValues(index.tags.length),
    nowMs,
    new Turns(systemClock.sleep),
  );
  const table = new LiveTable(index.tags.length);
  const states = followMachineStates(index, table);
  const watch = new AlarmWatch(index, table);
  table.watch((slot) => watch.written(slot));
  const past = new PastRecord(async (span) => {
    const bytes = await requests.stretch(span, never, mention);
    return bytes && decodeStretch(bytes);
  });
  let shown = () => {};
  let shownMs = Number.NaN;
  const timeline = new Timeline({
    nowMs,
    extent: () => ({ fromMs: startMs, toMs: nowMs() }),
    snapshot: async (atMs) => decodeSnapshot(await requests.snapshot(atMs, never, mention)),
    // As they were stored: positions between two samples are tested beside their source.
    recall: (atMs) => past.at(atMs)?.snapshot ?? null,
    prefetch: (atMs, velocity) => past.want(atMs, velocity),
    showPast(snapshot) {
      table.replace(snapshot);
      shownMs = snapshot.atMs;
      shown();
    },
    pauseLive: () => undefined,
    resumeLive: () => undefined,
  });
  let alarms = '';
  return {
    table,
    async seek(atMs: number): Promise<void> {
      const there = new Promise<void>((resolve) => {
        shown = () => shownMs === atMs && resolve();
      });
      timeline.seek(atMs);
      await there;
      states.update();
      const changed = watch.update(atMs, atMs);
      if (changed) alarms = namesOf(changed);
    },
    alarms: () => alarms,
    states: () => machineStatesStore.getState().machines.map(({ stateCode }) => stateCode),
    /** Alarms of a page that was opened at this very moment. */
    afresh(snapshot: Snapshot): string {
      const own = new LiveTable(index.tags.length);
      own.replace(snapshot);
      return namesOf(new AlarmWatch(index, own).update(snapshot.atMs, snapshot.atMs) ?? []);
    },
  };
}

const namesOf = (alarms: ReturnType<AlarmWatch['update']> & {}): string =>
  alarms
    .map(({ id, priority }) => `${id} ${priority}`)
    .sort()
    .join();

const same = (a: ArrayLike<number>, b: ArrayLike<number>): boolean => {
  for (let k = 0; k < a.length; k++) if (!Object.is(a[k], b[k])) return false;
  return true;
};

/** Seeks in random order; how many showed anything else than the replay, and how long each took, ms. */
async function seekAll(index: PlantIndex, historian: Historian, nowMs: () => number, expected: readonly Snapshot[]) {
  const shown = page(index, historian, nowMs);
  const stateSlots = index.machines.map(({ stateTag }) => stateTag?.slot);
  const tookMs: number[] = [];
  let wrong = 0;
  for (const snapshot of expected) {
    const fromMs = performance.now();
    await shown.seek(snapshot.atMs);
    tookMs.push(performance.now() - fromMs);
    const { timesMs, values, qualities } = shown.table;
    const states = stateSlots.map((slot) =>
      slot !== undefined && snapshot.qualities[slot]! < 3 ? snapshot.values[slot]! : Number.NaN,
    );
    const right =
      same(timesMs, snapshot.timesMs) &&
      same(values, snapshot.values) &&
      same(qualities, snapshot.qualities) &&
      same(shown.states(), states) &&
      shown.alarms() === shown.afresh(snapshot);
    if (!right) wrong++;
  }
  tookMs.sort((a, b) => a - b);
  return { wrong, p50: tookMs[tookMs.length >> 1]!, p95: tookMs[Math.floor(tookMs.length * 0.95)]! };
}

/** Random moments; some near the one before. */
function momentsOf(count: number, seed: number): number[] {
  const random = new Random(seed, 'seeks');
  const moments: number[] = [];
  for (let k = 0; k < count; k++) {
    const near = k > 0 && random.uniform() < nearShare;
    const atMs = near ? moments[k - 1]! + (random.uniform() - 0.5) * 20_000 : startMs + random.uniform() * dayMs;
    moments.push(Math.min(startMs + dayMs, Math.max(startMs, Math.floor(atMs))));
  }
  return moments;
}

/** A day of the demo plant, scrubbed at random, against a plain replay of its samples. */
export async function bench(root: string): Promise<Measurement[]> {
  const { index } = await loadPlant('bottling', join(root, 'src/gateway/plants'));
  const [source] = index.plant.sources;
  if (source?.type !== 'simulation') throw new Error('the demo plant is simulated');
  const folder = await mkdtemp(join(tmpdir(), 'gemba-seeks-'));
  try {
    const historian = await openHistorian(
      folder,
      index.tags.map(({ id }) => id),
    );
    const engine = new SimulationEngine({ plant: index.plant, source, fromMs: startMs });
    const moments = momentsOf(seekCount, 1);
    const replay = new Replay(index.tags.length);
    const sorted = moments.toSorted((a, b) => a - b);
    const byMoment = new Map<number, Snapshot>();
    let reachedMs = startMs;
    let next = 0;
    while (reachedMs < startMs + dayMs) {
      const advanced = engine.advance({ toMs: startMs + dayMs, maxRows: batchRows });
      reachedMs = advanced.reachedMs;
      const first = next;
      while (next < sorted.length && sorted[next]! <= reachedMs) next++;
      replay.play(advanced.batch, reachedMs, sorted.slice(first, next), (at) => byMoment.set(at.atMs, at));
      await historian.append(advanced.batch);
    }
    console.error(`seeks: ${seekCount} in a day of ${index.tags.length} tags`);
    const nowMs = () => reachedMs + 60_000;
    const still = await seekAll(
      index,
      historian,
      nowMs,
      moments.map((atMs) => byMoment.get(atMs)!),
    );

    console.error(`seeks: ${ingestSeekCount} while more is stored`);
    const stopping = new AbortController();
    const ingest = (async () => {
      while (!stopping.signal.aborted) {
        const advanced = engine.advance({ toMs: reachedMs + dayMs, maxRows: 5000 });
        await historian.append(advanced.batch);
        reachedMs = advanced.reachedMs;
      }
    })();
    const during = await seekAll(
      index,
      historian,
      nowMs,
      moments.slice(0, ingestSeekCount).map((atMs) => byMoment.get(atMs)!),
    );
    stopping.abort();
    await ingest;
    await historian.close();
    const alone = (name: string, unit: string, value: number) => ({ name, unit, value, baseline: null, ratio: null });
    return [
      alone(`${seekCount} seeks: other than a replay`, '', still.wrong),
      alone(`${seekCount} seeks: state there, p50`, 'ms', still.p50),
      alone(`${seekCount} seeks: state there, p95`, 'ms', still.p95),
      alone(`${ingestSeekCount} seeks while storing: other than a replay`, '', during.wrong),
      alone(`${ingestSeekCount} seeks while storing: state there, p95`, 'ms', during.p95),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
