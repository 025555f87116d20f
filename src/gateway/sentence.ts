import type { Language, Words } from '../twin/language.ts';
import { inWordsOf, type KeyOf, type Sentence as SentenceOf, teller } from '../twin/sentence.ts';
import { de } from './languages/de/de.ts';
import { en } from './languages/en/en.ts';

export type Sentence = SentenceOf<KeyOf<typeof en>>;

export const sentence = teller<typeof en>();

const tables: Readonly<Record<Language, Words<typeof en>>> = { en, de };

/** The sentence in words; numbers as the language writes them. */
export const inWords = (told: Sentence, language: Language): string => inWordsOf(tables[language], told, language);

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
