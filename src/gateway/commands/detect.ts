import { once } from 'node:events';
import { type Command, InvalidArgumentError } from 'commander';
import { Drift, trainDrift } from '../../analytics/drift.ts';
import { leastTrainingRows, Mewma, type MewmaReading, trainMewma } from '../../analytics/mewma.ts';
import { columnAt, numberIn, type TableRow, tableRows } from '../analytics/table-rows.ts';
import { RecordError } from '../records/record-error.ts';

export interface DetectFlags {
  readonly csv: string;
  readonly time?: string;
  readonly drop: readonly string[];
  readonly train: number;
  readonly json?: boolean;
}

/** Of a row so many tags are named, those that make it abnormal most. */
const mostNamed = 3;

const names = (text: string): string[] => text.split(',').map((name) => name.trim());

const rowCount = (text: string): number => {
  const rows = Number(text);
  if (!Number.isInteger(rows) || rows < leastTrainingRows)
    throw new InvalidArgumentError(`Give a whole number of at least ${leastTrainingRows}.`);
  return rows;
};

export function addDetect(program: Command): void {
  program
    .command('detect')
    .description(
      'find abnormal rows in a recording, and the sensors that make them so\n  e.g. gemba detect --csv run.csv.gz --train 400 --drop anomaly,changepoint',
    )
    .requiredOption('--csv <file>', 'columns between commas, semicolons, tabs, bars or blanks; plain or .gz')
    .option(
      '--time <column>',
      'the column that tells when (default: the first one of dates, or of numbers that always grow)',
    )
    .option('--drop <columns>', 'columns to leave out, commas between', names, [])
    .requiredOption(
      '--train <rows>',
      'so many rows from the start are healthy: from them it learns what is normal',
      rowCount,
    )
    .option(
      '--json',
      'a line of JSON for each row: t, score (above 1 is abnormal), flag, top sensors with their shares',
    )
    .action(async (flags: DetectFlags) => {
      if (flags.json) await writeLines(detected(flags));
      else await tellStretches(flags);
    });
}

interface Judged {
  /** What the row's time column says, or its number from 1. */
  readonly t: string | number;
  readonly tags: readonly string[];
  readonly reading: MewmaReading;
}

/** A line of JSON for each row. Throws a `RecordError` that says what to mend. */
export async function* detected(flags: DetectFlags): AsyncGenerator<string> {
  for await (const { t, tags, reading } of judged(flags)) {
    const score = Number(reading.score.toPrecision(6));
    yield JSON.stringify({ t, score, flag: reading.flag, top: topOf(tags, reading) });
  }
}

/** Every row of the file in its order; the first `train` are those that it learnt from. */
async function* judged({ csv, time, drop, train }: DetectFlags): AsyncGenerator<Judged> {
  const first: TableRow[] = [];
  let judge: ((row: TableRow) => Judged) | undefined;
  for await (const row of tableRows(csv)) {
    if (judge) {
      yield judge(row);
      continue;
    }
    first.push(row);
    if (first.length < train) continue;
    judge = learn(first, time, drop);
    for (const each of first) yield judge(each);
  }
  if (!judge)
    throw new RecordError(`${csv} has ${first.length} rows, fewer than --train ${train}: give it fewer to learn from.`);
}

/** What judges a row, as often as it is asked: those it learnt from first. */
function learn(
  first: readonly TableRow[],
  time: string | undefined,
  drop: readonly string[],
): (row: TableRow) => Judged {
  const { columns } = first[0]!;
  const counters = columns.flatMap((_, at) => (growsAlways(first, at) ? [at] : []));
  const dates = columns.findIndex((_, at) => holdsDates(first, at));
  const timeAt = time === undefined ? (dates < 0 ? (counters[0] ?? -1) : dates) : columnAt(columns, time);
  const out = new Set([timeAt, ...counters, ...drop.map((name) => columnAt(columns, name))]);
  const tagsAt = columns.flatMap((_, at) =>
    !out.has(at) && first.every(({ cells }) => numberIn(cells[at]!) !== null) ? [at] : [],
  );
  const texts = columns.filter((_, at) => !out.has(at) && !tagsAt.includes(at));
  const counted = counters.filter((at) => at !== timeAt && !drop.includes(columns[at]!)).map((at) => columns[at]!);
  if (counted.length > 0) console.error(`Left out, because they count the rows: ${counted.join(', ')}.`);
  if (texts.length > 0) console.error(`Left out, because they hold texts: ${texts.join(', ')}.`);
  if (tagsAt.length === 0) throw new RecordError('No column with numbers is left to look at.');
  const valuesOf = ({ cells }: TableRow) => Float64Array.from(tagsAt, (at) => numberIn(cells[at]!) ?? Number.NaN);
  const tags = tagsAt.map((at) => columns[at]!);
  const training = first.map(valuesOf);
  const chart = new Mewma(trainMewma(training));
  const drift = new Drift(trainDrift(training));
  let seen = 0;
  let isTold = false;
  return (row) => {
    const values = valuesOf(row);
    const isJudged = seen++ >= first.length;
    const reading = chart.see(values, isJudged);
    const cell = row.cells[timeAt]?.trim() ?? '';
    const number = numberIn(cell);
    const t = timeAt < 0 ? seen : Number.isFinite(number ?? Number.NaN) ? number! : cell;
    if (isJudged && !isTold && !reading.flag && drift.see(values).drifted) {
      isTold = true;
      console.error(
        `Since about ${t} even rows that are not abnormal differ from the first ${first.length}: if that is as it should be, learn from newer rows.`,
      );
    }
    return { t, tags, reading };
  };
}

