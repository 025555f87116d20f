/** Faster than this digits cannot be read, ms. */
const leastMs = 200;

/**
 * When digits may change: once a second while live (faster is unreadable), and at once when another moment is shown,
 * but for one after the other as in playing. Panels read the table on a pulse; the scene reads it every frame.
 */
export class Pulse {
  readonly #listeners = new Set<() => void>();
  #beat = 0;
  #beatMs = Number.NEGATIVE_INFINITY;
  #second = Number.NaN;
  #epoch = -1;
  #later: ReturnType<typeof setTimeout> | undefined;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly beat = (): number => this.#beat;

  /** Whether a tick would do anything, now or a little later. */
  due(nowMs: number, epoch: number): boolean {
    if (globalThis.document?.hidden) return false; // nobody reads them
    return Math.floor(nowMs / 1000) !== this.#second || epoch !== this.#epoch;
  }

  /** Call at least once a second, with the table's epoch. Digits change when the clock's second does. */
  tick(nowMs: number, epoch: number): void {
    if (!this.due(nowMs, epoch)) return;
    const second = Math.floor(nowMs / 1000);
    const restMs = second === this.#second ? Math.min(leastMs, this.#beatMs + leastMs - nowMs) : 0;
    if (restMs > 0) {
      // The last moment of a series is always told.
      this.#later ??= setTimeout(() => {
        this.#later = undefined;
        this.tick(nowMs + restMs, epoch);
      }, restMs);
      return;
    }
    clearTimeout(this.#later);
    this.#later = undefined;
    this.#second = second;
    this.#epoch = epoch;
    this.#beatMs = nowMs;
    this.#beat++;
    for (const listener of this.#listeners) listener();
  }
}
