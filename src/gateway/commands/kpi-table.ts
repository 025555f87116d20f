import type { Candidate } from '../../analytics/kpi/bottleneck.ts';
import type { Figures, Missing } from '../../analytics/kpi/figures.ts';
import type { JobLogReport } from '../../analytics/kpi/job-log.ts';
import { type Loss, losses } from '../../analytics/kpi/losses.ts';
import type { KpiReport, KpiRow } from '../../analytics/kpi/report.ts';
import type { Stop } from '../../analytics/kpi/stops.ts';
import type { TimeClass } from '../../analytics/kpi/stretches.ts';
import type { MachineId } from '../../twin/plant.ts';
import type { PlantIndex } from '../../twin/plant-index.ts';

const names: Readonly<Record<Loss | TimeClass, string>> = {
  unknown: 'not recorded',
  planned: 'planned',
  breakdown: 'breakdown',
  microStop: 'micro-stops',
  stopped: 'stopped',
  starved: 'starved',
  blocked: 'blocked',
  waiting: 'waiting',
  speed: 'speed',
  quality: 'quality',
  production: 'production',
};

const whys: Readonly<Record<Exclude<Missing, 'noFailure'>, string>> = {
  noState: 'it reports no PackML state (a tag with "states": "PackML")',
  nothingKnown: 'nothing of it is recorded',
  nothingPlanned: 'it was not planned to run',
  noCounter: 'the plant file names no counters ("counts" of the machine)',
  noRate: 'the plant file gives it no rated output ("ratePerMinute")',
  noProduction: 'it did not produce',
  nothingMade: 'nothing was made',
};

const figureNames: readonly (readonly [keyof Figures, string, (value: number) => string])[] = [
  ['oee', 'OEE', percent],
  ['availability', 'availability', percent],
  ['effectiveness', 'effectiveness', percent],
  ['quality', 'quality', percent],
  ['firstPassYield', 'first pass', percent],
  ['scrapRatio', 'scrap', percent],
  ['throughput', 'an hour', (value) => value.toLocaleString('en', { maximumFractionDigits: 1 })],
  ['mtbfMs', 'MTBF', duration],
  ['mttrMs', 'MTTR', duration],
];

/** Longest stops that are listed. */
const mostStops = 8;

/** The report for people, a line each. */
export function kpiLines(index: PlantIndex, report: KpiReport): readonly string[] {
  const { site } = index.plant;
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone: site.timeZone, dateStyle: 'short', timeStyle: 'short' });
  const at = (ms: number) => clock.format(ms);
  const rows = report.rows.map((row) => [...headOf(index, report, row, at), row] as const);
  return [
    `${index.plant.name}, ${at(report.fromMs)} to ${at(report.toMs)} (${site.timeZone}), by ${report.by}`,
    '',
    ...table(
      [...headNames(report), ...figureNames.map(([, name]) => name), 'cost'],
      rows.map(([name, whose, row]) => [
        name,
        whose,
        ...figureNames.map(([key, , worded]) => (row.figures[key] === null ? 'n/a' : worded(row.figures[key]))),
        row.cost === null ? '' : money(row.cost, report.currency),
      ]),
    ),
    ...failureNote(report),
    ...missingLines(
      rows.map(([name, whose, row]) => [report.by === 'unit' ? name : `${name}, ${whose}`, row] as const),
    ),
    '',
    'Where the time went; what is left of it is what the good items would have taken at the rated output:',
    ...table(
      [...headNames(report), ...losses.map((loss) => names[loss]), 'good items', 'in all'],
      rows.map(([name, whose, { waterfall }]) => [
        name,
        whose,
        ...[...losses.map((loss) => waterfall.steps[loss]), waterfall.goodMs, waterfall.totalMs].map((ms) =>
          ms === null ? 'n/a' : duration(ms),
        ),
      ]),
    ),
    '',
    ...report.bottlenecks.map(({ line, ranking }) => bottleneckLine(index, line, ranking)),
    ...stopLines(index, report, at),
  ];
}

const headNames = ({ by }: KpiReport): readonly [string, string] =>
  by === 'unit' ? ['machine', 'line'] : [by === 'line' ? 'line' : `line, ${by}`, 'by its'];

function headOf(
  index: PlantIndex,
  { by }: KpiReport,
  row: KpiRow,
  at: (ms: number) => string,
): readonly [string, string] {
  const { machine, line } = index.machineById.get(row.machine)!;
  if (by === 'unit') return [machine.name, line.name];
  const whose = `${machine.name}${row.chosen === 'bottleneck' ? ' (bottleneck)' : ''}`;
  const group = row.group ?? 'not told';
  if (by === 'line') return [line.name, whose];
  return [`${line.name}, ${by === 'shift' ? `${group} from ${at(row.fromMs)}` : group}`, whose];
}

const failureNote = ({ rows }: KpiReport): readonly string[] =>
  rows.some(({ missing }) => missing.mtbfMs === 'noFailure')
    ? ['MTBF and MTTR are n/a where nothing broke down for 5 minutes or longer.']
    : [];

/** A line for each reason, with the figures that lack for it. */
function missingLines(rows: readonly (readonly [string, KpiRow])[]): readonly string[] {
  return rows.flatMap(([name, { missing }]) => {
    const byReason = new Map<keyof typeof whys, string[]>();
    for (const [key, label] of figureNames) {
      const why = missing[key];
      if (why !== undefined && why !== 'noFailure') byReason.set(why, [...(byReason.get(why) ?? []), label]);
    }
    return [...byReason].map(([why, labels]) => `n/a: ${name}: ${labels.join(', ')}: ${whys[why]}`);
  });
}

