import { join } from 'node:path';
import type { WatchedMachine } from '../../analytics/watch/machine-rows.ts';
import {
  type Anomalies,
  type AnomalyVerdict,
  anomalyVerdicts,
  type JudgeAnomaly,
  type MachineAnomaly,
} from '../../protocol/anomalies.ts';
import type { SampleBatch } from '../../series/sample-batch.ts';
import type { PlantIndex } from '../../twin/plant-index.ts';
import type { PersonIdentity } from '../access/identity.ts';
import type { Clock } from '../clock.ts';
import type { Historian } from '../historian/historian.ts';
import { BadRequest } from '../requests.ts';
import { sentence } from '../sentence.ts';
import type { Turns } from '../turns.ts';
import { LearntFolder } from './learnt-folder.ts';
import { SampleFeed } from './sample-feed.ts';
import { StandingAnomalies } from './standing-anomalies.ts';
import { Verdicts } from './verdicts.ts';
import type { WatchAnswer, WatchStart } from './watch-engine.ts';
import { type RemoteWatch, startThread } from './watch-thread.ts';
import { watchedMachines } from './watched-machines.ts';

/** So much of the record is learnt from. */
const learntMs = 4 * 3_600_000;
/** Of a machine with more samples in it the newest count: some 10 MB. */
const mostSamples = 500_000;
/** A machine that nothing could be learnt of is tried again after so long. */
const againMs = 600_000;
/** Before an anomaly that is learnt from: until the machine has settled. */
const leadMs = 120_000;
/** Changes within so long are told together. */
const tellMs = 500;

export interface WatchParts {
  readonly historian: Pick<Historian, 'readTags'>;
  readonly clock: Pick<Clock, 'now' | 'sleep'>;
  /** The record is read in turns: nobody waits for it. */
  readonly turns: Pick<Turns, 'take'>;
  readonly folder: string;
  readonly log: (line: string) => void;
  /** Default: a thread. */
  readonly start?: (start: WatchStart) => RemoteWatch;
}

/** Watches the live samples for anomalies of each machine, by what the record taught. Rules: `analytics/SPEC.md`. */
export class Watch {
  readonly #parts: WatchParts;
  readonly #learnt: LearntFolder;
  readonly #verdicts: Verdicts;
  readonly #standing = new StandingAnomalies();
  #index: PlantIndex;
  #running: { readonly remote: RemoteWatch; readonly feed: SampleFeed; readonly signal: AbortSignal } | null = null;
  #restart: () => void = () => undefined;
  readonly #watched = new Set<string>();
  #listener: (anomalies: Anomalies) => void = () => undefined;
  #isTelling = false;
  /** Verdicts are kept one after another. */
  #last: Promise<unknown> = Promise.resolve();

  private constructor(index: PlantIndex, parts: WatchParts, learnt: LearntFolder, verdicts: Verdicts) {
    this.#index = index;
    this.#parts = parts;
    this.#learnt = learnt;
    this.#verdicts = verdicts;
  }

  static async open(index: PlantIndex, parts: WatchParts): Promise<Watch> {
    const verdicts = await Verdicts.open(parts.folder, parts.log);
    return new Watch(index, parts, await LearntFolder.open(join(parts.folder, 'learnt')), verdicts);
  }

