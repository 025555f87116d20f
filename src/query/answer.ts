import type { SampleColumns, Snapshot } from '../series/columns.ts';
import type { MachineId, TagId } from '../twin/plant.ts';

/** What a question is answered with. `unclear` carries no number: it says what was not understood. */
export interface Answer {
  readonly kind: 'answer' | 'unclear';
  /** One sentence for a person. */
  readonly text: string;
  /** How the question was read, in plain words, so that a wrong reading shows. */
  readonly readAs: string;
  /** The moment the answer speaks of. */
  readonly atMs: number;
  readonly evidence: readonly Evidence[];
  /** What the view selects and frames. */
  readonly machines: readonly MachineId[];
  /** Tags worth a trend, with the window to show. */
  readonly trend: { readonly tags: readonly TagId[]; readonly fromMs: number; readonly toMs: number } | null;
  /** A moment worth going to, e.g. that of an extreme. */
  readonly momentMs: number | null;
  /** Whole questions that would be understood, nearest first. */
  readonly suggestions: readonly string[];
}

/** One row an answer rests on. */
export interface Evidence {
  readonly tag: TagId;
  readonly label: string;
  readonly value: number | null;
  /** The value as text, with its unit or state name. */
  readonly display: string;
  readonly unit: string;
  /** When the value was so; the window it was taken from. */
  readonly timeMs: number | null;
  readonly fromMs: number;
  readonly toMs: number;
  readonly samples: number;
  /** Samples left out for bad or stale quality. */
  readonly excluded: number;
}

/** The part of the twin's record that answering needs; the caller's rights are already in it. */
export interface TwinReader {
  snapshot(atMs: number, signal: AbortSignal): Promise<Snapshot>;
  read(slot: number, fromMs: number, toMs: number, signal: AbortSignal): AsyncIterable<SampleColumns>;
}
