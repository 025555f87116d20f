import { Quality } from '../../../twin/quality.ts';
import type { LiveTable } from '../../live/live-table.ts';
import type { Calm } from '../part-paint.ts';

/** Of which slots a value tells its readers nothing: it is good, within its bounds, and none of them stands out. */
export class CalmSlots {
  readonly #table: LiveTable;
  /** By slot: how many of its readers have to see each value. */
  readonly #stirred: Uint16Array;
  readonly #above: Float64Array;
  readonly #below: Float64Array;

  constructor(table: LiveTable) {
    this.#table = table;
    this.#stirred = new Uint16Array(table.slotCount);
    this.#above = new Float64Array(table.slotCount).fill(Number.NEGATIVE_INFINITY);
    this.#below = new Float64Array(table.slotCount).fill(Number.POSITIVE_INFINITY);
  }

  /** To one of its readers only values between these say nothing. */
  narrow({ slot, above, below }: Calm): void {
    if (above > this.#above[slot]!) this.#above[slot] = above;
    if (below < this.#below[slot]!) this.#below[slot] = below;
  }

  /** So many more of their readers have to see each value; below 0 = so many fewer. */
  stir(slots: readonly number[], more: number): void {
    for (const slot of slots) this.#stirred[slot]! += more;
  }

  isCalm(slot: number): boolean {
    if (this.#stirred[slot]! > 0 || this.#table.qualities[slot] !== Quality.good) return false;
    const value = this.#table.values[slot]!;
    return value > this.#above[slot]! && value < this.#below[slot]!;
  }
}
