import type { Snapshot } from '../../series/columns.ts';
import { SampleBatchBuilder } from '../../series/sample-batch.ts';
import { reachOf, type Stretch, stretchFrom } from '../../series/stretch.ts';
import { rowsBetween, type SqlStore } from './plant-queries.ts';

/** All tags over [state.atMs, toMs), of more than `most` samples the first ones. */
export async function stretchOf(
  store: SqlStore,
  state: Snapshot,
  toMs: number,
  most: number,
  signal: AbortSignal,
): Promise<Stretch> {
  for (let limit = most; ; limit *= 2) {
    const columns = await rowsBetween(store, state.atMs, toMs, limit + 1, signal);
    const [tags, timesMs, values, qualities] = columns as [Float64Array, Float64Array, Float64Array, Float64Array];
    const reach = reachOf(timesMs, limit, toMs);
    if (reach === null) continue;
    const rows = new SampleBatchBuilder(reach.length);
    for (let row = 0; row < reach.length; row++) {
      const slot = store.slots[tags[row]!] ?? -1;
      if (slot >= 0) rows.push(slot, timesMs[row]!, values[row]!, qualities[row]!);
    }
    return stretchFrom(state, state.atMs, reach.toMs, rows.copy());
  }
}
