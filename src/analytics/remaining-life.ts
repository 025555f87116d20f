import { type BoostedTrees, predictTrees, trainTrees } from './boosted-trees.ts';
import { featuresAt, healthWeights } from './life-features.ts';

/** Early in life nothing tells how long it will be: lives above this are learnt as this (Heimes 2008 uses 130). */
const longestTold = 125;
/** A unit is learnt from as soon as there is something to look back over. */
const firstCycle = 19;
/** Forests of different chance, averaged; trees of each. */
const forests = 5;
const treesEach = 160;
/** Units are left out by thirds, so that errors are of units that nothing was learnt from. */
const folds = 3;
/** The interval is to hold so often; it is made of the errors of this share of the moments, those nearest in forecast. */
const coverage = 0.9;
const neighbourShare = 1 / 20;
const leastNeighbours = 200;
const leastUnits = 6;

/** A unit's readings, a row a cycle, one after another. */
export interface Unit {
  readonly name: string;
  readonly rows: readonly Float64Array[];
}

export interface LifeModel {
  readonly format: 'gemba-life/1';
  /** Names of the columns, in the order of a row. */
  readonly columns: readonly string[];
  /** Columns that vary; with their mean and deviation. */
  readonly kept: readonly number[];
  readonly means: readonly number[];
  readonly scales: readonly number[];
  readonly weights: readonly number[];
  readonly forests: readonly BoostedTrees[];
  /** By forecast in whole cycles: what is to be added for the interval's ends. */
  readonly below: readonly number[];
  readonly above: readonly number[];
}

/** Cycles until failure: likeliest, and an interval that holds nine times in ten. */
export interface Life {
  readonly rul: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Learns from units that ran until they failed, each at its last row. `random` in [0, 1); `progress` is told the share
 * that is done. Throws a `RangeError` where there are fewer than `leastUnits`, or no column varies.
 */
export function trainLife(
  columns: readonly string[],
  units: readonly Unit[],
  random: () => number,
  progress: (share: number) => void = () => undefined,
): LifeModel {
  const long = units.filter(({ rows }) => rows.length > firstCycle);
  if (long.length < leastUnits) {
    throw new RangeError(`Learning takes at least ${leastUnits} units of more than ${firstCycle} cycles.`);
  }
  const scaling = scalingOf(columns.length, long);
  if (scaling.kept.length === 0) throw new RangeError('No column varies.');
  const courses = long.map(({ rows }) => scaled(rows, scaling));
  const lives = courses.map((course) => Float64Array.from(course, (_, at) => course.length - 1 - at));
  const told = lives.map((own) => own.map((life) => Math.min(longestTold, life)));
  const weights = healthWeights(courses, told);
  const rows = courses.map((course) =>
    course.slice(firstCycle).map((_, k) => featuresAt(course, weights, firstCycle + k)),
  );
  const learn = (of: (unit: number) => boolean) => {
    const chosen = rows.flatMap((own, unit) => (of(unit) ? own : []));
    const targets = Float64Array.from(told.flatMap((own, unit) => (of(unit) ? [...own.subarray(firstCycle)] : [])));
    return Array.from({ length: forests }, (_, n) => {
      progress(done + n / forests / (folds + 1));
      return trainTrees(chosen, targets, treesEach, random);
    });
  };
  let done = 0;
  const errors: { readonly forecast: number; readonly error: number }[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const without = learn((unit) => unit % folds !== fold);
    for (const [unit, own] of rows.entries()) {
      if (unit % folds !== fold) continue;
      for (const [k, row] of own.entries()) {
        const forecast = likely(without, row);
        errors.push({ forecast, error: lives[unit]![firstCycle + k]! - forecast });
      }
    }
    done = (fold + 1) / (folds + 1);
  }
  const all = learn(() => true);
  progress(1);
  return {
    format: 'gemba-life/1',
    columns,
    ...scaling,
    weights: [...weights],
    forests: all,
    ...intervals(errors),
  };
}

/** Of a unit, after its last row. Throws a `RangeError` where it has none. */
export function predictLife(model: LifeModel, { rows }: Pick<Unit, 'rows'>): Life {
  if (rows.length === 0) throw new RangeError('A unit without a row tells nothing.');
  const course = scaled(rows, model);
  const rul = likely(model.forests, featuresAt(course, Float64Array.from(model.weights), course.length - 1));
  const at = Math.round(rul);
  // Where lives were told as shorter than they are, all errors lie on one side.
  return { rul, low: Math.max(0, rul + Math.min(0, model.below[at]!)), high: rul + Math.max(0, model.above[at]!) };
}

function likely(from: readonly BoostedTrees[], row: Float64Array): number {
  const mean = from.reduce((sum, each) => sum + predictTrees(each, row) / from.length, 0);
  return Math.max(0, Math.min(longestTold, mean));
}

/** By forecast: quantiles of the errors of the moments whose forecasts were nearest (split conformal, Lei et al. 2018). */
function intervals(errors: readonly { readonly forecast: number; readonly error: number }[]) {
  const sorted = errors.toSorted((a, b) => a.forecast - b.forecast);
  const count = Math.min(sorted.length, Math.max(leastNeighbours, Math.floor(sorted.length * neighbourShare)));
  const below: number[] = [];
  const above: number[] = [];
  for (let forecast = 0; forecast <= longestTold; forecast++) {
    const place = sorted.findIndex((each) => each.forecast >= forecast);
    const from = Math.max(0, Math.min(sorted.length - count, (place < 0 ? sorted.length : place) - (count >> 1)));
    const near = Float64Array.from(sorted.slice(from, from + count), ({ error }) => error).sort();
    below.push(near[Math.floor(((1 - coverage) / 2) * count)]!);
    above.push(near[Math.min(count - 1, Math.ceil((1 - (1 - coverage) / 2) * count))]!);
  }
  return { below, above };
}

type Scaling = Pick<LifeModel, 'kept' | 'means' | 'scales'>;

function scalingOf(columns: number, units: readonly Unit[]): Scaling {
  const kept: number[] = [];
  const means: number[] = [];
  const scales: number[] = [];
  for (let column = 0; column < columns; column++) {
    const values = Float64Array.from(units.flatMap(({ rows }) => rows.map((row) => row[column]!)));
    const mean = values.reduce((sum, value) => sum + value / values.length, 0);
    const scale = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2 / values.length, 0));
    if (!(scale > 1e-6 * Math.abs(mean) + 1e-9)) continue;
    kept.push(column);
    means.push(mean);
    scales.push(scale);
  }
  return { kept, means, scales };
}

const scaled = (rows: readonly Float64Array[], { kept, means, scales }: Scaling): Float64Array[] =>
  rows.map((row) => Float64Array.from(kept, (column, k) => (row[column]! - means[k]!) / scales[k]!));
