import type { PlacedMachine, PlacedTag } from '../twin/plant-index.ts';
import { type Cue, meaningOf, phraseWords, type StateWord } from './lexicon.ts';
import { unitAt } from './unit-words.ts';
import { keyOf, type OwnState, spell, type Vocabulary } from './vocabulary.ts';
import { spokenNumber, type Token, tokenise } from './words.ts';

/** A question's word after its spelling was mended. */
export interface Word extends Token {
  readonly key: string;
  /** The word is neither everyday language nor the plant's. */
  readonly unknown: boolean;
}

/** A stretch of words with one meaning in the question. */
export interface Item {
  readonly text: string;
  readonly cues: readonly Cue[];
  readonly state: StateWord | null;
  /** The same or another state by the plant's own names. */
  readonly own: readonly OwnState[];
  /** What it may name of a tag: a word, or a quantity. */
  readonly key: string | null;
  /** It can mean nothing else. */
  readonly mustName: boolean;
  readonly number: number | null;
  /** UCUM: of the number, or asked for ("in psi"). */
  readonly unit: string | null;
}

export function readWords(text: string, vocabulary: Vocabulary): Word[] {
  return tokenise(text).map((token) => {
    if (!/\p{L}/u.test(token.word)) return { ...token, key: keyOf(token), unknown: false };
    const word = spell(vocabulary, token.word);
    const mended = { ...token, word: word ?? token.word };
    return { ...mended, key: keyOf(mended), unknown: word === undefined };
  });
}

export interface Mention {
  readonly from: number;
  readonly length: number;
  readonly machines: ReadonlySet<PlacedMachine>;
  /** The words are a name or a type; else they only occur in the machines' names. */
  readonly exact: boolean;
  readonly group: boolean;
}

const longestName = 8;

/** Machines by what they are called, from left to right, each time the longest name; unless `exactly` by parts of names too. */
export function findMentions(
  words: readonly Word[],
  free: (at: number) => boolean,
  vocabulary: Vocabulary,
  exactly: boolean,
): Mention[] {
  const mentions: Mention[] = [];
  for (let at = 0; at < words.length; ) {
    const mention = mentionAt(words, at, free, vocabulary, exactly);
    if (mention) mentions.push(mention);
    at += mention?.length ?? 1;
  }
  return mentions;
}

function mentionAt(
  words: readonly Word[],
  from: number,
  free: (at: number) => boolean,
  vocabulary: Vocabulary,
  exactly: boolean,
) {
  let end = from;
  while (end < words.length && end - from < longestName && free(end)) end++;
  for (let length = end - from; length > 0; length--) {
    const span = words.slice(from, from + length);
    const isPlain = length === 1 && (meaningOf(span[0]!.word)?.cues.length ?? 0) > 0;
    const named = isPlain ? undefined : vocabulary.names.get(span.map((word) => word.key).join(' '));
    if (named) return { from, length, machines: named.machines, exact: true, group: named.kind === 'group' };
    if (exactly || isPlain || !Number.isNaN(span[0]!.number) || span[0]!.word.length < 3) continue;
    const keys = span.map((word) => word.key);
    const loose = vocabulary.index.machines.filter((_, i) => keys.every((key) => vocabulary.machineWords[i]!.has(key)));
    if (loose.length > 0) return { from, length, machines: new Set(loose), exact: false, group: loose.length > 1 };
  }
  return undefined;
}

const prepositions = new Set('in on at over per of to'.split(' '));

/** Tags called by their whole name of two words or more; such words mean nothing else then. */
export function findTagNames(words: readonly Word[], free: (at: number) => boolean, vocabulary: Vocabulary) {
  const found: { from: number; length: number; tags: readonly PlacedTag[] }[] = [];
  for (let from = 0; from < words.length; from++) {
    for (let length = longestName; length > 1; length--) {
      const span = words.slice(from, from + length);
      // "motors hotter than" compares, and is not the tag "Motor temperature".
      const names = (word: Word, i: number): boolean => {
        const meaning = meaningOf(word.word);
        return free(from + i) && !(meaning?.concept !== undefined && meaning.cues.length > 0);
      };
      if (span.length < length || !span.every(names)) continue;
      const tags = vocabulary.tagNames.get(span.map((word) => word.key).join(' '));
      // "bottles in the filler" does not name the tag "Bottles in".
      if (!tags || (prepositions.has(span.at(-1)!.word) && from + length < words.length)) continue;
      found.push({ from, length, tags });
      from += length - 1;
      break;
    }
  }
  return found;
}