const holdsDates = (rows: readonly TableRow[], at: number): boolean =>
  rows.every(({ cells }) => numberIn(cells[at]!) === null && !Number.isNaN(Date.parse(cells[at]!)));

/** Such a column tells when a row was, not how the machine is: it would leave every range that it was seen in. */
const growsAlways = (rows: readonly TableRow[], at: number): boolean =>
  rows.every(({ cells }, k) => k === 0 || numberIn(cells[at]!)! > numberIn(rows[k - 1]!.cells[at]!)!) &&
  rows.every(({ cells }) => numberIn(cells[at]!) !== null);

function topOf(tags: readonly string[], { shares }: MewmaReading) {
  return [...shares.entries()]
    .filter(([, share]) => share > 0)
    .sort(([, a], [, b]) => b - a)
    .slice(0, mostNamed)
    .map(([k, share]) => ({ tag: tags[k]!, share: Number(share.toFixed(3)) }));
}

interface Stretch {
  readonly from: string | number;
  to: string | number;
  rows: number;
  peak: number;
  /** At its peak. */
  top: ReturnType<typeof topOf>;
}

async function tellStretches(flags: DetectFlags): Promise<void> {
  const stretches: Stretch[] = [];
  let open: Stretch | null = null;
  let rows = 0;
  let flagged = 0;
  for await (const { t, tags, reading } of judged(flags)) {
    if (rows++ < flags.train) continue;
    if (!reading.flag) {
      open = null;
      continue;
    }
    flagged++;
    if (open === null) {
      open = { from: t, to: t, rows: 0, peak: 0, top: [] };
      stretches.push(open);
    }
    open.to = t;
    open.rows++;
    if (reading.score > open.peak) {
      open.peak = reading.score;
      open.top = topOf(tags, reading);
    }
  }
  const looked = rows - flags.train;
  const count = (value: number): string => value.toLocaleString('en');
  if (flagged === 0)
    return console.log(`${count(looked)} rows after ${count(flags.train)} to learn from: none is abnormal.`);
  console.log(
    `${count(looked)} rows after ${count(flags.train)} to learn from: ${count(flagged)} are abnormal, in ${count(stretches.length)} ${stretches.length === 1 ? 'stretch' : 'stretches'}. At their worst (1 is the limit), by sensor:`,
  );
  const table = stretches.map(({ from, to, rows: length, peak, top }) => [
    String(from),
    String(to),
    `${count(length)} ${length === 1 ? 'row' : 'rows'}`,
    peak.toLocaleString('en', { maximumSignificantDigits: 3 }),
    top.map(({ tag, share }) => `${tag} ${Math.round(share * 100)} %`).join(', '),
  ]);
  const head = ['from', 'to', 'long', 'peak', 'because of'];
  const widths = head.map((_, k) => Math.max(...[head, ...table].map((line) => line[k]!.length)));
  for (const line of [head, ...table])
    console.log(
      line
        .map((cell, k) => cell.padEnd(widths[k]!))
        .join('   ')
        .trimEnd(),
    );
}

/** As fast as they are taken; who reads only some of them is done with that. */
async function writeLines(lines: AsyncIterable<string>): Promise<void> {
  let closed = false;
  process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
    closed = code === 'EPIPE';
  });
  for await (const line of lines) {
    if (closed) return;
    if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain').catch(() => undefined);
  }
}
