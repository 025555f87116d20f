import { SampleBatchBuilder } from '../../series/sample-batch.ts';
import type { Sink } from './connector.ts';
import { pause } from './pause.ts';

/** Rows that may wait for the record before a source has to pause. */
const roomRows = 20_000;
const retryMs = 1000;

/**
 * Samples on their way to the record. What is pushed while a delivery runs goes out as one batch with the next, so a
 * slow disk makes batches bigger, not the queue longer. A batch that could not be stored is tried again until it is.
 */
export class Delivery {
  readonly pending = new SampleBatchBuilder();
  readonly #sink: Sink;
  readonly #signal: AbortSignal;
  readonly #onTrouble: (trouble: string | null) => void;
  #running: Promise<void> | null = null;

  /** `onTrouble` hears why the record takes nothing, and null once it does again. */
  constructor(sink: Sink, signal: AbortSignal, onTrouble: (trouble: string | null) => void) {
    this.#sink = sink;
    this.#signal = signal;
    this.#onTrouble = onTrouble;
  }

  get isFull(): boolean {
    return this.pending.length >= roomRows;
  }

  /** Starts delivering what is pending; resolves when nothing is, or when the signal has aborted. */
  flush(): Promise<void> {
    if (this.#running === null && this.pending.length > 0) this.#running = this.#deliverAll();
    return this.#running ?? Promise.resolve();
  }

  /** Called with rows pending, so that it comes to an await before its end. */
  async #deliverAll(): Promise<void> {
    while (this.pending.length > 0) {
      const batch = this.pending.copy();
      this.pending.clear();
      for (let isTroubled = false; ; isTroubled = true) {
        try {
          await this.#sink.deliver(batch);
          if (isTroubled) this.#onTrouble(null);
          break;
        } catch (error) {
          if (this.#signal.aborted) break;
          this.#onTrouble(`the record takes nothing: ${error instanceof Error ? error.message : error}`);
          await pause(retryMs, this.#signal);
        }
      }
    }
    this.#running = null;
  }
}
