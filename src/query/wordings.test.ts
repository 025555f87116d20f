import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Plant } from '../twin/plant.ts';
import { indexPlant } from '../twin/plant-index.ts';
import { phrasesOf } from './languages/languages.ts';
import { readQuestion } from './read-question.ts';
import { readingText } from './reading-text.ts';
import { buildVocabulary } from './vocabulary.ts';
import { bottling, rig } from './wordings.fixture.ts';

describe.each([
  ['bottling', bottling],
  ['rig', rig],
] as const)('as operators ask: plant %s', (plant, wordings) => {
  const file = new URL(`../gateway/plants/${plant}.json`, import.meta.url);
  const index = indexPlant(JSON.parse(readFileSync(file, 'utf8')) as Plant);
  const vocabulary = buildVocabulary(index);
  const atMs = Date.UTC(2026, 2, 11, 14, 30);
  test.each(wordings)('ASK-1, ASK-2: %s', (text, expected) => {
    const phrases = phrasesOf.en;
    const reading = readQuestion(text, { phrases, vocabulary, atMs, selected: null });
    const got =
      'query' in reading ? `${reading.query.intent}: ${readingText(reading.query, index, atMs, phrases)}` : null;
    expect(got).toBe(expected);
  });
});
