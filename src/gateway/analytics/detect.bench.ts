import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Mewma, type MewmaReading, trainMewma } from '../../analytics/mewma.ts';
import type { Measurement } from '../historian/historian.bench.ts';
import { driftBench } from './drift.bench.ts';
import { columnAt, numberIn, tableRows } from './table-rows.ts';

/** SKAB's own protocol: the first rows of each run are healthy, all others judged, of all runs together. */
const skabTraining = 400;
const skabRuns = 16;
/** Tennessee Eastman: rows before the fault comes, and minutes a row. */
const healthyRows = 160;
const minutesARow = 3;
/** Of rows in which nothing is wrong, at most this share may be flagged. */
const falseAlarms = 0.03;
/** A fault counts as found with so many flagged rows one after another (Russell, Chiang and Braatz 2000). */
const foundRows = 6;
/** Those that can be told from noise at all, but for the ones that the controllers hide. */
const toldFaults = [1, 2, 4, 5, 6, 7, 8, 10];

/** Recordings with published results, beside them what a limit of three deviations by tag finds. Takes fifteen seconds. */
export async function bench(root: string): Promise<Measurement[]> {
  const data = join(root, '../shared/data');
  if (!existsSync(data)) {
    console.error(`There is no ${data}: recordings to measure detection with are not part of this repository.`);
    return [];
  }
  return [
    ...(await skab(join(data, 'skab'))),
    ...(await tennesseeEastman(join(data, 'tep'))),
    ...(await driftBench(join(data, 'gas_sensor_drift'))),
  ];
}

interface Judge {
  see(row: Float64Array): MewmaReading | { readonly score: number };
}

function ours(training: readonly Float64Array[]): Judge {
  const chart = new Mewma(trainMewma(training));
  for (const row of training) chart.see(row, false);
  return { see: (row) => chart.see(row, true) };
}

/** The obvious way: a row is abnormal when a value of it is more than three deviations away. */
function threeDeviations(training: readonly Float64Array[]): Judge {
  const mean = training[0]!.map((_, tag) => training.reduce((sum, row) => sum + row[tag]! / training.length, 0));
  const deviation = mean.map((centre, tag) =>
    Math.sqrt(training.reduce((sum, row) => sum + (row[tag]! - centre) ** 2 / training.length, 0)),
  );
  return {
    see: (row) => ({ score: Math.max(...row.map((value, tag) => Math.abs(value - mean[tag]!) / deviation[tag]!)) / 3 }),
  };
}

interface Counts {
  found: number;
  missed: number;
  false: number;
  quiet: number;
}

async function skab(folder: string): Promise<Measurement[]> {
  const counts: Record<'ours' | 'naive', Counts> = {
    ours: { found: 0, missed: 0, false: 0, quiet: 0 },
    naive: { found: 0, missed: 0, false: 0, quiet: 0 },
  };
  for (let run = 0; run < skabRuns; run++) {
    const { rows, labels } = await labelled(join(folder, `valve1/${run}.csv.gz`));
    const training = rows.slice(0, skabTraining);
    const judges = { ours: ours(training), naive: threeDeviations(training) };
    for (let k = skabTraining; k < rows.length; k++) {
      for (const [name, judge] of Object.entries(judges) as ['ours' | 'naive', Judge][]) {
        const flag = judge.see(rows[k]!).score > 1;
        if (labels[k]) counts[name][flag ? 'found' : 'missed']++;
        else counts[name][flag ? 'false' : 'quiet']++;
      }
    }
  }
  const f1 = (c: Counts) => (2 * c.found) / (2 * c.found + c.false + c.missed);
  const falseShare = (c: Counts) => (100 * c.false) / (c.false + c.quiet);
  const missedShare = (c: Counts) => (100 * c.missed) / (c.missed + c.found);
  const { ours: own, naive } = counts;
  return [
    {
      name: 'SKAB valve1: F1 (published, all runs: Conv-AE 0.78, PCA 0.76, always alarm 0.70)',
      unit: '',
      value: f1(own),
      baseline: f1(naive),
      ratio: f1(own) / f1(naive),
    },
    less('SKAB valve1: false alarms (Conv-AE 13.6, PCA 26.6)', '%', falseShare(own), falseShare(naive)),
    less('SKAB valve1: missed (Conv-AE 28.0, PCA 24.9)', '%', missedShare(own), missedShare(naive)),
  ];
}