  all(): Anomalies {
    return { watched: [...this.#watched], anomalies: this.#standing.all() };
  }

  onChange(listener: (anomalies: Anomalies) => void): void {
    this.#listener = listener;
  }

  /** Samples that came in; before `run` they are passed over. */
  take(batch: SampleBatch): void {
    this.#running?.feed.take(batch);
  }

  /** The plant was changed; its tags are the same, but its limits may be others. */
  adopt(index: PlantIndex): void {
    this.#index = index;
    this.#restart();
  }

  /** Watches until `signal` aborts, and meanwhile learns what it does not know. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const stopping = new AbortController();
      const stop = () => stopping.abort();
      this.#restart = stop;
      signal.addEventListener('abort', stop);
      try {
        await this.#follow(stopping.signal);
      } catch (error) {
        if (stopping.signal.aborted) continue;
        stop(); // also the rest of it, which may still wait
        this.#parts.log(`Nothing is watched for anomalies (${(error as Error).message})`);
        await this.#parts.clock.sleep(againMs, signal);
      } finally {
        signal.removeEventListener('abort', stop);
      }
    }
  }

  /** What a person says of an anomaly, whatever was sent. Resolves when it is kept, and what is normal is learnt. */
  judge(sent: unknown, person: PersonIdentity): Promise<null> {
    const { id, verdict } = checkJudge(sent);
    const done = this.#last.then(() => this.#judge(id, verdict, person));
    this.#last = done.catch(() => undefined);
    return done;
  }

  async close(): Promise<void> {
    await this.#last;
    await this.#verdicts.close();
  }

  async #follow(signal: AbortSignal): Promise<void> {
    const { clock, start = startThread } = this.#parts;
    const machines = watchedMachines(this.#index);
    if (machines.length === 0) return clock.sleep(againMs, signal);
    const remote = start({ machines, slotCount: this.#index.tags.length });
    let failed: (error: Error) => void = () => undefined;
    const failure = new Promise<never>((_, reject) => {
      failed = reject;
    });
    const feed = new SampleFeed(remote, clock, (answer) => this.#heard(answer), failed, signal);
    this.#running = { remote, feed, signal };
    try {
      await Promise.race([failure, this.#learnAll(machines, signal)]);
    } finally {
      this.#running = null;
      this.#standing.forget();
      this.#watched.clear();
      this.#listener(this.all());
      await remote.close();
    }
  }

  /** Until `signal` aborts: one machine after another, those of which too little is known again and again. */
  async #learnAll(machines: readonly WatchedMachine[], signal: AbortSignal): Promise<void> {
    const unknown = new Map(machines.map((machine) => [machine.id, machine]));
    while (!signal.aborted) {
      for (const machine of unknown.values()) {
        const isKnown = await this.#know(machine);
        if (signal.aborted) return;
        if (!isKnown) continue;
        unknown.delete(machine.id);
        this.#watched.add(machine.id);
        this.#heard(null);
      }
      await this.#parts.clock.sleep(againMs, signal);
    }
  }

  /** Takes what is kept of a machine, else learns it from the record; false where that has too little. */
  async #know(machine: WatchedMachine): Promise<boolean> {
    const { remote, signal } = this.#running!;
    const kept = await this.#learnt.read(machine.id, this.#tagIds(machine));
    if (kept) {
      await remote.ask({ kind: 'known', machine: machine.id, learnt: kept });
      return true;
    }
    const nowMs = this.#parts.clock.now();
    const fromMs = Math.max(nowMs - learntMs, this.#verdicts.confirmedUntilMs(machine.id));
    const batches = await this.#read(machine, fromMs, nowMs, signal);
    const answer = await remote.ask({ kind: 'learn', machine: machine.id, batches, isMore: false });
    this.#heard(answer);
    if (answer.learnt) await this.#learnt.write(machine.id, this.#tagIds(machine), answer.learnt);
    return answer.learnt !== null;
  }

  async #judge(id: string, verdict: AnomalyVerdict, person: PersonIdentity): Promise<null> {
    const anomaly = this.#standing.find(id);
    if (!anomaly || !this.#running) throw new BadRequest(sentence('anomalies.gone'));
    const nowMs = this.#parts.clock.now();
    await this.#verdicts.keep(verdict, anomaly, person, nowMs).catch((error: NodeJS.ErrnoException) => {
      throw new BadRequest(sentence('anomalies.notKept', { code: error.code ?? error.message }));
    });
    if (verdict === 'confirmed') this.#standing.confirm(id);
    else await this.#learnMore(anomaly, nowMs);
    this.#heard(null);
    return null;
  }

  async #learnMore({ machine: id, sinceMs, overMs }: MachineAnomaly, nowMs: number): Promise<void> {
    const { remote, signal } = this.#running!;
    const machine = watchedMachines(this.#index).find((each) => each.id === id)!;
    const batches = await this.#read(machine, sinceMs - leadMs, overMs ?? nowMs, signal);
    const answer = await remote.ask({ kind: 'learn', machine: id, batches, isMore: true });
    this.#standing.forgetMachine(id);
    this.#heard(answer);
    if (answer.learnt) await this.#learnt.write(id, this.#tagIds(machine), answer.learnt);
  }

  /** The newest samples of a machine in [fromMs, toMs), in the order of time. */
  #read(machine: WatchedMachine, fromMs: number, toMs: number, signal: AbortSignal): Promise<SampleBatch[]> {
    const slots = [...machine.slots, ...(machine.running ? [machine.running.slot] : [])];
    const { historian, turns } = this.#parts;
    return turns.take(signal, async (way) => {
      const batches: SampleBatch[] = [];
      let count = 0;
      for await (const batch of historian.readTags(slots, fromMs, toMs, way)) {
        batches.push(columnsOf(batch));
        count += batch.length;
        while (count - batches[0]!.length >= mostSamples) count -= batches.shift()!.length;
      }
      return batches;
    });
  }

  #tagIds(machine: WatchedMachine): string[] {
    return machine.slots.map((slot) => this.#index.tags[slot]!.id);
  }

  /** Takes over what the watch has told, if anything, and tells it soon. */
  #heard(answer: WatchAnswer | null): void {
    if (answer) {
      if (answer.anomalies.length === 0) return;
      this.#standing.take(answer.anomalies, this.#parts.clock.now());
    }
    if (this.#isTelling || !this.#running) return;
    this.#isTelling = true;
    void this.#parts.clock.sleep(tellMs, this.#running.signal).then(() => {
      this.#isTelling = false;
      this.#listener(this.all());
    });
  }
}

/** A batch of its own, whose memory can be handed over. */
const columnsOf = ({ length, slots, timesMs, values, qualities }: SampleBatch): SampleBatch => ({
  length,
  slots: slots.slice(0, length),
  timesMs: timesMs.slice(0, length),
  values: values.slice(0, length),
  qualities: qualities.slice(0, length),
});

function checkJudge(sent: unknown): JudgeAnomaly {
  const { id, verdict } = (typeof sent === 'object' && sent !== null ? sent : {}) as Partial<JudgeAnomaly>;
  const known = anomalyVerdicts.find((each) => each === verdict);
  if (typeof id !== 'string' || !known) throw new BadRequest(sentence('anomalies.verdict'));
  return { id, verdict: known };
}
