import type { Snapshot } from '../series/columns.ts';
import { limitState } from '../twin/limits.ts';
import { stateClass } from '../twin/packml.ts';
import type { PlacedTag } from '../twin/plant-index.ts';
import { Quality } from '../twin/quality.ts';
import type { Evidence } from './answer.ts';
import { qualityMeets, testOf } from './condition-test.ts';
import type { Doubt, SaidValue, Shown, Since, StateGroup, Tense, Unknown } from './languages/answer-phrases.ts';
import type { Moment } from './languages/said-time.ts';
import { notRunning } from './lexicon.ts';
import { lastEdge } from './look-back.ts';
import { type Execution, type Outcome, trendOf } from './outcome.ts';
import { display, displayRecorded, machineNames, stateOf, stateText, tagTitle, unitOf, wantedOf } from './phrase.ts';
import type { ListQuery, StateQuery, TopQuery, ValueQuery } from './query.ts';
import { isUsable } from './scan.ts';
import { durationText, momentAt } from './site-clock.ts';

const hourMs = 3_600_000;
const weekMs = 7 * 24 * hourMs;

export interface Reading {
  readonly placed: PlacedTag;
  readonly timeMs: number;
  /** NaN where none was ever recorded. */
  readonly value: number;
  readonly quality: number;
  /** It can be relied on. */
  readonly usable: boolean;
}

export function readingOf(placed: PlacedTag, { timesMs, values, qualities }: Snapshot): Reading {
  const value = values[placed.slot] ?? Number.NaN;
  const quality = qualities[placed.slot] ?? Quality.bad;
  return { placed, timeMs: timesMs[placed.slot] ?? Number.NaN, value, quality, usable: isUsable(value, quality) };
}

export async function answerValue(
  query: ValueQuery,
  tags: readonly PlacedTag[],
  execution: Execution,
): Promise<Outcome> {
  const { atMs, unit } = query;
  const { answers } = execution.phrases;
  const readings = tags.map(readingFrom(await execution.reader.snapshot(atMs, execution.signal)));
  const values = readings.map((reading) => saidValue(reading, unit, atMs, execution));
  const at = isNow(execution, atMs) ? null : momentOf(execution, atMs);
  return {
    text: values.length === 1 ? answers.value(values[0]!, at) : answers.values(values, at),
    evidence: readings.map((reading) => evidenceAt(reading, unit, atMs, execution)),
    about: tags,
    trend: trendOf(
      tags.filter((tag) => isNumeric(tag) || tag.texts),
      atMs - hourMs,
      atMs,
    ),
    momentMs: at === null ? null : atMs,
  };
}

export async function answerState(
  query: StateQuery,
  tags: readonly PlacedTag[],
  execution: Execution,
): Promise<Outcome> {
  const { atMs, condition } = query;
  const { phrases } = execution;
  const readings = tags.map(readingFrom(await execution.reader.snapshot(atMs, execution.signal)));
  const [only] = readings;
  const tense = tenseOf(execution, atMs);
  let text: string;
  let momentMs = tense === 'now' ? null : atMs;
  if (readings.length === 1 && only) {
    const machine = only.placed.machine.machine.name;
    if (only.usable) {
      const { sinceMs, since } = await sinceOf(only, atMs, execution);
      momentMs ??= sinceMs;
      const verdict = condition && testOf(condition, only.placed)(only.value);
      const state = stateOf(only.placed, only.value, phrases);
      const meets = verdict ? condition!.name : null;
      text = phrases.answers.state({ machine, state, verdict, meets, since, tense });
    } else {
      const last = Number.isNaN(only.timeMs) ? null : doubtOf(only, atMs, execution);
      text = phrases.answers.stateUnknown(machine, last, tense);
    }
  } else if (condition) {
    const found = readings.filter((each) => each.usable && testOf(condition, each.placed)(each.value));
    text = phrases.answers.machinesIn({
      state: condition.name,
      all: readings.length,
      found: found.map(stateShown(execution)),
      verdict: true,
      others: [],
      unknown: unknownOf(readings),
      tense,
    });
  } else {
    text = phrases.answers.states(readings.length, stateGroups(readings), unknownOf(readings), tense);
  }
  return {
    text,
    evidence: readings.map((reading) => evidenceAt(reading, null, atMs, execution)),
    about: tags,
    trend: trendOf(tags, atMs - hourMs, atMs),
    momentMs,
  };
}

