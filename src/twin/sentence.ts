import { type Language, locales } from './language.ts';

/** Something to tell a person, not yet in any language: the key of a text and what stands in its places. */
export interface Sentence<Key extends string = string> {
  readonly key: Key;
  readonly values: Readonly<Record<string, Value<Key>>>;
}

/** Texts are names, codes and what something outside said; a sentence is a part of the whole. */
export type Value<Key extends string = string> = string | number | Sentence<Key>;

/** Texts by group and name; `{{name}}` is a place for a value, and `count` chooses between `_one` and `_other`. */
export type Table = Readonly<Record<string, Readonly<Record<string, string>>>>;

type Unplural<Name> = Name extends `${infer Base}_${'one' | 'other'}` ? Base : Name;
type KeyIn<Texts extends Table, Group extends keyof Texts> = `${Group & string}.${Unplural<keyof Texts[Group]> &
  string}`;
/** "group.name", without the `_one` and `_other`. */
export type KeyOf<Texts extends Table> = { [Group in keyof Texts]: KeyIn<Texts, Group> }[keyof Texts];

type TextOf<Texts extends Table, Key> = Key extends `${infer Group extends keyof Texts & string}.${infer Name}`
  ? Texts[Group][(Name | `${Name}_other`) & keyof Texts[Group]]
  : never;
type NamesIn<Text> = Text extends `${string}{{${infer Name}}}${infer Rest}` ? Name | NamesIn<Rest> : never;
type ValuesOf<Texts extends Table, Key> = {
  readonly [Name in NamesIn<TextOf<Texts, Key>>]: Name extends 'count' ? number : Value<KeyOf<Texts>>;
};

/** Makes sentences of these texts: the compiler asks for the values that the text has places for. */
export type Teller<Texts extends Table> = <Key extends KeyOf<Texts>>(
  key: Key,
  ...values: [NamesIn<TextOf<Texts, Key>>] extends [never] ? [] : [ValuesOf<Texts, Key>]
) => Sentence<KeyOf<Texts>>;

export const teller =
  <Texts extends Table>(): Teller<Texts> =>
  (key, ...values) => ({ key, values: values[0] ?? {} });

/** The sentence in words of the table, which is in this language; numbers as the language writes them. */
export function inWordsOf(table: Table, { key, values }: Sentence, language: Language): string {
  const dot = key.indexOf('.');
  const group = table[key.slice(0, dot)] ?? {};
  const name = key.slice(dot + 1);
  const { count } = values;
  const chosen = typeof count === 'number' ? `${name}_${plurals[language].select(count)}` : name;
  return withValues(group[chosen] ?? group[name] ?? key, language, (place) => {
    const value = values[place];
    return typeof value === 'object' ? inWordsOf(table, value, language) : value;
  });
}

const plurals: Readonly<Record<Language, Intl.PluralRules>> = {
  en: new Intl.PluralRules(locales.en),
  de: new Intl.PluralRules(locales.de),
};

/** A text with its places filled. What fills them refers to nothing: a value with `{{…}}` in it stays as it is. */
export const withValues = (
  text: string,
  language: Language,
  valueAt: (place: string) => string | number | undefined,
): string =>
  text.replace(/\{\{(\w+)\}\}/g, (_, place: string) => {
    const value = valueAt(place);
    return typeof value === 'number' ? value.toLocaleString(locales[language]) : String(value);
  });
