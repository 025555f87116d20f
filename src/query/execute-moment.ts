import type { Snapshot } from '../series/columns.ts';
import { limitState } from '../twin/limits.ts';
import { stateClass } from '../twin/packml.ts';
import type { PlacedTag } from '../twin/plant-index.ts';
import { Quality, qualityNames } from '../twin/quality.ts';
import type { Evidence } from './answer.ts';
import { qualityMeets, testOf } from './condition-test.ts';
import { notRunning } from './lexicon.ts';
import { lastEdge } from './look-back.ts';
import { type Execution, type Outcome, trendOf } from './outcome.ts';
import {
  conditionText,
  counted,
  display,
  displayRecorded,
  listed,
  machineNames,
  stateText,
  tagTitle,
  unitOf,
} from './phrase.ts';
import type { ListQuery, StateQuery, TopQuery, ValueQuery } from './query.ts';
import { isUsable } from './scan.ts';
import { clockText, durationText } from './site-clock.ts';

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
  const readings = tags.map(readingFrom(await execution.reader.snapshot(atMs, execution.signal)));
  const texts = readings.map((reading) => valueText(reading, unit, query.atMs, execution));
  const [only] = readings;
  const at = clockOf(execution, atMs);
  const text =
    readings.length === 1 && only
      ? `${tagTitle(only.placed)} ${Number.isNaN(only.timeMs) ? 'has' : isNow(execution, atMs) ? 'is' : 'was'} ${texts[0]}.`
      : `${isNow(execution, atMs) ? 'Now' : `At ${at}`}: ${listed(readings.map(({ placed }, i) => `${tagTitle(placed)} ${texts[i]}`))}.`;
  return {
    text,
    evidence: readings.map((reading) => evidenceAt(reading, unit, atMs)),
    about: tags,
    trend: trendOf(tags.filter(isNumeric), atMs - hourMs, atMs),
    momentMs: isNow(execution, atMs) ? null : atMs,
  };
}

export async function answerState(
  query: StateQuery,
  tags: readonly PlacedTag[],
  execution: Execution,
): Promise<Outcome> {
  const { atMs, condition } = query;
  const readings = tags.map(readingFrom(await execution.reader.snapshot(atMs, execution.signal)));
  const [only] = readings;
  const is = isNow(execution, atMs) ? 'is' : 'was';
  let text: string;
  let momentMs: number | null = isNow(execution, atMs) ? null : atMs;
  if (readings.length === 1 && only) {
    const name = only.placed.machine.machine.name;
    if (!only.usable) {
      const known = Number.isNaN(only.timeMs) ? 'none is recorded' : `the last one is ${ageText(only, atMs)}`;
      text = `The state of ${name} ${is} not known: ${known}.`;
    } else {
      const since = await sinceOf(only, atMs, execution);
      momentMs ??= since.timeMs;
      const state = stateText(only.placed, only.value);
      const meets = condition && testOf(condition, only.placed)(only.value);
      const verdict = condition ? `${meets ? 'Yes' : 'No'}, ` : '';
      const named = condition?.name.toLowerCase() === state.toLowerCase() || !meets ? '' : `${condition?.name}: `;
      text = `${verdict}${name} ${is} ${named}${state}, ${since.text} (1 sample).`;
    }
  } else if (condition) {
    const isTrue = readings.filter((each) => each.usable && testOf(condition, each.placed)(each.value));
    text = `${capital(yesNo(isTrue.length, readings.length))}${listText(isTrue.length, readings.length, 'machine', is)} ${condition.name}${naming(isTrue)}${unknownText(readings)}.`;
  } else {
    text = `${stateSummary(readings, is)}${unknownText(readings)}.`;
  }
  return {
    text,
    evidence: readings.map((reading) => evidenceAt(reading, null, atMs)),
    about: tags,
    trend: trendOf(tags, atMs - hourMs, atMs),
    momentMs,
  };
}

const yesNo = (met: number, all: number): string => (met === all ? 'yes, ' : met === 0 ? 'no, ' : '');

