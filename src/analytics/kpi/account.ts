import type { Span } from '../../twin/calendar.ts';
import { type CountRow, type Increment, incrementsOf } from './counts.ts';
import { type TimeClass, timeClasses, type UnitTimes } from './stretches.ts';

export interface UnitCounters {
  readonly good: readonly CountRow[];
  readonly rejected: readonly CountRow[];
  /** Of the good ones. */
  readonly reworked: readonly CountRow[];
}

/** What figures of a machine are made of. */
export interface UnitRecord extends UnitTimes {
  /** Null = the plant file names no counter. */
  readonly counters: UnitCounters | null;
  /** Rated output, items per minute, of what was made at that time; undefined = nobody says. */
  readonly rateAt: (timeMs: number) => number | undefined;
}

/** Items of the time in which the machine's state is known. */
export interface Items {
  readonly good: number;
  readonly rejected: number;
  readonly reworked: number;
  /** Besides them: counted over time in which the state was not known. They are in no figure. */
  readonly unrecorded: number;
}

/** Where the time of some spans went, and what was made in them. */
export interface Account {
  readonly totalMs: number;
  /** Milliseconds; together `totalMs`. */
  readonly times: Readonly<Record<TimeClass, number>>;
  /** Breakdowns that lie in the spans, or reach into them. */
  readonly failures: number;
  readonly items: Items | null;
  /** Planned run time of all items made, and of the good ones: whole ms; null where no rated output is known. */
  readonly idealMs: number | null;
  readonly idealGoodMs: number | null;
}

/** The account of a machine over spans that follow each other. */
export function accountOf(record: UnitRecord, spans: readonly Span[]): Account {
  const times = Object.fromEntries(timeClasses.map((each) => [each, 0])) as Record<TimeClass, number>;
  const failures = new Set<number>();
  let totalMs = 0;
  let k = 0;
  for (const span of spans) {
    totalMs += span.toMs - span.fromMs;
    let coveredMs = 0;
    while (k > 0 && record.stretches[k - 1]!.toMs > span.fromMs) k--;
    for (; k < record.stretches.length && record.stretches[k]!.fromMs < span.toMs; k++) {
      const { fromMs, toMs, is, stop } = record.stretches[k]!;
      const ms = Math.min(toMs, span.toMs) - Math.max(fromMs, span.fromMs);
      if (ms <= 0) continue;
      times[is] += ms;
      coveredMs += ms;
      if (is === 'breakdown') failures.add(stop);
    }
    times.unknown += span.toMs - span.fromMs - coveredMs;
  }
  return { totalMs, times, failures: failures.size, ...countsOf(record, spans) };
}

function countsOf(
  { counters, runs, rateAt }: UnitRecord,
  spans: readonly Span[],
): Pick<Account, 'items' | 'idealMs' | 'idealGoodMs'> {
  if (counters === null) return { items: null, idealMs: null, idealGoodMs: null };
  const inSpans = (rows: readonly CountRow[]) => {
    const found = incrementsOf(rows, runs).filter(({ atMs }) =>
      spans.some(({ fromMs, toMs }) => atMs >= fromMs && atMs < toMs),
    );
    return { known: found.filter(({ known }) => known), other: itemsOf(found.filter(({ known }) => !known)) };
  };
  const good = inSpans(counters.good);
  const rejected = inSpans(counters.rejected);
  const idealGoodMs = idealOf(good.known, rateAt);
  const idealMs = idealOf([...good.known, ...rejected.known], rateAt);
  return {
    items: {
      good: itemsOf(good.known),
      rejected: itemsOf(rejected.known),
      reworked: itemsOf(inSpans(counters.reworked).known),
      unrecorded: good.other + rejected.other,
    },
    idealMs: idealMs === null ? null : Math.round(idealMs),
    idealGoodMs: idealGoodMs === null || idealMs === null ? null : Math.round(idealGoodMs),
  };
}

const itemsOf = (increments: readonly Increment[]): number => increments.reduce((sum, { items }) => sum + items, 0);

/** By product, because each has its own rate. */
function idealOf(increments: readonly Increment[], rateAt: UnitRecord['rateAt']): number | null {
  const byRate = new Map<number | undefined, number>();
  for (const { atMs, items } of increments) {
    const rate = rateAt(atMs);
    byRate.set(rate, (byRate.get(rate) ?? 0) + items);
  }
  if (byRate.size === 0) return 0;
  let ms = 0;
  for (const [rate, items] of byRate) {
    if (rate === undefined) return null;
    ms += (items / rate) * 60_000;
  }
  return ms;
}
