import { type SampleBatch, SampleBatchBuilder } from '../../series/sample-batch.ts';
import { Simulation } from '../../simulation/simulation.ts';
import type { Plant, SimulationSource } from '../../twin/plant.ts';
import { indexPlant } from '../../twin/plant-index.ts';

/** What the simulation's thread is started with. */
export interface SimulationStart {
  readonly plant: Plant;
  readonly source: SimulationSource;
  /** Samples come from just after this on. */
  readonly fromMs: number;
}

export interface AdvanceRequest {
  readonly toMs: number;
  /** Stops early once so many rows are there. */
  readonly maxRows: number;
}

export interface Advanced {
  /** Everything up to here is in this batch or in an earlier one. */
  readonly reachedMs: number;
  readonly batch: SampleBatch;
}

/** Between looks at the number of rows: some thousand rows of a plant with 400 tags. */
const stepMs = 10_000;

/** The simulation as a question and an answer, whether in a thread or not. */
export class SimulationEngine {
  readonly #simulation: Simulation;
  readonly #rows = new SampleBatchBuilder();

  constructor({ plant, source, fromMs }: SimulationStart) {
    this.#simulation = new Simulation(indexPlant(plant), source, fromMs);
  }

  advance({ toMs, maxRows }: AdvanceRequest): Advanced {
    const simulation = this.#simulation;
    const rows = this.#rows;
    rows.clear();
    for (let nextMs = simulation.reachedMs; nextMs < toMs && rows.length < maxRows; ) {
      nextMs = Math.min(toMs, nextMs + stepMs);
      simulation.advance(nextMs, rows);
    }
    return { reachedMs: simulation.reachedMs, batch: rows.copy() };
  }
}
