import type { PlacedTag } from '../twin/plant-index.ts';
import { testOf } from './condition-test.ts';
import { evidenceAt, readingOf } from './execute-moment.ts';
import { allSamples, evidenceOver } from './execute-window.ts';
import { notRunning, runningState } from './lexicon.ts';
import { lastEdge, lastHeld } from './look-back.ts';
import { type Execution, type Outcome, trendOf } from './outcome.ts';
import { basis, conditionText, counted, display, listed, looked, samplesText, tagTitle } from './phrase.ts';
import type { Condition, DurationQuery, WhenQuery, Window } from './query.ts';
import { DurationFold, EdgeFold, type Scanned, scan, snapshotBefore } from './scan.ts';
import { clockText, durationText } from './site-clock.ts';

const hourMs = 3_600_000;
const mostNamed = 4;

interface Happening {
  readonly placed: PlacedTag;
  readonly scanned: Scanned;
  readonly timeMs: number | null;
  /** Until now the condition holds. */
  readonly ongoing: boolean;
  /** Values before and after, of a change. */
  readonly change: readonly [from: number, to: number] | null;
}

export async function answerWhen(query: WhenQuery, tags: readonly PlacedTag[], execution: Execution): Promise<Outcome> {
  const { window, condition, event, which } = query;
  const { index, atMs } = execution;
  const results: Happening[] = [];
  for (const placed of tags) results.push(await happening(query, placed, execution));
  const found = results.filter(({ timeMs }) => timeMs !== null);
  found.sort((a, b) => (which === 'last' ? b.timeMs! - a.timeMs! : a.timeMs! - b.timeMs!));
  const shown = tags.length > mostNamed ? found.slice(0, 1) : found;
  const clock = (timeMs: number): string => clockText(index.plant.site, timeMs, atMs);
  const verb = (placed: PlacedTag): string => eventText(condition, event, placed);
  const describe = (each: Happening): string => {
    const subject = condition.kind === 'in' ? each.placed.machine.machine.name : tagTitle(each.placed);
    if (each.ongoing)
      return `${subject} is ${conditionText(condition, each.placed)} at that very moment, ${clock(each.timeMs!)}`;
    const [from, to] = each.change ?? [Number.NaN, Number.NaN];
    const change = each.change ? `, from ${display(each.placed, from, null)} to ${display(each.placed, to, null)}` : '';
    const until = event === 'held' ? (which === 'last' ? 'until ' : 'from ') : 'at ';
    const what =
      event === 'held' ? `was ${which} ${conditionText(condition, each.placed)}` : `${which} ${verb(each.placed)}`;
    return `${subject} ${what} ${until}${clock(each.timeMs!)}, ${durationText(atMs - each.timeMs!)} before ${execution.live ? 'now' : 'the cursor'}${change}`;
  };
  const record = looked(window, allSamples(results));
  const names = listed(condition.kind === 'in' ? tags.map(({ machine }) => machine.machine.name) : tags.map(tagTitle));
  const empty = results.every(({ scanned, timeMs }) => scanned.samples === 0 && timeMs === null);
  const none = empty
    ? `Nothing is recorded of ${names} ${window.label}, so I cannot say`
    : `The record shows no time when ${names} ${verb(tags[0]!)} ${record}`;
  const text = shown.length === 0 ? `${none}.` : `${shown.map(describe).join('; ')} ${record}.`;
  return {
    text,
    evidence: results.slice(0, 20).map(({ placed, scanned, timeMs, change }) => ({
      ...evidenceOver(placed, window, scanned, null),
      value: change?.[1] ?? null,
      display: timeMs === null ? '–' : clock(timeMs),
      timeMs,
    })),
    about: shown.length > 0 ? shown.map(({ placed }) => placed) : tags,
    trend: trendOf(
      shown.length > 0 ? shown.map(({ placed }) => placed) : tags,
      ...around(shown[0]?.timeMs ?? null, window),
    ),
    momentMs: shown[0]?.timeMs ?? null,
  };
}

