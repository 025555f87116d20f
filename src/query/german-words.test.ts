import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Language } from '../twin/language.ts';
import type { Plant } from '../twin/plant.ts';
import { indexPlant, type PlacedTag, type PlantIndex } from '../twin/plant-index.ts';
import { Quality } from '../twin/quality.ts';
import { displayUnit } from '../twin/units.ts';
import type { Answer } from './answer.ts';
import { answerQuestion } from './answer-question.ts';
import { fixture, MemoryReader, type Row } from './plant.fixture.ts';
import { hour, nowMs } from './record.fixture.ts';
import { buildVocabulary } from './vocabulary.ts';
import { bottling, rig } from './wordings.fixture.ts';

const open = (plant: string): PlantIndex =>
  indexPlant(JSON.parse(readFileSync(new URL(`../gateway/plants/${plant}.json`, import.meta.url), 'utf8')) as Plant);

/** Numbers from 0 to 1, the same every time. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}

/** A day of each tag: some without a value, some of bad quality, some in no known state. */
function recordOf({ tags }: PlantIndex): Record<string, readonly Row[]> {
  const next = chance(7);
  const value = ({ tag, stateNames }: PlacedTag, row: number): number => {
    if (tag.kind === 'state') return Math.floor(next() * (stateNames!.length + 1));
    if (tag.kind === 'boolean') return Math.round(next());
    if (tag.counter) return row === 5 ? 0 : row * 100;
    const [low, high] = tag.range ?? [0, 100];
    return low + (high - low) * next();
  };
  const rows = (placed: PlacedTag): Row[] =>
    Array.from({ length: Math.floor(next() * 10) }, (_, row): Row => {
      const timeMs = nowMs - (24 * hour) / (row + 1) - row * 1000;
      const quality = next() < 0.8 ? Quality.good : Math.floor(next() * 4);
      return [timeMs, value(placed, row), quality];
    });
  return Object.fromEntries(tags.map((placed) => [placed.id, rows(placed)]));
}

/** What comes from the plant file, longest first. */
function namesOf({ machines, tags, plant }: PlantIndex): string[] {
  const names = [
    ...machines.flatMap(({ machine, line, area }) => [machine.name, line.name, area.name]),
    ...tags.flatMap(({ tag }) => [
      tag.name,
      displayUnit(tag.unit ?? '1'),
      ...(Array.isArray(tag.states) ? tag.states : []),
    ]),
    ...plant.site.shifts.map(({ name }) => name),
  ];
  return [...new Set(names)].filter((name) => /\p{L}{2}/u.test(name)).sort((a, b) => b.length - a.length);
}

// Not "in", "am", "so", "war", "will", "also", "hat", "bad", "an", "or": German has these, or words in them, too.
const english = new Set(
  (
    'the of is was are were and with without since sample samples at for from to by not no yes none has had have been than that which when ' +
    'who what how why it its there this these now then time times once more last first highest lowest high low above below least most beyond ' +
    'within limit limits value values state machine machines measurement measurements increase mean total rate per known unknown recorded ' +
    'record long until before ago as only each other others today yesterday between night week hour hours minute minutes second seconds day ' +
    'days running stopped held idle aborted suspended down execute good stale uncertain quality old read understood cannot answer please name on off'
  ).split(' '),
);

const textsOf = (answer: Answer): string[] => [
  answer.text,
  answer.readAs,
  ...answer.evidence.flatMap(({ label, display }) => [label, display]),
];

/** English words in what is said, outside of what is quoted and of the plant's names. */
function englishIn(text: string, names: readonly string[]): string[] {
  let rest = text.replace(/„[^“]*“/gu, ' ');
  for (const name of names) rest = rest.replaceAll(name, ' ');
  return rest.split(/[^\p{L}]+/u).filter((word) => english.has(word.toLowerCase()));
}

describe.each([
  ['bottling', open('bottling')],
  ['rig', open('rig')],
  ['fixture', fixture],
] as const)('ASK-27: plant %s', (_, index) => {
  const vocabulary = buildVocabulary(index);
  const reader = new MemoryReader(index, recordOf(index));
  const names = namesOf(index);
  const ask = (text: string, language: Language, cursorMs: number | null) => {
    const context = { language, index, vocabulary, nowMs, cursorMs, selected: null };
    return answerQuestion(text, context, reader, new AbortController().signal);
  };
  const questions = [...bottling, ...rig].map(([text]) => text);

  test('a German answer has no English word outside of names', async () => {
    const found: string[] = [];
    for (const question of questions) {
      for (const cursorMs of [null, nowMs - 3 * hour]) {
        for (const text of textsOf(await ask(question, 'de', cursorMs))) {
          const words = englishIn(text, names);
          if (words.length > 0) found.push(`${words.join()}: ${question} -> ${text}`);
        }
      }
    }
    expect(found).toEqual([]);
  });

  test('the same check finds English answers', async () => {
    const missed: string[] = [];
    for (const question of questions) {
      const { text } = await ask(question, 'en', null);
      if (englishIn(text, names).length === 0) missed.push(text);
    }
    expect(missed).toEqual([]);
  });
});
