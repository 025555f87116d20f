import { isListed } from '../../protocol/event-filter.ts';
import type { EventFilter, PlantEvent, PlantEvents } from '../../protocol/messages.ts';
import type { Snapshot, TimelineSummary } from '../../series/columns.ts';
import { canAlarm } from '../../twin/alarm.ts';
import type { Span } from '../../twin/calendar.ts';
import type { PlantIndex } from '../../twin/plant-index.ts';
import type { Historian } from '../historian/historian.ts';
import type { Turns } from '../turns.ts';
import { quietSpans } from './busy.ts';
import { type Minute, minuteMs, minuteOf } from './minutes.ts';
import { emptyQuarter, type Quarter, quarterMs, quarterOf, quartersOf } from './quarters.ts';
import { runUpFromMs, summarise } from './stretch.ts';
import { summaryOf, summaryOfQuarters } from './summary-of.ts';

/** Until a minute is this old, samples may still come for it. */
const settleMs = minuteMs;
/** Minutes and events kept, together: two months of a quiet plant, some 30 MB. */
const mostKept = 200_000;
/**
 * Roll-ups looked at in one go, and minutes: a day of a small plant, 20 minutes of 10,000 tags. A tenth of them or less
 * comes here; it bounds memory, and how long values that come in meanwhile have to wait: some 20 ms.
 */
const mostRollUps = 200_000;
const mostMinutes = 25 * 60;
/** Windows longer than this are told by the quarter of an hour. */
const longestByMinuteMs = 62 * 86_400_000;
/** Of a longer window so many stretches are worked out before it is answered with what there is. */
const mostAtOnce = 4;

/** What happened in the plant by the minute, or by the quarter of an hour, worked out once and kept. Its rules stand in SPEC.md. */
export class Summaries {
  #index: PlantIndex;
  readonly #historian: Historian;
  readonly #now: () => number;
  readonly #turns: Turns;
  /** By the minute's start, the oldest answer first. */
  readonly #kept = new Map<number, Minute>();
  #weight = 0;
  /** By the quarter's start. A year of them is 35,000. */
  readonly #quarters = new Map<number, Quarter>();
  /** Nothing of this time or later is kept. */
  #keptToMs = Number.NEGATIVE_INFINITY;
  /** The earliest late sample that came while minutes are being worked out. */
  #lateMs = Number.POSITIVE_INFINITY;
  /** What was in force before the newest stretch: live, the same one is worked out again all the time. */
  #start: Snapshot | null = null;
  #turn: Promise<unknown> = Promise.resolve();

  /** Each stretch takes one of `turns`. */
  constructor(index: PlantIndex, historian: Historian, now: () => number, turns: Turns) {
    this.#index = index;
    this.#historian = historian;
    this.#now = now;
    this.#turns = turns;
  }

  /** The plant was changed: its limits may be others. */
  adopt(index: PlantIndex): void {
    this.#index = index;
    this.stored(Number.NEGATIVE_INFINITY);
  }

