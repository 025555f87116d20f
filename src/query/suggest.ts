import { nearest } from '../twin/nearest.ts';
import type { PlacedTag } from '../twin/plant-index.ts';
import { type Asking, type Misreading, readQuestion } from './read-question.ts';

const most = 4;

/** Whole questions near to a misread one, all of which are understood, nearest first. */
export function suggestionsFor(text: string, misreading: Misreading, asking: Asking): string[] {
  const found: string[] = [];
  for (const question of candidates(text, misreading, asking)) {
    if (found.includes(question) || question.length > 150) continue;
    if ('query' in readQuestion(question, asking)) found.push(question);
    if (found.length === most) break;
  }
  return found;
}

function* candidates(text: string, { machines, tags, unknown }: Misreading, { vocabulary }: Asking): Generator<string> {
  const { index } = vocabulary;
  // Longer texts are no slip of the finger.
  if (unknown.length > 0 && unknown.length <= 2 && text.length <= 120) {
    let mended = text;
    for (const word of unknown) mended = mended.replace(word, nearest(word, vocabulary.words) ?? word);
    if (mended !== text) yield mended;
  }
  for (const tag of mainFirst(tags).slice(0, 6)) yield valueQuestion(tag);
  for (const machine of machines.slice(0, 4)) {
    for (const tag of mainFirst(machine.tags).slice(0, 2)) yield valueQuestion(tag);
    if (machine.stateTag) yield `What is ${machine.machine.name} doing?`;
  }
  if (index.machines.some(({ stateTag }) => stateTag)) yield 'Which machines are not running?';
  const main = index.machines.flatMap(({ mainTags }) => mainTags.filter(({ tag }) => tag.kind === 'number'));
  for (const tag of main.slice(0, 2)) {
    yield `What was the highest ${tag.tag.name} of ${tag.machine.machine.name} in the last 10 minutes?`;
  }
  yield 'Which tags are beyond their alarm limits?';
  for (const tag of main.slice(0, 4)) yield valueQuestion(tag);
}

const mainFirst = (tags: readonly PlacedTag[]): PlacedTag[] =>
  [...tags].sort((a, b) => Number(isMain(b)) - Number(isMain(a))).filter(({ tag }) => tag.states !== 'PackML');

const isMain = (tag: PlacedTag): boolean => tag.machine.mainTags.includes(tag);

const valueQuestion = ({ tag, machine }: PlacedTag): string => `What is the ${tag.name} of ${machine.machine.name}?`;