export async function answerList(query: ListQuery, tags: readonly PlacedTag[], execution: Execution): Promise<Outcome> {
  const { atMs, condition } = query;
  const readings = tags.map(readingFrom(await execution.reader.snapshot(atMs, execution.signal)));
  const meets = (each: Reading): boolean =>
    condition.kind === 'quality'
      ? !Number.isNaN(each.timeMs) && qualityMeets(condition, each.quality)
      : each.usable && testOf(condition, each.placed)(each.value);
  const found = readings.filter(meets);
  const is = isNow(execution, atMs) ? 'is' : 'was';
  const wanted = conditionText(condition, tags[0]!);
  let text: string;
  const [only] = readings;
  if (readings.length === 1 && only && condition.kind !== 'in') {
    const answer = !only.usable && condition.kind !== 'quality' ? 'It is not known' : found.length > 0 ? 'Yes' : 'No';
    const not = answer === 'No' ? `, which is not ${wanted}` : answer === 'Yes' ? `, ${wanted}` : '';
    text = `${answer}: ${tagTitle(only.placed)} ${Number.isNaN(only.timeMs) ? 'has' : is} ${valueText(only, null, atMs, execution)}${not}.`;
  } else {
    const noun = condition.kind === 'in' ? 'machine' : 'measurement';
    const detail = condition.kind === 'in' ? naming(found) : valuesNamed(found);
    const unknown = condition.kind === 'quality' ? '' : unknownText(readings);
    const others =
      condition.kind === 'in' && condition.name === 'stopped'
        ? otherwiseNotRunning(readings.filter((each) => !meets(each)))
        : '';
    text = `${listText(found.length, readings.length, noun, is)} ${wanted}${detail}${others}${unknown}.`;
  }
  const shown = found.length > 0 ? found : readings.slice(0, 20);
  return {
    text,
    evidence: shown.map((reading) => evidenceAt(reading, null, atMs)),
    about: found.map(({ placed }) => placed),
    trend: trendOf(
      (found.length > 0 ? found : readings.length === 1 ? readings : []).map(({ placed }) => placed),
      atMs - hourMs,
      atMs,
    ),
    momentMs: isNow(execution, atMs) ? null : atMs,
  };
}

export async function answerTop(query: TopQuery, tags: readonly PlacedTag[], execution: Execution): Promise<Outcome> {
  const { atMs, order, limit, unit } = query;
  const readings = tags.map(readingFrom(await execution.reader.snapshot(atMs, execution.signal)));
  const usable = readings.filter((each) => each.usable).sort(byValue(order));
  const top = usable.slice(0, limit);
  const items = top.map((each) => `${tagTitle(each.placed)} with ${displayRecorded(each.placed, each.value, unit)}`);
  const of = `of ${counted(usable.length, 'measurement')}`;
  const is = isNow(execution, atMs) ? 'is' : 'was';
  const left = readings.length - usable.length;
  const without = left > 0 ? `; ${left} more left out, without a good value` : '';
  const text =
    top.length === 0
      ? `None of ${counted(readings.length, 'measurement')} had a good value at ${clockOf(execution, atMs)}.`
      : top.length === 1
        ? `The ${order} ${of} ${is} ${items[0]}${without}.`
        : `The ${top.length} ${order} ${of} ${is === 'is' ? 'are' : 'were'} ${listed(items)}${without}.`;
  return {
    text,
    evidence: top.map((reading) => evidenceAt(reading, unit, atMs)),
    about: top.map(({ placed }) => placed),
    trend: trendOf(
      top.map(({ placed }) => placed),
      atMs - hourMs,
      atMs,
    ),
    momentMs: isNow(execution, atMs) ? null : atMs,
  };
}

const readingFrom = (snapshot: Snapshot) => (placed: PlacedTag) => readingOf(placed, snapshot);
const isNow = ({ live, atMs }: Execution, thenMs: number): boolean => live && atMs === thenMs;
const clockOf = ({ index, atMs }: Execution, timeMs: number): string => clockText(index.plant.site, timeMs, atMs);
const isNumeric = ({ tag }: PlacedTag): boolean => tag.kind === 'number' || tag.kind === 'integer';
const byValue = (order: 'highest' | 'lowest') => (a: Reading, b: Reading) =>
  order === 'highest' ? b.value - a.value : a.value - b.value;
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The value with its moment, and what speaks against relying on it. */
function valueText(reading: Reading, unit: string | null, atMs: number, execution: Execution): string {
  const { placed, timeMs, value, quality } = reading;
  if (Number.isNaN(timeMs)) return `no value recorded up to ${clockOf(execution, atMs)}`;
  const shown = display(placed, value, unit);
  const beyond = reading.usable && isNumeric(placed) ? limitText(placed, value) : '';
  if (quality === Quality.good) return `${shown}${beyond} (1 sample, ${clockOf(execution, timeMs)})`;
  if (quality === Quality.uncertain)
    return `${shown}${beyond} (1 sample of uncertain quality, ${clockOf(execution, timeMs)})`;
  return `${shown}, but that is ${ageText(reading, atMs)} (1 sample, ${clockOf(execution, timeMs)})`;
}

