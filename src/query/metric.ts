import type { PlacedMachine, PlacedTag } from '../twin/plant-index.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Words that must all speak of a tag, and words that may. */
export interface Naming {
  readonly must: readonly string[];
  readonly may: readonly string[];
}

// "Bottles out" and "Bottles on it" are what "bottles" says in full; "Bottles rejected" is something else.
const smallWords = new Set('of on in at out the it all per'.split(' '));

export interface NamedTags {
  readonly tags: readonly PlacedTag[];
  /** The `may` words that were needed to name them. */
  readonly taken: ReadonlySet<string>;
  /** Those of them that the words name whole. */
  readonly whole: readonly PlacedTag[];
}

/**
 * Tags within `scope` that the words speak of: by name before id and component, by those before the quantity that the
 * unit measures. Where some are named whole, only those are meant, unless `wide` asks for all of them.
 */
export function tagsNamed(
  naming: Naming,
  scope: Iterable<PlacedMachine>,
  places: 'plant' | 'some',
  vocabulary: Vocabulary,
  wide = false,
): NamedTags | null {
  // "pressure" alone names a tag whole only within a place; in a whole plant any pressure may be meant.
  const narrow = places !== 'plant';
  let best: { tag: PlacedTag; rank: readonly number[]; whole: boolean; taken: string[] }[] = [];
  for (const machine of scope) {
    for (const tag of machine.tags) {
      if (tag === machine.stateTag) continue;
      const words = vocabulary.tagWords[tag.slot]!;
      const depth = (key: string): number =>
        words.name.includes(key) ? 2 : words.other.has(key) || words.quantity === key ? 1 : 0;
      if (!naming.must.every((key) => depth(key) > 0)) continue;
      const taken = naming.may.filter((key) => depth(key) > 0);
      // Prepositions tell "Bottles out" from "Bottles in", but name nothing alone.
      if (naming.must.length === 0 && taken.every((key) => smallWords.has(key))) continue;
      const said = new Set([...naming.must, ...taken]);
      const byName = naming.must.every((key) => depth(key) === 2);
      const whole = words.name.every((key) => said.has(key) || smallWords.has(key));
      best.push({
        tag,
        rank: [taken.length, wide ? 0 : Number(byName), wide ? 0 : Number(whole && (narrow || said.size > 1))],
        whole,
        taken,
      });
    }
  }
  for (const part of [0, 1, 2]) {
    const most = Math.max(...best.map(({ rank }) => rank[part]!));
    best = best.filter(({ rank }) => rank[part] === most);
  }
  if (best.length === 0) return null;
  return {
    tags: best.map(({ tag }) => tag),
    taken: new Set(best.flatMap(({ taken }) => taken)),
    whole: best.filter(({ whole }) => whole).map(({ tag }) => tag),
  };
}
