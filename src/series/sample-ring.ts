import type { SampleColumns } from './columns.ts';

/** Newest `capacity` samples of one tag, oldest first, each time once. Neither `push` nor `fill` allocates. */
export class SampleRing {
  readonly capacity: number;
  readonly #timesMs: Float64Array;
  readonly #values: Float64Array;
  readonly #qualities: Uint8Array;
  /** Where the oldest sample is. */
  #start = 0;
  #length = 0;

  constructor(capacity: number) {
    this.capacity = capacity;
    this.#timesMs = new Float64Array(capacity);
    this.#values = new Float64Array(capacity);
    this.#qualities = new Uint8Array(capacity);
  }

  get length(): number {
    return this.#length;
  }

  /** Quick at the end; a late sample moves those after it. */
  push(timeMs: number, value: number, quality = 0): void {
    let index = this.#length;
    while (index > 0 && this.#timesMs[this.#at(index - 1)]! >= timeMs) index--;
    const repeated = index < this.#length && this.#timesMs[this.#at(index)] === timeMs;
    if (!repeated) {
      if (this.#length === this.capacity) {
        if (index === 0) return;
        this.#start = (this.#start + 1) % this.capacity;
        index--;
      } else {
        this.#length++;
      }
      for (let i = this.#length - 1; i > index; i--) this.#move(this.#at(i - 1), this.#at(i));
    }
    const place = this.#at(index);
    this.#timesMs[place] = timeMs;
    this.#values[place] = value;
    this.#qualities[place] = quality;
  }

  /** Takes in a fetched range, e.g. before the live samples that go on from it. */
  fill(columns: SampleColumns): void {
    for (let i = 0; i < columns.timesMs.length; i++) {
      this.push(columns.timesMs[i]!, columns.values[i]!, columns.qualities[i]!);
    }
  }

  clear(): void {
    this.#length = 0;
  }

  /** Copies of the samples in [fromMs, toMs). */
  columns(fromMs = Number.NEGATIVE_INFINITY, toMs = Number.POSITIVE_INFINITY): SampleColumns {
    const first = this.#indexOf(fromMs);
    const count = Math.max(0, this.#indexOf(toMs) - first);
    const timesMs = new Float64Array(count);
    const values = new Float64Array(count);
    const qualities = new Uint8Array(count);
    for (let i = 0; i < count; i++) {
      const place = this.#at(first + i);
      timesMs[i] = this.#timesMs[place]!;
      values[i] = this.#values[place]!;
      qualities[i] = this.#qualities[place]!;
    }
    return { timesMs, values, qualities };
  }

  /** Position of the first sample at or after `timeMs`. */
  #indexOf(timeMs: number): number {
    let low = 0;
    let high = this.#length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#timesMs[this.#at(middle)]! < timeMs) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #at(index: number): number {
    return (this.#start + index) % this.capacity;
  }

  #move(from: number, to: number): void {
    this.#timesMs[to] = this.#timesMs[from]!;
    this.#values[to] = this.#values[from]!;
    this.#qualities[to] = this.#qualities[from]!;
  }
}
