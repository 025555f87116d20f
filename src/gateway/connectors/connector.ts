import type { SampleBatch } from '../../series/sample-batch.ts';
import type { PlacedTag } from '../../twin/plant-index.ts';
import type { Sentence } from '../sentence.ts';

/** Brings samples in from one source of the plant file. */
export interface Connector {
  /**
   * Delivers until `signal` aborts, then resolves. An outage is told through `sink.connection` and retried; it
   * rejects only when retrying is hopeless (a file that is not there, a broken mapping).
   */
  run(sink: Sink, signal: AbortSignal): Promise<void>;
}

/** Where a connector puts what it reads. Bound by the gateway to the source's identity. */
export interface Sink {
  /**
   * Resolves when the batch is stored: wait for it before piling up more. Late rows are welcome: they go to the record.
   * Rejects when it could not be stored; it is live all the same, and delivering it again later is harmless.
   */
  deliver(batch: SampleBatch): Promise<void>;
  /**
   * What stands for `text` in the samples of this tag, which is of kind "text". NaN where the tag can have no more
   * texts, which is counted.
   */
  numberOf(tag: PlacedTag, text: string): number;
  connection(state: ConnectionState): void;
  /** Counts something dropped; the count is on screen. */
  dropped(reason: DropReason, detail: Sentence, count?: number): void;
}

export interface ConnectionState {
  readonly connected: boolean;
  /** "back-filling history: 40 %", "broker refused: not authorised"; null = no more than `connected` says. */
  readonly detail: Sentence | null;
}

export type DropReason =
  | 'malformed' // the message could not be read
  | 'undeclared' // a metric that no tag of the plant file has as address
  | 'not-a-number' // NaN or infinite
  | 'not-a-text' // a number, where the tag's values are texts
  | 'long-text' // the end of a text was cut off
  | 'too-many-texts' // a new text of a tag that has had too many different ones
  | 'future' // more than 5 minutes ahead of the gateway's clock
  | 'past' // from before any plant had a clock that could be right
  | 'sequence' // messages were lost on the way
  | 'unrecorded'; // the record could not take them, and no room was left to keep them
