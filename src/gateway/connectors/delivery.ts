import { type SampleBatch, SampleBatchBuilder } from '../../series/sample-batch.ts';
import type { Sink } from './connector.ts';
import { pause } from './pause.ts';

/** Rows that may be under way before a source has to pause. */
const roomRows = 20_000;
/** Deliveries under way at once; beyond it rows gather, so that a slow disk makes batches bigger. */
const mostAtOnce = 16;
const retryMs = 1000;

/**
 * Samples on their way to the live values and the record. A batch goes out at once, because the viewer must not wait
 * until the record has stored the one before. One that could not be stored is tried again until it is.
 */
export class Delivery {
  readonly pending = new SampleBatchBuilder();
  readonly #sink: Sink;
  readonly #signal: AbortSignal;
  readonly #onTrouble: (trouble: string | null) => void;
  #batches = 0;
  #rows = 0;
  #waiting: (() => void)[] = [];

  /** `onTrouble` hears why the record takes nothing, and null once it does again. */
  constructor(sink: Sink, signal: AbortSignal, onTrouble: (trouble: string | null) => void) {
    this.#sink = sink;
    this.#signal = signal;
    this.#onTrouble = onTrouble;
  }

  get isFull(): boolean {
    return this.pending.length + this.#rows >= roomRows;
  }

  /** Sends what is pending on its way. */
  flush(): void {
    if (this.pending.length === 0 || this.#batches >= mostAtOnce) return;
    const batch = this.pending.copy();
    this.pending.clear();
    this.#batches++;
    this.#rows += batch.length;
    void this.#deliver(batch).then(() => {
      this.#batches--;
      this.#rows -= batch.length;
      this.flush();
      for (const resolve of this.#waiting.splice(0)) resolve();
    });
  }

  /** Resolves when there is room for more. */
  async room(): Promise<void> {
    while (this.isFull) await this.#nextArrival();
  }

  /** Resolves when everything has arrived, or was given up because the signal has aborted. */
  async idle(): Promise<void> {
    this.flush();
    while (this.#batches > 0) await this.#nextArrival();
  }

  #nextArrival(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  async #deliver(batch: SampleBatch): Promise<void> {
    for (let isTroubled = false; ; isTroubled = true) {
      try {
        await this.#sink.deliver(batch);
        if (isTroubled) this.#onTrouble(null);
        return;
      } catch (error) {
        if (this.#signal.aborted) return;
        this.#onTrouble(`the record takes nothing: ${error instanceof Error ? error.message : error}`);
        await pause(retryMs, this.#signal);
      }
    }
  }
}
