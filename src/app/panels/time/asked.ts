/** After a failed request, ms. */
const retryAfterMs = 5000;

/** Something that is asked of the record, one request at a time, and again as time goes on. */
export class Asked<T> {
  readonly #nowMs: () => number;
  readonly #listeners = new Set<() => void>();
  #kept: T | null = null;
  #pending = false;
  #failedMs = Number.NEGATIVE_INFINITY;
  #trouble = '';
  #outdated = false;
  #version = 0;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Grows when there is something new. */
  readonly version = (): number => this.#version;

  /** What came last. */
  get kept(): T | null {
    return this.#kept;
  }

  /** Why nothing newer came; "" when nothing failed. */
  get trouble(): string {
    return this.#trouble;
  }

  /** What came last was true when it was asked for, and is no more: it has to be asked for as a whole. */
  get outdated(): boolean {
    return this.#outdated;
  }

  outdate(): void {
    this.#outdated = true;
    this.#tell();
  }

  /** Keeps what `fetch` gives, unless a request is under way or has just failed. */
  ask(fetch: () => Promise<T | null>): void {
    if (this.#pending || this.#nowMs() - this.#failedMs <= retryAfterMs) return;
    this.#pending = true;
    this.#outdated = false;
    void this.#wait(fetch());
  }

  async #wait(coming: Promise<T | null>): Promise<void> {
    try {
      this.#kept = await coming;
      this.#trouble = '';
    } catch (error) {
      this.#failedMs = this.#nowMs();
      this.#trouble = error instanceof Error ? error.message : String(error);
    }
    this.#pending = false;
    this.#tell();
  }

  #tell(): void {
    this.#version++;
    for (const listener of this.#listeners) listener();
  }
}
