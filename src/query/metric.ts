import type { PlacedMachine, PlacedTag } from '../twin/plant-index.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Words that must all speak of a tag, and words that may. */
export interface Naming {
  readonly must: readonly string[];
  readonly may: readonly string[];
}

export interface NamedTags {
  readonly tags: readonly PlacedTag[];
  /** The `may` words that were needed to name them. */
  readonly taken: ReadonlySet<string>;
  /** The words are the whole name of each. */
  readonly whole: boolean;
}

/**
 * Tags within `scope` that the words speak of: by name before id and component, by those before the quantity that the
 * unit measures. Where some are named whole, only those are meant, unless `wide` asks for all of them.
 */
export function tagsNamed(
  naming: Naming,
  scope: Iterable<PlacedMachine>,
  vocabulary: Vocabulary,
  wide = false,
): NamedTags | null {
  let best: { tag: PlacedTag; rank: readonly number[]; whole: boolean; taken: string[] }[] = [];
  for (const machine of scope) {
    for (const tag of machine.tags) {
      if (tag === machine.stateTag) continue;
      const words = vocabulary.tagWords[tag.slot]!;
      const depth = (key: string): number =>
        words.name.includes(key) ? 2 : words.other.has(key) || words.quantity === key ? 1 : 0;
      if (!naming.must.every((key) => depth(key) > 0)) continue;
      const taken = naming.may.filter((key) => depth(key) > 0);
      if (naming.must.length + taken.length === 0) continue;
      const said = new Set([...naming.must, ...taken]);
      const byName = naming.must.every((key) => depth(key) === 2);
      const whole = words.name.every((key) => said.has(key));
      best.push({ tag, rank: [taken.length, wide ? 0 : Number(byName), wide ? 0 : Number(whole)], whole, taken });
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
    whole: best.every(({ whole }) => whole),
  };
}
