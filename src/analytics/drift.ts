import { dependenceOf, Evidence, eitherWay, firstAt, rankAmong } from './evidence.ts';
import { deviation } from './mewma.ts';

/** Neighbours that a row is measured against: the least that a local outlier factor is steady with (Breunig et al. 2000). */
const neighbours = 5;
/** A category with fewer training rows than this is not judged: half of them are neighbours, the others calibrate. */
export const leastDriftRows = 16;
/** Of longer trainings so many rows, evenly spread, are neighbours: what a row costs does not grow with the training. */
const mostNeighbourRows = 500;
/** Scores that a category remembers; then it learns no more of what is usual. */
const mostScores = 1000;
/** The budget: rows like those of the training raise the alarm at most once in so many, on average. */
export const rowsAFalseAlarm = 100_000;

interface Category {
  /** Neighbours, in deviations, and each one's mean distance to its own neighbours. */
  readonly rows: readonly Float64Array[];
  readonly reaches: readonly number[];
  /** Of the rows that calibrate, sorted. */
  readonly scores: readonly number[];
}

/** What rows looked like in training. */
export interface DriftModel {
  /** By tag, in its unit. */
  readonly means: Float64Array;
  readonly deviations: Float64Array;
  readonly categories: ReadonlyMap<string, Category>;
  /** Rows that tell as much as one would alone, at least 1: rows one after another resemble each other. */
  readonly dependence: number;
}

export interface DriftReading {
  /** Of a change since the training, as a share of the limit: up to 1. */
  readonly evidence: number;
  /** From then on: what rests on the training has to learn anew. */
  readonly drifted: boolean;
}

/**
 * Learns from rows in the order in which they came: a value a tag, NaN where it is missing. `categoryOf` says by number
 * of the row what it is compared within (a product, a state). Throws a `RangeError` where no category has
 * `leastDriftRows`.
 */
export function trainDrift(rows: readonly Float64Array[], categoryOf: (row: number) => string = () => ''): DriftModel {
  const all = new Map<string, Float64Array[]>();
  for (const [k, row] of rows.entries()) {
    const own = all.get(categoryOf(k));
    if (own) own.push(row);
    else all.set(categoryOf(k), [row]);
  }
  const known = [...all].filter(([, own]) => own.length >= leastDriftRows);
  if (known.length === 0) throw new RangeError(`Training takes at least ${leastDriftRows} rows of a category.`);
  const halves = known.map(([name, own]) => ({
    name,
    // Halves one after the other: rows amid their neighbours in time would look more usual than any later one can.
    earlier: thinned(own.slice(0, own.length >> 1)),
    later: own.slice(own.length >> 1),
  }));
  const shown = halves.flatMap(({ earlier }) => earlier);
  const means = shown[0]!.map((_, tag) => meanOf(columnOf(shown, tag)));
  const deviations = means.map((mean, tag) => deviation(columnOf(shown, tag), mean));
  const categories = new Map<string, Category>();
  const courses: number[][] = [];
  for (const { name, earlier, later } of halves) {
    const near = earlier.map((row) => scaled(row, means, deviations));
    const reaches = near.map((row) => nearest(near, row, row).reach);
    const scores = later.map((row) => scoreOf({ rows: near, reaches }, scaled(row, means, deviations)));
    courses.push(scores);
    categories.set(name, { rows: near, reaches, scores: scores.toSorted((a, b) => a - b) });
  }
  return { means, deviations, categories, dependence: dependenceOf(courses) };
}

/**
 * Says when rows are no longer like those of the training, of whatever kind the change is. Each row's local outlier
 * factor is ranked among those of held-out training rows and of the rows since; ranks that are not even are bet on
 * (conformal test martingale, Vovk et al. 2003), and the bets are summed as Shiryaev and Roberts do, whose mean time
 * between false alarms is at least the limit. Memory: at most `mostScores` numbers a category.
 */
export class Drift {
  readonly #model: DriftModel;
  readonly #scores: ReadonlyMap<string, number[]>;
  readonly #evidence: Evidence;

  constructor(model: DriftModel) {
    this.#model = model;
    this.#evidence = new Evidence(rowsAFalseAlarm, model.dependence, eitherWay);
    this.#scores = new Map([...model.categories].map(([name, { scores }]) => [name, [...scores]]));
  }

  /** The next row. One of a category that training had too few of tells nothing. */
  see(row: Float64Array, category = ''): DriftReading {
    const known = this.#model.categories.get(category);
    if (known) {
      const score = scoreOf(known, scaled(row, this.#model.means, this.#model.deviations));
      const scores = this.#scores.get(category)!;
      this.#evidence.bet(rankAmong(scores, score));
      const at = firstAt(scores, (each) => each > score);
      if (scores.length < mostScores) scores.splice(at, 0, score);
    }
    const { share } = this.#evidence;
    return { evidence: share, drifted: share >= 1 };
  }
}

const thinned = (rows: readonly Float64Array[]): Float64Array[] => {
  const step = Math.max(1, rows.length / mostNeighbourRows);
  return Array.from({ length: Math.floor(rows.length / step) }, (_, k) => rows[Math.floor(k * step)]!);
};

const scaled = (row: Float64Array, means: Float64Array, deviations: Float64Array): Float64Array =>
  row.map((value, tag) => (value - means[tag]!) / deviations[tag]!);

/** How much farther a row is from its neighbours than they are from theirs: about 1 where it belongs. */
function scoreOf({ rows, reaches }: Pick<Category, 'rows' | 'reaches'>, row: Float64Array): number {
  const { reach, which } = nearest(rows, row);
  const usual = meanOf(which.map((k) => reaches[k]!));
  return usual > 0 ? reach / usual : reach > 0 ? Number.MAX_VALUE : 1;
}

/** The nearest rows but `self`, and their mean distance: root mean square over the tags that both have. */
function nearest(rows: readonly Float64Array[], row: Float64Array, self?: Float64Array) {
  const distances: number[] = [];
  const which: number[] = [];
  for (const [k, other] of rows.entries()) {
    if (other === self) continue;
    let sum = 0;
    let count = 0;
    for (let tag = 0; tag < row.length; tag++) {
      const away = row[tag]! - other[tag]!;
      if (Number.isNaN(away)) continue;
      sum += away * away;
      count++;
    }
    const distance = count > 0 ? Math.sqrt(sum / count) : 0;
    if (distances.length === neighbours && distance >= distances.at(-1)!) continue;
    let at = distances.length;
    while (at > 0 && distances[at - 1]! > distance) at--;
    distances.splice(at, 0, distance);
    which.splice(at, 0, k);
    distances.length = which.length = Math.min(neighbours, distances.length);
  }
  return { reach: meanOf(distances), which };
}

const columnOf = (rows: readonly Float64Array[], tag: number): Float64Array =>
  Float64Array.from(rows, (row) => row[tag]!).filter((value) => !Number.isNaN(value));

const meanOf = (values: ArrayLike<number>): number => {
  let sum = 0;
  for (let k = 0; k < values.length; k++) sum += values[k]!;
  return values.length > 0 ? sum / values.length : 0;
};
