const firstWaitMs = 1000;
const longestWaitMs = 30_000;
/** A node that was quiet for this long starts over with an immediate request. */
const settledMs = 60_000;

/**
 * When to ask an edge node for its births: at once, then again after 1, 2, 4 ... 30 s while none comes. A node that
 * keeps losing messages is asked no faster, or births would be all it sends.
 */
export class RebirthRequests {
  readonly #now: () => number;
  readonly #send: () => void;
  #wanted = false;
  #sent = 0;
  #lastMs = Number.NEGATIVE_INFINITY;

  constructor(now: () => number, send: () => void) {
    this.#now = now;
    this.#send = send;
  }

  want(): void {
    this.#wanted = true;
    this.tick();
  }

  born(): void {
    this.#wanted = false;
  }

  /** For a new connection. */
  reset(): void {
    this.#wanted = false;
    this.#sent = 0;
    this.#lastMs = Number.NEGATIVE_INFINITY;
  }

  tick(): void {
    const nowMs = this.#now();
    if (nowMs < this.#lastMs) this.#lastMs = nowMs; // the clock was set back
    const quietMs = nowMs - this.#lastMs;
    if (!this.#wanted) return;
    if (quietMs > settledMs) this.#sent = 0;
    const waitMs = this.#sent === 0 ? 0 : Math.min(longestWaitMs, firstWaitMs * 2 ** (this.#sent - 1));
    if (quietMs < waitMs) return;
    this.#lastMs = nowMs;
    this.#sent++;
    this.#send();
  }
}
