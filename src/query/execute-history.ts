import type { PlacedTag } from '../twin/plant-index.ts';
import { testOf } from './condition-test.ts';
import { evidenceAt, readingOf } from './execute-moment.ts';
import { evidenceOver } from './execute-window.ts';
import type { Happening, Ongoing } from './languages/answer-phrases.ts';
import { notRunning } from './lexicon.ts';
import { lastEdge, lastHeld } from './look-back.ts';
import { type Execution, type Outcome, trendOf } from './outcome.ts';
import { basisOf, display, knownPercent, subjectOf, wantedOf } from './phrase.ts';
import type { DurationQuery, WhenQuery, Window } from './query.ts';
import { DurationFold, EdgeFold, type Scanned, scan, snapshotBefore } from './scan.ts';
import { durationText, momentAt } from './site-clock.ts';

const hourMs = 3_600_000;
const mostNamed = 4;

interface Found {
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
  const { index, atMs, phrases } = execution;
  const { answers } = phrases;
  const results: Found[] = [];
  for (const placed of tags) results.push(await find(query, placed, execution));
  const found = results.filter(({ timeMs }) => timeMs !== null);
  found.sort((a, b) => (which === 'last' ? b.timeMs! - a.timeMs! : a.timeMs! - b.timeMs!));
  const shown = tags.length > mostNamed ? found.slice(0, 1) : found;
  const moment = (timeMs: number) => momentAt(index.plant.site, timeMs, atMs, phrases.values.locale);
  const happening = ({ placed, timeMs, ongoing, change }: Found): Happening => {
    const show = (value: number): string => display(placed, value, null, phrases);
    return {
      subject: subjectOf(placed, condition, phrases),
      wanted: wantedOf(condition, placed),
      at: moment(timeMs!),
      before: durationText(atMs - timeMs!, phrases),
      ongoing,
      change: change && [show(change[0]), show(change[1])],
    };
  };
  const over = { window: window.label, basis: basisOf(window, results) };
  const names = tags.map((tag) => subjectOf(tag, condition, phrases));
  const isEmpty = results.every(({ scanned, timeMs }) => scanned.samples === 0 && timeMs === null);
  const text =
    shown.length > 0
      ? answers.happenings(event, which, shown.map(happening), execution.live, over)
      : isEmpty
        ? answers.nothingRecorded(names, window.label, true)
        : answers.neverHappened(event, names, wantedOf(condition, tags[0]!), over);
  return {
    text,
    evidence: results.slice(0, 20).map(({ placed, scanned, timeMs, change }) => ({
      ...evidenceOver(placed, window, scanned, null, phrases),
      value: change?.[1] ?? null,
      display: timeMs === null ? '–' : phrases.clock(moment(timeMs)),
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

async function find(query: WhenQuery, placed: PlacedTag, { reader, signal, atMs }: Execution): Promise<Found> {
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
  const { reader, signal, phrases } = execution;
  const { answers } = phrases;
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
  const subject = (placed: PlacedTag): string => subjectOf(placed, condition, phrases);
  const basis = basisOf(window, results);
  const [only] = results;
  let text: string;
  if (results.length === 1 && only) {
    const { fold, idle, placed } = only;
    const wanted = wantedOf(condition, placed);
    const known = knownPercent(fold.knownMs, window);
    const isStrict = condition.kind === 'in' && condition.name === 'stopped' && idle.trueMs > fold.trueMs;
    text =
      fold.knownMs === 0
        ? answers.spentUnknown(subject(placed), wanted, { window: window.label, basis })
        : answers.spent(
            {
              subject: subject(placed),
              wanted,
              duration: durationText(fold.trueMs, phrases),
              percent: percent(fold),
              ofKnown: known !== null,
              notRunning: isStrict ? durationText(idle.trueMs, phrases) : null,
            },
            { window: window.label, basis: { ...basis, knownPercent: known } },
          );
  } else {
    const some = results.filter(({ fold }) => fold.trueMs > 0).sort((a, b) => b.fold.trueMs - a.fold.trueMs);
    text = answers.spentByMany(
      {
        wanted: wantedOf(condition, tags[0]!),
        found: some.length,
        of: results.length,
        each: some.slice(0, query.limit ?? some.length).map(({ placed, fold }) => ({
          name: subject(placed),
          duration: durationText(fold.trueMs, phrases),
          percent: percent(fold),
        })),
        ranked: query.limit !== null,
        unknown: results.filter(({ fold }) => fold.knownMs === 0).length,
      },
      { window: window.label, basis },
    );
  }
  return {
    text,
    evidence: results.map(({ placed, scanned, fold }) => ({
      ...evidenceOver(placed, window, scanned, null, phrases),
      value: fold.knownMs === 0 ? null : fold.trueMs / 1000,
      display: fold.knownMs === 0 ? '–' : durationText(fold.trueMs, phrases),
      unit: 's',
    })),
    about: results.length > 1 ? results.filter(({ fold }) => fold.trueMs > 0).map(({ placed }) => placed) : tags,
    trend: trendOf(tags, window.fromMs, window.toMs),
    momentMs: null,
  };
}

const percent = ({ trueMs, knownMs }: DurationFold): number => Math.round((trueMs / knownMs) * 100);

/** For how long the condition has held without a break. */
async function answerOngoing(query: DurationQuery, tags: readonly PlacedTag[], execution: Execution): Promise<Outcome> {
  const { condition, atMs } = query;
  const { reader, signal, index, phrases } = execution;
  const snapshot = await reader.snapshot(atMs, signal);
  const window = { fromMs: atMs - 7 * 24 * hourMs, toMs: atMs, closed: true };
  const said: Ongoing[] = [];
  const evidence = [];
  let startMs: number | null = null;
  for (const placed of tags.slice(0, 20)) {
    const reading = readingOf(placed, snapshot);
    const isTrue = testOf(condition, placed);
    const subject = subjectOf(placed, condition, phrases);
    const wanted = wantedOf(condition, placed);
    if (!reading.usable) {
      said.push({ is: 'unknown', subject });
      evidence.push(evidenceAt(reading, null, atMs, execution));
      continue;
    }
    const shown = display(placed, reading.value, null, phrases);
    if (!isTrue(reading.value)) {
      if (tags.length <= mostNamed) said.push({ is: 'not', subject, wanted, shown });
      evidence.push(evidenceAt(reading, null, atMs, execution));
      continue;
    }
    const { found, samples, excluded } = await lastEdge(reader, placed.slot, window, isTrue, signal);
    const duration = found ? durationText(atMs - found.timeMs, phrases) : null;
    const since =
      found && duration !== null
        ? { at: momentAt(index.plant.site, found.timeMs, atMs, phrases.values.locale), duration }
        : null;
    said.push({ is: 'so', subject, wanted, shown, since, samples, excluded });
    startMs ??= found?.timeMs ?? null;
    const fromMs = found?.timeMs ?? window.fromMs;
    evidence.push({
      ...evidenceOver(placed, { fromMs, toMs: atMs }, { samples, excluded }, null, phrases),
      value: found ? (atMs - found.timeMs) / 1000 : null,
      display: duration ?? '–',
      unit: 's',
      timeMs: found?.timeMs ?? null,
    });
  }
  return {
    text:
      said.length > 0
        ? phrases.answers.ongoing(said)
        : phrases.answers.noneOngoing(tags.length, wantedOf(condition, tags[0]!)),
    evidence,
    about: tags,
    trend: trendOf(tags, Math.min(startMs ?? atMs - hourMs, atMs - hourMs / 2), atMs),
    momentMs: startMs,
  };
}
