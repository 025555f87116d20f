/** How finely the picture is drawn. */
export interface Fineness {
  /** Share of the screen's own resolution, each way. */
  readonly resolution: number;
  /** Pieces smaller than this on screen are left out, CSS px. */
  readonly leastPx: number;
  /** Whether panes of glass are drawn. */
  readonly glass: boolean;
}

/** From the whole picture down: resolution first, because nothing vanishes with it; words are never drawn coarser. */
export const finenesses: readonly Fineness[] = [
  { resolution: 1, leastPx: 2, glass: true },
  { resolution: 0.85, leastPx: 2.5, glass: true },
  { resolution: 0.7, leastPx: 3, glass: true },
  { resolution: 0.5, leastPx: 4, glass: true },
  { resolution: 0.5, leastPx: 8, glass: false },
];

/** Nothing is left out. */
export const whole: Fineness = finenesses[0]!;

/** Slower than this, motion looks broken (18 frames a second), ms. */
const slowMs = 55;
/** So quick that the next finer picture, which may cost twice as much, would not be slow, ms. */
const quickMs = 24;
/** Frames after which a picture is known to be slow, or quick. */
const slowFrames = 6;
const quickFrames = 120;
/** A step up that had to be taken back within this time was too early, ms. */
const regretMs = 20_000;
/** Quick frames that are asked for are doubled by each regret, up to this. */
const mostQuickFrames = 7680;

/**
 * Chooses how finely a moving picture is drawn by how long its frames take. Down at once, up with patience, and with
 * more patience after each step up that had to be taken back, so that it does not swing. Standing pictures are always
 * drawn whole: nobody waits for their next frame.
 */
export class QualityControl {
  #level = 0;
  #slow = 0;
  #quick = 0;
  #asked = quickFrames;
  #roseMs = Number.NEGATIVE_INFINITY;

  get fineness(): Fineness {
    return finenesses[this.#level]!;
  }

  /** A frame of a moving picture took `ms` until the next one. Returns whether the fineness changed. */
  took(ms: number, nowMs: number): boolean {
    // Two that are hopelessly slow are enough: six of them would take seconds.
    this.#slow = ms > slowMs ? this.#slow + (ms > 4 * slowMs ? 3 : 1) : Math.max(0, this.#slow - 1);
    this.#quick = ms < quickMs ? this.#quick + 1 : Math.max(0, this.#quick - 10);
    if (this.#slow >= slowFrames && this.#level < finenesses.length - 1) {
      if (nowMs - this.#roseMs < regretMs) this.#asked = Math.min(mostQuickFrames, this.#asked * 2);
      this.#move(1);
      return true;
    }
    if (this.#quick >= this.#asked && this.#level > 0) {
      this.#roseMs = nowMs;
      this.#move(-1);
      return true;
    }
    return false;
  }

  #move(by: 1 | -1): void {
    this.#level += by;
    this.#slow = 0;
    this.#quick = 0;
  }
}
