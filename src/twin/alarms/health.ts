import type { AlarmEntry } from './alarm-entry.ts';
import type { Priority } from './tag-alarms.ts';

const [minuteMs, hourMs, dayMs] = [60_000, 3_600_000, 86_400_000];
const windowMs = 10 * minuteMs;
/** A flood begins with more than 10 in 10 minutes and lasts until there are fewer than 5 (ISA-18.2). */
const [floodBegins, floodEnds] = [10, 5];
const chatteringAMinute = 3;

/** What ISA-18.2 and EEMUA 191 want of an operator's alarms: on average, and at most. */
export const alarmTargets = {
  perTenMinutes: { wanted: 1, most: 2 },
  perHour: { wanted: 6, most: 12 },
  perDay: { wanted: 150, most: 300 },
  floodShare: { wanted: 0.01 },
  noisiestShare: { wanted: 0.05 },
  stale: { wanted: 5 },
  shares: { 1: 0.05, 2: 0.15, 3: 0.8 },
} as const;

export interface Flood {
  readonly fromMs: number;
  readonly toMs: number;
}

/** How an alarm system did over a window. Rates are means over it. */
export interface AlarmHealth {
  /** How often an alarm was announced. */
  readonly announced: number;
  readonly perTenMinutes: number;
  readonly perHour: number;
  readonly perDay: number;
  /** The most in any ten minutes. */
  readonly mostInTenMinutes: number;
  readonly floods: readonly Flood[];
  /** Share of the window, 0 to 1. */
  readonly floodShare: number;
  /** At most ten, the noisiest first. */
  readonly noisiest: readonly { readonly alarm: string; readonly count: number }[];
  /** Share of all that was announced, 0 to 1. */
  readonly noisiestShare: number;
  /** Ids of alarms that came three times or more within a minute. */
  readonly chattering: readonly string[];
  /** Shares of what was announced, 0 to 1. */
  readonly shares: Readonly<Record<Priority, number>>;
}

/** Of alarms that stand, those that have done so for more than a day. */
export const staleOf = <A extends { readonly sinceMs: number }>(alarms: readonly A[], nowMs: number): readonly A[] =>
  alarms.filter(({ sinceMs }) => nowMs - sinceMs > dayMs);

/** An entry that calls for somebody: an alarm is announced, or again because it became worse. */
const isAnnounced = ({ event, from, status }: AlarmEntry): boolean =>
  status.state === 'unacknowledged' && (from !== 'unacknowledged' || event === 'escalate');

/** From the entries of the journal noted in [fromMs, toMs), the oldest first (ISA-18.2 clause 16, EEMUA 191). */
export function alarmHealth(entries: readonly AlarmEntry[], fromMs: number, toMs: number): AlarmHealth {
  const announced = entries.filter(isAnnounced);
  const timesMs = announced.map(({ atMs }) => atMs);
  const lastedMs = Math.max(1, toMs - fromMs);
  const per = (unitMs: number): number => (announced.length * unitMs) / lastedMs;
  const byAlarm = new Map<string, number[]>();
  for (const { alarm, atMs } of announced) byAlarm.set(alarm, [...(byAlarm.get(alarm) ?? []), atMs]);
  const noisiest = [...byAlarm]
    .map(([alarm, of]) => ({ alarm, count: of.length }))
    .sort((a, b) => b.count - a.count || (a.alarm < b.alarm ? -1 : 1))
    .slice(0, 10);
  const floods = floodsOf(timesMs, toMs);
  const share = (count: number): number => (announced.length === 0 ? 0 : count / announced.length);
  const ofPriority = (priority: Priority): number =>
    share(announced.filter((entry) => entry.priority === priority).length);
  return {
    announced: announced.length,
    perTenMinutes: per(windowMs),
    perHour: per(hourMs),
    perDay: per(dayMs),
    mostInTenMinutes: timesMs.reduce((most, _, k) => Math.max(most, within(timesMs, k, windowMs)), 0),
    floods,
    floodShare: floods.reduce((sum, flood) => sum + flood.toMs - flood.fromMs, 0) / lastedMs,
    noisiest,
    noisiestShare: share(noisiest.reduce((sum, { count }) => sum + count, 0)),
    chattering: [...byAlarm].flatMap(([alarm, of]) => (chatters(of) ? [alarm] : [])),
    shares: { 1: ofPriority(1), 2: ofPriority(2), 3: ofPriority(3) },
  };
}

/** How many of rising times lie in the stretch that ends with the k-th. */
function within(timesMs: readonly number[], k: number, stretchMs: number): number {
  let first = k;
  while (first > 0 && timesMs[first - 1]! > timesMs[k]! - stretchMs) first--;
  return k - first + 1;
}

const chatters = (timesMs: readonly number[]): boolean =>
  timesMs.some((_, k) => within(timesMs, k, minuteMs) >= chatteringAMinute);

/** An announcement counts for ten minutes: at each that comes and each that goes there is another rate. */
function floodsOf(timesMs: readonly number[], toMs: number): readonly Flood[] {
  const floods: Flood[] = [];
  let beganMs: number | null = null;
  let gone = 0;
  for (const [k, atMs] of [...timesMs, Number.POSITIVE_INFINITY].entries()) {
    for (; gone < k && timesMs[gone]! + windowMs <= atMs; gone++) {
      if (beganMs === null || k - gone - 1 >= floodEnds) continue;
      floods.push({ fromMs: beganMs, toMs: Math.min(toMs, timesMs[gone]! + windowMs) });
      beganMs = null;
    }
    if (beganMs === null && k < timesMs.length && k - gone + 1 > floodBegins) beganMs = atMs;
  }
  return floods;
}
