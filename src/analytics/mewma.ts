import { cholesky, solve } from './cholesky.ts';

/** Share of the newest row in the average: about nine rows count. Small and large shifts alike (Lowry et al. 1992). */
const smoothing = 0.2;
/** Of the covariances, left out: estimates of few rows see relations that are not there (Ledoit and Wolf 2004). */
const shrinkage = 0.1;
/** Of the distance from normal, learnt with each row that is not flagged: slow drift of a healthy machine. */
const learning = 0.01;
/** The limit is what this share of the training rows stays below, times `margin`. */
const trainedShare = 0.99;
/** Training is short and sees few of the ways to be healthy. Chosen with `learning` on a healthy run: SPEC.md, ANO-4. */
const margin = 2;
/** A row counts as at most so many deviations from normal: one wild sample is forgotten within some dozen rows. */
const mostDeviations = 50;
/** A tag that stood still in training has this deviation, as a share of its value. */
const stillShare = 0.01;
/** Of the variance that an average of independent rows has: no tag is taken for steadier. */
const leastVariance = 0.05 * (smoothing / (2 - smoothing));
/** A missing value is taken for the last one in so many rows, or in as many as training lacked; then its tag is left out. */
const leastGapRows = 2;
/** A tag that is back counts again when its average has caught up. */
const settlingRows = 10;

export const leastTrainingRows = 20;

/** What is normal, learnt from rows of a healthy machine. Plain data: it can be kept as JSON. */
export interface MewmaModel {
  /** By tag: median and standard deviation, in the tag's unit. */
  readonly centres: readonly number[];
  readonly scales: readonly number[];
  /** By tag: where the averages lay, in deviations. */
  readonly mean: readonly number[];
  /** Of the averages, row by row. */
  readonly covariance: readonly number[];
  /** By tag: missing for more rows than this it is left out. */
  readonly gaps: readonly number[];
  /** T² beyond which a row is flagged. */
  readonly limit: number;
}

export interface MewmaReading {
  /** T² as a share of the limit: above 1 the row is flagged. */
  readonly score: number;
  readonly flag: boolean;
  /** By tag: its share in T², from 0 to 1, together 1. */
  readonly shares: Float64Array;
}

/**
 * Learns what is normal: rows of equal length, a value a tag, NaN where it is missing. Throws a `RangeError` where there
 * are fewer rows than `leastTrainingRows`, or no tags.
 */
export function trainMewma(rows: readonly Float64Array[]): MewmaModel {
  const tags = rows[0]?.length ?? 0;
  if (rows.length < leastTrainingRows || tags === 0) {
    throw new RangeError(`Training takes at least ${leastTrainingRows} rows of at least one tag.`);
  }
  const columns = Array.from({ length: tags }, (_, tag) =>
    Float64Array.from(rows, (row) => row[tag]!).filter((value) => !Number.isNaN(value)),
  );
  const centres = columns.map((column) => (column.length > 0 ? quantile(column, 0.5) : 0));
  const scales = columns.map((column, tag) => deviation(column, centres[tag]!));
  const gaps = gapsOf(rows, tags);
  const average = new Average({ centres, scales, gaps });
  const averages = rows.map((row) => average.see(row).slice());
  const mean = centres.map((_, tag) => averages.reduce((sum, each) => sum + each[tag]!, 0) / rows.length);
  const covariance = new Float64Array(tags * tags);
  for (let i = 0; i < tags; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (const each of averages) sum += (each[i]! - mean[i]!) * (each[j]! - mean[j]!);
      const own = sum / (rows.length - 1);
      covariance[i * tags + j] = i === j ? Math.max(own, leastVariance) : own * (1 - shrinkage);
      covariance[j * tags + i] = covariance[i * tags + j]!;
    }
  }
  const lower = cholesky(covariance, tags);
  const distances = Float64Array.from(averages, (each) => {
    const away = each.map((value, tag) => value - mean[tag]!);
    const weighed = new Float64Array(tags);
    solve(lower, away, weighed);
    return away.reduce((sum, value, tag) => sum + value * weighed[tag]!, 0);
  });
  const limit = margin * quantile(distances, trainedShare);
  return { centres, scales, mean, covariance: [...covariance], gaps, limit };
}

/** The model that also takes rows for normal, one after another; together they count for `share` of what it knows. */
export function widenMewma(model: MewmaModel, rows: readonly Float64Array[], share: number): MewmaModel {
  const tags = model.mean.length;
  const average = new Average(model);
  const averages = rows.map((row) => average.see(row).slice());
  const own = model.mean.map((_, tag) => averages.reduce((sum, each) => sum + each[tag]! / averages.length, 0));
  const covariance = model.covariance.map((before, at) => {
    const [i, j] = [Math.floor(at / tags), at % tags];
    // About the former mean: so the way from it to the new one is in it.
    const about = averages.reduce(
      (sum, each) => sum + ((each[i]! - model.mean[i]!) * (each[j]! - model.mean[j]!)) / averages.length,
      0,
    );
    const moved = share ** 2 * (own[i]! - model.mean[i]!) * (own[j]! - model.mean[j]!);
    return (1 - share) * before + share * about - moved;
  });
  return { ...model, mean: model.mean.map((mean, tag) => mean + share * (own[tag]! - mean)), covariance };
}

