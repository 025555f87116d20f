import { SampleBatchBuilder } from '../../series/sample-batch.ts';
import { Simulation } from '../../simulation/simulation.ts';
import type { SimulationSource } from '../../twin/plant.ts';
import type { PlantIndex } from '../../twin/plant-index.ts';
import { MinuteHistory, minuteMs, type TagMinute } from './minute-history.ts';

/** Runs the plant minute by minute and keeps its history as the gateway does; `rows` are the minute just over, by slot. */
export function* simulatedMinutes(index: PlantIndex, source: SimulationSource, startMs: number, minutes: number) {
  const simulation = new Simulation(index, source, startMs);
  const history = new MinuteHistory(index);
  history.begin(startMs, new Float64Array(index.tags.length).fill(Number.NaN));
  const batch = new SampleBatchBuilder(100_000);
  for (let minute = 0; minute < minutes; minute++) {
    batch.clear();
    simulation.advance(startMs + (minute + 1) * minuteMs - 1, batch);
    const rows = new Map<number, { -readonly [K in keyof TagMinute]: number }>();
    for (let k = 0; k < batch.length; k++) {
      const value = batch.values[k]!;
      const row = rows.get(batch.slots[k]!);
      if (row === undefined) rows.set(batch.slots[k]!, { first: value, low: value, high: value, last: value });
      else {
        row.low = Math.min(row.low, value);
        row.high = Math.max(row.high, value);
        row.last = value;
      }
    }
    history.append((slot) => rows.get(slot));
    yield { minute, history, rows: rows as ReadonlyMap<number, TagMinute> };
  }
}