async function happening(query: WhenQuery, placed: PlacedTag, { reader, signal, atMs }: Execution): Promise<Happening> {
  const { window, event, which } = query;
  const isTrue = testOf(query.condition, placed);
  const meant = event === 'ended' ? (value: number) => !isTrue(value) : isTrue;
  if (which === 'first') {
    const before = await snapshotBefore(reader, window, signal);
    const edges = new EdgeFold(meant);
    const held = new DurationFold(isTrue);
    const scanned = await scan(reader, placed.slot, window, before, [edges, held], signal);
    const { first } = edges;
    const timeMs =
      event === 'held' ? (Number.isNaN(held.firstTrueMs) ? null : held.firstTrueMs) : (first?.timeMs ?? null);
    return {
      placed,
      scanned,
      timeMs,
      ongoing: false,
      change: event === 'held' || !first ? null : [first.from, first.to],
    };
  }
  if (event === 'held') {
    const { found, samples, excluded } = await lastHeld(reader, placed.slot, window, isTrue, signal);
    return { placed, scanned: { samples, excluded }, timeMs: found, ongoing: found === atMs, change: null };
  }
  const { found, samples, excluded } = await lastEdge(reader, placed.slot, window, meant, signal);
  return {
    placed,
    scanned: { samples, excluded },
    timeMs: found?.timeMs ?? null,
    ongoing: false,
    change: found ? [found.from, found.to] : null,
  };
}

/** "stopped running", "went above 0.5 bar", "was held". */
function eventText(condition: Condition, event: WhenQuery['event'], placed: PlacedTag): string {
  const state = conditionText(condition, placed);
  if (event === 'held') return `was ${state}`;
  if (event === 'ended') return `ceased to be ${state}`;
  if (condition.kind === 'in' && condition.name === notRunning.name) return 'stopped running';
  if (condition === runningState) return 'started running';
  return condition.kind === 'in' ? `became ${state}` : `went ${state}`;
}

function around(momentMs: number | null, window: Window): [fromMs: number, toMs: number] {
  if (momentMs === null) return [window.fromMs, window.toMs];
  return [Math.max(window.fromMs, momentMs - hourMs / 2), Math.min(window.toMs, momentMs + hourMs / 2)];
}

export async function answerDuration(
  query: DurationQuery,
  tags: readonly PlacedTag[],
  execution: Execution,
): Promise<Outcome> {
  return query.window === null
    ? answerOngoing(query, tags, execution)
    : answerSpent(query, query.window, tags, execution);
}

async function answerSpent(
  query: DurationQuery,
  window: Window,
  tags: readonly PlacedTag[],
  execution: Execution,
): Promise<Outcome> {
  const { condition } = query;
  const { reader, signal } = execution;
  const before = await snapshotBefore(reader, window, signal);
  const results: { placed: PlacedTag; scanned: Scanned; fold: DurationFold; idle: DurationFold }[] = [];
  for (const placed of tags) {
    const fold = new DurationFold(testOf(condition, placed));
    const idle = new DurationFold(testOf(notRunning, placed));
    results.push({
      placed,
      scanned: await scan(reader, placed.slot, window, before, [fold, idle], signal),
      fold,
      idle,
    });
  }
  const lengthMs = window.toMs - window.fromMs;
  const spent = ({ fold }: (typeof results)[number]): string =>
    fold.knownMs === 0 ? 'not known' : `${durationText(fold.trueMs)} (${percent(fold)})`;
  const subject = (placed: PlacedTag): string =>
    condition.kind === 'in' ? placed.machine.machine.name : tagTitle(placed);
  const [only] = results;
  let text: string;
  if (results.length === 1 && only) {
    const { fold, idle, placed } = only;
    const share = fold.knownMs / lengthMs;
    const gaps = share < 0.99 && share > 0 ? `, known for ${Math.round(share * 100)} % of the time` : '';
    const strict = condition.kind === 'in' && condition.name === 'stopped' && idle.trueMs > fold.trueMs;
    const more = strict ? `; in all not running for ${durationText(idle.trueMs)}` : '';
    text =
      fold.knownMs === 0
        ? `Whether ${subject(placed)} was ${conditionText(condition, placed)} ${window.label} is not known ${basis(window, samplesText(only.scanned.samples, only.scanned.excluded))}.`
        : `${subject(placed)} was ${conditionText(condition, placed)} for ${durationText(fold.trueMs)} ${window.label}, ${percent(fold)} of ${share < 0.99 ? 'the known time' : 'that time'}${more} ${basis(window, samplesText(only.scanned.samples, only.scanned.excluded) + gaps)}.`;
  } else {
    const some = results.filter(({ fold }) => fold.trueMs > 0).sort((a, b) => b.fold.trueMs - a.fold.trueMs);
    const ranked = some.slice(0, query.limit ?? some.length);
    const wanted = conditionText(condition, tags[0]!);
    const of = counted(results.length, condition.kind === 'in' ? 'machine' : 'measurement');
    const unknown = results.filter(({ fold }) => fold.knownMs === 0).length;
    const not = unknown > 0 ? `; of ${unknown} it is not known` : '';
    text =
      some.length === 0
        ? `None of ${of} was ${wanted} ${window.label}${not} ${basis(window, allSamples(results))}.`
        : `${some.length} of ${of} ${some.length === 1 ? 'was' : 'were'} ${wanted} ${window.label}${query.limit === null ? '' : ', longest'}: ${listed(ranked.map((each) => `${subject(each.placed)} for ${spent(each)}`))}${not} ${basis(window, allSamples(results))}.`;
  }
  return {
    text,
    evidence: results.map(({ placed, scanned, fold }) => ({
      ...evidenceOver(placed, window, scanned, null),
      value: fold.knownMs === 0 ? null : fold.trueMs / 1000,
      display: fold.knownMs === 0 ? '–' : durationText(fold.trueMs),
      unit: 's',
    })),
    about: results.length > 1 ? results.filter(({ fold }) => fold.trueMs > 0).map(({ placed }) => placed) : tags,
    trend: trendOf(tags, window.fromMs, window.toMs),
    momentMs: null,
  };
}

