import { cholesky, solve } from './cholesky.ts';

/** Of a unit, cycle by cycle: readings by cycle, sensors as columns, each in deviations from its mean. */
export type Course = readonly Float64Array[];

/** Cycles that are looked back over: a jerk, a trend, a long one. */
const windows = [5, 15, 30] as const;
const trendWindow = 30;
const longWindow = 60;
/** The first cycles of a unit tell how it was when new. */
const newCycles = 20;
/** Readings that the health index is made of are smoothed over so many cycles. */
const healthWindow = 10;
/** Of ridge regression: keeps weights of sensors that tell the same small. */
const ridge = 50;

/** By sensor: what a health index weighs it by, so that it goes with the life that remains (ridge regression). */
export function healthWeights(courses: readonly Course[], lives: readonly Float64Array[]): Float64Array {
  const sensors = courses[0]![0]!.length;
  const gram = new Float64Array(sensors * sensors);
  const moment = new Float64Array(sensors);
  const all = lives.reduce((sum, own) => sum + own.length, 0);
  const mean = lives.reduce((sum, own) => sum + own.reduce((part, life) => part + life, 0), 0) / all;
  for (const [k, course] of courses.entries()) {
    for (let at = 0; at < course.length; at++) {
      const row = meanOf(course, at, healthWindow);
      for (let i = 0; i < sensors; i++) {
        moment[i]! += row[i]! * (lives[k]![at]! - mean);
        for (let j = 0; j < sensors; j++) gram[i * sensors + j]! += row[i]! * row[j]!;
      }
    }
  }
  for (let i = 0; i < sensors; i++) gram[i * sensors + i]! += ridge;
  solve(cholesky(gram, sensors), moment, moment);
  return moment;
}

/**
 * What is told of a unit at cycle `at`, from that and the cycles before: means and trends of each sensor and of the
 * health index over several windows, how it was when new, how low its health has been, how restless it is, and its age.
 */
export function featuresAt(course: Course, weights: Float64Array, at: number): Float64Array {
  const lookBack = Math.max(0, at - longWindow - healthWindow);
  const told = [...windows.map((window) => meanOf(course, at, window)), trendOf(course, at, trendWindow)];
  const fresh = meanOf(course, Math.min(at, newCycles - 1), newCycles);
  const health = (cycle: number) => course[cycle]!.reduce((sum, value, k) => sum + value * weights[k]!, 0) / 10;
  const recent = Array.from({ length: at - lookBack + 1 }, (_, k) => Float64Array.of(health(lookBack + k)));
  const now = recent.length - 1;
  const healths = [...windows.map((window) => meanOf(recent, now, window)[0]!), meanOf(recent, now, longWindow)[0]!];
  const trends = [15, trendWindow, longWindow].map((window) => trendOf(recent, now, window)[0]!);
  const freshHealth = fresh.reduce((sum, value, k) => sum + value * weights[k]!, 0) / 10;
  const mean = meanOf(recent, now, trendWindow)[0]!;
  const span = recent.slice(Math.max(0, now - trendWindow + 1));
  const unrest = Math.sqrt(span.reduce((sum, [value]) => sum + (value! - mean) ** 2 / span.length, 0));
  return Float64Array.from([
    ...told.flatMap((row) => [...row]),
    ...fresh,
    ...healths,
    ...trends,
    freshHealth,
    unrest,
    at + 1,
  ]);
}

/** Of the `window` rows up to `at`, or as many as there are. */
function meanOf(course: Course, at: number, window: number): Float64Array {
  const from = Math.max(0, at - window + 1);
  const mean = new Float64Array(course[0]!.length);
  for (let k = from; k <= at; k++) for (let i = 0; i < mean.length; i++) mean[i]! += course[k]![i]! / (at - from + 1);
  return mean;
}

/** By how much a straight line through the last `window` rows rises over that window (least squares). */
function trendOf(course: Course, at: number, window: number): Float64Array {
  const from = Math.max(0, at - window + 1);
  const middle = (from + at) / 2;
  const trend = new Float64Array(course[0]!.length);
  let squares = 0;
  for (let k = from; k <= at; k++) {
    squares += (k - middle) ** 2;
    for (let i = 0; i < trend.length; i++) trend[i]! += (k - middle) * course[k]![i]!;
  }
  return at - from < 2 ? trend.fill(0) : trend.map((sum) => (sum / squares) * window);
}
