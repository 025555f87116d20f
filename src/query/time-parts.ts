import type { TimeUnit } from './languages/said-time.ts';
import { spokenNumber, type Token } from './words.ts';

const unitMs: Readonly<Record<TimeUnit, number>> = {
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
};

const unitOf = new Map<string, TimeUnit>();
for (const [unit, spellings] of [
  ['second', 's sec secs second seconds'],
  ['minute', 'm min mins minute minutes'],
  ['hour', 'h hr hrs hour hours'],
  ['day', 'd day days'],
  ['week', 'w week weeks'],
] as const) {
  for (const each of spellings.split(' ')) unitOf.set(each, unit);
}

export interface Length {
  readonly ms: number;
  readonly count: number;
  readonly unit: TimeUnit;
  /** Words it takes. */
  readonly length: number;
}

/** "ten minutes", "1.5 h", "hour", "half an hour", "couple of hours", "hour and a half", and how many words it takes. */
export function lengthAt(tokens: readonly Token[], from: number): Length | null {
  let at = from;
  const word = (): string => tokens[at]?.word ?? '';
  const skip = (...words: string[]): void => {
    while (words.includes(word())) at++;
  };
  let count = 1;
  skip('a', 'an', 'the', 'full', 'whole');
  const token = tokens[at];
  if (word() === 'half' || word() === 'quarter') {
    count = word() === 'half' ? 0.5 : 0.25;
    at++;
    skip('of', 'an', 'a');
  } else if (token && !Number.isNaN(spokenNumber(token))) {
    count = spokenNumber(token);
    at++;
    skip('of', 'full', 'whole');
  }
  const unit = unitOf.get(word());
  if (unit === undefined) return null;
  at++;
  const next = tokens.slice(at, at + 3).map((each) => each.word);
  if (next.join(' ') === 'and a half') {
    count += 0.5;
    at += 3;
  }
  return { ms: count * unitMs[unit], count, unit, length: at - from };
}

export interface Clock {
  /** After midnight; negative = now. */
  readonly clockMs: number;
  /** Words it takes. */
  readonly length: number;
  readonly text: string;
}

/** "14:30", "2pm", "2:30 pm", "noon"; with `bare` also "14". */
export function clockAt(words: readonly string[], at: number, bare: boolean): Clock | null {
  const word = words[at] ?? '';
  const next = words[at + 1] ?? '';
  if (word === 'midnight') return { clockMs: 0, length: 1, text: 'midnight' };
  if (word === 'noon' || word === 'midday') return { clockMs: 12 * 3_600_000, length: 1, text: 'noon' };
  const [, hourText, minuteText = '0', secondText = '0'] = /^(\d{1,2})(?::(\d\d))?(?::(\d\d))?$/.exec(word) ?? [];
  if (hourText === undefined) return null;
  const half = /^(am|pm|oclock)$/.exec(next)?.[0];
  let hour = Number(hourText);
  const [minute, second] = [Number(minuteText), Number(secondText)];
  if (!word.includes(':') && half === undefined && !(bare && !unitOf.has(next))) return null;
  if (half === 'am' || half === 'pm') {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (half === 'pm' ? 12 : 0);
  }
  if (hour > 24 || minute > 59 || second > 59 || (hour === 24 && minute + second > 0)) return null;
  const text = [hour, minute, ...(second ? [second] : [])].map((each) => String(each).padStart(2, '0')).join(':');
  return { clockMs: ((hour * 60 + minute) * 60 + second) * 1000, length: half === undefined ? 1 : 2, text };
}