/** Cuts the free words into items, each the longest phrase that everyday language knows. */
export function cutItems(words: readonly Word[], free: (at: number) => boolean, vocabulary: Vocabulary): Item[] {
  const items: Item[] = [];
  const plain = words.map((word) => word.word);
  for (let at = 0; at < words.length; ) {
    if (!free(at)) {
      at++;
      continue;
    }
    const { item, length } =
      numberAt(words, plain, at) ?? unitWish(words, plain, at, free) ?? phraseAt(words, plain, at, free, vocabulary);
    items.push(item);
    at += length;
  }
  return items;
}

const blank = { cues: [], state: null, own: [], key: null, mustName: false, number: null, unit: null } as const;

function numberAt(words: readonly Word[], plain: readonly string[], at: number) {
  const number = spokenNumber(words[at]!);
  if (Number.isNaN(number) || plain[at] === 'one') return null;
  const unit = unitAt(plain, at + 1);
  const length = 1 + (unit?.length ?? 0);
  const text = words.slice(at, at + length).map((word) => word.raw);
  const item: Item = { ...blank, text: text.join(' '), key: words[at]!.key, number, unit: unit?.unit ?? null };
  return { item, length };
}

/** "in psi" at the end of a question. */
function unitWish(words: readonly Word[], plain: readonly string[], at: number, free: (at: number) => boolean) {
  if (!/^(in|as|to|into)$/.test(plain[at]!) || !free(at + 1)) return null;
  const unit = unitAt(plain, at + 1);
  if (!unit) return null;
  const end = at + 1 + unit.length;
  if (plain.slice(end).some((word) => !/^(\?|please|now|rn)$/.test(word))) return null;
  const text = words.slice(at, end).map((word) => word.raw);
  return { item: { ...blank, text: text.join(' '), unit: unit.unit } satisfies Item, length: 1 + unit.length };
}

function phraseAt(
  words: readonly Word[],
  plain: readonly string[],
  at: number,
  free: (at: number) => boolean,
  vocabulary: Vocabulary,
) {
  let end = at;
  while (end < words.length && end - at < phraseWords && free(end)) end++;
  for (let length = end - at; length > 0; length--) {
    const meaning = meaningOf(plain.slice(at, at + length).join(' '));
    if (!meaning) continue;
    const text = words.slice(at, at + length).map((word) => word.raw);
    const key = meaning.concept ?? (length === 1 ? words[at]!.key : null);
    const item: Item = {
      ...blank,
      text: text.join(' '),
      cues: meaning.cues,
      state: meaning.state ?? null,
      own:
        vocabulary.stateNames.get(
          words
            .slice(at, at + length)
            .map((word) => word.key)
            .join(' '),
        ) ?? [],
      key: key !== null && (meaning.concept !== undefined || namesTags(key, vocabulary)) ? key : null,
      // "fast" alone speaks of speed, but "fastest" and "current" also say other things.
      mustName: meaning.concept !== undefined,
    };
    return { item, length };
  }
  const word = words[at]!;
  const own = stateNameAt(words.slice(at, end), vocabulary);
  if (own) return own;
  const item: Item = { ...blank, text: word.raw, key: word.key, mustName: true };
  return { item, length: 1 };
}

/** A state that only the plant knows, e.g. "Charging". */
function stateNameAt(words: readonly Word[], vocabulary: Vocabulary) {
  for (let length = words.length; length > 0; length--) {
    const span = words.slice(0, length);
    const own = vocabulary.stateNames.get(span.map(({ key }) => key).join(' '));
    if (!own) continue;
    const condition = { kind: 'in', values: [own[0]!.value], name: { own: own[0]!.name } } as const;
    const text = span.map(({ raw }) => raw).join(' ');
    const item: Item = { ...blank, text, state: { condition, event: false, duration: false }, own };
    return { item, length };
  }
  return null;
}

const namesTags = (key: string, vocabulary: Vocabulary): boolean =>
  vocabulary.tagWords.some((tag) => tag.name.includes(key) || tag.other.has(key) || tag.quantity === key);
