import type { WatchedMachine } from '../../analytics/watch/machine-rows.ts';
import type { AnomalyKind } from '../../analytics/watch/machine-watch.ts';
import type { SampleBatchBuilder } from '../../series/sample-batch.ts';
import { Random } from '../../simulation/random.ts';

export const tagsEach = 20;
export const perSecond = 10;
const machinesInLine = 10;
const startMs = Date.UTC(2030, 0, 7);
/** What is left of a machine's load after a tenth of a second. */
const inertia = 0.9;

/** What goes wrong, from which tick on. */
export interface Fault {
  readonly kind: AnomalyKind;
  readonly machine: number;
  readonly tag: number;
  readonly fromTick: number;
}

export const edgeMachines = (count: number): WatchedMachine[] =>
  Array.from({ length: count }, (_, machine) => ({
    id: String(machine),
    slots: Array.from({ length: tagsEach }, (_, tag) => machine * tagsEach + tag),
    low: Array.from({ length: tagsEach }, () => -Infinity),
    high: Array.from({ length: tagsEach }, () => Infinity),
    running: null,
    machinesInLine,
  }));

/** Machines whose tags all follow their load, each with noise of its own, ten times a second. */
export class EdgePlant {
  readonly #random: Random;
  readonly #loads: Float64Array;
  readonly #faults = new Map<number, Fault>();
  tick = 0;

  constructor(machines: number, seed: number, faults: readonly Fault[] = []) {
    this.#random = new Random(seed, 'edge');
    this.#loads = new Float64Array(machines);
    for (const fault of faults) this.#faults.set(fault.machine, fault);
  }

  /** The samples of some machines at this tick. */
  push(batch: SampleBatchBuilder, from: number, to: number): void {
    const timeMs = startMs + (this.tick * 1000) / perSecond;
    for (let machine = from; machine < to; machine++) {
      const load = inertia * this.#loads[machine]! + Math.sqrt(1 - inertia ** 2) * this.#random.noise();
      this.#loads[machine] = load;
      const fault = this.#faults.get(machine);
      for (let tag = 0; tag < tagsEach; tag++) {
        const sound = 50 + (1 + tag / tagsEach) * load + 0.5 * this.#random.noise();
        const value = fault?.tag === tag ? this.#faulty(fault, sound) : sound;
        if (!Number.isNaN(value)) batch.push(machine * tagsEach + tag, timeMs, value);
      }
    }
  }

  /** NaN where there is no sample. */
  #faulty({ kind, fromTick }: Fault, sound: number): number {
    if (this.tick < fromTick) return sound;
    if (kind === 'pattern') return sound + 3;
    if (kind === 'spike') return this.tick === fromTick ? sound + 15 : sound;
    return kind === 'frozen' ? 50 : Number.NaN;
  }
}
