import { isDeepStrictEqual } from 'node:util';
import { type SampleBatch, SampleBatchBuilder } from '../../series/sample-batch.ts';
import { reasonOf, type Sentence, sentence } from '../sentence.ts';
import type { ConnectionState, Sink } from './connector.ts';
import { pause } from './pause.ts';

/** Rows on their first way to the record beyond which a source has to pause. */
const defaultRoomRows = 20_000;
/** Deliveries under way at once; beyond it rows gather, so that a slow disk makes batches bigger. */
const mostAtOnce = 16;
/** Rows kept while the record takes nothing: some 10 MB, or a quarter of an hour of 400 tags at 1 Hz. */
const mostKeptRows = 400_000;
/** Small batches are kept together up to this size, which saves memory and stores them faster later. */
const chunkRows = 10_000;
const retryMs = 1000;

/**
 * Samples of one source on their way to the live values and the record. A batch goes out at once, because the viewer
 * must not wait until the record has stored the one before. Batches that could not be stored are kept and tried again,
 * oldest first, beside those that come after them; when too many are kept, the oldest are given up and counted.
 */
export class Delivery {
  readonly pending = new SampleBatchBuilder();
  readonly #sink: Sink;
  readonly #signal: AbortSignal;
  readonly #roomRows: number;
  #state: ConnectionState = { connected: false, detail: sentence('sources.starting') };
  /** That the record takes nothing, and why; null while it does. */
  #trouble: Sentence | null = null;
  #batches = 0;
  #rows = 0;
  #kept: SampleBatchBuilder[] = [];
  #keptRows = 0;
  #isRetrying = false;
  #waiting: (() => void)[] = [];

  constructor(sink: Sink, signal: AbortSignal, roomRows = defaultRoomRows) {
    this.#sink = sink;
    this.#signal = signal;
    this.#roomRows = roomRows;
  }

  /** Tells the source's state, with the trouble that the record has, if any. */
  report(state: ConnectionState): void {
    this.#state = state;
    const { connected, detail } = state;
    const trouble = this.#trouble;
    if (trouble === null) this.#sink.connection(state);
    else if (detail === null) this.#sink.connection({ connected, detail: trouble });
    else this.#sink.connection({ connected, detail: sentence('common.two', { one: detail, other: trouble }) });
  }

  /** For a live source: too much is under way. What is only kept to be tried again does not hold it up. */
  get isFull(): boolean {
    return this.pending.length + this.#rows >= this.#roomRows;
  }

  /** Sends what is pending on its way. */
  flush(): void {
    if (this.pending.length === 0 || this.#batches >= mostAtOnce) return;
    const batch = this.pending.copy();
    this.pending.clear();
    this.send(batch);
  }

  /** Sends a batch on its way as it is; the caller minds `room` before the next. */
  send(batch: SampleBatch): void {
    this.#batches++;
    this.#rows += batch.length;
    void this.#sink
      .deliver(batch)
      .catch((error) => this.#keep(batch, error))
      .then(() => {
        this.#batches--;
        this.#rows -= batch.length;
        this.flush();
        this.#arrived();
      });
  }

  /** Resolves when a live source may go on. */
  async room(): Promise<void> {
    while (this.isFull) await this.#nextArrival();
  }

  /** Resolves when a source of history, which can wait until the record takes it, may go on. */
  async roomForHistory(): Promise<void> {
    while (this.isFull || this.#keptRows + this.#rows >= this.#roomRows) await this.#nextArrival();
  }

  /** Resolves when everything is stored, or was given up because the signal has aborted. */
  async idle(): Promise<void> {
    this.flush();
    while (this.#batches > 0 || this.#isRetrying) await this.#nextArrival();
  }

  #nextArrival(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #arrived(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  #keep(batch: SampleBatch, error: unknown): void {
    const { length } = batch;
    this.#tell(sentence('sources.recordTakesNothing', { why: reasonOf(error) }));
    let chunk = this.#kept.at(-1);
    if (chunk === undefined || chunk.length + length > chunkRows) {
      chunk = new SampleBatchBuilder(length);
      this.#kept.push(chunk);
    }
    for (let row = 0; row < length; row++) chunk.pushRow(batch, row);
    this.#keptRows += length;
    while (this.#keptRows > mostKeptRows && this.#kept.length > 1) this.#giveUp(this.#kept.shift()!);
    if (!this.#isRetrying) void this.#retry();
  }

  /** Once a second while the record takes nothing, then one chunk after the other. On the signal it tries a last time. */
  async #retry(): Promise<void> {
    this.#isRetrying = true;
    await pause(retryMs, this.#signal);
    while (this.#kept.length > 0) {
      const chunk = this.#kept.shift()!;
      try {
        await this.#sink.deliver(chunk);
        this.#keptRows -= chunk.length;
        this.#arrived();
      } catch {
        this.#kept.unshift(chunk);
        if (this.#signal.aborted) for (const each of this.#kept.splice(0)) this.#giveUp(each);
        else await pause(retryMs, this.#signal);
      }
    }
    this.#isRetrying = false;
    this.#tell(null);
    this.#arrived();
  }

  #giveUp({ length }: SampleBatch): void {
    this.#keptRows -= length;
    // Nothing is given up but while the record takes nothing.
    const detail = sentence('sources.givenUp', { count: length, trouble: this.#trouble! });
    this.#sink.dropped('unrecorded', detail, length);
  }

  #tell(trouble: Sentence | null): void {
    if (isDeepStrictEqual(trouble, this.#trouble)) return;
    this.#trouble = trouble;
    this.report(this.#state);
  }
}