export async function answerList(query: ListQuery, tags: readonly PlacedTag[], execution: Execution): Promise<Outcome> {
  const { atMs, condition } = query;
  const { answers } = execution.phrases;
  const readings = tags.map(readingFrom(await execution.reader.snapshot(atMs, execution.signal)));
  const meets = (each: Reading): boolean =>
    condition.kind === 'quality'
      ? !Number.isNaN(each.timeMs) && qualityMeets(condition, each.quality)
      : each.usable && testOf(condition, each.placed)(each.value);
  const found = readings.filter(meets);
  const tense = tenseOf(execution, atMs);
  const wanted = wantedOf(condition, tags[0]!);
  let text: string;
  const [only] = readings;
  if (condition.kind === 'in') {
    const idle = condition.name === 'stopped' ? readings.filter((each) => !meets(each) && isIdle(each)) : [];
    text = answers.machinesIn({
      state: condition.name,
      all: readings.length,
      found: found.map(stateShown(execution)),
      verdict: false,
      others: idle.map(stateShown(execution)),
      unknown: unknownOf(readings),
      tense,
    });
  } else if (readings.length === 1 && only) {
    const verdict = !only.usable && condition.kind !== 'quality' ? null : found.length > 0;
    text = answers.verdict(verdict, saidValue(only, null, atMs, execution), wanted, tense);
  } else {
    const unknown = condition.kind === 'quality' ? { count: 0, machines: [] } : unknownOf(readings);
    text = answers.measurementsThat({
      wanted,
      all: readings.length,
      found: found.map(({ placed, value }) => ({
        name: tagTitle(placed, execution.phrases),
        shown: display(placed, value, null, execution.phrases),
      })),
      unknown,
      tense,
    });
  }
  const shown = found.length > 0 ? found : readings.slice(0, 20);
  return {
    text,
    evidence: shown.map((reading) => evidenceAt(reading, null, atMs, execution)),
    about: found.map(({ placed }) => placed),
    trend: trendOf(
      (found.length > 0 ? found : readings.length === 1 ? readings : []).map(({ placed }) => placed),
      atMs - hourMs,
      atMs,
    ),
    momentMs: tense === 'now' ? null : atMs,
  };
}

export async function answerTop(query: TopQuery, tags: readonly PlacedTag[], execution: Execution): Promise<Outcome> {
  const { atMs, order, limit, unit } = query;
  const { phrases } = execution;
  const readings = tags.map(readingFrom(await execution.reader.snapshot(atMs, execution.signal)));
  const usable = readings.filter((each) => each.usable).sort(byValue(order));
  const top = usable.slice(0, limit);
  const tense = tenseOf(execution, atMs);
  const text =
    top.length === 0
      ? phrases.answers.noTop(readings.length, momentOf(execution, atMs))
      : phrases.answers.top({
          order,
          of: usable.length,
          best: top.map(({ placed, value }) => ({
            name: tagTitle(placed, phrases),
            shown: displayRecorded(placed, value, unit, phrases),
          })),
          leftOut: readings.length - usable.length,
          tense,
        });
  return {
    text,
    evidence: top.map((reading) => evidenceAt(reading, unit, atMs, execution)),
    about: top.map(({ placed }) => placed),
    trend: trendOf(
      top.map(({ placed }) => placed),
      atMs - hourMs,
      atMs,
    ),
    momentMs: tense === 'now' ? null : atMs,
  };
}

const readingFrom = (snapshot: Snapshot) => (placed: PlacedTag) => readingOf(placed, snapshot);
const isNow = ({ live, atMs }: Execution, thenMs: number): boolean => live && atMs === thenMs;
const tenseOf = (execution: Execution, thenMs: number): Tense => (isNow(execution, thenMs) ? 'now' : 'then');
const momentOf = ({ index, atMs, phrases }: Execution, timeMs: number): Moment =>
  momentAt(index.plant.site, timeMs, atMs, phrases.values.locale);
