import { equipment } from '../../../twin/equipment/equipment.ts';
import { editDistance } from '../../../twin/nearest.ts';
import type { PlacedMachine, PlacedTag, PlantIndex } from '../../../twin/plant-index.ts';

/** A machine that was found, with those of its tags that were meant; none when the machine itself was. */
export interface Found {
  readonly machine: PlacedMachine;
  readonly tags: readonly PlacedTag[];
}

/** The words of names and ids, and each of them whole: "bowl_p" is found by "bowl" and by "bowl_p". */
const wordsOf = (...texts: readonly (string | undefined)[]): readonly string[] =>
  texts.flatMap((text = '') => [text.toLowerCase(), ...text.toLowerCase().split(/[^\p{L}\p{N}]+/u)]).filter(Boolean);

/** Letters that may differ, by the length of the word typed. */
const slips = (word: string): number => (word.length >= 7 ? 2 : word.length >= 4 ? 1 : 0);

type Match = (typed: string, word: string) => boolean;
const contains: Match = (typed, word) => word.includes(typed);
const resembles: Match = (typed, word) =>
  word.includes(typed) ||
  (slips(typed) > 0 &&
    // The beginning counts too: what is still being typed is not yet a misspelling.
    (editDistance(typed, word.slice(0, typed.length)) <= slips(typed) || editDistance(typed, word) <= slips(typed)));

/**
 * Machines and tags that fit every word of `text`, in the plant's order. A tag may be found by words of its machine
 * ("filler temp"). Misspellings count only when nothing fits as it was typed.
 */
export function searchPlant(index: PlantIndex, text: string): readonly Found[] {
  const typed = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (typed.length === 0) return index.machines.map((machine) => ({ machine, tags: [] }));
  const exact = searchWith(index, typed, contains);
  return exact.length > 0 ? exact : searchWith(index, typed, resembles);
}

function searchWith(index: PlantIndex, typed: readonly string[], match: Match): readonly Found[] {
  const found: Found[] = [];
  for (const placed of index.machines) {
    const { machine, line, area } = placed;
    const own = wordsOf(machine.name, machine.id, equipment[machine.type]?.name, ...(machine.nicknames ?? []));
    const places = wordsOf(line.name, area.name);
    const fitsMachine = typed.map((word) => [...own, ...places].some((each) => match(word, each)));
    if (fitsMachine.every(Boolean)) {
      found.push({ machine: placed, tags: [] });
      continue;
    }
    const tags = placed.tags.filter(({ tag }) => {
      const words = wordsOf(tag.name, tag.id);
      return typed.every((word, k) => fitsMachine[k] || words.some((each) => match(word, each)));
    });
    if (tags.length > 0) found.push({ machine: placed, tags });
  }
  return found;
}
