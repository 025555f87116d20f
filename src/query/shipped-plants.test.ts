import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Plant } from '../twin/plant.ts';
import { indexPlant } from '../twin/plant-index.ts';
import { phrasesOf } from './languages/languages.ts';
import { readQuestion } from './read-question.ts';
import { buildVocabulary } from './vocabulary.ts';

const atMs = Date.UTC(2026, 2, 11, 14, 30);

function open(plant: 'bottling' | 'rig') {
  const file = new URL(`../gateway/plants/${plant}.json`, import.meta.url);
  const index = indexPlant(JSON.parse(readFileSync(file, 'utf8')) as Plant);
  const vocabulary = buildVocabulary(index);
  return {
    index,
    read: (text: string) => readQuestion(text, { phrases: phrasesOf.en, vocabulary, atMs, selected: null }),
  };
}

describe.each(['bottling', 'rig'] as const)('plant %s', (plant) => {
  const { index, read } = open(plant);

  test("ASK-2: every tag can be asked for by its own and its machine's name, and misspelt", () => {
    const missed = index.tags
      .filter(({ tag }) => tag.states !== 'PackML' && tag.name !== 'Running')
      .flatMap(({ tag, machine, id }) => {
        const question = `What is the ${tag.name} of ${machine.machine.name}?`;
        const reading = read(question);
        const tags = 'query' in reading && /value|state/.test(reading.query.intent) ? reading.query.tags : [];
        return tags.length === 1 && tags[0] === id
          ? []
          : [`${question} -> ${tags.join() || JSON.stringify(reading, ['fault'])}`];
      });
    expect(missed).toEqual([]);
  });

  test('ASK-2: every number can be asked for its highest by id', () => {
    const missed = index.tags
      .filter(({ tag }) => tag.kind === 'number')
      .filter(({ tag, machine, id }) => {
        const reading = read(`highest ${tag.name} ${machine.machine.id} last 10 minutes`);
        return !('query' in reading && reading.query.intent === 'extreme' && reading.query.tags.join() === id);
      });
    expect(missed.map(({ id }) => id)).toEqual([]);
  });

  test('every machine can be asked how it is by name and nickname', () => {
    const missed = index.machines
      .filter(({ mainTags, stateTag }) => stateTag !== undefined || mainTags.length > 0)
      .flatMap(({ machine }) => [machine.name, ...(machine.nicknames ?? [])].map((name) => ({ name, machine })))
      .filter(({ name, machine }) => {
        const reading = read(`how is the ${name}`);
        return !('query' in reading && reading.query.tags.every((id) => id.startsWith(`${machine.id}.`)));
      });
    expect(missed.map(({ name }) => name)).toEqual([]);
  });
});

describe('plant rig', () => {
  const { read } = open('rig');
  test.each([
    [
      'what was the highest pressure in the last ten minutes',
      { intent: 'extreme', order: 'highest', tags: ['pump.pressure'] },
    ],
    ['pressure', { intent: 'value', tags: ['pump.pressure'] }],
    ['hottest', { intent: 'top', tags: ['tank.temperature', 'motor.temperature'] }],
    ['valve 1 flow', { intent: 'value', tags: ['valve-1.flow'] }],
    ['accelerometer 1', { intent: 'value', tags: ['motor.vibration'] }],
    ['motor amps', { intent: 'value', tags: ['motor.current'] }],
  ])('%s', (text, query) => expect(read(text)).toMatchObject({ query }));

  test('ASK-3: a machine without a state is not said to run', () => {
    expect(read('is the pump running')).toMatchObject({ fault: expect.stringContaining('reports no such state') });
  });
});

describe('plant bottling', () => {
  const { read } = open('bottling');
  test.each([
    ['valve 7 fill', { intent: 'value', tags: ['filler.valve-07-fill'] }],
    ['filler speed', { intent: 'value', tags: ['filler.speed'] }],
    ['which machines are starved', { intent: 'list', condition: { kind: 'in', name: { own: 'starved' } } }],
    [
      'is conveyor 3 running',
      { intent: 'state', tags: ['conveyor-3.running'], condition: { name: 'running', flag: 1 } },
    ],
    ['is agv 1 charging', { intent: 'state', tags: ['agv-1.charging'] }],
    ['how many jams did the packer have this shift', { intent: 'count', tags: ['packer.reason'] }],
    ['lowest battery', { intent: 'top', tags: ['agv-1.battery', 'agv-2.battery'] }],
    ['rejects of the inspector today', { intent: 'aggregate', aggregation: 'total', tags: ['inspector.rejected'] }],
    ['bottles per minute of the filler', { intent: 'value', tags: ['filler.speed'] }],
    ['highest filler speed yesterday', { intent: 'extreme', tags: ['filler.speed'] }],
    ['depal state', { intent: 'state', tags: ['depalletiser.state'] }],
  ])('%s', (text, query) => expect(read(text)).toMatchObject({ query }));

  test('ASK-4: "temperature" could be any of too many', () => {
    expect(read('temperature')).toMatchObject({ fault: expect.stringContaining('could be meant') });
  });
});
