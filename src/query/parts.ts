import type { Site } from '../twin/plant.ts';
import type { PlacedMachine, PlacedTag } from '../twin/plant-index.ts';
import type { Phrases } from './languages/phrases.ts';
import type { Item } from './question.ts';
import type { SpokenTime } from './time-words.ts';
import type { Vocabulary } from './vocabulary.ts';

/** The parts of a question, for the rules of `intents.ts`. */
export interface Parts {
  readonly phrases: Phrases;
  readonly vocabulary: Vocabulary;
  readonly site: Site;
  readonly atMs: number;
  readonly time: SpokenTime;
  /** Machines named or meant by "it"; null where the question names none. */
  readonly scope: ReadonlySet<PlacedMachine> | null;
  /** A type, a line or "all" was named rather than single machines. */
  readonly group: boolean;
  readonly selected: PlacedMachine | null;
  /** Tags called by their whole name. */
  readonly named: readonly PlacedTag[];
  readonly items: readonly Item[];
}

/** Why a rule cannot read a question, in words for a person, and the tags that were understood. */
export interface Fault {
  readonly fault: string;
  readonly tags?: readonly PlacedTag[];
}
