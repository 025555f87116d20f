import type { Language } from '../../twin/language.ts';
import { de } from './de/de.ts';
import { en } from './en/en.ts';
import type { Phrases } from './phrases.ts';

export const phrasesOf: Readonly<Record<Language, Phrases>> = { en, de };
