import type { LiveTable } from '../../live/live-table.ts';

/**
 * Who has to look again: each reader names the slots that it reads, and `drain` calls those of which one was written
 * since the last time, once each. So a frame costs what changed, not what there is.
 */
export class Readers {
  /** Readers of slot s: `#readers[#starts[s]]` up to `#starts[s + 1]`. */
  readonly #starts: Uint32Array;
  readonly #readers: Uint32Array;
  readonly #waiting: Uint8Array;
  readonly #queue: Uint32Array;
  readonly #stop: () => void;
  readonly #isNews: (slot: number) => boolean;
  #queued = 0;

  /** `isNews`: whether what was just written to a slot is worth a look of its readers. */
  constructor(
    table: LiveTable,
    slotsOf: readonly (readonly number[])[],
    isNews: (slot: number) => boolean = () => true,
  ) {
    this.#isNews = isNews;
    const counts = new Uint32Array(table.slotCount + 1);
    for (const slots of slotsOf) for (const slot of slots) counts[slot + 1]!++;
    for (let slot = 0; slot < table.slotCount; slot++) counts[slot + 1]! += counts[slot]!;
    this.#starts = counts;
    this.#readers = new Uint32Array(counts[table.slotCount]!);
    const filled = counts.slice();
    for (const [reader, slots] of slotsOf.entries()) for (const slot of slots) this.#readers[filled[slot]!++] = reader;
    this.#waiting = new Uint8Array(slotsOf.length);
    this.#queue = new Uint32Array(slotsOf.length);
    this.#stop = table.watch((slot) => this.#wrote(slot));
    this.all();
  }

  /** Everybody looks again. */
  all(): void {
    for (let reader = 0; reader < this.#waiting.length; reader++) this.#want(reader);
  }

  /** Returns whether any of them says that it changed something. */
  drain(look: (reader: number) => boolean): boolean {
    let changed = false;
    for (let k = 0; k < this.#queued; k++) {
      const reader = this.#queue[k]!;
      this.#waiting[reader] = 0;
      changed = look(reader) || changed;
    }
    this.#queued = 0;
    return changed;
  }

  dispose(): void {
    this.#stop();
  }

  #wrote(slot: number): void {
    const end = this.#starts[slot + 1]!;
    if (end === this.#starts[slot] || !this.#isNews(slot)) return;
    for (let k = this.#starts[slot]!; k < end; k++) this.#want(this.#readers[k]!);
  }

  #want(reader: number): void {
    if (this.#waiting[reader] === 1) return;
    this.#waiting[reader] = 1;
    this.#queue[this.#queued++] = reader;
  }
}
