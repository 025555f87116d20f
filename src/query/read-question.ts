import type { MachineId } from '../twin/plant.ts';
import type { PlacedMachine, PlacedTag } from '../twin/plant-index.ts';
import { isCommand } from './commands.ts';
import { readIntent } from './intents.ts';
import type { Phrases } from './languages/phrases.ts';
import type { Query } from './query.ts';
import { cutItems, findMentions, findTagNames, type Item, type Mention, readWords, type Word } from './question.ts';
import { readTime } from './time-words.ts';
import type { Vocabulary } from './vocabulary.ts';
import { stem } from './words.ts';

/** When and where a question is asked. `atMs` is the cursor, or now. */
export interface Asking {
  /** Of the language that is answered in. */
  readonly phrases: Phrases;
  readonly vocabulary: Vocabulary;
  readonly atMs: number;
  readonly selected: MachineId | null;
}

export type Reading = { readonly query: Query; readonly mended: readonly string[] } | Misreading;

/** Why a question has no reading, and what was understood of it all the same. */
export interface Misreading {
  readonly fault: string;
  readonly machines: readonly PlacedMachine[];
  readonly tags: readonly PlacedTag[];
  /** Words nobody knows, as typed. */
  readonly unknown: readonly string[];
}

const longestQuestion = 300;

/** Words to query. Tries the likelier readings of names first; none ever leaves a word out. */
export function readQuestion(text: string, asking: Asking): Reading {
  const { phrases, vocabulary, atMs } = asking;
  const { faults } = phrases;
  const nothing = { machines: [], tags: [], unknown: [] };
  if (text.length > longestQuestion) {
    return { ...nothing, fault: faults.tooLong(longestQuestion) };
  }
  const words = readWords(text, vocabulary);
  if (words.length === 0) return { ...nothing, fault: faults.noWords() };
  const { site } = vocabulary.index.plant;
  const time = readTime(words, site, atMs, phrases);
  const untimed = (at: number) => !time.used.has(at);
  const mentioned = findMentions(words, untimed, vocabulary, false);
  const misread = {
    machines: mentioned.flatMap(({ machines }) => [...machines]),
    tags: [],
    unknown: unknownWords(words, untimed),
  };
  if (isCommand(words)) return { ...misread, unknown: [], fault: faults.command() };
  if (time.fault !== null) return { ...misread, fault: time.fault };

  const selected = asking.selected === null ? null : (vocabulary.index.machineById.get(asking.selected) ?? null);
  const tagNames = findTagNames(words, untimed, vocabulary);
  let first: Misreading | null = null;
  for (const names of tagNames.length > 0 ? [tagNames, []] : [[]]) {
    const unnamed = (at: number) => untimed(at) && !names.some(({ from, length }) => from <= at && at < from + length);
    const exact = findMentions(words, unnamed, vocabulary, true);
    const loose = findMentions(words, unnamed, vocabulary, false);
    for (const mentions of [exact, loose, []]) {
      const free = (at: number) =>
        unnamed(at) && !mentions.some(({ from, length }) => from <= at && at < from + length);
      const items = cutItems(words, free, vocabulary);
      const named = names.flatMap(({ tags }) => [...tags]);
      const parts = {
        phrases,
        vocabulary,
        site,
        atMs,
        time,
        selected,
        named,
        items,
        ...scopeOf(mentions, items, vocabulary, selected),
      };
      const reading = readIntent(parts);
      if (!('fault' in reading)) return { query: reading, mended: mendedWords(words, phrases) };
      first ??= { ...misread, tags: reading.tags ?? [], fault: reading.fault };
    }
  }
  return first ?? { ...misread, fault: faults.notUnderstood() };
}

function scopeOf(
  mentions: readonly Mention[],
  items: readonly Item[],
  vocabulary: Vocabulary,
  selected: PlacedMachine | null,
) {
  if (mentions.length > 0) {
    let scope = new Set<PlacedMachine>();
    for (const { machines } of mentions) {
      const both = [...machines].filter((machine) => scope.has(machine));
      // "line 1 filler" is a machine on a line; "filler and capper" are two.
      scope = new Set(both.length > 0 ? both : [...scope, ...machines]);
    }
    return { scope, group: mentions.some(({ group }) => group) && scope.size > 1 };
  }
  const meansSelected = items.some(({ cues }) => cues.includes('it'));
  if (meansSelected && selected) return { scope: new Set([selected]), group: false };
  const meansAll = items.some(
    ({ cues }) => cues.includes('all') || cues.includes('machines') || cues.includes('which'),
  );
  return meansAll ? { scope: new Set(vocabulary.index.machines), group: true } : { scope: null, group: false };
}

const unknownWords = (words: readonly Word[], free: (at: number) => boolean): string[] => [
  ...new Set(words.filter((word, at) => word.unknown && free(at)).map(({ raw }) => raw)),
];

const mendedWords = (words: readonly Word[], { reading }: Phrases): string[] =>
  words
    .filter(({ raw, word, unknown }) => !unknown && stem(raw.toLowerCase()) !== stem(word) && /\p{L}/u.test(raw))
    .map(({ raw, word }) => reading.mended(raw, word));
