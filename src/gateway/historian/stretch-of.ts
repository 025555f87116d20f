import { SampleBatchBuilder } from '../../series/sample-batch.ts';
import { reachOf, type Stretch, stretchFrom } from '../../series/stretch.ts';
import { rowsBetween } from './plant-queries.ts';
import { type SqlStore, snapshotAt } from './sql-store.ts';

/** All tags over [fromMs, toMs), of more than `most` samples the first ones. */
export async function stretchOf(
  store: SqlStore,
  fromMs: number,
  toMs: number,
  most: number,
  signal: AbortSignal,
): Promise<Stretch> {
  const state = await snapshotAt(store, fromMs, signal);
  for (let limit = most; ; limit *= 2) {
    const columns = await rowsBetween(store, fromMs, toMs, limit + 1, signal);
    const [tags, timesMs, values, qualities] = columns as [Float64Array, Float64Array, Float64Array, Float64Array];
    const reach = reachOf(timesMs, limit, toMs);
    if (reach === null) continue;
    const rows = new SampleBatchBuilder(reach.length);
    for (let row = 0; row < reach.length; row++) {
      const slot = store.slots[tags[row]!] ?? -1;
      if (slot >= 0) rows.push(slot, timesMs[row]!, values[row]!, qualities[row]!);
    }
    return stretchFrom(state, fromMs, reach.toMs, rows.copy());
  }
}
