import type { LinePlan } from './line-plan.ts';
import { none, reasonCode } from './machine-board.ts';
import type { Parameters } from './parameters.ts';
import { Random } from './random.ts';

const microStop = reasonCode('micro-stop');
const jam = reasonCode('jam');
const breakdown = reasonCode('breakdown');
const reelChange = reasonCode('reel change');
const valveRepair = reasonCode('valve repair');

const never = Number.POSITIVE_INFINITY;

/** When machines stop by themselves. Everything is counted in running time: a standing machine neither jams nor wears. */
export class Faults {
  readonly #parameters: readonly Parameters[];
  readonly #random: readonly Random[];
  readonly #microAtMs: Float64Array;
  readonly #jamAtMs: Float64Array;
  readonly #bearingFromMs: Float64Array;
  readonly #bearingToMs: Float64Array;
  /** The earliest of the three. */
  readonly #nextMs: Float64Array;
  readonly #reelLeft: Float64Array;

  constructor(plan: LinePlan, seed: number) {
    const count = plan.machines.length;
    this.#parameters = plan.machines.map((machine) => machine.parameters);
    this.#random = plan.machines.map((machine) => new Random(seed, `${machine.placed.machine.id} faults`));
    this.#microAtMs = new Float64Array(count);
    this.#jamAtMs = new Float64Array(count);
    this.#bearingFromMs = new Float64Array(count);
    this.#bearingToMs = new Float64Array(count);
    this.#nextMs = new Float64Array(count);
    this.#reelLeft = new Float64Array(count);
    for (let machine = 0; machine < count; machine++) {
      const random = this.#random[machine]!;
      const { microStopEveryS, jamEveryS, bearingLifeH, reelItems } = this.#parameters[machine]!;
      this.#microAtMs[machine] = until(random, microStopEveryS);
      this.#jamAtMs[machine] = until(random, jamEveryS);
      // Lines are not started with all bearings new: each is somewhere in its life.
      const lifeMs = bearingLifeH === 0 ? never : random.life(bearingLifeH * 3_600_000);
      const usedMs = lifeMs === never ? 0 : lifeMs * 0.9 * random.uniform();
      this.#bearingFromMs[machine] = -usedMs;
      this.#bearingToMs[machine] = lifeMs - usedMs;
      this.#reelLeft[machine] = reelItems === 0 ? never : Math.ceil(reelItems * random.uniform());
      this.#findNext(machine);
    }
  }

  /** The stop that is due after `runMs` of running and `items` more put out, or `none`; the next one is drawn. */
  due(machine: number, runMs: number, items: number): number {
    this.#reelLeft[machine]! -= items;
    if (runMs < this.#nextMs[machine]! && this.#reelLeft[machine]! > 0) return none;
    const random = this.#random[machine]!;
    const { microStopEveryS, jamEveryS, bearingLifeH, reelItems } = this.#parameters[machine]!;
    let reason = microStop;
    if (runMs >= this.#bearingToMs[machine]!) {
      reason = breakdown;
      this.#bearingFromMs[machine] = runMs;
      this.#bearingToMs[machine] = runMs + random.life(bearingLifeH * 3_600_000);
    } else if (runMs >= this.#jamAtMs[machine]!) {
      reason = jam;
      this.#jamAtMs[machine] = runMs + until(random, jamEveryS);
    } else if (this.#reelLeft[machine]! <= 0) {
      reason = reelChange;
      this.#reelLeft[machine]! += reelItems;
    } else {
      this.#microAtMs[machine] = runMs + until(random, microStopEveryS);
    }
    this.#findNext(machine);
    return reason;
  }

  stopMs(machine: number, reason: number): number {
    const random = this.#random[machine]!;
    const { microStopS, jamS, repairS, reelChangeS, leakMendS } = this.#parameters[machine]!;
    if (reason === breakdown) return random.logNormal(repairS * 1000, 0.3);
    if (reason === jam) return random.logNormal(jamS * 1000, 0.6);
    if (reason === reelChange) return random.logNormal(reelChangeS * 1000, 0.15);
    if (reason === valveRepair) return random.logNormal(leakMendS * 1000, 0.2);
    return random.logNormal(microStopS * 1000, 0.7);
  }

  /** 0 = new bearing, 1 = worn out. */
  wear(machine: number, runMs: number): number {
    const from = this.#bearingFromMs[machine]!;
    return (runMs - from) / (this.#bearingToMs[machine]! - from);
  }

  /** Share of the label or film reel that is left. */
  reelShare(machine: number): number {
    const { reelItems } = this.#parameters[machine]!;
    return reelItems === 0 ? 1 : this.#reelLeft[machine]! / reelItems;
  }

  #findNext(machine: number): void {
    this.#nextMs[machine] = Math.min(this.#microAtMs[machine]!, this.#jamAtMs[machine]!, this.#bearingToMs[machine]!);
  }
}

const until = (random: Random, everyS: number): number => (everyS === 0 ? never : random.exponential(everyS * 1000));
