import { groupings, type KpiReport, kpiReport } from '../analytics/kpi/report.ts';
import {
  encodeChanges,
  encodeSnapshot,
  encodeStretch,
  encodeThinned,
  encodeTimeline,
} from '../protocol/columns-frame.ts';
import type {
  AskRequest,
  ChangesRequest,
  CorrectedRequest,
  CorrectedSample,
  EventFilter,
  EventSort,
  EventsRequest,
  KpiRequest,
  PlantEvents,
  QuietRequest,
  RangeRequest,
  StretchRequest,
  TimelineRequest,
} from '../protocol/messages.ts';
import type { Answer, TwinReader } from '../query/answer.ts';
import { answerQuestion } from '../query/answer-question.ts';
import type { Vocabulary } from '../query/vocabulary.ts';
import type { Snapshot } from '../series/columns.ts';
import type { Span } from '../twin/calendar.ts';
import type { Language } from '../twin/language.ts';
import type { MachineId } from '../twin/plant.ts';
import type { PlantIndex } from '../twin/plant-index.ts';
import { changesOf, mostChanges, TooManyChanges } from './changes.ts';
import type { Historian } from './historian/historian.ts';
import { settledMs } from './intake.ts';
import { readPlantRecord } from './kpi/read-plant-record.ts';
import type { LiveValues } from './live-values.ts';
import { SentenceError, sentence } from './sentence.ts';
import { Summaries } from './summaries/summaries.ts';
import type { Turns } from './turns.ts';

const maxBuckets = 4000;
const maxQuestion = 500;
/** Of one machine, all tags. */
const maxAskedSamples = 1000;
/** Rows of one stretch: about a megabyte, and some 20 ms of this process. */
const maxStretchRows = 40_000;
/** Buckets, and events, of the whole plant. */
const maxSummed = 2000;
const longestTimelineDays = 3660;
const longestEventsDays = 62;
const mostQuiet = 10_000;
const eventSorts: ReadonlySet<unknown> = new Set<EventSort>([1, 2, 3, 'cleared', 'stopped', 'started', 'gap']);
const longestKpiDays = 62;
/** Behind the record by less than this, "now" is answered from the live values. */
const liveEdgeMs = 1000;
const neverAborted = new AbortController().signal; // what several wait for, none may stop

/** Says what is wrong with a request, for the person who sent it. */
export class BadRequest extends SentenceError {}

/** Told of each value that an answer has: of a text somebody has to know what its number stands for. */
export type Mention = (slot: number, value: number) => void;

/** Answers what a viewer asks of the record. Every argument comes from outside and is checked here. */
export class Requests {
  #index: PlantIndex;
  #vocabulary: Vocabulary;
  readonly #historian: Historian;
  readonly #live: LiveValues;
  readonly #summaries: Summaries;
  readonly #turns: Turns;
  readonly #now: () => number;
  #startState: { atMs: number; snapshot: Promise<Snapshot> } | null = null;

  constructor(
    index: PlantIndex,
    vocabulary: Vocabulary,
    historian: Historian,
    live: LiveValues,
    now: () => number,
    turns: Turns,
  ) {
    this.#index = index;
    this.#vocabulary = vocabulary;
    this.#historian = historian;
    this.#live = live;
    this.#now = now;
    this.#turns = turns;
    this.#summaries = new Summaries(index, historian, now, turns);
  }

  /** The plant was changed; its tags are the same. */
  adopt(index: PlantIndex, vocabulary: Vocabulary): void {
    this.#index = index;
    this.#vocabulary = vocabulary;
    this.#summaries.adopt(index);
  }

  /** Samples were stored, the earliest of them at `earliestMs`: what was worked out of them is no longer true. */
  stored(earliestMs: number): void {
    this.#summaries.stored(earliestMs);
  }

  async snapshot(atMs: unknown, signal: AbortSignal, mention: Mention): Promise<Uint8Array> {
    const at = time(atMs, 'atMs');
    const snapshot = await this.#turns.ahead(() => this.#historian.snapshot(at, signal));
    for (const [slot, value] of snapshot.values.entries()) mention(slot, value);
    return encodeSnapshot(snapshot);
  }

