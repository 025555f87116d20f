import type { PlacedTag, PlantIndex } from '../twin/plant-index.ts';
import type { Answer, Evidence, TwinReader } from './answer.ts';
import type { Phrases } from './languages/phrases.ts';

/** What a query is executed with. */
export interface Execution {
  /** Of the language that is answered in. */
  readonly phrases: Phrases;
  readonly index: PlantIndex;
  readonly reader: TwinReader;
  readonly signal: AbortSignal;
  /** The moment the question is asked at: the cursor, or now. */
  readonly atMs: number;
  /** It is now, so that answers speak in the present. */
  readonly live: boolean;
}

/** What executing gives: the sentence and what it rests on. */
export interface Outcome {
  readonly text: string;
  readonly evidence: readonly Evidence[];
  /** What the answer is about. */
  readonly about: readonly PlacedTag[];
  readonly trend: Answer['trend'];
  readonly momentMs: number | null;
}

const mostPens = 8;

/** A trend of the first eight tags. */
export const trendOf = (tags: readonly PlacedTag[], fromMs: number, toMs: number): Answer['trend'] =>
  tags.length === 0 ? null : { tags: tags.slice(0, mostPens).map(({ id }) => id), fromMs, toMs };
