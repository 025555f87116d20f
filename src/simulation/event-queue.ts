/**
 * What happens next: at most one pending event per source, in an indexed binary heap on typed arrays. Moving or
 * cancelling an event costs O(log n) and leaves nothing stale behind; no call allocates. Of events at the same time
 * the lowest source comes first, so the order never depends on how the heap happens to lie.
 */
export class EventQueue {
  readonly #timesMs: Float64Array; // by source
  readonly #heap: Int32Array; // sources
  readonly #places: Int32Array; // by source: place in the heap, -1 when nothing is pending
  #size = 0;

  constructor(sources: number) {
    this.#timesMs = new Float64Array(sources);
    this.#heap = new Int32Array(sources);
    this.#places = new Int32Array(sources).fill(-1);
  }

  /** Infinity while nothing is pending. */
  get nextMs(): number {
    return this.#size === 0 ? Number.POSITIVE_INFINITY : this.#timesMs[this.#heap[0]!]!;
  }

  isPending(source: number): boolean {
    return this.#places[source]! >= 0;
  }

  /** Replaces the source's pending event, if any. */
  schedule(source: number, timeMs: number): void {
    const place = this.#places[source]!;
    this.#timesMs[source] = timeMs;
    if (place < 0) this.#rise(this.#size++, source);
    else this.#settle(place, source);
  }

  cancel(source: number): void {
    const place = this.#places[source]!;
    if (place < 0) return;
    this.#places[source] = -1;
    const last = this.#heap[--this.#size]!;
    if (last !== source) this.#settle(place, last);
  }

  /** Takes the next event out; only while `nextMs` is finite. */
  pop(): number {
    const source = this.#heap[0]!;
    this.cancel(source);
    return source;
  }

  #before(a: number, b: number): boolean {
    const aMs = this.#timesMs[a]!;
    const bMs = this.#timesMs[b]!;
    return aMs < bMs || (aMs === bMs && a < b);
  }

  #settle(place: number, source: number): void {
    if (place > 0 && this.#before(source, this.#heap[(place - 1) >> 1]!)) this.#rise(place, source);
    else this.#sink(place, source);
  }

  #rise(from: number, source: number): void {
    let place = from;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const above = this.#heap[parent]!;
      if (!this.#before(source, above)) break;
      this.#put(place, above);
      place = parent;
    }
    this.#put(place, source);
  }

  #sink(from: number, source: number): void {
    let place = from;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= this.#size) break;
      if (child + 1 < this.#size && this.#before(this.#heap[child + 1]!, this.#heap[child]!)) child++;
      const below = this.#heap[child]!;
      if (!this.#before(below, source)) break;
      this.#put(place, below);
      place = child;
    }
    this.#put(place, source);
  }

  #put(place: number, source: number): void {
    this.#heap[place] = source;
    this.#places[source] = place;
  }
}
