import type { LiveColumns } from '../protocol/live-frame.ts';
import type { Snapshot } from '../series/columns.ts';
import type { SampleBatch } from '../series/sample-batch.ts';
import { Quality } from '../twin/quality.ts';

/**
 * The newest value of every tag, and which changed since the last tick. Time and quality go with the value, so that a
 * reader who skips ticks still gets the truth of now.
 */
export class LiveValues implements LiveColumns {
  readonly timesMs: Float64Array;
  readonly values: Float64Array;
  readonly qualities: Uint8Array;
  /** What values lack to the integers that they stand for. */
  readonly residuals: Int16Array;
  /** Slots written since `clearChanged`, each once. */
  readonly changed: Uint32Array;
  changedCount = 0;
  readonly #isChanged: Uint8Array;
  #onChange: () => void = () => undefined;

  constructor(slotCount: number) {
    this.timesMs = new Float64Array(slotCount).fill(Number.NaN);
    this.values = new Float64Array(slotCount).fill(Number.NaN);
    this.qualities = new Uint8Array(slotCount).fill(Quality.stale);
    this.residuals = new Int16Array(slotCount);
    this.changed = new Uint32Array(slotCount);
    this.#isChanged = new Uint8Array(slotCount);
  }

  get slotCount(): number {
    return this.values.length;
  }

  /** What the record last knew, by slot. Nobody has reported it since: see `Intake.markStale`. */
  remember(snapshot: Snapshot, residuals: Int16Array = new Int16Array(this.slotCount)): void {
    this.residuals.set(residuals);
    this.timesMs.set(snapshot.timesMs);
    this.values.set(snapshot.values);
    this.qualities.set(snapshot.qualities);
  }

  /** Called after each batch that changed something; one listener is enough. */
  onChange(listener: () => void): void {
    this.#onChange = listener;
  }

  /** Late rows are passed over: they belong to the record only. */
  take({ length, slots, timesMs, values, qualities, residuals }: SampleBatch): void {
    for (let row = 0; row < length; row++) {
      const slot = slots[row]!;
      const timeMs = timesMs[row]!;
      if (timeMs < this.timesMs[slot]!) continue;
      this.timesMs[slot] = timeMs;
      this.values[slot] = values[row]!;
      this.qualities[slot] = qualities[row]!;
      this.residuals[slot] = residuals?.[row] ?? 0;
      if (this.#isChanged[slot] === 1) continue;
      this.#isChanged[slot] = 1;
      this.changed[this.changedCount++] = slot;
    }
    if (this.changedCount > 0) this.#onChange();
  }

  clearChanged(): void {
    for (let k = 0; k < this.changedCount; k++) this.#isChanged[this.changed[k]!] = 0;
    this.changedCount = 0;
  }

  snapshot(atMs: number): Snapshot {
    return {
      atMs,
      timesMs: this.timesMs.slice(),
      values: this.values.slice(),
      qualities: this.qualities.slice(),
    };
  }
}
