import { expect, test } from 'vitest';
import type { Language } from '../twin/language.ts';
import type { Plant, Tag } from '../twin/plant.ts';
import { indexPlant, learnTexts } from '../twin/plant-index.ts';
import { Quality } from '../twin/quality.ts';
import { answerQuestion } from './answer-question.ts';
import { fixture, MemoryReader } from './plant.fixture.ts';
import { ago, hour, minute, nowMs } from './record.fixture.ts';
import { buildVocabulary } from './vocabulary.ts';

/** The fixture's plant, whose filler and packer report their batch. */
const batch: Tag = { id: 'batch', name: 'Batch', kind: 'text', address: 'batch' };
const index = indexPlant(
  JSON.parse(JSON.stringify(fixture.plant), (_, each) =>
    each?.id === 'filler' || each?.id === 'packer' ? { ...each, tags: [...each.tags, batch] } : each,
  ) as Plant,
);
const first = 2 ** 23;
const slotOf = (machine: string) => index.tags.find(({ id }) => id === `${machine}.batch`)!.slot;
learnTexts(index, [
  { slot: slotOf('filler'), number: first, text: 'Lot 4711' },
  { slot: slotOf('filler'), number: first + 1, text: '{{name}} $& <b>' },
  { slot: slotOf('packer'), number: first, text: 'Lot 4710' },
]);
const reader = new MemoryReader(index, {
  'filler.batch': [
    [ago(6 * hour), first + 1],
    [ago(12 * minute), first],
  ],
  'packer.batch': [[ago(3 * minute), first, Quality.stale]],
});
const vocabulary = buildVocabulary(index);
const ask = (text: string, language: Language = 'en') =>
  answerQuestion(
    text,
    { language, index, vocabulary, nowMs, cursorMs: null, selected: null },
    reader,
    new AbortController().signal,
  );

test.each([
  ['what is the batch of the filler?', 'Batch of Filler is Lot 4711 (1 sample, 15:18).'],
  ['what was the batch of the filler at 10:00', 'Batch of Filler was {{name}} $& <b> (1 sample, 09:30).'],
  ['packer batch', 'Batch of Case packer is Lot 4710, but that is 3 min old and stale (1 sample, 15:27).'],
])('ASK-26 a text is told as it is: %s', async (question, expected) => {
  const { text, evidence, trend } = await ask(question);
  expect(text).toBe(expected);
  // Its number means nothing to anybody.
  expect(evidence).toMatchObject([{ value: null, unit: '' }]);
  expect(trend!.tags).toEqual([evidence[0]!.tag]);
});

test('ASK-27 and so in another language', async () => {
  expect((await ask('filler batch', 'de')).text).toContain('Lot 4711');
});

test.each(['highest batch of the filler', 'average batch of the filler today', 'total batch of the filler'])(
  'ASK-8 what only numbers have is not told of a text: %s',
  async (question) => expect((await ask(question)).kind).toBe('unclear'),
);
