import type { LearntMachine } from '../../analytics/watch/learn-machine.ts';
import type { WatchedMachine } from '../../analytics/watch/machine-rows.ts';
import type { Anomaly } from '../../analytics/watch/machine-watch.ts';
import { PlantWatch } from '../../analytics/watch/plant-watch.ts';
import type { SampleBatch } from '../../series/sample-batch.ts';

/** What the watch's thread is started with. */
export interface WatchStart {
  readonly machines: readonly WatchedMachine[];
  readonly slotCount: number;
}

export type WatchRequest =
  | { readonly kind: 'samples'; readonly batch: SampleBatch }
  /** What was learnt of a machine before. */
  | { readonly kind: 'known'; readonly machine: string; readonly learnt: LearntMachine }
  /** `isMore`: besides what it knows; else anew. */
  | {
      readonly kind: 'learn';
      readonly machine: string;
      readonly batches: readonly SampleBatch[];
      readonly isMore: boolean;
    };

/** Each request has one answer, in their order. */
export interface WatchAnswer {
  /** What is new, as it came. */
  readonly anomalies: readonly Anomaly[];
  /** Of a machine that was to be learnt; null where it was too little. */
  readonly learnt: LearntMachine | null;
}

/** The watch as a question and an answer, whether in a thread or not. */
export class WatchEngine {
  readonly #watch: PlantWatch;
  readonly #learnt = new Map<string, LearntMachine>();
  #anomalies: Anomaly[] = [];

  constructor({ machines, slotCount }: WatchStart) {
    this.#watch = new PlantWatch(machines, slotCount, (anomaly) => this.#anomalies.push(anomaly));
  }

  answer(request: WatchRequest): WatchAnswer {
    const learnt = this.#do(request);
    const anomalies = this.#anomalies;
    this.#anomalies = [];
    return { anomalies, learnt };
  }

  #do(request: WatchRequest): LearntMachine | null {
    if (request.kind === 'samples') {
      this.#watch.take(request.batch);
      return null;
    }
    const { machine } = request;
    const before = this.#learnt.get(machine) ?? null;
    const learnt =
      request.kind === 'known'
        ? request.learnt
        : this.#watch.learn(machine, request.batches, request.isMore ? before : null);
    if (learnt) {
      this.#learnt.set(machine, learnt);
      this.#watch.watch(machine, learnt);
    }
    return learnt;
  }
}