  async range(request: RangeRequest, signal: AbortSignal, mention: Mention): Promise<Uint8Array> {
    const { slot, fromMs, toMs } = this.#window(request);
    const buckets = count(request.buckets, 'buckets', maxBuckets);
    const series = await this.#turns.take(signal, (way) => this.#historian.thin(slot, fromMs, toMs, buckets, way));
    for (const values of [series.firsts, series.lows, series.highs, series.lasts]) {
      for (const value of values) mention(slot, value);
    }
    return encodeThinned(series);
  }

  async stretch(request: StretchRequest, signal: AbortSignal, mention: Mention): Promise<Uint8Array | null> {
    const fromMs = Math.floor(time(request?.fromMs, 'fromMs'));
    const toMs = Math.min(Math.ceil(time(request?.toMs, 'toMs')), Math.floor(this.#now()) - settledMs);
    if (toMs <= fromMs) return null;
    // Offsets are 32-bit.
    const endMs = Math.min(toMs, fromMs + 0xffff_ffff);
    const stretch = await this.#turns.ahead(() => this.#historian.stretch(fromMs, endMs, maxStretchRows, signal));
    for (const [slot, value] of stretch.state.values.entries()) mention(slot, value);
    for (const [row, slot] of stretch.slots.entries()) mention(slot, stretch.values[row]!);
    return encodeStretch(stretch);
  }

  async changes(request: ChangesRequest, signal: AbortSignal, mention: Mention): Promise<Uint8Array> {
    const { slot, ...window } = this.#window(request);
    const tag = this.#index.tags[slot]!;
    const look = async (way: AbortSignal) =>
      changesOf(this.#historian, tag, window, await this.#stateAt(window.fromMs), request.summary === true, way);
    const changes = await this.#turns.take(signal, look).catch((error: unknown) => {
      if (!(error instanceof TooManyChanges)) throw error;
      throw new BadRequest(sentence('requests.tooManyChanges', { most: mostChanges }));
    });
    for (const value of changes.values) mention(slot, value);
    return encodeChanges(changes);
  }

  async corrected(
    request: CorrectedRequest,
    signal: AbortSignal,
    mention: Mention,
  ): Promise<readonly CorrectedSample[]> {
    const samples: unknown = request?.samples;
    if (!Array.isArray(samples) || samples.length > maxAskedSamples) {
      throw new BadRequest(sentence('requests.samples', { most: maxAskedSamples }));
    }
    const slotsAt = new Map<number, number[]>();
    for (const each of samples) {
      const [slot, timeMs] = Array.isArray(each) ? each : [];
      if (typeof slot !== 'number' || this.#index.tags[slot] === undefined)
        throw new BadRequest(sentence('requests.noTag'));
      const atMs = Math.floor(time(timeMs, 'timeMs'));
      slotsAt.set(atMs, [...(slotsAt.get(atMs) ?? []), slot]);
    }
    const found = new Map<number, CorrectedSample>();
    for (const [atMs, slots] of slotsAt) {
      for await (const batch of this.#historian.corrections(slots, atMs, atMs + 1, signal)) {
        for (let row = 0; row < batch.length; row++) {
          const [value, correctedMs] = [batch.values[row]!, batch.correctedMs[row]!];
          // The last one of each stands.
          found.set(batch.slots[row]!, {
            slot: batch.slots[row]!,
            timeMs: atMs,
            value: Number.isNaN(value) ? null : value,
            correctedMs: Number.isNaN(correctedMs) ? null : correctedMs,
          });
        }
      }
    }
    for (const { slot, value } of found.values()) mention(slot, value ?? Number.NaN);
    return [...found.values()];
  }

  async timeline(request: TimelineRequest, signal: AbortSignal): Promise<Uint8Array> {
    const { fromMs, toMs } = summed(request, longestTimelineDays);
    const buckets = count(request.buckets, 'buckets', maxSummed);
    return encodeTimeline(await this.#summaries.timeline(fromMs, toMs, buckets, signal));
  }

  async events(request: EventsRequest, signal: AbortSignal): Promise<PlantEvents> {
    const window = summed(request, longestEventsDays);
    const filter = this.#filter(request.filter);
    return this.#summaries.events(window, filter, count(request.limit, 'limit', maxSummed), signal);
  }

  async quiet(request: QuietRequest, signal: AbortSignal): Promise<readonly (readonly [number, number])[]> {
    const window = summed(request, longestEventsDays);
    const wantedMs = count(request.leastMs, 'leastMs', longestEventsDays * 86_400_000);
    const leastMs = Math.max(wantedMs, (window.toMs - window.fromMs) / mostQuiet);
    const quiet = await this.#summaries.quiet(window, leastMs, signal);
    return quiet.map(({ fromMs, toMs }) => [fromMs, toMs]);
  }

  async kpis(request: KpiRequest, signal: AbortSignal): Promise<KpiReport> {
    const window = summed(request, longestKpiDays);
    const by = groupings.find((each) => each === request.by);
    if (by === undefined) throw new BadRequest(sentence('requests.grouping', { groupings: groupings.join(', ') }));
    const [index, nowMs] = [this.#index, this.#now()];
    const record = await this.#turns.take(signal, (way) =>
      readPlantRecord(index, this.#historian, window, by, nowMs, way),
    );
    return kpiReport(index, record, by);
  }

  ask(request: AskRequest, language: Language, signal: AbortSignal): Promise<Answer> {
    const { text, cursorMs, selected } = request ?? {};
    if (typeof text !== 'string' || text.length > maxQuestion) {
      throw new BadRequest(sentence('requests.longQuestion', { most: maxQuestion }));
    }
    const nowMs = this.#now();
    const at = cursorMs === null ? null : Math.min(nowMs, time(cursorMs, 'cursorMs'));
    const reader: TwinReader = {
      read: (slot, fromMs, toMs, aborted) => this.#historian.read(slot, fromMs, toMs, aborted),
      snapshot: async (atMs, aborted) =>
        atMs >= nowMs - liveEdgeMs ? this.#live.snapshot(atMs) : this.#historian.snapshot(atMs, aborted),
    };
    const known = typeof selected === 'string' && this.#index.machineById.has(selected as MachineId);
    const context = {
      language,
      index: this.#index,
      vocabulary: this.#vocabulary,
      nowMs,
      cursorMs: at,
      selected: known ? selected : null,
    };
    return this.#turns.ahead(() => answerQuestion(text, context, reader, signal));
  }

  /** Many lanes ask for the same window's start at once: one snapshot serves them. */
  #stateAt(atMs: number): Promise<Snapshot> {
    if (this.#startState?.atMs !== atMs) {
      const snapshot = this.#historian.snapshot(atMs, neverAborted);
      this.#startState = { atMs, snapshot };
      snapshot.catch(() => {
        if (this.#startState?.snapshot === snapshot) this.#startState = null;
      });
    }
    return this.#startState.snapshot;
  }

  #filter(filter: unknown): EventFilter {
    if (filter === undefined) return { without: [], machine: null };
    const { without, machine } = (filter ?? {}) as Partial<Record<keyof EventFilter, unknown>>;
    const isMachine = machine === null || this.#index.machineById.has(machine as MachineId);
    if (!isMachine || !Array.isArray(without) || !without.every((each) => eventSorts.has(each))) {
      throw new BadRequest(sentence('requests.filter'));
    }
    return { without, machine: machine as EventFilter['machine'] };
  }

  #window(request: { slot: unknown; fromMs: unknown; toMs: unknown }): { slot: number; fromMs: number; toMs: number } {
    const { slot } = request ?? {};
    if (typeof slot !== 'number' || this.#index.tags[slot] === undefined)
      throw new BadRequest(sentence('requests.noTag'));
    return { slot, ...span(request) };
  }
}

export function span(request: { fromMs: unknown; toMs: unknown }): Span {
  const fromMs = time(request?.fromMs, 'fromMs');
  const toMs = time(request?.toMs, 'toMs');
  if (toMs <= fromMs) throw new BadRequest(sentence('requests.endsBeforeStart'));
  return { fromMs, toMs };
}

/** A window of the whole plant's summaries. */
function summed(request: { fromMs: unknown; toMs: unknown }, days: number): Span {
  const window = span(request);
  if (window.toMs - window.fromMs > days * 86_400_000) {
    throw new BadRequest(sentence('requests.longWindow', { days }));
  }
  return window;
}

export function count(value: unknown, name: string, most: number): number {
  if (!Number.isInteger(value) || (value as number) < 1 || (value as number) > most) {
    throw new BadRequest(sentence('requests.wholeNumber', { name, most }));
  }
  return value as number;
}

function time(value: unknown, name: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value) || Math.abs(value) > 8.64e15) {
    throw new BadRequest(sentence('requests.time', { name }));
  }
  return value;
}
