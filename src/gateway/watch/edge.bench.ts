import { readdirSync, readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LearntMachine } from '../../analytics/watch/learn-machine.ts';
import type { Anomaly, AnomalyKind } from '../../analytics/watch/machine-watch.ts';
import { PlantWatch } from '../../analytics/watch/plant-watch.ts';
import { SampleBatchBuilder } from '../../series/sample-batch.ts';
import { systemClock } from '../clock.ts';
import type { Measurement } from '../historian/historian.bench.ts';
import { EdgePlant, edgeMachines, type Fault, perSecond, tagsEach } from './edge-plant.bench.ts';
import { SampleFeed } from './sample-feed.ts';
import type { WatchAnswer } from './watch-engine.ts';
import { type RemoteWatch, startThread } from './watch-thread.ts';

const machineCount = 500;
const learntSeconds = 1500;
/** Fed as fast as it goes; then a minute in real time. */
const settlingSeconds = 65;
const measuredSeconds = 60;
/** A batch is half of the machines: sources deliver at moments of their own. */
const batchesATick = 2;
/** One in so many machines has a fault, the kinds by turns. */
const faultyEach = 5;
const kinds: readonly AnomalyKind[] = ['pattern', 'spike', 'frozen', 'gap'];
/** A line that is watched for a shift, with nothing wrong, as fast as it goes. */
const quietMachines = 10;
const shiftSeconds = 8 * 3600;
/** The obvious way: a value so many deviations away. */
const deviations = 3;
/** The kernel counts processor time in hundredths of a second. */
const tickMs = 10;

/** Takes two minutes. All machines are of one kind: what is normal is learnt of one of them. */
export async function bench(): Promise<Measurement[]> {
  const learnt = learn();
  const quiet = quietShift(learnt);
  return [
    { name: 'edge: false anomalies of a line in a shift', unit: '', ...quiet, ratio: null },
    ...(await watched(learnt)),
  ];
}

function learn(): LearntMachine {
  const plant = new EdgePlant(1, 1);
  const batches = Array.from({ length: learntSeconds * perSecond }, () => {
    const batch = new SampleBatchBuilder(tagsEach);
    plant.push(batch, 0, 1);
    plant.tick++;
    return batch;
  });
  return new PlantWatch(edgeMachines(1), tagsEach, () => undefined).learn('0', batches, null)!;
}

function quietShift(learnt: LearntMachine): { readonly value: number; readonly baseline: number } {
  const told: Anomaly[] = [];
  const watch = new PlantWatch(edgeMachines(quietMachines), quietMachines * tagsEach, (each) => told.push(each));
  for (let k = 0; k < quietMachines; k++) watch.watch(String(k), learnt);
  const plant = new EdgePlant(quietMachines, 2);
  const naive = new Deviations(quietMachines);
  const batch = new SampleBatchBuilder();
  for (; plant.tick < shiftSeconds * perSecond; plant.tick++) {
    batch.clear();
    plant.push(batch, 0, quietMachines);
    watch.take(batch);
    naive.take(batch);
  }
  return { value: begun(told).length, baseline: naive.flags };
}

async function watched(learnt: LearntMachine): Promise<Measurement[]> {
  const faults = Array.from({ length: machineCount / faultyEach }, (_, k): Fault => {
    const fromTick = (settlingSeconds + 1 + (k % 9)) * perSecond + (k % perSecond);
    return { kind: kinds[k % kinds.length]!, machine: k * faultyEach, tag: (7 * k) % tagsEach, fromTick };
  });
  const before = new Set(threads());
  const remote = startThread(
    { machines: edgeMachines(machineCount), slotCount: machineCount * tagsEach },
    new URL('../gateway/watch-worker.js', import.meta.url),
  );
  for (let k = 0; k < machineCount; k++) await remote.ask({ kind: 'known', machine: String(k), learnt });
  const plant = new EdgePlant(machineCount, 3, faults);
  const told: Anomaly[] = [];
  const naive = new Deviations(machineCount);
  await settle(plant, remote, told);
  const own = threads().filter((id) => !before.has(id));
  const { latencies, busy, wholeMs, workerMs, feedMs } = await inRealTime(plant, remote, told, own);
  await remote.close();
  const again = new EdgePlant(machineCount, 3, faults);
  const batch = new SampleBatchBuilder();
  for (; again.tick < (settlingSeconds + measuredSeconds) * perSecond; again.tick++) {
    batch.clear();
    again.push(batch, 0, machineCount);
    if (again.tick >= settlingSeconds * perSecond) naive.take(batch);
  }
  const sorted = latencies.sort((a, b) => a - b);
  const first = begun(told);
  const found = (fault: Fault) =>
    first.some(
      ({ machine, kind, top }) =>
        machine === String(fault.machine) &&
        kind === fault.kind &&
        top[0]?.slot === fault.machine * tagsEach + fault.tag,
    );
  const faulty = new Set(faults.map(({ machine }) => String(machine)));
  const wrong = first.filter(({ machine }) => !faulty.has(machine)).length;
  const alone = (name: string, unit: string, value: number) => ({
    ...{ name: `edge: ${name}`, unit, value },
    ...{ baseline: null, ratio: null },
  });
  return [
    alone('10,000 tags, 10 times a second: sample to flag, median', 'ms', sorted[sorted.length >> 1]!),
    alone('10,000 tags, 10 times a second: sample to flag, p99', 'ms', sorted[Math.floor(0.99 * sorted.length)]!),
    alone('of a core: the thread, by the kernel', '%', (100 * workerMs) / wholeMs),
    alone('of a core: the thread, by its event loop', '%', 100 * busy),
    alone('of a core: handing over', '%', (100 * feedMs) / wholeMs),
    alone('of a core: together', '%', (100 * (workerMs + feedMs)) / wholeMs),
    ...kinds.map((kind) => {
      const those = faults.filter((fault) => fault.kind === kind);
      const share = (is: (fault: Fault) => boolean) => (100 * those.filter(is).length) / those.length;
      const named = `edge: ${kind} found within a minute, of ${those.length}`;
      const baseline = share(({ machine, tag }) => naive.flagged(machine * tagsEach + tag));
      return { name: named, unit: '%', value: share(found), baseline, ratio: null };
    }),
    alone(`false anomalies, of ${machineCount - faults.length} sound machines in a minute`, '', wrong),
  ];
}

