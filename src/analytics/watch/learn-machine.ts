import { dependenceOf } from '../evidence.ts';
import { Mewma, type MewmaModel, trainMewma, widenMewma } from '../mewma.ts';
import { MachineRows, type WatchedMachine } from './machine-rows.ts';
import { type TagLimits, TagLimitsLearner } from './tag-signs.ts';

/** Ten minutes of a machine that runs: from fewer rows nothing is learnt. */
const leastLearntRows = 600;
/** Four hours; of more the newest count. */
const mostRows = 14_400;
/** Of the calibration so many scores are kept, evenly spread. */
const mostScores = 1000;

/** So many rows count in the chart's average: rows nearer to each other say the same. */
const chartRows = 9;
/** What a person calls normal counts for this share of what is known, so that once is enough. */
const widenedShare = 0.1;

/**
 * A tag is slow when it is correlated with what it was so many rows ago by more than this: a level, a temperature. It is
 * left to limits and forecasts: in hours it shows only a few values, which say little of the others that it can have.
 */
const slowRows = 60;
const slowCorrelation = 0.5;

/** What is normal of a machine. Plain data: it can be kept as JSON. */
export interface LearntMachine {
  /** Null where all tags are slow. */
  readonly pattern: LearntPattern | null;
  readonly limits: TagLimits;
}

/** How the tags that are not slow go together. */
export interface LearntPattern {
  readonly tags: readonly number[];
  readonly chart: MewmaModel;
  /** Of rows that the chart had not seen, sorted. */
  readonly scores: readonly number[];
  /** See `dependenceOf`. */
  readonly dependence: number;
}

/** Learns from samples in the order of time. A row is 160 bytes of a machine with twenty tags. */
export class MachineLearner {
  readonly #rows: MachineRows;
  readonly #limits: TagLimitsLearner;
  readonly #tags: number;
  readonly #kept: Float64Array[] = [];

  constructor(machine: WatchedMachine) {
    this.#tags = machine.slots.length;
    this.#rows = new MachineRows(machine);
    this.#limits = new TagLimitsLearner(this.#tags);
  }

  /** NaN for what is not good. */
  take(tag: number, timeMs: number, value: number): void {
    this.#until(timeMs);
    this.#rows.take(tag, value);
    if (Number.isNaN(value)) this.#limits.begin(tag);
    else this.#limits.take(tag, timeMs, value, this.#rows.isSettled);
  }

  state(timeMs: number, value: number): void {
    this.#until(timeMs);
    this.#rows.state(value);
    if (!this.#rows.isSettled) for (let tag = 0; tag < this.#tags; tag++) this.#limits.begin(tag);
  }

  /** Null where it saw too little. */
  learnt(): LearntMachine | null {
    const rows = this.#kept.slice(-mostRows);
    if (rows.length < leastLearntRows) return null;
    const tags = Array.from({ length: this.#tags }, (_, tag) => tag).filter((tag) => !isSlow(rows, tag));
    const limits = this.#limits.limits();
    return { pattern: tags.length === 0 ? null : learntPattern(tags, rows), limits };
  }

  /** What was learnt before, and that what it saw is normal, too; as before where it saw nothing. */
  widened(before: LearntMachine): LearntMachine {
    const own = this.#limits.limits();
    const either = (a: readonly number[], b: readonly number[]) =>
      a.map((limit, tag) => (b[tag]! < Number.MAX_VALUE ? Math.max(limit, b[tag]!) : limit));
    const limits = {
      spike: either(before.limits.spike, own.spike),
      frozenMs: either(before.limits.frozenMs, own.frozenMs),
      gapMs: either(before.limits.gapMs, own.gapMs),
    };
    const rows = this.#kept.slice(-mostRows);
    if (rows.length === 0 || !before.pattern) return { ...before, limits };
    const { tags, chart: former, scores, dependence } = before.pattern;
    const seen = rows.map((row) => picked(row, tags));
    const chart = widenMewma(former, seen, widenedShare);
    const reader = new Mewma(chart);
    const added = spread(
      seen.map((row) => reader.see(row, false).score).sort((a, b) => a - b),
      Math.ceil(scores.length * widenedShare),
    );
    return { pattern: { tags, chart, scores: [...scores, ...added].sort((a, b) => a - b), dependence }, limits };
  }

  #until(timeMs: number): void {
    const row = this.#rows.until(timeMs);
    if (!row?.isSettled || !row.isHealthy) return;
    this.#kept.push(row.values.slice());
    if (this.#kept.length >= 2 * mostRows) this.#kept.splice(0, mostRows);
  }
}

/** The values of some tags. */
export const picked = (row: Float64Array, tags: readonly number[]): Float64Array =>
  Float64Array.from(tags, (tag) => row[tag]!);

/** The earlier half of the rows is learnt from, the later one calibrates. */
function learntPattern(tags: readonly number[], all: readonly Float64Array[]): LearntPattern {
  const rows = all.map((row) => picked(row, tags));
  const earlier = rows.slice(0, rows.length >> 1);
  const model = trainMewma(earlier);
  const chart = new Mewma(model);
  for (const row of earlier) chart.see(row, false);
  const scores = rows.slice(earlier.length).map((row) => chart.see(row, true).score);
  return {
    tags,
    chart: model,
    scores: spread(
      scores.toSorted((a, b) => a - b),
      mostScores,
    ),
    dependence: Math.max(chartRows, dependenceOf([scores])),
  };
}

/** By the correlation with itself; also one that stood still. */
function isSlow(rows: readonly Float64Array[], tag: number): boolean {
  let count = 0;
  let mean = 0;
  for (const row of rows) if (!Number.isNaN(row[tag]!)) mean += (row[tag]! - mean) / ++count;
  let together = 0;
  let alone = 0;
  for (let k = slowRows; k < rows.length; k++) {
    const now = rows[k]![tag]! - mean;
    const then = rows[k - slowRows]![tag]! - mean;
    if (Number.isNaN(now) || Number.isNaN(then)) continue;
    together += now * then;
    alone += now * now;
  }
  return !(alone > 0) || together / alone > slowCorrelation;
}

/** At most so many of the sorted scores, the largest among them. */
function spread(sorted: readonly number[], most: number): number[] {
  const step = Math.max(1, sorted.length / most);
  return Array.from(
    { length: Math.min(most, sorted.length) },
    (_, k) => sorted[Math.ceil((k + 1) * step) - 1] ?? sorted.at(-1)!,
  );
}