async function tennesseeEastman(folder: string): Promise<Measurement[]> {
  const read = async (name: string) => {
    const rows: Float64Array[] = [];
    for await (const { cells } of tableRows(join(folder, name))) rows.push(numbersOf(cells));
    return rows;
  };
  // This one lies on its side.
  const training = turned(await read('d00.dat.gz'));
  const quiet = await read('d00_te.dat.gz');
  const results: Measurement[] = [];
  const shares: Record<'ours' | 'naive', number[]> = { ours: [], naive: [] };
  const delays: number[] = [];
  const scoresOf = (judge: Judge, rows: readonly Float64Array[]) => rows.map((row) => judge.see(row).score);
  const limits = {
    ours: limitOf(scoresOf(ours(training), quiet)),
    naive: limitOf(scoresOf(threeDeviations(training), quiet)),
  };
  for (let fault = 1; fault <= 10; fault++) {
    const rows = await read(`d${String(fault).padStart(2, '0')}_te.dat.gz`);
    const flags = {
      ours: scoresOf(ours(training), rows).map((score) => score > limits.ours),
      naive: scoresOf(threeDeviations(training), rows).map((score) => score > limits.naive),
    };
    const share = (own: readonly boolean[]) =>
      (100 * own.slice(healthyRows).filter(Boolean).length) / (own.length - healthyRows);
    results.push(more(`Tennessee Eastman fault ${fault}: detected`, '%', share(flags.ours), share(flags.naive)));
    if (!toldFaults.includes(fault)) continue;
    shares.ours.push(share(flags.ours));
    shares.naive.push(share(flags.naive));
    delays.push(minutesARow * found(flags.ours.slice(healthyRows)));
  }
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value / values.length, 0);
  const median = delays.toSorted((a, b) => a - b);
  return [
    ...results,
    more('Tennessee Eastman 1, 2, 4 to 8, 10: detected, mean', '%', mean(shares.ours), mean(shares.naive)),
    {
      name: 'Tennessee Eastman 1, 2, 4 to 8, 10: found after, median',
      unit: 'min',
      value: (median[(median.length - 1) >> 1]! + median[median.length >> 1]!) / 2,
      baseline: null,
      ratio: null,
    },
  ];
}

const less = (name: string, unit: string, value: number, baseline: number): Measurement => ({
  name,
  unit,
  value,
  baseline,
  ratio: baseline / value,
});
const more = (name: string, unit: string, value: number, baseline: number): Measurement => ({
  name,
  unit,
  value,
  baseline,
  ratio: value / baseline,
});

/** What only `falseAlarms` of the healthy rows are above. */
const limitOf = (scores: readonly number[]): number =>
  scores.toSorted((a, b) => a - b)[Math.ceil(scores.length * (1 - falseAlarms)) - 1]!;

/** Rows until the first of `foundRows` flagged ones. */
function found(flags: readonly boolean[]): number {
  const at = flags.findIndex((_, k) => flags.slice(k, k + foundRows).every(Boolean));
  return at < 0 ? Number.POSITIVE_INFINITY : at;
}

async function labelled(file: string) {
  const rows: Float64Array[] = [];
  const labels: boolean[] = [];
  for await (const { columns, cells } of tableRows(file)) {
    const left = new Set(['datetime', 'anomaly', 'changepoint'].map((name) => columnAt(columns, name)));
    rows.push(numbersOf(cells.filter((_, at) => !left.has(at))));
    labels.push(Number(cells[columnAt(columns, 'anomaly')]) === 1);
  }
  return { rows, labels };
}

const numbersOf = (cells: readonly string[]): Float64Array =>
  Float64Array.from(cells, (cell) => numberIn(cell) ?? Number.NaN);

const turned = (rows: readonly Float64Array[]): Float64Array[] =>
  Array.from(rows[0]!, (_, at) => Float64Array.from(rows, (row) => row[at]!));
