import type { Snapshot } from '../../series/columns.ts';

/** Where the state at a moment comes from, and who shows it. */
export interface MomentSource {
  snapshot(atMs: number): Promise<Snapshot>;
  /** The state at a moment whose stretch of the record is here already, or null. */
  recall(atMs: number): Snapshot | null;
  /** The record around this moment will be wanted. `velocity` = ms of it a ms of the clock, 0 while it stands. */
  prefetch(atMs: number, velocity: number): void;
  showPast(snapshot: Snapshot): void;
}

/**
 * Shows moments: at once where the record is here already, else as soon as it was asked for. One request is under way
 * at a time; a newer wish replaces those that wait, and what came later than a newer moment is not shown.
 */
export class MomentLoader {
  readonly #source: MomentSource;
  readonly #nowMs: () => number;
  readonly #told: (trouble: string) => void;
  #asked: number | null = null;
  #askedAtMs: number | null = null;
  /** Grows with each moment that was here already, and with `drop`: older answers come too late. */
  #visit = 0;

  /** `told`: why a moment cannot be shown, or "" when one is. */
  constructor(source: MomentSource, nowMs: () => number, told: (trouble: string) => void) {
    this.#source = source;
    this.#nowMs = nowMs;
    this.#told = told;
  }

  /** When the request under way was sent; null = there is none. */
  get askedAtMs(): number | null {
    return this.#askedAtMs;
  }

  want(atMs: number, velocity: number): void {
    if (!this.recall(atMs)) {
      this.#asked = atMs;
      if (this.#askedAtMs === null) void this.#fetch();
    }
    this.#source.prefetch(atMs, velocity);
  }

  /** Shows the moment if it is here already. */
  recall(atMs: number): boolean {
    const known = this.#source.recall(atMs);
    if (known === null) return false;
    this.drop();
    this.#source.showPast(known);
    this.#told('');
    return true;
  }

  /** What was asked for is no longer wanted. */
  drop(): void {
    this.#asked = null;
    this.#visit++;
  }

  async #fetch(): Promise<void> {
    while (this.#asked !== null) {
      const atMs = this.#asked;
      const visit = this.#visit;
      this.#asked = null;
      this.#askedAtMs = this.#nowMs();
      try {
        const snapshot = await this.#source.snapshot(atMs);
        if (visit !== this.#visit) continue;
        this.#source.showPast(snapshot);
        this.#told('');
      } catch (error) {
        if (visit === this.#visit) this.#told(error instanceof Error ? error.message : String(error));
      }
    }
    this.#askedAtMs = null;
  }
}
