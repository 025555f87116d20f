import type { faults } from './languages/en/faults.ts';
import { nearest } from './nearest.ts';
import { type KeyOf, type Sentence, teller, type Value } from './sentence.ts';

export type Path = readonly (string | number)[];

/** What the schema and the equipment types say stands under its own English words. */
type FaultTexts = {
  readonly faults: typeof faults;
  readonly schema: Readonly<Record<string, string>>;
  readonly parameters: Readonly<Record<string, string>>;
};
export type FaultKey = KeyOf<FaultTexts>;
export type FaultValue = Value<FaultKey>;

/** Something wrong with a plant file: where, and what to do about it. */
export interface Fault {
  readonly path: Path;
  readonly told: Sentence<FaultKey>;
}

/** What a fault tells. Numbers of the file go in as text, so that they read as they are written there. */
export const told = teller<FaultTexts>();

/** Takes a fault as it is found. */
export type Report = (path: Path, told: Fault['told']) => void;

/** "$.areas[0].lines[1].name" */
export function pathText(path: Path): string {
  let text = '$';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else text += /^[A-Za-z_$][\w$]*$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`;
  }
  return text;
}

/** Ends a sentence about an unknown word: "; did you mean "Filler"?", or what there is to choose from. */
export function choices(word: string, known: Iterable<string>): Fault['told'] {
  const names = [...known];
  const meant = nearest(word, names);
  if (meant !== undefined) return told('faults.didYouMean', { meant });
  if (names.length === 0) return told('faults.noChoice');
  const shown = names.slice(0, 24).join(', ');
  if (names.length <= 24) return told('faults.choose', { names: shown });
  return told('faults.chooseOfMore', { names: shown, more: String(names.length - 24) });
}

/** "a or b or c", "a and b" */
export const joined = (key: 'faults.or' | 'faults.and', values: readonly FaultValue[]): FaultValue =>
  values.length === 0 ? '' : values.reduce((one, other) => told(key, { one, other }));
