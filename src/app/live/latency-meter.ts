/**
 * Sensor to screen: from the newest source time in a frame to the animation frame that drew it. The last 512 frames
 * count. It stays on in production, because a twin that lags must say so.
 */
export class LatencyMeter {
  readonly #kept = new Float64Array(512);
  #count = 0;
  #waiting = new Float64Array(16);
  #waitingCount = 0;

  /** A frame came in whose newest sample is of `sourceMs`. */
  arrived(sourceMs: number): void {
    if (sourceMs === 0) return;
    if (this.#waitingCount === this.#waiting.length) return; // a sleeping tab: nothing is drawn, nothing is measured
    this.#waiting[this.#waitingCount++] = sourceMs;
  }

  /** What had arrived is on screen now. */
  drawn(nowMs: number): void {
    for (let k = 0; k < this.#waitingCount; k++) {
      this.#kept[this.#count++ % this.#kept.length] = nowMs - this.#waiting[k]!;
    }
    this.#waitingCount = 0;
  }

  /** What was measured before the page knew the gateway's clock this well is forgotten. */
  clockMoved(byMs: number): void {
    if (Math.abs(byMs) < 2) return;
    this.#count = 0;
    this.#waitingCount = 0;
  }

  /** Milliseconds, or null before anything was measured. `share` from 0 to 1. */
  percentile(share: number): number | null {
    const length = Math.min(this.#count, this.#kept.length);
    if (length === 0) return null;
    const sorted = this.#kept.slice(0, length).sort();
    return sorted[Math.min(length - 1, Math.floor(share * length))]!;
  }
}