  /**
   * Samples were stored, the earliest of them at `earliestMs`. A late one may change all that follows: a state holds
   * until the next.
   */
  stored(earliestMs: number): void {
    this.#lateMs = Math.min(this.#lateMs, earliestMs);
    if (this.#start && earliestMs <= this.#start.atMs) this.#start = null;
    if (earliestMs >= this.#keptToMs) return;
    const fromMs = minuteOf(earliestMs);
    for (const atMs of [...this.#kept.keys()]) if (atMs >= fromMs) this.#forget(atMs);
    for (const atMs of [...this.#quarters.keys()]) if (atMs >= quarterOf(fromMs)) this.#quarters.delete(atMs);
    this.#keptToMs = fromMs;
  }

  /**
   * [fromMs, toMs) in `buckets` of equal length. Of a window longer than `longestByMinuteMs` some of what is older may
   * not be worked out yet; who asks again gets more.
   */
  async timeline(fromMs: number, toMs: number, buckets: number, signal: AbortSignal): Promise<TimelineSummary> {
    if (toMs - fromMs > longestByMinuteMs) {
      const span = { fromMs: quarterOf(fromMs), toMs: quarterOf(toMs - 1) + quarterMs };
      return summaryOfQuarters(await this.#inTurn(() => this.#gatherQuarters(span, signal)), { fromMs, toMs, buckets });
    }
    const span = { fromMs: minuteOf(fromMs), toMs: minuteOf(toMs - 1) + minuteMs };
    return summaryOf(await this.#minutes(span, signal), { fromMs, toMs, buckets }, this.#now());
  }

  /**
   * The newest `limit` events of [fromMs, toMs) that `filter` lets through, the newest first, and how many more there
   * are. A gap is told to its end, wherever that is.
   */
  async events({ fromMs, toMs }: Span, filter: EventFilter, limit: number, signal: AbortSignal): Promise<PlantEvents> {
    // A minute more: whether a gap begins in the window is told by what is before it.
    const span = { fromMs: minuteOf(fromMs) - minuteMs, toMs: minuteOf(toMs - 1) + minuteMs };
    const minutes = await this.#minutes(span, signal);
    const extent = await this.#historian.extent();
    const found: PlantEvent[] = [];
    for (const gap of gapsOf(minutes, span, minuteOf(extent?.fromMs ?? Number.POSITIVE_INFINITY))) {
      const isOpen = gap.untilMs === span.toMs && isListed(gap, filter);
      found.push(isOpen ? { ...gap, untilMs: await this.#endOfGap(gap.untilMs, signal) } : gap);
    }
    for (const { events } of minutes.values()) found.push(...events);
    const rows = found
      .filter((event) => event.timeMs >= fromMs && event.timeMs < toMs && isListed(event, filter))
      .sort((a, b) => b.timeMs - a.timeMs);
    return { rows: rows.slice(0, limit), more: Math.max(0, rows.length - limit) };
  }

  /** The stretches of [fromMs, toMs) of `leastMs` or more in which no machine changed its state, oldest first. */
  async quiet({ fromMs, toMs }: Span, leastMs: number, signal: AbortSignal): Promise<readonly Span[]> {
    const span = { fromMs: minuteOf(fromMs), toMs: minuteOf(toMs - 1) + minuteMs };
    return quietSpans(await this.#minutes(span, signal), { fromMs, toMs }, leastMs);
  }

  /** Until when nothing was recorded that was not at `fromMs` either, a whole minute. Looks on in ever longer stretches. */
  async #endOfGap(fromMs: number, signal: AbortSignal): Promise<number> {
    const nextMs = minuteOf(this.#now()) + minuteMs;
    let lengthMs = 60 * minuteMs;
    for (let atMs = fromMs; atMs < nextMs; lengthMs *= 4) {
      const toMs = Math.min(nextMs, atMs + lengthMs);
      const charted = await this.#turns.take(signal, (way) => this.#historian.chartedMinutes(atMs, toMs, way));
      if (charted.length > 0) return charted.reduce((a, b) => Math.min(a, b));
      atMs = toMs;
    }
    return Math.max(fromMs, nextMs);
  }

  /** One at a time: who asks for the same finds it kept. In the order of time. */
  #minutes(span: Span, signal: AbortSignal): Promise<ReadonlyMap<number, Minute>> {
    return this.#inTurn(() => this.#gather(span, signal));
  }

  #inTurn<T>(gather: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(gather);
    this.#turn = result.catch(() => undefined);
    return result;
  }

  async #gather(span: Span, signal: AbortSignal): Promise<ReadonlyMap<number, Minute>> {
    const minutes = new Map<number, Minute>();
    const chunkMs = chunkOf(this.#index);
    let atMs = span.fromMs;
    while (atMs < span.toMs) {
      signal.throwIfAborted();
      const kept = this.#kept.get(atMs);
      if (kept) {
        minutes.set(atMs, kept);
        atMs += minuteMs;
        continue;
      }
      let endMs = atMs;
      while (endMs < span.toMs && endMs - atMs < chunkMs && !this.#kept.has(endMs)) endMs += minuteMs;
      const { made, settledMs } = await this.#made({ fromMs: atMs, toMs: endMs }, signal);
      for (const [startMs, minute] of made) {
        minutes.set(startMs, minute);
        if (startMs + minuteMs <= settledMs) this.#keep(startMs, minute);
      }
      atMs = endMs;
    }
    return minutes;
  }

  /** By the start of each quarter of an hour, in the order of time: the newest ones, and of older ones what is kept. */
  async #gatherQuarters(span: Span, signal: AbortSignal): Promise<[number, Quarter | null][]> {
    const extent = await this.#historian.extent();
    const recordMs = quarterOf(Math.min(extent?.fromMs ?? Number.POSITIVE_INFINITY, this.#now()));
    const longestMs = Math.max(quarterMs, quarterOf(chunkOf(this.#index)));
    const found: [number, Quarter | null][] = [];
    const isMissing = (atMs: number) => atMs >= Math.max(recordMs, span.fromMs) && !this.#quarters.has(atMs);
    let stretches = 0;
    for (let atMs = span.toMs - quarterMs; atMs >= span.fromMs; atMs -= quarterMs) {
      if (!isMissing(atMs)) {
        found.push([atMs, this.#quarters.get(atMs) ?? emptyQuarter]);
        continue;
      }
      if (stretches++ >= mostAtOnce) {
        found.push([atMs, null]);
        continue;
      }
      signal.throwIfAborted();
      const toMs = atMs + quarterMs;
      while (toMs - atMs < longestMs && isMissing(atMs - quarterMs)) atMs -= quarterMs;
      const nowMs = this.#now();
      const { made, settledMs } = await this.#made({ fromMs: atMs, toMs }, signal);
      const quarters = [...quartersOf(made, nowMs)].reverse();
      for (const [startMs, quarter] of quarters) {
        if (startMs + quarterMs > settledMs) continue;
        this.#quarters.set(startMs, quarter);
        this.#keptToMs = Math.max(this.#keptToMs, startMs + quarterMs);
      }
      found.push(...quarters);
    }
    return found.reverse();
  }

  /** The minutes of a stretch, and before when nothing of them will change but by late samples. */
  async #made(stretch: Span, signal: AbortSignal) {
    const nowMs = this.#now();
    this.#lateMs = Number.POSITIVE_INFINITY;
    const made = await this.#turns.take(signal, async (way) => {
      const start = await this.#before(runUpFromMs(stretch), way);
      return summarise(this.#index, this.#historian, stretch, start, nowMs, way);
    });
    return { made, settledMs: Math.min(nowMs - settleMs, minuteOf(this.#lateMs)) };
  }

  async #before(timeMs: number, signal: AbortSignal): Promise<Snapshot> {
    const atMs = timeMs - 1;
    if (this.#start?.atMs === atMs) return this.#start;
    const start = await this.#historian.snapshot(atMs, signal);
    if (this.#lateMs > atMs) this.#start = start;
    return start;
  }

  #keep(startMs: number, minute: Minute): void {
    this.#kept.set(startMs, minute);
    this.#keptToMs = Math.max(this.#keptToMs, startMs + minuteMs);
    this.#weight += weightOf(minute);
    for (const oldest of this.#kept.keys()) {
      if (this.#weight <= mostKept) break;
      this.#forget(oldest);
    }
  }

  #forget(startMs: number): void {
    this.#weight -= weightOf(this.#kept.get(startMs)!);
    this.#kept.delete(startMs);
  }
}

/** A stretch of whole minutes, at least ten. */
function chunkOf({ tags }: PlantIndex): number {
  const minutes = Math.floor(mostRollUps / Math.max(1, tags.filter(canAlarm).length));
  return Math.max(10, Math.min(mostMinutes, minutes)) * minuteMs;
}

const weightOf = ({ events }: Minute): number => 1 + events.length;

type Gap = Extract<PlantEvent, { kind: 'gap' }>;

/** Data gaps of at least a minute, without what lies before the record. */
function gapsOf(minutes: ReadonlyMap<number, Minute>, span: Span, recordMs: number): Gap[] {
  const gaps: Gap[] = [];
  let sinceMs: number | null = null;
  for (let atMs = Math.max(span.fromMs, recordMs); atMs <= span.toMs; atMs += minuteMs) {
    const isGap = atMs < span.toMs && !minutes.get(atMs)!.recorded;
    if (isGap) sinceMs ??= atMs;
    else if (sinceMs !== null) {
      gaps.push({ kind: 'gap', timeMs: sinceMs, untilMs: atMs });
      sinceMs = null;
    }
  }
  return gaps;
}
