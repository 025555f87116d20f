import type { Span } from '../../twin/calendar.ts';
import { packmlCode } from '../../twin/packml.ts';
import { Quality } from '../../twin/quality.ts';
import { accountOf, type UnitRecord } from './account.ts';
import type { CountRow } from './counts.ts';
import { type Figures, figuresOf } from './figures.ts';
import { type StateRows, unitTimes } from './stretches.ts';

/** A step of an order at a resource, as a shop floor books it. */
export interface Job {
  /** "" = nobody says. */
  readonly order: string;
  readonly resource: string;
  /** Unix epoch ms; null = nobody says when. */
  readonly fromMs: number | null;
  readonly toMs: number | null;
  /** What it is booked with, ms; jobs at one resource may overlap. */
  readonly bookedMs: number;
  readonly good: number;
  readonly rejected: number;
  /** Set aside for a material review board: neither good nor rejected yet. */
  readonly inReview: number;
  readonly isRework: boolean;
}

/** What was booked, of a resource or of all. */
interface Booked {
  readonly jobs: number;
  readonly bookedMs: number;
  /** Jobs that nobody says the time of: in all but `busyMs` and lead times. */
  readonly undatedJobs: number;
  readonly rejected: number;
  readonly inReview: number;
  readonly reworkJobs: number;
}

export interface ResourceRow extends Booked {
  readonly resource: string;
  /** In which at least one job ran. */
  readonly busyMs: number;
  /** busyMs / the log's whole time: no log knows what was planned. */
  readonly utilisation: number | null;
  readonly good: number;
  readonly reworked: number;
  readonly firstPassYield: Figures['firstPassYield'];
  readonly scrapRatio: Figures['scrapRatio'];
}

export interface JobLogReport extends Booked {
  /** From the first start to the last end. */
  readonly fromMs: number;
  readonly toMs: number;
  /** In the order of their names. */
  readonly resources: readonly ResourceRow[];
  readonly orders: {
    readonly count: number;
    readonly withReject: number;
    readonly withRework: number;
    /** Orders without reject and rework / all. */
    readonly rightFirstTime: number | null;
    /** From an order's first start to its last end, ms. */
    readonly leadTimeMs: { readonly mean: number; readonly median: number; readonly p90: number } | null;
    /** Orders under way at a time, on average (Little's law): all lead times / the log's whole time. */
    readonly wip: number | null;
  };
}

/** Figures of a job log by resource and by order; null when no job says its time. */
export function jobLogReport(jobs: readonly Job[]): JobLogReport | null {
  const starts = jobs.flatMap(({ fromMs }) => fromMs ?? []);
  const ends = jobs.flatMap(({ toMs }) => toMs ?? []);
  if (starts.length === 0 || ends.length === 0) return null;
  const window = { fromMs: least(starts), toMs: -least(ends.map((ms) => -ms)) };
  const byResource = grouped(jobs, ({ resource }) => resource);
  const byName = new Intl.Collator('en', { numeric: true });
  return {
    ...window,
    ...bookedOf(jobs),
    resources: [...byResource]
      .sort(([a], [b]) => byName.compare(a, b))
      .map(([resource, own]) => rowOf(resource, own, window)),
    orders: ordersOf(jobs, window),
  };
}

const least = (values: readonly number[]): number =>
  values.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY);

function grouped(jobs: readonly Job[], key: (job: Job) => string): ReadonlyMap<string, readonly Job[]> {
  const groups = new Map<string, Job[]>();
  for (const job of jobs) {
    const group = groups.get(key(job));
    if (group) group.push(job);
    else groups.set(key(job), [job]);
  }
  return groups;
}

const total = (jobs: readonly Job[], of: (job: Job) => number): number => jobs.reduce((sum, job) => sum + of(job), 0);

const bookedOf = (jobs: readonly Job[]): Booked => ({
  jobs: jobs.length,
  bookedMs: total(jobs, ({ bookedMs }) => bookedMs),
  undatedJobs: jobs.filter(({ fromMs }) => fromMs === null).length,
  rejected: total(jobs, ({ rejected }) => rejected),
  inReview: total(jobs, ({ inReview }) => inReview),
  reworkJobs: jobs.filter(({ isRework }) => isRework).length,
});