function limitText(placed: PlacedTag, value: number): string {
  const state = limitState(placed.tag.limits, value);
  const words = {
    low: 'below its low',
    lowLow: 'below its low-low',
    high: 'above its high',
    highHigh: 'above its high-high',
  };
  return state === 'normal' ? '' : `, at or ${words[state]} limit`;
}

const ageText = ({ timeMs, quality, value }: Reading, atMs: number): string =>
  `${durationText(atMs - timeMs)} old and ${Number.isFinite(value) ? qualityNames[quality as 0] : 'no number'}`;

/** Since when the state is what it is, looking back a week. */
async function sinceOf(reading: Reading, atMs: number, { reader, signal, index }: Execution) {
  const same = (value: number): boolean => value === reading.value;
  const window = { fromMs: atMs - weekMs, toMs: atMs, closed: true };
  const { found, begins } = await lastEdge(reader, reading.placed.slot, window, same, signal);
  if (found) {
    const clock = clockText(index.plant.site, found.timeMs, atMs);
    return { timeMs: found.timeMs, text: `for ${durationText(atMs - found.timeMs)}, since ${clock}` };
  }
  return { timeMs: null, text: begins ? 'for as long as the record goes back' : 'for more than 7 days' };
}

function listText(found: number, all: number, noun: string, is: string): string {
  const are = is === 'is' ? 'are' : 'were';
  if (all === 1) return `${found === 1 ? '1' : 'No'} ${noun} ${is}`;
  if (found === 0) return `None of ${counted(all, noun)} ${is}`;
  return `${found} of ${counted(all, noun)} ${found === 1 ? is : are}`;
}

const naming = (readings: readonly Reading[]): string =>
  readings.length === 0
    ? ''
    : `: ${listed(readings.map(({ placed, value }) => `${placed.machine.machine.name} (${stateText(placed, value)})`))}`;

const valuesNamed = (readings: readonly Reading[]): string =>
  readings.length === 0
    ? ''
    : `: ${listed(readings.map(({ placed, value }) => `${tagTitle(placed)} (${display(placed, value, null)})`))}`;

function unknownText(readings: readonly Reading[]): string {
  const unknown = readings.filter(({ usable }) => !usable).map(({ placed }) => placed);
  if (unknown.length === 0) return '';
  const names = unknown.length <= 3 ? ` (${listed(machineNames(unknown))})` : '';
  return `; ${counted(unknown.length, 'other')} without a good value${names}`;
}

function otherwiseNotRunning(readings: readonly Reading[]): string {
  const others = readings.filter((each) => each.usable && testOf(notRunning, each.placed)(each.value));
  return others.length === 0 ? '' : `; ${counted(others.length, 'more is', 'more are')} not running${naming(others)}`;
}

function stateSummary(readings: readonly Reading[], is: string): string {
  const groups = new Map<string, Reading[]>();
  for (const reading of readings.filter(({ usable }) => usable)) {
    const name =
      reading.placed.tag.kind === 'state' ? stateClass(reading.value) : stateText(reading.placed, reading.value);
    groups.set(name, [...(groups.get(name) ?? []), reading]);
  }
  const parts = [...groups].map(([name, members]) => {
    const named =
      name === 'running' && readings.length > 4
        ? ''
        : ` (${listed(members.map(({ placed }) => placed.machine.machine.name))})`;
    return `${members.length} ${name}${named}`;
  });
  return `Of ${counted(readings.length, 'machine')} ${is === 'is' ? 'now' : 'then'}: ${listed(parts) || 'none with a known state'}`;
}

export function evidenceAt(reading: Reading, unit: string | null, atMs: number): Evidence {
  const { placed, timeMs, value, usable } = reading;
  const none = Number.isNaN(timeMs);
  return {
    tag: placed.id,
    label: tagTitle(placed),
    value: Number.isFinite(value) ? value : null,
    display: none ? '–' : display(placed, value, unit),
    unit: unitOf(placed, unit),
    timeMs: none ? null : timeMs,
    fromMs: atMs,
    toMs: atMs,
    samples: none || !usable ? 0 : 1,
    excluded: none || usable ? 0 : 1,
  };
}
