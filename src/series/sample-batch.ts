/** A text of a tag: its samples carry the number, which stands for the text for ever. */
export interface TagText {
  readonly slot: number;
  readonly number: number;
  readonly text: string;
}

/** Samples of many tags, as columns. Row i: tag `slots[i]` had `values[i]` at `timesMs[i]`, with `qualities[i]`. */
export interface SampleBatch {
  /** Rows in use; the arrays may be longer. */
  readonly length: number;
  readonly slots: Uint32Array;
  /** Source clock, Unix epoch. Float64, because Float32 would round it to 131 s. */
  readonly timesMs: Float64Array;
  /** States and texts by number, booleans as 0 and 1. */
  readonly values: Float64Array;
  /** `QualityCode`s of twin/quality.ts. */
  readonly qualities: Uint8Array;
  /** Gateway's clock when each came in, Unix epoch; NaN, or no column at all, where that is not known. */
  readonly receivedMs?: Float64Array;
  /** What each value lacks to the integer that it stands for, see exact.ts; 0, or no column at all, for nothing. */
  readonly residuals?: Int16Array;
  /** What the record may not know yet of the numbers in it. */
  readonly texts?: readonly TagText[];
}

/** With all of its columns. */
export type WholeBatch = SampleBatch & Required<Pick<SampleBatch, 'receivedMs' | 'residuals'>>;

/** A batch that grows as rows are pushed; `clear` keeps its memory. */
export class SampleBatchBuilder implements SampleBatch {
  length = 0;
  slots: Uint32Array;
  timesMs: Float64Array;
  values: Float64Array;
  qualities: Uint8Array;
  receivedMs: Float64Array;
  residuals: Int16Array;

  constructor(capacity = 256) {
    this.slots = new Uint32Array(capacity);
    this.timesMs = new Float64Array(capacity);
    this.values = new Float64Array(capacity);
    this.qualities = new Uint8Array(capacity);
    this.receivedMs = new Float64Array(capacity);
    this.residuals = new Int16Array(capacity);
  }

  push(slot: number, timeMs: number, value: number, quality = 0, receivedMs = Number.NaN, residual = 0): void {
    if (this.length === this.slots.length) this.#grow();
    const row = this.length++;
    this.slots[row] = slot;
    this.timesMs[row] = timeMs;
    this.values[row] = value;
    this.qualities[row] = quality;
    this.receivedMs[row] = receivedMs;
    this.residuals[row] = residual;
  }

  /** A row of another batch. */
  pushRow(batch: SampleBatch, row: number): void {
    const { slots, timesMs, values, qualities, receivedMs, residuals } = batch;
    this.push(slots[row]!, timesMs[row]!, values[row]!, qualities[row]!, receivedMs?.[row], residuals?.[row]);
  }

  clear(): void {
    this.length = 0;
  }

  /** A batch of its own with just the rows in use, safe to hand to another thread or to keep. */
  copy(): WholeBatch {
    const { length } = this;
    return {
      length,
      slots: this.slots.slice(0, length),
      timesMs: this.timesMs.slice(0, length),
      values: this.values.slice(0, length),
      qualities: this.qualities.slice(0, length),
      receivedMs: this.receivedMs.slice(0, length),
      residuals: this.residuals.slice(0, length),
    };
  }

  #grow(): void {
    const capacity = Math.max(16, this.slots.length * 2);
    const grown = new SampleBatchBuilder(capacity);
    grown.slots.set(this.slots);
    grown.timesMs.set(this.timesMs);
    grown.values.set(this.values);
    grown.qualities.set(this.qualities);
    grown.receivedMs.set(this.receivedMs);
    grown.residuals.set(this.residuals);
    this.slots = grown.slots;
    this.timesMs = grown.timesMs;
    this.values = grown.values;
    this.qualities = grown.qualities;
    this.receivedMs = grown.receivedMs;
    this.residuals = grown.residuals;
  }
}

/** A new batch with the first `count` rows of one; there is room for all of them. */
export function firstRows(batch: SampleBatch, count: number): SampleBatchBuilder {
  const rows = new SampleBatchBuilder(batch.length);
  for (let row = 0; row < count; row++) rows.pushRow(batch, row);
  return rows;
}
