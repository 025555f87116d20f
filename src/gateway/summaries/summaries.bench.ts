import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SampleBatchBuilder } from '../../series/sample-batch.ts';
import { Simulation } from '../../simulation/simulation.ts';
import type { Plant, SimulationSource } from '../../twin/plant.ts';
import { indexPlant } from '../../twin/plant-index.ts';
import { systemClock } from '../clock.ts';
import { openHistorian } from '../historian/duckdb-historian.ts';
import type { Measurement } from '../historian/historian.bench.ts';
import { Turns } from '../turns.ts';
import { Summaries } from './summaries.ts';

const hourMs = 3_600_000;
const startMs = Date.UTC(2030, 0, 7);
const nowMs = startMs + 24 * hourMs;
const never = new AbortController().signal;

/** A day of the demo plant in a new store: its summary as nobody has asked before, and asked again. Takes half a minute. */
export async function bench(root: string): Promise<Measurement[]> {
  const plant = JSON.parse(await readFile(join(root, 'src/gateway/plants/bottling.json'), 'utf8')) as Plant;
  const index = indexPlant(plant);
  const folder = await mkdtemp(join(tmpdir(), 'gemba-timeline-bench-'));
  const historian = await openHistorian(
    folder,
    index.tags.map(({ id }) => id),
  );
  try {
    const simulation = new Simulation(index, plant.sources[0] as SimulationSource, startMs);
    const batch = new SampleBatchBuilder(100_000);
    for (let minute = 1; minute <= 24 * 60; minute++) {
      simulation.advance(startMs + minute * 60_000, batch);
      if (minute % 10 !== 0) continue;
      await historian.append(batch);
      batch.clear();
    }
    const rounds: number[][] = [[], [], []];
    // The first round reads the store's file: what is measured is the summary, not the disk.
    for (let round = 0; round <= 5; round++) {
      const summaries = new Summaries(index, historian, () => nowMs, new Turns(systemClock.sleep));
      for (const times of rounds) {
        const fromMs = performance.now();
        await summaries.timeline(startMs, nowMs, 288, never);
        if (round > 0) times.push(performance.now() - fromMs);
        if (times === rounds[1]) summaries.stored(nowMs - hourMs);
      }
    }
    const names = ['first', 'again', 'after an hour of late samples'];
    return names.map((name, k) => ({
      name: `timeline of 24 h, ${name}`,
      value: rounds[k]!.toSorted((a, b) => a - b)[rounds[k]!.length >> 1]!,
      unit: 'ms',
      baseline: null,
      ratio: null,
    }));
  } finally {
    await historian.close();
    await rm(folder, { recursive: true });
  }
}