function rowOf(resource: string, jobs: readonly Job[], window: Span): ResourceRow {
  const account = accountOf(recordOf(jobs, window), [{ ...window, toMs: window.toMs + 1 }]);
  const { firstPassYield, scrapRatio } = figuresOf(account);
  const { good, reworked } = account.items!;
  const wholeMs = window.toMs - window.fromMs;
  return {
    resource,
    ...bookedOf(jobs),
    busyMs: account.times.production,
    utilisation: wholeMs > 0 ? account.times.production / wholeMs : null,
    good,
    reworked,
    firstPassYield,
    scrapRatio,
  };
}

/** As a machine that is in Execute while any job runs, and whose counters rise when one ends. */
function recordOf(jobs: readonly Job[], window: Span): UnitRecord {
  const counter = (of: (job: Job) => number): readonly CountRow[] => {
    let shown = 0;
    const row = (atMs: number): CountRow => ({ firstMs: atMs, lastMs: atMs, first: shown, high: shown, last: shown });
    const ended = jobs.map((job) => [job.toMs ?? window.fromMs, of(job)] as const).sort(([a], [b]) => a - b);
    return [
      row(window.fromMs),
      ...ended.map(([atMs, items]) => {
        shown += items;
        return row(atMs);
      }),
    ];
  };
  const states = { states: statesOf(jobs, window), reasons: null };
  return {
    ...unitTimes(states, [], { ...window, toMs: window.toMs + 1 }, window.toMs + 1),
    counters: {
      good: counter(({ good }) => good),
      rejected: counter(({ rejected }) => rejected),
      reworked: counter(({ good, isRework }) => (isRework ? good : 0)),
    },
    rateAt: () => undefined,
  };
}

const [execute, idle] = [packmlCode('Execute'), packmlCode('Idle')];

function statesOf(jobs: readonly Job[], window: Span): StateRows {
  const spans = jobs
    .flatMap(({ fromMs, toMs }) => (fromMs === null || toMs === null || toMs <= fromMs ? [] : [{ fromMs, toMs }]))
    .sort((a, b) => a.fromMs - b.fromMs);
  const timesMs = [window.fromMs];
  const values = [idle];
  let untilMs = Number.NEGATIVE_INFINITY;
  for (const { fromMs, toMs } of spans) {
    if (toMs <= untilMs) continue;
    if (fromMs > untilMs) {
      timesMs.push(fromMs);
      values.push(execute);
    } else {
      // It goes on where the one before ends.
      timesMs.pop();
      values.pop();
    }
    timesMs.push(toMs);
    values.push(idle);
    untilMs = toMs;
  }
  return { timesMs, values, qualities: timesMs.map(() => Quality.good) };
}

function ordersOf(jobs: readonly Job[], window: Span): JobLogReport['orders'] {
  const known = jobs.filter(({ order }) => order !== '');
  const orders = [...grouped(known, ({ order }) => order).values()];
  const withReject = orders.filter((own) => own.some(({ rejected }) => rejected > 0));
  const withRework = orders.filter((own) => own.some(({ isRework }) => isRework));
  const wrong = new Set([...withReject, ...withRework]);
  const leadTimes = orders
    .flatMap((own) => {
      const [starts, ends] = [own.flatMap(({ fromMs }) => fromMs ?? []), own.flatMap(({ toMs }) => toMs ?? [])];
      return starts.length === 0 || ends.length === 0 ? [] : [-least(ends.map((ms) => -ms)) - least(starts)];
    })
    .sort((a, b) => a - b);
  const sum = leadTimes.reduce((all, ms) => all + ms, 0);
  // The nearest rank: a lead time that there was.
  const rank = (share: number) => leadTimes[Math.max(0, Math.ceil(share * leadTimes.length) - 1)]!;
  const wholeMs = window.toMs - window.fromMs;
  return {
    count: orders.length,
    withReject: withReject.length,
    withRework: withRework.length,
    rightFirstTime: orders.length > 0 ? (orders.length - wrong.size) / orders.length : null,
    leadTimeMs: leadTimes.length > 0 ? { mean: sum / leadTimes.length, median: rank(0.5), p90: rank(0.9) } : null,
    wip: wholeMs > 0 ? sum / wholeMs : null,
  };
}
