import type { Snapshot } from '../../series/columns.ts';
import { Quality } from '../../twin/quality.ts';

/**
 * The value that every view shows, by slot: live, or as it was at the cursor. The socket and the timeline write, the
 * frame loop and the panels read; React is not involved. A slot without a value has NaN as time and value.
 */
export class LiveTable {
  readonly slotCount: number;
  readonly timesMs: Float64Array;
  readonly values: Float64Array;
  readonly qualities: Uint8Array;
  /** Grows with every write, so that a reader can tell whether anything is new. */
  version = 0;
  /** Grows when all values were replaced at once (a seek, a fresh start): nothing may be animated from before to now. */
  epoch = 0;
  /** The moment of the past that is shown; NaN while live. */
  shownMs = Number.NaN;
  readonly #watchers = new Set<(slot: number) => void>();

  constructor(slotCount: number) {
    this.slotCount = slotCount;
    this.timesMs = new Float64Array(slotCount).fill(Number.NaN);
    this.values = new Float64Array(slotCount).fill(Number.NaN);
    this.qualities = new Uint8Array(slotCount).fill(Quality.stale);
  }

  /** Called for each slot written, at once: keep it cheap. Returns how to stop. */
  watch(onWrite: (slot: number) => void): () => void {
    this.#watchers.add(onWrite);
    return () => this.#watchers.delete(onWrite);
  }

  /** A sample older than the one shown is ignored: late data never rewinds a machine. */
  write(slot: number, timeMs: number, value: number, quality: number): void {
    if (timeMs < this.timesMs[slot]!) return;
    this.#put(slot, timeMs, value, quality);
  }

  /** Shows another moment. What is the same sample as before is not written: a step costs what changed. */
  replace({ atMs, timesMs, values, qualities }: Snapshot): void {
    this.shownMs = atMs;
    this.epoch++;
    this.version++;
    for (let slot = 0; slot < this.slotCount; slot++) {
      const [timeMs, value, quality] = [timesMs[slot]!, values[slot]!, qualities[slot]!];
      const same =
        Object.is(timeMs, this.timesMs[slot]) &&
        Object.is(value, this.values[slot]) &&
        quality === this.qualities[slot];
      if (!same) this.#put(slot, timeMs, value, quality);
    }
  }

  /** Forgets all: what is not written from now on is not known. */
  clear(): void {
    this.shownMs = Number.NaN;
    this.epoch++;
    this.timesMs.fill(Number.NaN);
    this.values.fill(Number.NaN);
    this.qualities.fill(Quality.stale);
    for (let slot = 0; slot < this.slotCount; slot++) for (const watcher of this.#watchers) watcher(slot);
  }

  #put(slot: number, timeMs: number, value: number, quality: number): void {
    this.timesMs[slot] = timeMs;
    this.values[slot] = value;
    this.qualities[slot] = quality;
    this.version++;
    for (const watcher of this.#watchers) watcher(slot);
  }
}
