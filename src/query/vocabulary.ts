import { equipment } from '../twin/equipment/equipment.ts';
import { editDistance } from '../twin/nearest.ts';
import type { PlacedMachine, PlacedTag, PlantIndex } from '../twin/plant-index.ts';
import { lexiconWords, meaningOf } from './lexicon.ts';
import { quantityOf, unitSpellings } from './unit-words.ts';
import { isNumberWord, stem, type Token, tokenise } from './words.ts';

/** The words a plant is spoken of with. Built once per plant; names in it are only ever compared, never run. */
export interface Vocabulary {
  readonly index: PlantIndex;
  /** What machines are called, as keys joined by spaces. */
  readonly names: ReadonlyMap<string, Named>;
  /** For each machine every word of its names, type, line and area. */
  readonly machineWords: readonly ReadonlySet<string>[];
  /** Tags by full name, where that has more than one word. */
  readonly tagNames: ReadonlyMap<string, readonly PlacedTag[]>;
  /** By slot. */
  readonly tagWords: readonly TagWords[];
  /** Names of states that are not PackML's, and of booleans that are on, as keys. */
  readonly stateNames: ReadonlyMap<string, readonly OwnState[]>;
  /** By machine, what says whether it runs: its PackML state, else a boolean called "Running". */
  readonly statusTags: readonly (PlacedTag | undefined)[];
  /** Every word of the plant's own, as typed and as key. */
  readonly words: ReadonlySet<string>;
}

/** `one`: the name of a machine (two may share it); `group`: of a type, a line or an area. */
export interface Named {
  readonly kind: 'one' | 'group';
  readonly machines: ReadonlySet<PlacedMachine>;
}

/** A state by the plant's own name: the tags for which `value` is that. */
export interface OwnState {
  readonly name: string;
  readonly value: number;
  readonly tags: PlacedTag[];
}

export interface TagWords {
  /** Keys of the tag's name, in order. */
  readonly name: readonly string[];
  /** Keys of its id and component. */
  readonly other: ReadonlySet<string>;
  readonly quantity: string | undefined;
}

/** What a word is compared by: the quantity it speaks of, else its singular; numbers without leading zeros. */
export function keyOf(token: Pick<Token, 'word' | 'number'>): string {
  if (!Number.isNaN(token.number)) return String(token.number);
  return meaningOf(token.word)?.concept ?? stem(token.word);
}

/** The keys of a name; signs and articles in it are not spoken. */
const keysOf = (text: string): string[] => spokenTokens(text).map(keyOf);

const spokenTokens = (text: string): Token[] =>
  tokenise(text).filter(({ word }) => /[\p{L}\d]/u.test(word) && !/^(the|a|an)$/.test(word));

export function buildVocabulary(index: PlantIndex): Vocabulary {
  const names = new Map<string, { kind: 'one' | 'group'; machines: Set<PlacedMachine> }>();
  const tagNames = new Map<string, PlacedTag[]>();
  const stateNames = new Map<string, OwnState[]>();
  const words = new Set<string>();
  const learn = (text: string): string => {
    const tokens = spokenTokens(text);
    for (const token of tokens) if (/\p{L}/u.test(token.word)) words.add(token.word).add(stem(token.word));
    return tokens.map(keyOf).join(' ');
  };
  const call = (kind: 'one' | 'group', text: string, machine: PlacedMachine): void => {
    const name = learn(text);
    if (name === '') return;
    const named = names.get(name);
    if (!named || (named.kind === 'group' && kind === 'one')) names.set(name, { kind, machines: new Set([machine]) });
    else if (named.kind === kind) named.machines.add(machine);
  };

  const machineWords = index.machines.map((placed) => {
    const { machine, line, area } = placed;
    const own = [machine.name, machine.id, ...(machine.nicknames ?? [])];
    const type = [machine.type, equipment[machine.type]?.name ?? machine.type];
    const place = [line.name, line.id, area.name, area.id];
    for (const text of own) call('one', text, placed);
    for (const text of [...type, ...place]) call('group', text, placed);
    return new Set([...own, ...type, line.name, area.name].flatMap(keysOf));
  });

  const tagWords = index.tags.map((placed) => {
    const { tag, machine } = placed;
    const component = machine.machine.components.find((each) => each.id === tag.component);
    const name = learn(tag.name);
    if (name.includes(' ')) group(tagNames, name, placed);
    if (tag.states !== undefined && tag.states !== 'PackML') {
      for (const [value, state] of tag.states.entries()) {
        words.add(keysOf(state).join(''));
        addState(stateNames, learn(state), state, value, placed);
      }
    }
    if (tag.kind === 'boolean') addState(stateNames, name, tag.name, 1, placed);
    // "{bottles}/min" makes a speed one of bottles.
    const counted = (tag.unit ?? '').match(/\{[^}]*\}/g) ?? [];
    const other = [tag.id, component?.name ?? '', component?.id ?? '', ...counted];
    for (const text of other) learn(text);
    if (tag.unit === '%' && /\b(?:level|fill)\b/.test(name)) other.push('full');
    return { name: name.split(' '), other: new Set(other.flatMap(keysOf)), quantity: quantityOf(tag.unit) };
  });
  const statusTags = index.machines.map(
    ({ stateTag, tags }) =>
      stateTag ?? tags.find(({ tag }) => tag.kind === 'boolean' && tag.name.toLowerCase() === 'running'),
  );
  return { index, names, machineWords, tagNames, tagWords, stateNames, statusTags, words };
}

