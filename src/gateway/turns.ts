/**
 * Looks at the record that can wait, one after another in the order in which they were asked for. A page asks for dozens
 * at once (since when each alarm stands, a day of the timeline), and the moment that a hand waits for would share the
 * machine with all of them.
 */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  /** Rejects as `look` does, or when `signal` was aborted before its turn came. `look` must not take a turn itself. */
  take<T>(signal: AbortSignal, look: () => Promise<T>): Promise<T> {
    const own = this.#last.then(() => {
      signal.throwIfAborted();
      return look();
    });
    this.#last = own.catch(() => undefined);
    return own;
  }
}
