import { join } from 'node:path';
import { Drift, trainDrift } from '../../analytics/drift.ts';
import { Random } from '../../simulation/random.ts';
import type { Measurement } from '../historian/historian.bench.ts';
import { numberIn, tableRows } from './table-rows.ts';

const batches = [1, 2, 3, 4] as const;
/** Of the first batch this share is learnt from; the rest is judged. */
const trained = 0.6;
const splits = 20;
/** The obvious way: the mean of so many rows is more than three standard errors away. */
const windowRows = 30;

interface Batch {
  readonly gases: readonly string[];
  readonly rows: readonly Float64Array[];
}

type Alarm = (row: Float64Array, gas: string) => boolean;

/**
 * Gas sensors whose answers drift from month to month: rows until the alarm rises in each later batch, and whether it rises in
 * the batch that it learnt from, where none is wanted. What gas it is is known, how much of it is not.
 */
export async function driftBench(folder: string): Promise<Measurement[]> {
  const [first, ...later] = await Promise.all(batches.map((batch) => read(join(folder, `batch${batch}.csv.gz`))));
  const all = first!.rows.map((_, k) => k);
  const [own, naive] = [driftAlarm, meanAlarm].map((make) => {
    const random = new Random(1, 'splits');
    const waits: number[][] = later.map(() => []);
    let falseAlarms = 0;
    const risesAmid = (isTrained: ReadonlySet<number>) => {
      const alarm = make(
        first!,
        all.filter((k) => isTrained.has(k)),
      );
      return wait(
        alarm,
        first!,
        all.filter((k) => !isTrained.has(k)),
      ) < Number.POSITIVE_INFINITY
        ? 1
        : 0;
    };
    for (let split = 0; split < splits; split++) {
      const isTrained = byChance(all.length, random);
      falseAlarms += risesAmid(isTrained);
      for (const [b, batch] of later.entries()) {
        const alarm = make(
          first!,
          all.filter((k) => isTrained.has(k)),
        );
        waits[b]!.push(wait(alarm, batch, [...batch.rows.keys()]));
      }
    }
    const inOrder = risesAmid(firstOfEach(first!.gases));
    return { waits: waits.map((each) => each.toSorted((a, b) => a - b)), falseAlarms, inOrder };
  });
  const row = (name: string, unit: string, value: number, baseline: number): Measurement => ({
    name: `gas sensors: ${name}`,
    unit,
    value,
    baseline,
    ratio: null,
  });
  const told = (b: number, name: string, at: number) =>
    row(`rows of batch ${b + 2} until drift is told, ${name}`, 'rows', own!.waits[b]![at]!, naive!.waits[b]![at]!);
  return [
    ...later.flatMap((_, b) => [told(b, 'median', splits >> 1), told(b, `longest of ${splits} splits`, splits - 1)]),
    row(`false alarms within batch 1, of ${splits} splits by chance`, '', own!.falseAlarms, naive!.falseAlarms),
    row('false alarms within batch 1, in its order', '', own!.inOrder, naive!.inOrder),
  ];
}

function driftAlarm({ rows, gases }: Batch, from: readonly number[]): Alarm {
  const drift = new Drift(
    trainDrift(
      from.map((k) => rows[k]!),
      (k) => gases[from[k]!]!,
    ),
  );
  return (row, gas) => drift.see(row, gas).drifted;
}

function meanAlarm({ rows }: Batch, from: readonly number[]): Alarm {
  const training = from.map((k) => rows[k]!);
  const mean = training[0]!.map((_, tag) => training.reduce((sum, row) => sum + row[tag]! / training.length, 0));
  const deviation = mean.map((centre, tag) =>
    Math.sqrt(training.reduce((sum, row) => sum + (row[tag]! - centre) ** 2 / training.length, 0)),
  );
  const last: Float64Array[] = [];
  return (row) => {
    last.push(row);
    if (last.length < windowRows) return false;
    if (last.length > windowRows) last.shift();
    return mean.some((centre, tag) => {
      const own = last.reduce((sum, each) => sum + each[tag]! / windowRows, 0);
      return Math.abs(own - centre) > (3 * deviation[tag]!) / Math.sqrt(windowRows);
    });
  };
}

/** Rows until the alarm rises; infinity when it does not. */
function wait(alarm: Alarm, { rows, gases }: Batch, judged: readonly number[]): number {
  const at = judged.findIndex((k) => alarm(rows[k]!, gases[k]!));
  return at < 0 ? Number.POSITIVE_INFINITY : at + 1;
}

function byChance(count: number, random: Random): Set<number> {
  const left = Array.from({ length: count }, (_, k) => k);
  const chosen = new Set<number>();
  while (chosen.size < Math.round(count * trained)) {
    chosen.add(left.splice(Math.floor(random.uniform() * left.length), 1)[0]!);
  }
  return chosen;
}

/** The earlier rows of each gas. */
function firstOfEach(gases: readonly string[]): Set<number> {
  return new Set(
    [...new Set(gases)].flatMap((gas) => {
      const own = [...gases.keys()].filter((k) => gases[k] === gas);
      return own.slice(0, Math.round(own.length * trained));
    }),
  );
}

async function read(file: string): Promise<Batch> {
  const gases: string[] = [];
  const rows: Float64Array[] = [];
  for await (const { cells } of tableRows(file)) {
    gases.push(cells[0]!);
    // Not the second one, which tells how much gas there was: a plant does not know that either.
    rows.push(Float64Array.from(cells.slice(2), (cell) => numberIn(cell) ?? Number.NaN));
  }
  return { gases, rows };
}
