import type { Language } from '../twin/language.ts';
import { packmlCode } from '../twin/packml.ts';
import type { MachineId } from '../twin/plant.ts';
import { Quality } from '../twin/quality.ts';
import type { Answer } from './answer.ts';
import { answerQuestion } from './answer-question.ts';
import { fixture, MemoryReader, type Row } from './plant.fixture.ts';
import { buildVocabulary } from './vocabulary.ts';

export const vocabulary = buildVocabulary(fixture);
const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
/** A Wednesday, 15:30 in Berlin. */
export const nowMs = Date.UTC(2026, 2, 11, 14, 30);
export const ago = (ms: number): number => nowMs - ms;
const execute = packmlCode('Execute');
const held = packmlCode('Held');

/** What answers are tested on, of the fixture's plant. */
export const record: Record<string, readonly Row[]> = {
  'filler.state': [
    [ago(20 * hour), execute],
    [ago(5 * hour), held],
    [ago(5 * hour - 10 * minute), execute],
    [ago(30 * minute), packmlCode('Stopped')],
    [ago(20 * minute), execute],
    [ago(12 * minute), held],
  ],
  'capper.state': [[ago(20 * hour), execute]],
  'packer.state': [[ago(3 * minute), execute, Quality.stale]],
  'conv1.state': [[ago(hour), packmlCode('Stopped')]],
  'conv2.state': [[ago(hour), execute]],
  'filler.pressure': [
    [ago(15 * minute), 0.9],
    [ago(8 * minute), 0.512345],
    [ago(4 * minute), 0.654321],
    [ago(3 * minute), 99, Quality.bad],
    [ago(2 * minute), 0.4],
  ],
  'filler.bowlTemp': [[ago(3 * minute), 4.2, Quality.stale]],
  'filler.bottlesOut': [
    [ago(2 * hour), 1000],
    [ago(50 * minute), 5000],
    [ago(40 * minute), 100],
    [ago(10 * minute), 700],
  ],
  'filler.motorTemp': [[ago(minute), 61]],
  'capper.motorTemp': [[ago(minute), 85]],
};
const reader = new MemoryReader(fixture, record);

/** Asks the fixture's plant. */
export const askIn =
  (language: Language, signal: AbortSignal) =>
  (text: string, more: { cursorMs?: number; selected?: string } = {}): Promise<Answer> =>
    answerQuestion(
      text,
      {
        language,
        index: fixture,
        vocabulary,
        nowMs,
        cursorMs: more.cursorMs ?? null,
        selected: (more.selected ?? null) as MachineId | null,
      },
      reader,
      signal,
    );
