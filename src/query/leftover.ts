import type { Cue } from './lexicon.ts';
import type { Fault, Parts } from './parts.ts';
import type { Window } from './query.ts';
import type { Item } from './question.ts';

/**
 * A fault that quotes the first word that a reading would leave out, or null: a word that is not read may turn the
 * question's meaning around. `taken` are the keys that named tags, `read` the items read one by one.
 */
export function leftover(
  { items, phrases }: Parts,
  taken: ReadonlySet<string>,
  cues: readonly Cue[],
  read: ReadonlySet<Item> = new Set(),
): Fault | null {
  for (const item of items) {
    if (
      read.has(item) ||
      item.cues.some((cue) => cue === 'noise' || cue === 'past' || cue === 'it' || cues.includes(cue))
    )
      continue;
    // A naming item is read by now: it named tags, or a fault has told that none is named so.
    if (item.key !== null && (taken.has(item.key) || (item.mustName && item.number === null))) continue;
    if (item.number === null && item.unit !== null) continue;
    if (item.text.toLowerCase() === 'one') continue;
    return { fault: phrases.faults.notHere(item.text.slice(0, 40)) };
  }
  return null;
}

/** The window taken where the question names none. */
function assumed({ atMs, phrases }: Parts, count: number, unit: 'hour' | 'day', said: string): Window {
  const label = phrases.windows.last({ said, count, unit });
  const hours = unit === 'day' ? count * 24 : count;
  return { fromMs: atMs - hours * 3_600_000, toMs: atMs, closed: true, label, assumed: true };
}

export const lastWeek = (parts: Parts): Window => assumed(parts, 7, 'day', '7 days');
export const lastDay = (parts: Parts): Window => assumed(parts, 24, 'hour', '24 hours');
export const lastHour = (parts: Parts): Window => assumed(parts, 1, 'hour', 'hour');

export const momentOf = ({ time, atMs }: Parts): number => time.momentMs ?? atMs;
