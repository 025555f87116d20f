import type { SampleBatchBuilder } from '../../series/sample-batch.ts';
import type { PlacedTag } from '../../twin/plant-index.ts';
import { Quality, type QualityCode } from '../../twin/quality.ts';

interface TagState {
  timeMs: number;
  value: number;
  residual: number;
  isStale: boolean;
}

/** The newest sample of each tag of one source, to go on from when the source goes quiet. */
export class TagStates {
  readonly #states = new Map<PlacedTag, TagState>();
  readonly #heardFromMs: number;

  /** `heardFromMs`: since when this process listens; what is older may have been called stale since. */
  constructor(heardFromMs: number) {
    this.#heardFromMs = heardFromMs;
  }

  /** Late samples go to the record and leave the newest as it is. */
  put(
    tag: PlacedTag,
    timeMs: number,
    value: number,
    quality: QualityCode,
    out: SampleBatchBuilder,
    residual = 0,
  ): void {
    out.push(tag.slot, timeMs, value, quality, Number.NaN, residual);
    const state = this.#states.get(tag);
    if (state === undefined) this.#states.set(tag, { timeMs, value, residual, isStale: quality === Quality.stale });
    else if (timeMs >= state.timeMs) {
      state.timeMs = timeMs;
      state.value = value;
      state.residual = residual;
      state.isStale = quality === Quality.stale;
    }
  }

  /**
   * A birth says that the value holds now, even if it was measured before the source or this process went quiet: it is
   * put again, at the birth's time, where the tag would stay stale otherwise. For a tag not seen before, the record may
   * end with a stale mark that was made when this process started or the one before it ended.
   */
  putBorn(
    tag: PlacedTag,
    timeMs: number,
    bornMs: number,
    value: number,
    quality: QualityCode,
    out: SampleBatchBuilder,
    residual = 0,
  ): void {
    const isNew = !this.#states.has(tag);
    this.put(tag, timeMs, value, quality, out, residual);
    const state = this.#states.get(tag)!;
    if (quality === Quality.stale) return;
    if (state.isStale || (isNew && timeMs < Math.min(bornMs, this.#heardFromMs)))
      this.put(tag, Math.max(bornMs, state.timeMs + 1), value, quality, out, residual);
  }

  /** The last value again, as stale, at least 1 ms later than it even where the source's clock leads. */
  markStale(isMeant: (tag: PlacedTag) => boolean, nowMs: number, out: SampleBatchBuilder): void {
    for (const [tag, state] of this.#states) {
      if (state.isStale || !isMeant(tag)) continue;
      this.put(tag, Math.max(nowMs, state.timeMs + 1), state.value, Quality.stale, out, state.residual);
    }
  }
}
