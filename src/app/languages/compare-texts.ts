import { compare as de } from './de/compare.ts';
import { compare as en } from './en/compare.ts';
import { addTexts } from './language.ts';

// Whoever says something of a comparison imports this.
addTexts('compare', { en, de });
