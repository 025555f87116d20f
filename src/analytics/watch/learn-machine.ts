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

/** What is normal of a machine. Plain data: it can be kept as JSON. */
export interface LearntMachine {
  readonly chart: MewmaModel;
  /** Of rows that the chart had not seen, sorted. */
  readonly scores: readonly number[];
  /** See `dependenceOf`. */
  readonly dependence: number;
  readonly limits: TagLimits;
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

  /** Null where it saw too little. The earlier half of the rows is learnt from, the later one calibrates. */
  learnt(): LearntMachine | null {
    const rows = this.#kept.slice(-mostRows);
    if (rows.length < leastLearntRows) return null;
    const earlier = rows.slice(0, rows.length >> 1);
    const model = trainMewma(earlier);
    const chart = new Mewma(model);
    for (const row of earlier) chart.see(row, false);
    const scores = rows.slice(earlier.length).map((row) => chart.see(row, true).score);
    return {
      chart: model,
      scores: spread(
        scores.toSorted((a, b) => a - b),
        mostScores,
      ),
      dependence: Math.max(chartRows, dependenceOf([scores])),
      limits: this.#limits.limits(),
    };
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
    if (rows.length === 0) return { ...before, limits };
    const model = widenMewma(before.chart, rows, widenedShare);
    const chart = new Mewma(model);
    const scores = rows.map((row) => chart.see(row, false).score).sort((a, b) => a - b);
    const added = spread(scores, Math.ceil(before.scores.length * widenedShare));
    return { ...before, chart: model, limits, scores: [...before.scores, ...added].sort((a, b) => a - b) };
  }

  #until(timeMs: number): void {
    const row = this.#rows.until(timeMs);
    if (!row?.isSettled || !row.isHealthy) return;
    this.#kept.push(row.values.slice());
    if (this.#kept.length >= 2 * mostRows) this.#kept.splice(0, mostRows);
  }
}

/** At most so many of the sorted scores, the largest among them. */
function spread(sorted: readonly number[], most: number): number[] {
  const step = Math.max(1, sorted.length / most);
  return Array.from(
    { length: Math.min(most, sorted.length) },
    (_, k) => sorted[Math.ceil((k + 1) * step) - 1] ?? sorted.at(-1)!,
  );
}