function group(groups: Map<string, PlacedTag[]>, name: string, tag: PlacedTag): void {
  const tags = groups.get(name);
  if (tags) tags.push(tag);
  else if (name !== '') groups.set(name, [tag]);
}

function addState(states: Map<string, OwnState[]>, key: string, name: string, value: number, tag: PlacedTag): void {
  const known = states.get(key) ?? [];
  const same = known.find((each) => each.value === value && each.tags[0]!.tag.kind === tag.tag.kind);
  if (same) same.tags.push(tag);
  else if (key !== '') states.set(key, [...known, { name, value, tags: [tag] }]);
  // "micro-stop" is also written in one word.
  if (key.includes(' ')) addState(states, key.replaceAll(' ', ''), name, value, tag);
}

const unitWords = new Set([...unitSpellings].flatMap((each) => each.split(' ')));

// Everyday and factory words one letter away from a word that answering knows; "help" is not a misspelt "held".
const leftAlone = new Set(
  (
    'weather where wheres help lost later paper packet story stock talk task meal lunch spend share shirt order orders batch clean ' +
    'case price cost joke news food work walk read real seal deal tall fall call late rate made more move love live ' +
    'left light night right bold cold gold sold told fold team tea beer bear fear year near why who cause cause because ' +
    'sports trade wages phone money music movie coffee recipe product products operator oee colour color weight height'
  ).split(' '),
);

/** The known word that `word` was most likely meant to be: itself, a longer one it abbreviates, or one misspelt; else undefined. */
export function spell(vocabulary: Vocabulary, word: string): string | undefined {
  const known = (each: string): boolean =>
    lexiconWords.has(each) || vocabulary.words.has(each) || isNumberWord(each) || unitWords.has(each);
  if (known(word)) return word;
  if (known(stem(word))) return stem(word);
  if (leftAlone.has(word) || !/\p{L}/u.test(word)) return undefined;
  const abbreviated = word.length < 3 ? [] : [...vocabulary.words].filter((each) => each.startsWith(word));
  const long = abbreviated.filter((each) => !abbreviated.some((other) => other !== each && stem(each) === other));
  if (long.length === 1) return long[0];
  const limit = word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
  let best: string | undefined;
  let bestCost = limit + 1;
  for (const [words, handicap] of [[vocabulary.words, 0] as const, [lexiconWords, 0.5] as const]) {
    for (const each of words) {
      if (each.length < 4 || Math.abs(each.length - word.length) > limit || !sameStart(word, each)) continue;
      // Letters are dropped more often than added: "wich" is "which" before "with".
      const cost = editDistance(word, each) + handicap - (each.length > word.length ? 0.25 : 0);
      if (cost < bestCost) {
        best = each;
        bestCost = cost;
      }
    }
  }
  return bestCost <= limit + 0.5 ? best : undefined;
}

/** Misspellings keep their first letter, or swap it with the second: a "tiller" is another machine than a "filler". */
const sameStart = (a: string, b: string): boolean => a[0] === b[0] || (a[0] === b[1] && a[1] === b[0]);
