import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SampleBatchBuilder } from '../series/sample-batch.ts';
import type { Plant, SimulationSource } from '../twin/plant.ts';
import { indexPlant } from '../twin/plant-index.ts';
import { Line } from './line.ts';
import { NaiveLine } from './naive-line.ts';
import { Simulation } from './simulation.ts';

const hourMs = 3_600_000;
const startMs = Date.UTC(2030, 0, 7); // a Monday, so that nothing is run before
const rounds = 5;

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;

/** Median over rounds of what `run` says it did, per second; the first round warms up and does not count. */
function perSecond(run: () => number): number {
  run();
  const rates: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const fromMs = performance.now();
    const done = run();
    rates.push((1000 * done) / (performance.now() - fromMs));
  }
  return median(rates);
}

/** The demo plant, beside the naive line on the same plant in the same process. */
export async function bench(root: string) {
  const plant = JSON.parse(await readFile(join(root, 'src/gateway/plants/bottling.json'), 'utf8')) as Plant;
  const index = indexPlant(plant);
  const source = plant.sources[0] as SimulationSource;

  const events = perSecond(() => {
    const line = new Line(index, source.seed, startMs);
    line.runTo(startMs + 8 * hourMs);
    return line.events;
  });
  const naiveEvents = perSecond(() => {
    const line = new NaiveLine(index);
    line.runTo(hourMs / 6);
    return line.events;
  });
  const lineTimes = perSecond(() => {
    new Line(index, source.seed, startMs).runTo(startMs + 8 * hourMs);
    return 8 * 3600;
  });
  const naiveTimes = perSecond(() => {
    new NaiveLine(index).runTo(hourMs / 6);
    return 600;
  });
  const out = new SampleBatchBuilder(100_000);
  const sampledTimes = perSecond(() => {
    const simulation = new Simulation(index, source, startMs);
    for (let minute = 1; minute <= 120; minute++) {
      out.clear();
      simulation.advance(startMs + minute * 60_000, out);
    }
    return 120 * 60;
  });
  const naiveSampledTimes = perSecond(() => {
    const line = new NaiveLine(index);
    let kept = 0;
    for (let second = 1; second <= 600; second++) {
      line.runTo(second * 1000);
      kept += line.sample(second * 1000).length;
    }
    return kept > 0 ? 600 : 0;
  });
  const figure = (name: string, value: number, unit: string, baseline: number) => ({
    name,
    value,
    unit,
    baseline,
    ratio: value / baseline,
  });
  return [
    figure('simulation events per second', events, 'events/s', naiveEvents),
    figure('simulated line alone', lineTimes, 'x real time', naiveTimes),
    figure(`simulated plant with ${index.tags.length} tags at 1 Hz`, sampledTimes, 'x real time', naiveSampledTimes),
  ];
}
