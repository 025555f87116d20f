/**
 * Items between two machines, first in first out, in groups as they were put. A group can be taken once it has
 * travelled the whole way; faults that an item carries (found later, at an inspector) travel with its group. The ring
 * is as long as the capacity, because a group has at least one item: nothing is allocated after construction.
 */
export class TransitBuffer {
  readonly capacity: number;
  readonly transitMs: number;
  fill = 0;
  /** Items ever put. */
  entered = 0;
  /** Faulty items in what `take` last took. */
  takenUnderfilled = 0;
  takenUncapped = 0;
  readonly #readyMs: Float64Array;
  readonly #counts: Uint16Array;
  readonly #underfilled: Uint16Array;
  readonly #uncapped: Uint16Array;
  #head = 0;
  #groups = 0;

  constructor(capacity: number, transitMs: number) {
    this.capacity = capacity;
    this.transitMs = transitMs;
    this.#readyMs = new Float64Array(capacity);
    this.#counts = new Uint16Array(capacity);
    this.#underfilled = new Uint16Array(capacity);
    this.#uncapped = new Uint16Array(capacity);
  }

  get free(): number {
    return this.capacity - this.fill;
  }

  put(nowMs: number, count: number, underfilled = 0, uncapped = 0): void {
    if (count > this.free) throw new Error(`${count} items put where only ${this.free} fit`);
    if (count === 0) return;
    let at = this.#head + this.#groups++;
    if (at >= this.capacity) at -= this.capacity;
    this.#readyMs[at] = nowMs + this.transitMs;
    this.#counts[at] = count;
    this.#underfilled[at] = underfilled;
    this.#uncapped[at] = uncapped;
    this.fill += count;
    this.entered += count;
  }

  /** When the first `count` items will all have arrived; Infinity when fewer are inside. */
  readyAtMs(count: number): number {
    if (count > this.fill) return Number.POSITIVE_INFINITY;
    let at = this.#head;
    for (let left = count - this.#counts[at]!; left > 0; left -= this.#counts[at]!) {
      if (++at === this.capacity) at = 0;
    }
    return this.#readyMs[at]!;
  }

  /** Takes the first `count` items; only when that many are inside. */
  take(count: number): void {
    this.takenUnderfilled = 0;
    this.takenUncapped = 0;
    this.fill -= count;
    for (let left = count; left > 0; ) {
      const at = this.#head;
      const taken = Math.min(left, this.#counts[at]!);
      const underfilled = Math.min(taken, this.#underfilled[at]!);
      const uncapped = Math.min(taken - underfilled, this.#uncapped[at]!);
      this.takenUnderfilled += underfilled;
      this.takenUncapped += uncapped;
      left -= taken;
      if (taken === this.#counts[at]) {
        this.#head = at + 1 === this.capacity ? 0 : at + 1;
        this.#groups--;
      } else {
        this.#counts[at]! -= taken;
        this.#underfilled[at]! -= underfilled;
        this.#uncapped[at]! -= uncapped;
      }
    }
  }
}
