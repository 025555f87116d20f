import i18next from 'i18next';
import { type Language, locales, type Words } from '../twin/language.ts';
import { de } from './languages/de/de.ts';
import { en } from './languages/en/en.ts';

/** Something to tell a person, not yet in any language. */
export interface Sentence {
  readonly key: SentenceKey;
  readonly values: Readonly<Record<string, Value>>;
}

/** Texts are names, codes and what something outside said; a sentence is a part of the whole. */
export type Value = string | number | Sentence;

type Texts = typeof en;
type Group = keyof Texts;
type Unplural<Name> = Name extends `${infer Base}_${'one' | 'other'}` ? Base : Name;
type KeyOf<G extends Group> = `${G}.${Unplural<keyof Texts[G]> & string}`;
/** "group.name", without the `_one` and `_other` that `count` chooses. */
export type SentenceKey = { [G in Group]: KeyOf<G> }[Group];

type TextOf<K> = K extends `${infer G extends Group}.${infer Name}`
  ? Texts[G][(Name | `${Name}_other`) & keyof Texts[G]]
  : never;
type NamesIn<Text> = Text extends `${string}{{${infer Name}}}${infer Rest}` ? Name | NamesIn<Rest> : never;
type ValuesOf<K> = { readonly [Name in NamesIn<TextOf<K>>]: Name extends 'count' ? number : Value };

/** The compiler asks for the values that the text has places for. */
export function sentence<K extends SentenceKey>(
  key: K,
  ...values: [NamesIn<TextOf<K>>] extends [never] ? [] : [ValuesOf<K>]
): Sentence {
  return { key, values: values[0] ?? {} };
}

const tables: Readonly<Record<Language, Words<Texts>>> = { en, de };
const texts = i18next.createInstance();
void texts.init({
  initAsync: false,
  fallbackLng: false,
  resources: Object.fromEntries(Object.entries(tables).map(([language, table]) => [language, { translation: table }])),
  interpolation: { escapeValue: false }, // the page shows it as text, and so does the log
});
const say = texts.t as unknown as (
  key: string,
  options: { lng: Language; count: Value | undefined; replace: Record<string, string>; nest: false },
) => string;

/** The sentence in words; numbers as the language writes them. */
export function inWords({ key, values }: Sentence, language: Language): string {
  const replace: Record<string, string> = {};
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === 'number') replace[name] = value.toLocaleString(locales[language]);
    else replace[name] = typeof value === 'string' ? value : inWords(value, language);
  }
  // What comes from outside refers to no other text.
  return say(key, { lng: language, count: values.count, replace, nest: false });
}

/** An error that a person is told of; its message is English, for the log and the command line. */
export class SentenceError extends Error {
  readonly sentence: Sentence;

  constructor(told: Sentence, options?: ErrorOptions) {
    super(inWords(told, 'en'), options);
    this.sentence = told;
  }
}

/** What to tell of an error: its sentence, or the first line of what something outside said. */
export function reasonOf(error: unknown): Sentence {
  if (error instanceof SentenceError) return error.sentence;
  const text = error instanceof Error ? error.message : String(error);
  return sentence('common.said', { text: text.split('\n')[0]! });
}
