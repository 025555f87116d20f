import { firstRows, type SampleBatch, type SampleBatchBuilder } from '../series/sample-batch.ts';
import { type LimitState, limitState } from '../twin/limits.ts';
import type { PlacedTag } from '../twin/plant-index.ts';

/** A steady tag is still stored so often: the record says that it was there, and at what value. Unix ms. */
const longestSilenceMs = 60_000;

/**
 * Leaves out of the record what says nothing new: a sample that differs from the last stored one of its tag by less
 * than the tag's deadband. The value stored last, held, so is never off by the deadband. Stored all the same: the
 * first, a change of quality or of limit, what is no number, one a minute, and the last sample before a change of
 * quality or a gap of more than a minute. Late samples pass: one that falls between two stored ones may differ more from
 * what was left out there.
 */
export class Deadbands {
  readonly #tags: readonly PlacedTag[];
  /** By slot; 0 = it has none. */
  readonly #deadbands: Float64Array;
  /** By slot, of tags with a deadband: the last sample that was let through, and the last that came. */
  readonly #storedMs: Float64Array;
  readonly #stored: Float64Array;
  readonly #qualities: Uint8Array;
  readonly #lastMs: Float64Array;
  readonly #last: Float64Array;
  readonly #storedResiduals: Int16Array;
  readonly #lastResiduals: Int16Array;

  constructor(tags: readonly PlacedTag[]) {
    this.#tags = tags;
    this.#deadbands = Float64Array.from(tags, ({ tag }) => tag.deadband ?? 0);
    this.#storedMs = new Float64Array(tags.length);
    this.#stored = new Float64Array(tags.length);
    this.#qualities = new Uint8Array(tags.length);
    this.#lastMs = new Float64Array(tags.length);
    this.#last = new Float64Array(tags.length);
    this.#storedResiduals = new Int16Array(tags.length);
    this.#lastResiduals = new Int16Array(tags.length);
    this.forget();
  }

  /** Lets every tag's next sample through: what was let through before did not reach the record. */
  forget(): void {
    this.#storedMs.fill(Number.NEGATIVE_INFINITY);
    this.#lastMs.fill(Number.NEGATIVE_INFINITY);
  }

  /** What of the batch has to be stored; the batch itself where that is all of it. */
  filter(batch: SampleBatch): SampleBatch {
    let kept: SampleBatchBuilder | null = null;
    for (let row = 0; row < batch.length; row++) {
      const slot = batch.slots[row]!;
      const deadband = this.#deadbands[slot]!;
      if (deadband <= 0) {
        kept?.pushRow(batch, row);
        continue;
      }
      const timeMs = batch.timesMs[row]!;
      const value = batch.values[row]!;
      const quality = batch.qualities[row]!;
      const residual = batch.residuals?.[row] ?? 0;
      let keep = true;
      let resumes = false;
      if (timeMs > this.#lastMs[slot]!) {
        const stored = this.#stored[slot]!;
        const skipped = this.#lastMs[slot]! > this.#storedMs[slot]!;
        const breaks = quality !== this.#qualities[slot] || timeMs - this.#lastMs[slot]! > longestSilenceMs;
        resumes = skipped && breaks;
        keep =
          breaks ||
          timeMs - this.#storedMs[slot]! >= longestSilenceMs ||
          !(Math.abs(value - stored + (residual - this.#storedResiduals[slot]!)) < deadband) ||
          this.#limitState(slot, value) !== this.#limitState(slot, stored);
      }
      if (kept === null && (!keep || resumes)) kept = firstRows(batch, row);
      if (resumes) {
        const lastResidual = this.#lastResiduals[slot]!;
        kept?.push(slot, this.#lastMs[slot]!, this.#last[slot]!, this.#qualities[slot]!, Number.NaN, lastResidual);
      }
      if (keep) kept?.pushRow(batch, row);
      if (timeMs > this.#lastMs[slot]!) {
        this.#lastMs[slot] = timeMs;
        this.#last[slot] = value;
        this.#lastResiduals[slot] = residual;
        if (keep) {
          this.#storedMs[slot] = timeMs;
          this.#stored[slot] = value;
          this.#storedResiduals[slot] = residual;
          this.#qualities[slot] = quality;
        }
      }
    }
    return kept ?? batch;
  }

  #limitState(slot: number, value: number): LimitState {
    return limitState(this.#tags[slot]!.tag.limits, value);
  }
}
