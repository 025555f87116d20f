import type { Snapshot } from '../../series/columns.ts';
import { SampleBatchBuilder } from '../../series/sample-batch.ts';
import { reachOf, type Stretch, stretchFrom } from '../../series/stretch.ts';

/** What a stretch is made of, whatever the store. */
interface Source {
  readonly snapshot: (atMs: number) => Promise<Snapshot>;
  /** Tag number, time, value and quality of the first `limit` samples after `fromMs` and before `toMs`, by time. */
  readonly rows: (fromMs: number, toMs: number, limit: number) => Promise<readonly Float64Array[]>;
  /** A tag's slot by its number; less than 0 or none for one that the plant no longer has. */
  readonly slots: Int32Array;
}

export async function stretchOf(source: Source, fromMs: number, toMs: number, most: number): Promise<Stretch> {
  const state = await source.snapshot(fromMs);
  for (let limit = most; ; limit *= 2) {
    const [tags, timesMs, values, qualities] = await source.rows(fromMs, toMs, limit + 1);
    const reach = reachOf(timesMs!, limit, toMs);
    if (reach === null) continue;
    const rows = new SampleBatchBuilder(reach.length);
    for (let row = 0; row < reach.length; row++) {
      const slot = source.slots[tags![row]!] ?? -1;
      if (slot >= 0) rows.push(slot, timesMs![row]!, values![row]!, qualities![row]!);
    }
    return stretchFrom(state, fromMs, reach.toMs, rows.copy());
  }
}
