import type { Job } from '../../analytics/kpi/job-log.ts';
import { columnAt, numberIn, tableRows } from '../analytics/table-rows.ts';
import { RecordError } from '../records/record-error.ts';

/** What a column of a job log holds, and how such columns are usually called: letters and digits only. */
const usualNames = {
  order: ['caseid', 'case', 'order', 'orderid', 'workorder'],
  resource: ['resource', 'machine', 'workcenter', 'workunit', 'station'],
  start: ['start', 'starttimestamp', 'starttime', 'from'],
  end: ['complete', 'completetimestamp', 'end', 'endtime', 'finish', 'to'],
  minutes: ['spanmin', 'minutes', 'durationmin'],
  good: ['qtycompleted', 'good', 'completed'],
  rejected: ['qtyrejected', 'rejected', 'scrap'],
  review: ['qtymrb', 'qtyformrb', 'mrb'],
  rework: ['rework'],
} as const;
type Role = keyof typeof usualNames;
const roles = Object.keys(usualNames) as Role[];

/** By what they hold, the names of columns that a person gives. */
export type ColumnNames = Readonly<Partial<Record<Role, string>>>;

/** Reads "order=case no,good=ok". Throws a `RecordError` that says how to write it. */
export function columnNames(text: string): ColumnNames {
  const names: Partial<Record<Role, string>> = {};
  for (const pair of text.split(',')) {
    const [word = '', ...name] = pair.split('=');
    const role = roles.find((each) => each === word.trim());
    if (role === undefined || name.length === 0) {
      throw new RecordError(
        `Write --columns as what=column with commas between, where what is one of ${roles.join(', ')}, not "${pair}".`,
      );
    }
    names[role] = name.join('=').trim();
  }
  return names;
}

/**
 * Every row of a job log. A job lasts its minutes from its start, or until its end where no column tells minutes. Rows
 * without a start are undated. Throws a `RecordError` that says what to mend.
 */
export async function readJobLog(file: string, names: ColumnNames): Promise<readonly Job[]> {
  const jobs: Job[] = [];
  let at: Readonly<Partial<Record<Role, number>>> | undefined;
  for await (const { columns, cells } of tableRows(file)) {
    at ??= placesOf(file, columns, names);
    jobs.push(jobOf(at, cells, `Row ${jobs.length + 1} of ${file}`));
  }
  return jobs;
}

function placesOf(file: string, columns: readonly string[], names: ColumnNames): Partial<Record<Role, number>> {
  const plain = columns.map((name) => name.toLowerCase().replaceAll(/[^a-z0-9]/g, ''));
  const places: Partial<Record<Role, number>> = {};
  for (const role of roles) {
    const named = names[role];
    const usual: readonly string[] = usualNames[role];
    const at = named === undefined ? plain.findIndex((name) => usual.includes(name)) : columnAt(columns, named);
    if (at >= 0) places[role] = at;
  }
  const lacking = (['resource', 'start'] as const).find((role) => places[role] === undefined);
  const what = lacking ?? (places.end === undefined && places.minutes === undefined ? 'end' : undefined);
  if (what !== undefined) {
    const there = columns.map((name) => `"${name}"`).join(', ');
    throw new RecordError(
      `No column of ${file} is known to tell the ${what} of a job: say which with --columns ${what}=NAME. There are ${there}.`,
    );
  }
  return places;
}

function jobOf(at: Readonly<Partial<Record<Role, number>>>, cells: readonly string[], row: string): Job {
  const cell = (role: Role) => (at[role] === undefined ? '' : cells[at[role]]!.trim());
  const amount = (role: Role) => {
    const value = numberIn(cell(role));
    if (value === null || value < 0)
      throw new RecordError(`${row} says "${cell(role)}" for ${role}: write a number of 0 or more, or nothing.`);
    return Number.isNaN(value) ? 0 : value;
  };
  const fromMs = timeIn(cell('start'), row);
  const endMs = timeIn(cell('end'), row);
  const hasMinutes = at.minutes !== undefined;
  const bookedMs = hasMinutes ? amount('minutes') * 60_000 : fromMs === null || endMs === null ? 0 : endMs - fromMs;
  if (bookedMs < 0) throw new RecordError(`${row} ends (${cell('end')}) before it starts (${cell('start')}).`);
  const isDated = fromMs !== null && (hasMinutes || endMs !== null);
  return {
    order: cell('order'),
    resource: cell('resource'),
    fromMs: isDated ? fromMs : null,
    toMs: isDated ? fromMs + bookedMs : null,
    bookedMs,
    good: amount('good'),
    rejected: amount('rejected'),
    inReview: amount('review'),
    isRework: /^(y|yes|j|ja|x|true|1)$/i.test(cell('rework')),
  };
}

const timeForm =
  /^(\d{4})[-/](\d\d?)[-/](\d\d?)(?:[T ](\d\d?):(\d\d)(?::(\d\d)(?:\.(\d{1,3})\d*)?)?)?(Z|[+-]\d\d:\d\d)?$/;

/** Unix epoch ms, without a zone as if in UTC: a log is in one zone, and only differences count. Null where it is empty. */
function timeIn(text: string, row: string): number | null {
  if (text === '') return null;
  const [, year, month, day, hours = '00', minutes = '00', seconds = '00', ms = '0', zone = 'Z'] =
    timeForm.exec(text) ?? [];
  const pad = (digits: string | undefined, length = 2) => digits?.padStart(length, '0');
  const iso = `${year}-${pad(month)}-${pad(day)}T${pad(hours)}:${minutes}:${seconds}.${ms.padEnd(3, '0')}${zone}`;
  const timeMs = year === undefined ? Number.NaN : Date.parse(iso);
  if (!Number.isNaN(timeMs)) return timeMs;
  throw new RecordError(`${row} has no time "${text}": write it as 2030-01-31T06:00 or 2030-01-31 06:00:00.`);
}
