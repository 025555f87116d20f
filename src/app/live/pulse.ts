/**
 * When digits may change: once a second while live (faster is unreadable), and at once when another moment is shown.
 * Panels read the table on a pulse; the scene reads it every frame.
 */
export class Pulse {
  readonly #listeners = new Set<() => void>();
  #beat = 0;
  #second = Number.NaN;
  #epoch = -1;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly beat = (): number => this.#beat;

  /** Call at least once a second, with the table's epoch. Digits change when the clock's second does. */
  tick(nowMs: number, epoch: number): void {
    if (globalThis.document?.hidden) return; // nobody reads them
    const second = Math.floor(nowMs / 1000);
    if (second === this.#second && epoch === this.#epoch) return;
    this.#second = second;
    this.#epoch = epoch;
    this.#beat++;
    for (const listener of this.#listeners) listener();
  }
}