async function settle(plant: EdgePlant, remote: RemoteWatch, told: Anomaly[]): Promise<void> {
  for (; plant.tick < settlingSeconds * perSecond; plant.tick++) {
    const batch = new SampleBatchBuilder(machineCount * tagsEach);
    plant.push(batch, 0, machineCount);
    told.push(...(await remote.ask({ kind: 'samples', batch })).anomalies);
  }
}

async function inRealTime(plant: EdgePlant, remote: RemoteWatch, told: Anomaly[], own: readonly string[]) {
  const stopping = new AbortController();
  const latencies: number[] = [];
  let taken: number[] = [];
  // Everything that was taken when it asks is answered by that.
  const timed: RemoteWatch = {
    ...remote,
    async ask(request) {
      const covered = taken;
      taken = [];
      const from = performance.now();
      const asked = remote.ask(request);
      feedMs += performance.now() - from;
      const answer = await asked;
      for (const at of covered) latencies.push(performance.now() - at);
      return answer;
    },
  };
  const fail = (error: Error): never => {
    throw error;
  };
  const heard = ({ anomalies }: WatchAnswer) => told.push(...anomalies);
  const feed = new SampleFeed(timed, systemClock, heard, fail, stopping.signal);
  const batch = new SampleBatchBuilder();
  const began = performance.now();
  const [workerFrom, loopFrom] = [processorMs(own), remote.busyMs()];
  let feedMs = 0;
  for (let k = 0; k < measuredSeconds * perSecond * batchesATick; k++) {
    await sleep(Math.max(0, began + (k * 1000) / (perSecond * batchesATick) - performance.now()));
    const half = k % batchesATick;
    batch.clear();
    plant.push(batch, (machineCount / batchesATick) * half, (machineCount / batchesATick) * (half + 1));
    const from = performance.now();
    taken.push(from);
    feed.take(batch);
    feedMs += performance.now() - from;
    if (half === batchesATick - 1) plant.tick++;
  }
  await sleep(500);
  stopping.abort();
  const loop = remote.busyMs();
  const wholeMs = performance.now() - began;
  const busy = (loop.busyMs - loopFrom.busyMs) / (loop.wholeMs - loopFrom.wholeMs);
  return { latencies, busy, wholeMs, workerMs: processorMs(own) - workerFrom, feedMs };
}

const threads = (): string[] => readdirSync('/proc/self/task');

/** Processor time of some threads. */
const processorMs = (ids: readonly string[]): number =>
  ids.reduce((sum, id) => {
    // The name, which is second, may have blanks.
    const fields = readFileSync(`/proc/self/task/${id}/stat`, 'utf8').split(') ')[1]!.split(' ');
    return sum + tickMs * (Number(fields[11]) + Number(fields[12]));
  }, 0);

/** Each as it began. */
const begun = (told: readonly Anomaly[]): readonly Anomaly[] => [
  ...new Map(told.toReversed().map((each) => [`${each.machine} ${each.kind} ${each.sinceMs}`, each])).values(),
];

/** What lies beyond some deviations of what each tag was before, told once until it is back. */
class Deviations {
  readonly #counts: Uint32Array;
  readonly #means: Float64Array;
  readonly #squares: Float64Array;
  readonly #isOut: Uint8Array;
  readonly #ever: Uint8Array;
  flags = 0;

  constructor(machines: number) {
    const tags = machines * tagsEach;
    this.#counts = new Uint32Array(tags);
    this.#means = new Float64Array(tags);
    this.#squares = new Float64Array(tags);
    this.#isOut = new Uint8Array(tags);
    this.#ever = new Uint8Array(tags);
  }

  flagged(slot: number): boolean {
    return this.#ever[slot] === 1;
  }

  take({ length, slots, values }: SampleBatchBuilder): void {
    for (let row = 0; row < length; row++) {
      const slot = slots[row]!;
      const away = values[row]! - this.#means[slot]!;
      const count = ++this.#counts[slot]!;
      const isOut = count > 100 && away ** 2 > deviations ** 2 * (this.#squares[slot]! / count);
      if (isOut && this.#isOut[slot] === 0) this.flags++;
      if (isOut) this.#ever[slot] = 1;
      this.#isOut[slot] = isOut ? 1 : 0;
      this.#means[slot]! += away / count;
      this.#squares[slot]! += away * (values[row]! - this.#means[slot]!);
    }
  }
}
