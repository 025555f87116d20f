import type { Span } from '../../twin/calendar.ts';

/** A counter's record by stretches that follow each other; within one it is reset once at most. */
export interface CountRow {
  readonly firstMs: number;
  readonly lastMs: number;
  readonly first: number;
  readonly high: number;
  readonly last: number;
}

/** Items that were counted at a moment, or by it. */
export interface Increment {
  readonly atMs: number;
  readonly items: number;
  /** Whether the machine's state was known all the time in which they were made. */
  readonly known: boolean;
}

/**
 * What a counter counted, oldest first. A fall is a reset: what it shows after that was counted since. `runs` is when
 * the machine's state was known, in the order of time.
 */
export function incrementsOf(rows: readonly CountRow[], runs: readonly Span[]): readonly Increment[] {
  const increments: Increment[] = [];
  let run = 0;
  let before: CountRow | undefined;
  const isKnown = (fromMs: number, toMs: number) => {
    while (run < runs.length && runs[run]!.toMs < toMs) run++;
    return run < runs.length && runs[run]!.fromMs <= fromMs;
  };
  for (const row of rows) {
    const known = before !== undefined && isKnown(before.lastMs, row.firstMs);
    const jump = before === undefined ? 0 : risen(before.last, row.first);
    if (jump > 0) increments.push({ atMs: row.firstMs, items: jump, known });
    const within = row.last >= row.first ? row.last - row.first : row.high - row.first + row.last;
    if (within > 0) increments.push({ atMs: row.firstMs, items: within, known: isKnown(row.firstMs, row.lastMs) });
    before = row;
  }
  return increments;
}

const risen = (from: number, to: number): number => (to >= from ? to - from : to);

/** Items counted in the span, whatever is known of the machine then. */
export const countWithin = (rows: readonly CountRow[], { fromMs, toMs }: Span): number =>
  incrementsOf(rows, []).reduce((sum, { atMs, items }) => (atMs >= fromMs && atMs < toMs ? sum + items : sum), 0);
