/**
 * When digits may change: once a second while live (faster is unreadable), and at once when another moment is shown.
 * Panels read the table on a pulse; the scene reads it every frame.
 */
export class Pulse {
  readonly #listeners = new Set<() => void>();
  #beat = 0;
  #lastMs = 0;
  #epoch = -1;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly beat = (): number => this.#beat;

  /** Call once an animation frame, with the table's epoch. */
  tick(nowMs: number, epoch: number): void {
    if (nowMs - this.#lastMs < 1000 && epoch === this.#epoch) return;
    this.#lastMs = nowMs;
    this.#epoch = epoch;
    this.#beat++;
    for (const listener of this.#listeners) listener();
  }
}
