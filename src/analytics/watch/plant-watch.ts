import type { SampleBatch } from '../../series/sample-batch.ts';
import { type LearntMachine, MachineLearner } from './learn-machine.ts';
import type { WatchedMachine } from './machine-rows.ts';
import { type Anomaly, MachineWatch } from './machine-watch.ts';

/** Qualities above this are stale or bad. */
const usable = 1;

/** Watches all machines of a plant that something was learnt of. Its rules stand in SPEC.md. */
export class PlantWatch {
  readonly #machines: ReadonlyMap<string, { readonly machine: WatchedMachine; readonly at: number }>;
  readonly #tell: (anomaly: Anomaly) => void;
  readonly #watches: (MachineWatch | null)[];
  /** By slot: its machine, and which tag of it; `state` and `none` beside. */
  readonly #machineOf: Int32Array;
  readonly #tagOf: Int32Array;

  constructor(machines: readonly WatchedMachine[], slotCount: number, tell: (anomaly: Anomaly) => void) {
    this.#machines = new Map(machines.map((machine, at) => [machine.id, { machine, at }]));
    this.#tell = tell;
    this.#watches = machines.map(() => null);
    this.#machineOf = new Int32Array(slotCount).fill(none);
    this.#tagOf = new Int32Array(slotCount);
    for (const [at, { slots, running }] of machines.entries()) {
      for (const [tag, slot] of slots.entries()) {
        this.#machineOf[slot] = at;
        this.#tagOf[slot] = tag;
      }
      if (running) {
        this.#machineOf[running.slot] = at;
        this.#tagOf[running.slot] = state;
      }
    }
  }

  /** What is known of a machine from now on. */
  watch(id: string, learnt: LearntMachine): void {
    const { machine, at } = this.#machines.get(id)!;
    this.#watches[at] = new MachineWatch(machine, learnt, this.#tell);
  }

  /** The newest samples of any tags. */
  take({ length, slots, timesMs, values, qualities }: SampleBatch): void {
    for (let row = 0; row < length; row++) {
      const slot = slots[row]!;
      const at = this.#machineOf[slot]!;
      const watch = at === none ? null : this.#watches[at];
      if (!watch) continue;
      const value = qualities[row]! <= usable ? values[row]! : Number.NaN;
      const tag = this.#tagOf[slot]!;
      if (tag === state) watch.state(timesMs[row]!, value);
      else watch.take(tag, timesMs[row]!, value);
    }
  }

  /**
   * Learns what is normal of a machine from its samples in the order of time; null where they are too few. `before`: it
   * learns that they are normal, too.
   */
  learn(id: string, batches: readonly SampleBatch[], before: LearntMachine | null): LearntMachine | null {
    const { machine } = this.#machines.get(id)!;
    const learner = new MachineLearner(machine);
    for (const { length, slots, timesMs, values, qualities } of batches) {
      for (let row = 0; row < length; row++) {
        const tag = this.#tagOf[slots[row]!]!;
        const value = qualities[row]! <= usable ? values[row]! : Number.NaN;
        if (tag === state) learner.state(timesMs[row]!, value);
        else learner.take(tag, timesMs[row]!, value);
      }
    }
    return before ? learner.widened(before) : learner.learnt();
  }
}

const none = -1;
const state = -1;
