import type { Snapshot } from '../series/columns.ts';
import type { Historian } from './historian/historian.ts';

/** Below it a float64 tells every integer. */
const exactBelow = 2 ** 53;

/** What the values of a snapshot lack to the integers that they stand for, by slot; see series/exact.ts. */
export async function residualsOf(
  historian: Pick<Historian, 'readTags'>,
  { timesMs, values }: Snapshot,
  signal: AbortSignal,
): Promise<Int16Array> {
  const residuals = new Int16Array(values.length);
  for (const [slot, value] of values.entries()) {
    if (!(Math.abs(value) >= exactBelow)) continue;
    const atMs = timesMs[slot]!;
    for await (const batch of historian.readTags([slot], atMs, atMs + 1, signal)) {
      residuals[slot] = batch.residuals?.[0] ?? 0;
    }
  }
  return residuals;
}
