import type { Parameters } from './parameters.ts';
import type { Random } from './random.ts';

/**
 * The filler's carousel: bottle n is filled by valve n mod `valves`. Each valve has its own small offset; now and then
 * one begins to leak, which lowers its fill until so many underfilled bottles were thrown out that someone mends it.
 */
export class FillerValves {
  /** What each valve filled last, mL. */
  readonly fillsMl: Float64Array;
  readonly #parameters: Parameters;
  readonly #random: Random;
  readonly #offsetsMl: Float64Array;
  #next = 0;
  #leaking = -1;
  #leakFromMs: number;
  #underfilled = 0;

  constructor(parameters: Parameters, random: Random) {
    this.#parameters = parameters;
    this.#random = random;
    this.fillsMl = new Float64Array(parameters.valves);
    this.#offsetsMl = new Float64Array(parameters.valves);
    for (let valve = 0; valve < parameters.valves; valve++) {
      this.#offsetsMl[valve] = 0.8 * random.noise();
      this.fillsMl[valve] = parameters.fillMl + this.#offsetsMl[valve]!;
    }
    this.#leakFromMs = this.#drawLeak(0);
  }

  /** The valve that leaks, -1 for none. */
  get leaking(): number {
    return this.#leaking;
  }

  get needsMending(): boolean {
    return this.#underfilled >= this.#parameters.leakNoticedAfter;
  }

  /** Fills `count` bottles after `runMs` of running; returns how many came out underfilled. */
  fill(count: number, runMs: number): number {
    const { valves, fillMl, fillSpreadMl, minimumFillMl, leakMlPerH } = this.#parameters;
    if (this.#leaking < 0 && runMs >= this.#leakFromMs) this.#leaking = Math.floor(this.#random.uniform() * valves);
    let underfilled = 0;
    for (let bottle = 0; bottle < count; bottle++) {
      const valve = this.#next;
      this.#next = valve + 1 === valves ? 0 : valve + 1;
      let ml = fillMl + this.#offsetsMl[valve]! + fillSpreadMl * this.#random.noise();
      if (valve === this.#leaking) ml -= Math.min(0.2 * fillMl, (leakMlPerH * (runMs - this.#leakFromMs)) / 3_600_000);
      this.fillsMl[valve] = ml;
      if (ml < minimumFillMl) underfilled++;
    }
    this.#underfilled += underfilled;
    return underfilled;
  }

  mend(runMs: number): void {
    this.#leaking = -1;
    this.#underfilled = 0;
    this.#leakFromMs = this.#drawLeak(runMs);
  }

  #drawLeak(runMs: number): number {
    const { leakEveryS } = this.#parameters;
    return leakEveryS === 0 ? Number.POSITIVE_INFINITY : runMs + this.#random.exponential(leakEveryS * 1000);
  }
}
