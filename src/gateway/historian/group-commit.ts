import { setTimeout as sleep } from 'node:timers/promises';

interface Waiting<T> {
  readonly item: T;
  readonly weight: number;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

/** Commits start at least this far apart, so that a trickle of small batches shares its fsyncs. */
const spacingMs = 20;
/** Rows worth a commit of their own at once: waiting would only slow a bulk load. */
const enoughWeight = 32_768;
/** Rows one transaction takes at most: it holds up the event loop by some 10 ms. */
const mostWeight = 262_144;

/** Stores items in groups, one group at a time, in the order in which they came. */
export class GroupCommit<T> {
  readonly #commit: (items: readonly T[]) => Promise<void>;
  #waiting: Waiting<T>[] = [];
  #weight = 0;
  #running: Promise<void> | undefined;
  #hurry: (() => void) | undefined;

  constructor(commit: (items: readonly T[]) => Promise<void>) {
    this.#commit = commit;
  }

  /** Settles with the group that `item` becomes part of. */
  submit(item: T, weight: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, weight, resolve, reject });
      this.#weight += weight;
      if (this.#weight >= enoughWeight) this.#hurry?.();
      this.#running ??= this.#run();
    });
  }

  /** Resolves when everything submitted so far is settled. */
  async idle(): Promise<void> {
    while (this.#running) await this.#running;
  }

  async #run(): Promise<void> {
    // The callers of this turn of the event loop come along with the first.
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      const spacing = sleep(spacingMs);
      const group = this.#take();
      try {
        await this.#commit(group.map((each) => each.item));
        for (const each of group) each.resolve();
      } catch (error) {
        for (const each of group) each.reject(error);
      }
      if (this.#weight < enoughWeight) {
        const hurry = new Promise<void>((resolve) => {
          this.#hurry = resolve;
        });
        await Promise.race([spacing, hurry]);
        this.#hurry = undefined;
      }
    }
    this.#running = undefined;
  }

  #take(): Waiting<T>[] {
    let weight = 0;
    let count = 0;
    for (const each of this.#waiting) {
      if (count > 0 && weight + each.weight > mostWeight) break;
      weight += each.weight;
      count++;
    }
    this.#weight -= weight;
    return this.#waiting.splice(0, count);
  }
}
