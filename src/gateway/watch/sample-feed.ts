import { type SampleBatch, SampleBatchBuilder } from '../../series/sample-batch.ts';
import type { Clock } from '../clock.ts';
import type { WatchAnswer } from './watch-engine.ts';
import type { RemoteWatch } from './watch-thread.ts';

/** What comes in within so long goes to the watch together. */
const gatherMs = 10;
/** Batches that are not answered yet; beyond it samples are passed over, so that memory stays bounded. */
const mostWaiting = 400;

/** Hands samples to the watch: copied once, then handed over. */
export class SampleFeed {
  readonly #watch: RemoteWatch;
  readonly #clock: Pick<Clock, 'sleep'>;
  readonly #signal: AbortSignal;
  readonly #answered: (answer: WatchAnswer) => void;
  readonly #failed: (error: Error) => void;
  readonly #rows = new SampleBatchBuilder();
  #waiting = 0;
  /** Samples that the watch was too slow for. */
  passedOver = 0;

  constructor(
    watch: RemoteWatch,
    clock: Pick<Clock, 'sleep'>,
    answered: (answer: WatchAnswer) => void,
    failed: (error: Error) => void,
    signal: AbortSignal,
  ) {
    this.#watch = watch;
    this.#clock = clock;
    this.#answered = answered;
    this.#failed = failed;
    this.#signal = signal;
  }

  take(batch: SampleBatch): void {
    if (this.#waiting >= mostWaiting) {
      this.passedOver += batch.length;
      return;
    }
    if (this.#rows.length === 0) void this.#clock.sleep(gatherMs, this.#signal).then(() => this.#send());
    for (let row = 0; row < batch.length; row++) this.#rows.pushRow(batch, row);
  }

  #send(): void {
    if (this.#signal.aborted) return;
    const { length, slots, timesMs, values, qualities } = this.#rows;
    const batch = {
      length,
      slots: slots.slice(0, length),
      timesMs: timesMs.slice(0, length),
      values: values.slice(0, length),
      qualities: qualities.slice(0, length),
    };
    this.#rows.clear();
    this.#waiting++;
    this.#watch.ask({ kind: 'samples', batch }).then((answer) => {
      this.#waiting--;
      this.#answered(answer);
    }, this.#failed);
  }
}
