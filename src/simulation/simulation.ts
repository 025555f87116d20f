import type { SampleBatchBuilder } from '../series/sample-batch.ts';
import type { SimulationSource } from '../twin/plant.ts';
import type { PlantIndex } from '../twin/plant-index.ts';
import { Line } from './line.ts';
import { ProcessState } from './process-state.ts';
import { Sampler, tickMs } from './sampler.ts';
import { simulatedTags } from './simulated-tags.ts';

const weekMs = 604_800_000;
/** Monday 1970-01-05 00:00 UTC. */
const firstMondayMs = 4 * 86_400_000;
/** Long enough for temperatures to have settled. */
const settleMs = 3_600_000;

/**
 * A simulated plant that reports like a real one. Each week (from Monday 00:00 UTC) begins with an empty line and
 * counters at 0, and its course depends only on plant, seed and week: a simulation made anew in the middle of a week
 * goes on where an earlier one was, with its counters, wear and stops. Only sensor noise differs then.
 */
export class Simulation {
  readonly #index: PlantIndex;
  readonly #seed: number;
  readonly #state: ProcessState;
  readonly #sampler: Sampler;
  #line: Line;
  #weekEndMs: number;
  #tickMs: number;
  #eventsBefore = 0;

  /** Reports from just after `startMs` on. */
  constructor(index: PlantIndex, source: SimulationSource, startMs: number) {
    this.#index = index;
    this.#seed = source.seed;
    const week = weekOf(startMs);
    this.#line = this.#lineOf(week);
    this.#weekEndMs = startOf(week + 1);
    const runSeed = weekSeed(this.#seed, startMs);
    this.#state = new ProcessState(this.#line, runSeed);
    this.#sampler = new Sampler(simulatedTags(index, source.id), this.#state, runSeed);
    const fromMs = Math.max(startOf(week), startMs - settleMs);
    this.#line.runTo(fromMs);
    this.#tickMs = Math.floor(fromMs / tickMs) * tickMs;
    this.#run(startMs, undefined);
    this.#eventsBefore = -this.#line.events;
  }

  /** Line events handled since the start. */
  get events(): number {
    return this.#eventsBefore + this.#line.events;
  }

  /** Up to where it has reported. */
  get reachedMs(): number {
    return this.#tickMs;
  }

  /** Appends what is sampled up to and including `toMs`; in how many calls makes no difference. */
  advance(toMs: number, out: SampleBatchBuilder): void {
    const sampler = this.#sampler;
    this.#line.board.listener = (machine, timeMs) => {
      const { states, reasons } = this.#line.board;
      sampler.stateChanged(machine, timeMs, states[machine]!, reasons[machine]!, out);
    };
    this.#run(toMs, out);
  }

  #run(toMs: number, out: SampleBatchBuilder | undefined): void {
    for (let nowMs = this.#tickMs + tickMs; nowMs <= toMs; nowMs += tickMs) {
      if (nowMs > this.#weekEndMs) this.#beginWeek();
      this.#line.runTo(nowMs);
      this.#sampler.tick(nowMs, out);
      this.#tickMs = nowMs;
    }
  }

  #beginWeek(): void {
    const { listener } = this.#line.board;
    this.#eventsBefore += this.#line.events;
    this.#line = this.#lineOf(weekOf(this.#weekEndMs));
    this.#line.board.listener = listener;
    this.#weekEndMs += weekMs;
    this.#state.line = this.#line;
  }

  #lineOf(week: number): Line {
    return new Line(this.#index, weekSeed(this.#seed, startOf(week)), startOf(week));
  }
}

const weekOf = (timeMs: number): number => Math.floor((timeMs - firstMondayMs) / weekMs);
const startOf = (week: number): number => firstMondayMs + week * weekMs;
/** The seed of a line in the week of `timeMs`: the source's in the lower 32 bits, the week above. */
export const weekSeed = (seed: number, timeMs: number): number => (seed >>> 0) + weekOf(timeMs) * 4_294_967_296;
