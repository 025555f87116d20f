import type { Language } from '../twin/language.ts';
import type { MachineId } from '../twin/plant.ts';
import type { PlantIndex } from '../twin/plant-index.ts';
import type { Answer, TwinReader } from './answer.ts';
import { execute } from './execute.ts';
import { phrasesOf } from './languages/languages.ts';
import { machinesOf } from './phrase.ts';
import { readQuestion } from './read-question.ts';
import { readingText } from './reading-text.ts';
import { suggestionsFor } from './suggest.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface QuestionContext {
  /** Of the answer. */
  readonly language: Language;
  readonly index: PlantIndex;
  /** From `buildVocabulary(index)`, once per plant. */
  readonly vocabulary: Vocabulary;
  readonly nowMs: number;
  /** The moment the timeline shows; null = live. */
  readonly cursorMs: number | null;
  /** What "it" means. */
  readonly selected: MachineId | null;
}

/** Answers a question asked in plain words. Rejects only when `reader` does or `signal` aborts; no text makes it throw. */
export async function answerQuestion(
  text: string,
  context: QuestionContext,
  reader: TwinReader,
  signal: AbortSignal,
): Promise<Answer> {
  const { index, vocabulary, nowMs, cursorMs, selected } = context;
  const atMs = cursorMs ?? nowMs;
  const phrases = phrasesOf[context.language];
  const asking = { phrases, vocabulary, atMs, selected };
  const reading = readQuestion(text, asking);
  if ('fault' in reading) {
    const { fault, unknown } = reading;
    const unsaid = unknown.filter((word) => !fault.includes(phrases.quoted(word).slice(0, -1))).slice(0, 3);
    const words = unsaid.map((word) => word.slice(0, 30));
    return {
      kind: 'unclear',
      text: phrases.faults.unclear(fault, words, unknown.length > 0),
      readAs: phrases.reading.notUnderstood,
      atMs,
      evidence: [],
      machines: [],
      trend: null,
      momentMs: null,
      suggestions: suggestionsFor(text, reading, asking),
    };
  }
  const { query, mended } = reading;
  const execution = { phrases, index, reader, signal, atMs, live: cursorMs === null };
  const { about, ...outcome } = await execute(query, execution);
  return {
    kind: 'answer',
    readAs: [readingText(query, index, atMs, phrases), ...mended].join(' · '),
    atMs: 'atMs' in query ? query.atMs : atMs,
    ...outcome,
    machines: machinesOf(about).map(({ machine }) => machine.id),
    suggestions: [],
  };
}