const percent = ({ trueMs, knownMs }: DurationFold): string => `${Math.round((trueMs / knownMs) * 100)} %`;

/** For how long the condition has held without a break. */
async function answerOngoing(query: DurationQuery, tags: readonly PlacedTag[], execution: Execution): Promise<Outcome> {
  const { condition, atMs } = query;
  const { reader, signal, index } = execution;
  const snapshot = await reader.snapshot(atMs, signal);
  const window = { fromMs: atMs - 7 * 24 * hourMs, toMs: atMs, closed: true };
  const sentences: string[] = [];
  const evidence = [];
  let startMs: number | null = null;
  for (const placed of tags.slice(0, 20)) {
    const reading = readingOf(placed, snapshot);
    const isTrue = testOf(condition, placed);
    const subject = condition.kind === 'in' ? placed.machine.machine.name : tagTitle(placed);
    const wanted = conditionText(condition, placed);
    if (!reading.usable) {
      sentences.push(`what ${subject} is doing is not known: it has no good value`);
      evidence.push(evidenceAt(reading, null, atMs));
      continue;
    }
    if (!isTrue(reading.value)) {
      if (tags.length <= mostNamed)
        sentences.push(`${subject} is not ${wanted}: it is ${display(placed, reading.value, null)}`);
      evidence.push(evidenceAt(reading, null, atMs));
      continue;
    }
    const { found, samples, excluded } = await lastEdge(reader, placed.slot, window, isTrue, signal);
    const name = display(placed, reading.value, null);
    const state = condition.kind === 'in' && wanted.toLowerCase() !== name.toLowerCase() ? ` (${name})` : '';
    const since = found
      ? `for ${durationText(atMs - found.timeMs)}, since ${clockText(index.plant.site, found.timeMs, atMs)}`
      : 'for as long as the last 7 days of the record show';
    sentences.push(`${subject} has been ${wanted}${state} ${since} (${samplesText(samples, excluded)})`);
    startMs ??= found?.timeMs ?? null;
    const fromMs = found?.timeMs ?? window.fromMs;
    evidence.push({
      ...evidenceOver(placed, { fromMs, toMs: atMs }, { samples, excluded }, null),
      value: found ? (atMs - found.timeMs) / 1000 : null,
      display: found ? durationText(atMs - found.timeMs) : '–',
      unit: 's',
      timeMs: found?.timeMs ?? null,
    });
  }
  const text =
    sentences.length > 0
      ? sentences.join('; ')
      : `none of ${counted(tags.length, 'machine')} is ${conditionText(condition, tags[0]!)}`;
  return {
    text: `${text.charAt(0).toUpperCase()}${text.slice(1)}.`,
    evidence,
    about: tags,
    trend: trendOf(tags, Math.min(startMs ?? atMs - hourMs, atMs - hourMs / 2), atMs),
    momentMs: startMs,
  };
}