function bottleneckLine(index: PlantIndex, line: string, [first, second]: readonly Candidate[]): string {
  const nameOf = (machine: MachineId) => index.machineById.get(machine)!.machine.name;
  const { line: placed } = index.machineById.get(first!.machine)!;
  const waits = (of: Candidate) => {
    const parts = [
      ['starved', of.starvedMs],
      ['blocked', of.blockedMs],
      ['waiting', of.waitingMs],
    ] as const;
    return parts
      .filter(([, ms]) => ms > 0)
      .map(([name, ms]) => `${name} ${duration(ms)}`)
      .join(', ');
  };
  const why = first!.waitingShare === 0 ? 'never' : `${percent(first!.waitingShare)} of its time: ${waits(first!)}`;
  const next = second ? `, ${nameOf(second.machine)} ${percent(second.waitingShare)}` : '';
  const cost = first!.worst ? `. It lost most by ${names[first!.worst.loss]}: ${duration(first!.worst.ms)}` : '';
  return `Bottleneck of ${placed.name ?? line}: ${nameOf(first!.machine)}. It waited least for the others (${why})${next}${cost}.`;
}

function stopLines(index: PlantIndex, report: KpiReport, at: (ms: number) => string): readonly string[] {
  const longest = [...report.stops].sort((a, b) => b.lostMs - a.lostMs).slice(0, mostStops);
  if (longest.length === 0) return [];
  const cells = (stop: Stop) => [
    at(stop.fromMs),
    index.machineById.get(stop.machine)!.machine.name,
    names[stop.is],
    stop.reason ?? '',
    duration(stop.lostMs),
    stop.cost === null ? '' : money(stop.cost, report.currency),
  ];
  return [
    '',
    'The longest stops:',
    ...table(['from', 'machine', 'what', 'reason', 'lost', 'cost'], longest.map(cells)),
  ];
}

/** The report of a job log for people, a line each. */
export function jobLogLines(report: JobLogReport): readonly string[] {
  const { orders, undatedJobs } = report;
  const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
  const days = (ms: number) => `${(ms / 86_400_000).toFixed(1)} days`;
  const count = (value: number) => value.toLocaleString('en');
  const share = (value: number | null) => (value === null ? 'n/a' : percent(value));
  const minutes = (ms: number) => count(Math.round(ms / 60_000));
  const lead = orders.leadTimeMs;
  return [
    `${count(report.jobs)} jobs from ${day(report.fromMs)} to ${day(report.toMs)}: ${minutes(report.bookedMs)} minutes booked, ${count(report.rejected)} rejected, ${count(report.inReview)} in review, ${count(report.reworkJobs)} jobs of rework`,
    ...(undatedJobs > 0
      ? [
          `${count(undatedJobs)} of them do not say when they were: they are in all figures but busy time and lead time.`,
        ]
      : []),
    ...(orders.count > 0
      ? [
          `${count(orders.count)} orders: ${count(orders.withReject)} with a reject, ${count(orders.withRework)} with rework, ${share(orders.rightFirstTime)} right the first time`,
        ]
      : []),
    ...(lead && orders.wip !== null
      ? [
          `Lead time: ${days(lead.mean)} on average, half of them within ${days(lead.median)}, nine in ten within ${days(lead.p90)}; ${orders.wip.toFixed(1)} orders under way at a time`,
        ]
      : []),
    '',
    ...table(
      [
        'resource',
        '',
        'jobs',
        'booked min',
        'busy min',
        'utilised',
        'good',
        'rejected',
        'review',
        'reworked',
        'first pass',
        'scrap',
      ],
      report.resources.map((row) => [
        row.resource,
        '',
        count(row.jobs),
        minutes(row.bookedMs),
        minutes(row.busyMs),
        share(row.utilisation),
        count(row.good),
        count(row.rejected),
        count(row.inReview),
        count(row.reworked),
        share(row.firstPassYield),
        share(row.scrapRatio),
      ]),
    ),
    '',
    'Busy: at least one job runs; jobs that overlap are booked each. Utilised: busy / all time of the log, nights and days off too.',
    'OEE is n/a: a job log says neither what was planned, nor the rated output, nor why a machine stood.',
  ];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const kept = head.flatMap((_, k) => (rows.some((row) => row[k] !== '' && row[k] !== '0:00') ? [k] : []));
  const cells = [head, ...rows].map((row) => kept.map((k) => row[k]!));
  const widths = kept.map((_, k) => Math.max(...cells.map((row) => row[k]!.length)));
  // The first two columns are names, the others numbers. What is empty in all rows is left out.
  return cells.map((row) =>
    row
      .map((cell, k) => (k < 2 ? cell.padEnd(widths[k]!) : cell.padStart(widths[k]!)))
      .join('  ')
      .trimEnd(),
  );
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

/** Hours and minutes. */
function duration(ms: number): string {
  const minutes = Math.round(Math.abs(ms) / 60_000);
  return `${ms < 0 && minutes > 0 ? '-' : ''}${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}

const money = (amount: number, currency: string | null): string =>
  `${amount.toLocaleString('en', { maximumFractionDigits: 0 })} ${currency ?? ''}`.trim();
