import type { ValueWords } from '../../twin/format-value.ts';
import type { Order } from '../query.ts';
import type { AnswerPhrases, Wanted } from './answer-phrases.ts';
import type { FaultPhrases } from './fault-phrases.ts';
import type { Day, Moment, SaidLength } from './said-time.ts';

/** Windows, as adverbs of a sentence: "in the last ten minutes". */
export interface WindowPhrases {
  last(length: SaidLength): string;
  day(day: Day): string;
  /** Clock times are "14:00", "midnight", "noon" or "now". */
  between(from: string, to: string, day: Day | null): string;
  since(moment: Moment): string;
  sinceShift(name: string): string;
  shift(name: string, from: Moment, to: Moment): string;
  lastNight(): string;
  /** A part of a day, in full hours. */
  hours(day: Day, from: number, to: number): string;
  thisWeek(): string;
}

/** How a question was read: parts that stand side by side, each without a sentence around it. */
export interface ReadingPhrases {
  readonly notUnderstood: string;
  readonly value: string;
  readonly state: string;
  readonly which: string;
  readonly howMany: string;
  readonly howLong: string;
  readonly howOften: string;
  readonly unbroken: string;
  aggregation(aggregation: 'mean' | 'total' | 'rate'): string;
  ranked(order: Order, limit: number): string;
  time(which: 'first' | 'last', event: 'began' | 'ended' | 'held'): string;
  at(moment: Moment): string;
  inUnit(unit: string): string;
  machines(count: number): string;
  measurements(count: number): string;
  /** A word whose spelling was mended. */
  mended(typed: string, meant: string): string;
}

/**
 * All that answering says, in one language. Another language is a folder beside `en` and `de` and a line in `languages.ts`.
 * Whatever is a name or a formatted value comes in as text and stands in a sentence as it is.
 */
export interface Phrases {
  readonly values: ValueWords;
  /** Of a duration: "2 d 3 h". */
  readonly dayUnit: string;
  /** A tag where its name does not say whose it is. */
  title(tag: string, machine: string): string;
  /** "A, B and C"; of long lists the first six. */
  listed(names: readonly string[]): string;
  quoted(text: string): string;
  clock(moment: Moment): string;
  /** Of a machine that only says whether it runs. */
  running(runs: boolean): string;
  /** A condition on its own: "above 60 °C", "held". `unit` is the tag's, for people. */
  condition(condition: Wanted): string;
  readonly windows: WindowPhrases;
  readonly reading: ReadingPhrases;
  readonly faults: FaultPhrases;
  readonly answers: AnswerPhrases;
}
