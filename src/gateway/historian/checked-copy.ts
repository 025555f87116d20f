import type { SampleBatch } from '../../series/sample-batch.ts';

/**
 * A copy of the rows in use, because the caller may fill the batch again while they wait for their group. Throws a
 * RangeError for a slot that the plant does not have, and for a time that is none.
 */
export function checkedCopy(batch: SampleBatch, tags: number): SampleBatch {
  const { length } = batch;
  for (let i = 0; i < length; i++) {
    if (batch.slots[i]! >= tags) throw new RangeError(`There is no tag ${batch.slots[i]} in this plant.`);
    if (!Number.isFinite(batch.timesMs[i])) throw new RangeError(`${batch.timesMs[i]} is not a time.`);
  }
  return {
    length,
    slots: batch.slots.slice(0, length),
    timesMs: batch.timesMs.slice(0, length),
    values: batch.values.slice(0, length),
    qualities: batch.qualities.slice(0, length),
    ...(batch.texts && { texts: batch.texts }),
    ...(batch.receivedMs && { receivedMs: batch.receivedMs.slice(0, length) }),
    ...(batch.residuals && { residuals: batch.residuals.slice(0, length) }),
  };
}