/**
 * A multivariate EWMA chart (Lowry, Woodall, Champ and Rigdon 1992): row by row Hotelling's T² of the smoothed values,
 * with what each tag adds to it (partial decomposition, Alcala and Qin 2011). O(tags²) a row, memory of one row.
 */
export class Mewma {
  readonly #model: MewmaModel;
  readonly #average: Average;
  /** What is normal now. */
  readonly #mean: Float64Array;
  /** Tags that count, and the factor of their covariance. */
  #counted: readonly number[] = [];
  #lower: Float64Array = new Float64Array();

  constructor(model: MewmaModel) {
    this.#model = model;
    this.#average = new Average(model);
    this.#mean = Float64Array.from(model.mean);
    this.#count(model.mean.map((_, tag) => tag));
  }

  /** The next row; NaN where a value is missing. `learns`: while the row is not flagged, what is normal follows it. */
  see(row: Float64Array, learns: boolean): MewmaReading {
    const average = this.#average.see(row);
    if (this.#average.known !== this.#counted) this.#count(this.#average.known);
    const counted = this.#counted;
    const away = Float64Array.from(counted, (tag) => average[tag]! - this.#mean[tag]!);
    const weighed = new Float64Array(counted.length);
    solve(this.#lower, away, weighed);
    const shares = new Float64Array(row.length);
    let squared = 0;
    let positive = 0;
    for (const [k, tag] of counted.entries()) {
      const part = away[k]! * weighed[k]!;
      squared += part;
      shares[tag] = Math.max(0, part);
      positive += shares[tag];
    }
    if (positive > 0) for (const tag of counted) shares[tag]! /= positive;
    const score = squared / this.#model.limit;
    const flag = score > 1;
    if (learns && !flag) {
      for (const tag of counted) this.#mean[tag]! += learning * (average[tag]! - this.#mean[tag]!);
    }
    return { score, flag, shares };
  }

  #count(tags: readonly number[]): void {
    const n = this.#model.mean.length;
    const own = tags.flatMap((i) => tags.map((j) => this.#model.covariance[i * n + j]!));
    this.#counted = tags;
    this.#lower = cholesky(Float64Array.from(own), tags.length);
  }
}

/** The smoothed deviations of each tag, and which of them can be relied on. */
class Average {
  /** Another array when it is others. */
  known: readonly number[];
  readonly #of: Pick<MewmaModel, 'centres' | 'scales' | 'gaps'>;
  readonly #at: Float64Array;
  /** The newest deviation, by tag. */
  readonly #last: Float64Array;
  /** Rows since a tag was there, and since it came back. */
  readonly #missing: Uint32Array;
  readonly #back: Uint32Array;

  constructor(of: Pick<MewmaModel, 'centres' | 'scales' | 'gaps'>) {
    const { length } = of.centres;
    this.#of = of;
    this.#at = new Float64Array(length);
    this.#last = new Float64Array(length);
    this.#missing = new Uint32Array(length);
    this.#back = new Uint32Array(length).fill(settlingRows);
    this.known = of.centres.map((_, tag) => tag);
  }

  /** Valid until the next call. */
  see(row: Float64Array): Float64Array {
    const { centres, scales, gaps } = this.#of;
    let changed = false;
    for (let tag = 0; tag < row.length; tag++) {
      const away = (row[tag]! - centres[tag]!) / scales[tag]!;
      const was = this.#isKnown(tag);
      if (Number.isNaN(away)) {
        if (++this.#missing[tag]! > gaps[tag]!) this.#back[tag] = 0;
      } else {
        this.#missing[tag] = 0;
        this.#last[tag] = Math.max(-mostDeviations, Math.min(mostDeviations, away));
        if (this.#back[tag]! < settlingRows) this.#back[tag]!++;
      }
      this.#at[tag]! += smoothing * (this.#last[tag]! - this.#at[tag]!);
      if (this.#isKnown(tag) !== was) changed = true;
    }
    if (changed) this.known = centres.flatMap((_, tag) => (this.#isKnown(tag) ? [tag] : []));
    return this.#at;
  }

  #isKnown(tag: number): boolean {
    return this.#back[tag]! >= settlingRows;
  }
}

/** By tag: the most rows one after another without a value. */
function gapsOf(rows: readonly Float64Array[], tags: number): readonly number[] {
  return Array.from({ length: tags }, (_, tag) => {
    let gap = 0;
    let longest = 0;
    for (const row of rows) {
      gap = Number.isNaN(row[tag]!) ? gap + 1 : 0;
      longest = Math.max(longest, gap);
    }
    return Math.max(leastGapRows, longest);
  });
}

/** Standard deviation of a tag's values; of one that stood still, what a change of it is measured by. */
export function deviation(column: Float64Array, centre: number): number {
  const mean = column.reduce((sum, value) => sum + value / column.length, 0);
  const own = Math.sqrt(column.reduce((sum, value) => sum + (value - mean) ** 2 / column.length, 0));
  return own > 1e-9 * (Math.abs(centre) + 1) ? own : stillShare * Math.abs(centre) || 1;
}

/** Between the two nearest values, in proportion. */
function quantile(values: Float64Array, share: number): number {
  const sorted = values.slice().sort();
  const at = share * (sorted.length - 1);
  const low = Math.floor(at);
  return sorted[low]! + (at - low) * ((sorted[low + 1] ?? sorted[low]!) - sorted[low]!);
}