const isNumeric = ({ tag }: PlacedTag): boolean => tag.kind === 'number' || tag.kind === 'integer';
const isIdle = ({ usable, placed, value }: Reading): boolean => usable && testOf(notRunning, placed)(value);
const byValue = (order: 'highest' | 'lowest') => (a: Reading, b: Reading) =>
  order === 'highest' ? b.value - a.value : a.value - b.value;

/** The value with its moment, and what speaks against relying on it. */
function saidValue(reading: Reading, unit: string | null, atMs: number, execution: Execution): SaidValue {
  const { placed, timeMs, value, quality, usable } = reading;
  const { phrases } = execution;
  const title = tagTitle(placed, phrases);
  const upTo = momentOf(execution, atMs);
  if (Number.isNaN(timeMs)) return { title, value: null, upTo };
  const limit = usable && isNumeric(placed) ? limitState(placed.tag.limits, value) : 'normal';
  const doubt =
    quality === Quality.good ? null : quality === Quality.uncertain ? 'uncertain' : doubtOf(reading, atMs, execution);
  const shown = display(placed, value, unit, phrases);
  const beyond = limit === 'normal' ? null : limit;
  return { title, value: { shown, beyond, doubt, at: momentOf(execution, timeMs) }, upTo };
}

const doubtOf = ({ timeMs, quality, value }: Reading, atMs: number, { phrases }: Execution): Doubt => ({
  is: !Number.isFinite(value) ? 'no number' : quality === Quality.stale ? 'stale' : 'bad',
  age: durationText(atMs - timeMs, phrases),
});

/** Since when the state is what it is, looking back a week. */
async function sinceOf(
  reading: Reading,
  atMs: number,
  execution: Execution,
): Promise<{ sinceMs: number | null; since: Since }> {
  const { reader, signal, phrases } = execution;
  const same = (value: number): boolean => value === reading.value;
  const window = { fromMs: atMs - weekMs, toMs: atMs, closed: true };
  const { found, begins } = await lastEdge(reader, reading.placed.slot, window, same, signal);
  if (!found) return { sinceMs: null, since: begins ? 'record' : 'week' };
  const duration = durationText(atMs - found.timeMs, phrases);
  const at = momentAt(execution.index.plant.site, found.timeMs, atMs, phrases.values.locale);
  return { sinceMs: found.timeMs, since: { at, duration } };
}

const stateShown =
  ({ phrases }: Execution) =>
  ({ placed, value }: Reading): Shown => ({
    name: placed.machine.machine.name,
    shown: stateText(placed, value, phrases),
  });

function unknownOf(readings: readonly Reading[]): Unknown {
  const unknown = readings.filter(({ usable }) => !usable).map(({ placed }) => placed);
  return { count: unknown.length, machines: unknown.length <= 3 ? machineNames(unknown) : [] };
}

function stateGroups(readings: readonly Reading[]): StateGroup[] {
  const groups = new Map<StateGroup['state'], string[]>();
  for (const { placed, value } of readings.filter(({ usable }) => usable)) {
    const state = placed.tag.kind === 'state' ? stateClass(value) : value === 0 ? 'not running' : 'running';
    groups.set(state, [...(groups.get(state) ?? []), placed.machine.machine.name]);
  }
  return [...groups].map(([state, machines]) => ({
    state,
    count: machines.length,
    machines: state === 'running' && readings.length > 4 ? null : machines,
  }));
}

export function evidenceAt(
  reading: Reading,
  unit: string | null,
  atMs: number,
  { phrases }: Pick<Execution, 'phrases'>,
): Evidence {
  const { placed, timeMs, value, usable } = reading;
  const none = Number.isNaN(timeMs);
  return {
    tag: placed.id,
    label: tagTitle(placed, phrases),
    value: Number.isFinite(value) && !placed.texts ? value : null,
    display: none ? '–' : display(placed, value, unit, phrases),
    unit: unitOf(placed, unit),
    timeMs: none ? null : timeMs,
    fromMs: atMs,
    toMs: atMs,
    samples: none || !usable ? 0 : 1,
    excluded: none || usable ? 0 : 1,
  };
}
