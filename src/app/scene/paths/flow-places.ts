/** A stretch of belt or table that items pass, and how many go abreast. */
export interface Stretch {
  readonly metres: number;
  readonly lanes: number;
}

/** Items fill a flow evenly from its entry; each keeps its lane, whatever enters behind it. */
export class FlowPlaces {
  readonly #stretches: readonly Stretch[];
  /** Places passed before each stretch, and in all: metres x lanes, in units of item lengths. */
  readonly #before: readonly number[];
  readonly places: number;

  constructor(stretches: readonly Stretch[], itemMetres: number) {
    this.#stretches = stretches;
    const before: number[] = [];
    let places = 0;
    for (const { metres, lanes } of stretches) {
      before.push(places);
      places += (metres * lanes) / itemMetres;
    }
    this.#before = before;
    this.places = places;
  }

  /**
   * Calls `place` for each item inside: `count` items have entered in all (its fraction is how far the next one has
   * come), `fill` are inside, of which every `oneIn`-th is drawn. A pure function of them, so it runs backward as well.
   */
  each(
    count: number,
    fill: number,
    oneIn: number,
    place: (stretch: number, metres: number, lane: number) => void,
  ): void {
    const inside = Math.max(0, Math.floor(fill));
    if (inside === 0 || !Number.isFinite(count)) return;
    const newest = Math.floor(count);
    const pitch = this.places / inside;
    const share = count - newest;
    let stretch = 0;
    // Items to draw have a number that `oneIn` divides, so that the same ones are drawn as they move on.
    for (let back = newest % oneIn; back < inside; back += oneIn) {
      const passed = (back + share) * pitch;
      if (passed >= this.places) return;
      while (stretch + 1 < this.#before.length && passed >= this.#before[stretch + 1]!) stretch++;
      const { metres, lanes } = this.#stretches[stretch]!;
      const end = this.#before[stretch + 1] ?? this.places;
      const along = ((passed - this.#before[stretch]!) / (end - this.#before[stretch]!)) * metres;
      const number = newest - back;
      place(stretch, along, ((number % lanes) + lanes) % lanes);
    }
  }
}

/** A counter runs on this long after its newest sample. */
const mostAheadMs = 2000;

/** A counter between its samples: goes on at the measured rate for a while. */
export class RunningCount {
  #timeMs = Number.NaN;
  #value = Number.NaN;
  #perMs = 0;
  #epoch = -1;
  #shown = Number.NaN;
  #shownMs = Number.NaN;

  /** What the counter says at `nowMs`, given its newest sample. */
  at(nowMs: number, timeMs: number, value: number, epoch: number): number {
    if (epoch !== this.#epoch || value < this.#value || Number.isNaN(this.#value)) {
      // Another moment, a reset, the first sample: nothing is carried over.
      this.#epoch = epoch;
      this.#perMs = 0;
      this.#shown = value;
      this.#shownMs = nowMs;
      this.#timeMs = timeMs;
      this.#value = value;
      return value;
    }
    if (timeMs > this.#timeMs) {
      const rate = (value - this.#value) / (timeMs - this.#timeMs);
      this.#perMs = this.#perMs === 0 ? rate : this.#perMs + (rate - this.#perMs) * 0.3;
      this.#timeMs = timeMs;
      this.#value = value;
    }
    const sinceMs = Math.max(0, nowMs - this.#timeMs);
    const aheadMs = Math.min(sinceMs, mostAheadMs);
    const target = this.#value + this.#perMs * aheadMs;
    // Closes a gap over half a second instead of jumping; a leap of many items is a jump.
    const passedMs = Math.max(0, nowMs - this.#shownMs);
    const share = Math.min(1, passedMs / 500);
    const steady = this.#shown + (sinceMs < mostAheadMs ? this.#perMs * passedMs : 0);
    this.#shown = Math.abs(target - steady) > this.#perMs * 5000 + 20 ? target : steady + (target - steady) * share;
    this.#shownMs = nowMs;
    return this.#shown;
  }
}
