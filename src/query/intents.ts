import type { PlacedTag } from '../twin/plant-index.ts';
import { convert } from '../twin/units.ts';
import { readCondition, stateItems } from './conditions.ts';
import type { Cue } from './lexicon.ts';
import { notRunning } from './lexicon.ts';
import type { Fault, Parts } from './parts.ts';
import { tagTitle } from './phrase.ts';
import type { Condition, Query, Window } from './query.ts';
import type { Item } from './question.ts';
import { conditionTags, metricTags } from './targets.ts';

type Read = Query | Fault;

const hourMs = 3_600_000;
/** More tags than this are no answer to a question that did not ask for all. */
const mostTags = 12;
const mostScanned = 64;

/** The first rule whose cues are there reads the question; a word that it has no use for makes the question unclear. */
export function readIntent(parts: Parts): Read {
  const { items } = parts;
  const has = (...cues: Cue[]): boolean => items.some((item) => item.cues.some((cue) => cues.includes(cue)));
  if (has('it') && parts.scope === null && parts.selected === null) {
    return { fault: 'no machine is selected, so I do not know what "it" is' };
  }
  const states = stateItems(items);
  const happened = states.some(({ state }) => state!.event);
  if (has('when', 'ago') || (has('last', 'first') && happened && !has('howMany', 'times'))) return readWhen(parts);
  if (has('howLong') || states.some(({ state }) => state!.duration)) return readDuration(parts);
  const plural = states.some(({ state, text }) => state!.event && /s$/i.test(text));
  if (has('times') || (happened && (has('howMany') || plural))) return readCount(parts);
  const condition = readCondition(items);
  if (has('highest', 'lowest') && !(condition && 'condition' in condition)) return readExtreme(parts);
  if (has('high', 'low') && parts.time.window && !has('limit')) return readExtreme(parts);
  if (condition) {
    // "did it stop today" asks for the change, "was it stopped today" for the state.
    const isChange =
      happened ||
      (states.some(({ text }) => /^stopped$/i.test(text)) &&
        !parts.items.some(({ text }) => /^(was|were|been)$/i.test(text)));
    return (isChange || ('becomes' in condition && condition.becomes)) && parts.time.window ? readCount(parts) : readState(parts);
  }
  if (has('mean', 'rate', 'total') || (has('howMany') && !has('machines', 'tags'))) return readAggregate(parts);
  return readValue(parts);
}

function readWhen(parts: Parts): Read {
  const { items, time } = parts;
  const condition = conditionOf(parts, true);
  if (!condition) {
    // "when was the pressure highest"
    if (items.some(({ cues }) => cues.includes('highest') || cues.includes('lowest'))) return readExtreme(parts);
    return { fault: 'I did not understand what should have happened' };
  }
  if ('fault' in condition) return condition;
  const tags = conditionTags(parts, condition.condition);
  if ('fault' in tags) return tags;
  const happened = stateItems(items).some(({ state }) => state!.event || state!.condition.name === 'stopped');
  const became = happened || condition.becomes;
  const event = items.some(({ cues }) => cues.includes('cease')) ? 'ended' : became ? 'began' : 'held';
  const which = items.some(({ cues }) => cues.includes('first')) ? 'first' : 'last';
  const unread = leftover(parts, tags.taken, [
    'when',
    'ago',
    'last',
    'first',
    'become',
    'cease',
    'machines',
    'which',
    ...conditionCues,
  ]);
  if (unread) return unread;
  const window = time.window ?? lastSpan(parts, 7 * 24, 'in the last 7 days');
  return limited(
    { intent: 'when', tags: ids(tags.tags), condition: condition.condition, event, which, window },
    tags.tags,
  );
}

function readDuration(parts: Parts): Read {
  const { items, time } = parts;
  const condition = conditionOf(parts, false);
  if (!condition) return { fault: 'I did not understand how long what should have been so' };
  if ('fault' in condition) return condition;
  const tags = conditionTags(parts, condition.condition);
  if ('fault' in tags) return tags;
  const unread = leftover(parts, tags.taken, [
    'howLong',
    'total',
    'all',
    'which',
    'machines',
    'become',
    'howMany',
    ...conditionCues,
  ]);
  if (unread) return unread;
  const isNoun = stateItems(items).some(({ state }) => state!.duration);
  const been = items.some(({ text }) => /\bbeen\b/i.test(text));
  const past = items.some(({ cues, text }) => cues.includes('past') && !/\bbeen\b/i.test(text));
  const ongoing = !time.window && !isNoun && (been || !past);
  const window = ongoing ? null : (time.window ?? lastSpan(parts, 24, 'in the last 24 hours'));
  return limited(
    { intent: 'duration', tags: ids(tags.tags), condition: condition.condition, window, atMs: momentOf(parts) },
    tags.tags,
  );
}

function readCount(parts: Parts): Read {
  const condition = conditionOf(parts, true);
  if (!condition) return { fault: 'I did not understand what to count' };
  if ('fault' in condition) return condition;
  const tags = conditionTags(parts, condition.condition);
  if ('fault' in tags) return tags;
  const limit = limitOf(parts);
  const ranks: Cue[] = limit === null ? [] : ['highest', 'top', 'by'];
  const unread = leftover(parts, tags.taken, [...ranks, 'times', 'howMany', 'become', 'total', 'which', ...conditionCues]);
  if (unread) return unread;
  const window = parts.time.window ?? lastSpan(parts, 24, 'in the last 24 hours');
  return limited({ intent: 'count', tags: ids(tags.tags), condition: condition.condition, window, limit }, tags.tags);
}

/** A condition at one moment: yes or no for one machine, a list for many; over a window, for how long. */
function readState(parts: Parts): Read {
  const { items, time, scope, group } = parts;
  const condition = conditionOf(parts, false);
  if (!condition) return { fault: 'I did not understand the condition' };
  if ('fault' in condition) return condition;
  const tags = conditionTags(parts, condition.condition);
  if ('fault' in tags) return tags;
  const unread = leftover(parts, tags.taken, [
    'which',
    'howMany',
    'machines',
    'tags',
    'all',
    'it',
    'status',
    'high',
    'low',
    ...conditionCues,
  ]);
  if (unread) return unread;
  const said = condition.condition;
  if (time.window) {
    return limited(
      { intent: 'duration', tags: ids(tags.tags), condition: said, window: time.window, atMs: parts.atMs },
      tags.tags,
    );
  }
  const counted = items.some(({ cues }) => cues.includes('howMany'));
  const which = items.some(({ cues }) => cues.includes('which'));
  const single = said.kind === 'in' && scope !== null && !group && !counted && !which;
  if (single) return { intent: 'state', tags: ids(tags.tags), atMs: momentOf(parts), condition: said };
  return { intent: 'list', tags: ids(tags.tags), atMs: momentOf(parts), condition: said, counted };
}

function readExtreme(parts: Parts): Read {
  const { items, time } = parts;
  const past = items.some(({ cues }) => cues.includes('past') || cues.includes('when'));
  const counts = items.filter(({ number, unit }) => number !== null && unit === null);
  const limit = counts[0]?.number ?? 1;
  const overWindow = time.window !== null || past;
  const found = metricTags(parts, new Set(counts), !overWindow);
  if ('fault' in found) return found;
  const tags = found.tags.filter(({ tag }) => tag.kind === 'number' || tag.kind === 'integer');
  if (tags.length === 0) return { fault: `${tagTitle(found.tags[0]!)} is not a number`, tags: found.tags };
  if (!Number.isInteger(limit) || limit < 1 || counts.length > 1)
    return { fault: 'I did not understand how many you want' };
  const cues: Cue[] = [
    'highest',
    'lowest',
    'high',
    'low',
    'top',
    'by',
    'which',
    'when',
    'machines',
    'tags',
    'all',
    'first',
    'last',
    'become',
  ];
  const unread = leftover(parts, found.taken, cues, new Set(counts));
  if (unread) return unread;
  const order = items.some((item) => item.cues.includes('highest') || item.cues.includes('high'))
    ? 'highest'
    : 'lowest';
  const unit = wishedUnit(parts, tags);
  if (unit !== null && typeof unit !== 'string') return unit;
  if (!overWindow && (tags.length > 1 || limit > 1)) {
    return { intent: 'top', tags: ids(tags), order, limit: Math.min(limit, mostTags), atMs: momentOf(parts), unit };
  }
  const window = time.window ?? lastSpan(parts, 1, 'in the last hour');
  return limited({ intent: 'extreme', tags: ids(tags), order, limit: Math.min(limit, mostTags), window, unit }, tags);
}

function readAggregate(parts: Parts): Read {
  const { items, time } = parts;
  const has = (cue: Cue): boolean => items.some(({ cues }) => cues.includes(cue));
  const found = metricTags(parts, new Set(), false);
  if ('fault' in found) return found;
  const counters = found.tags.filter(({ tag }) => tag.counter);
  const taken = (cue: Cue): boolean =>
    items.some(({ cues, key }) => cues.includes(cue) && key !== null && found.taken.has(key));
  const mean = has('mean');
  const rate = has('rate') && !taken('rate');
  const total = (has('total') && !taken('total')) || has('howMany');
  if (!mean && !rate && (!total || counters.length === 0)) {
    return has('total') && !taken('total')
      ? {
          fault: `${tagTitle(found.tags[0]!)} is not a counter, so it has no total; ask for its average, highest or lowest`,
          tags: found.tags,
        }
      : readValue(parts);
  }
  const tags = mean && !rate ? found.tags.filter(({ tag }) => tag.kind !== 'state' && !tag.counter) : counters;
  if (tags.length === 0) {
    const name = tagTitle(found.tags[0]!);
    return { fault: mean ? `${name} has no average` : `${name} is not a counter`, tags: found.tags };
  }
  const unread = leftover(parts, found.taken, ['mean', 'total', 'rate', 'howMany', 'all', 'machines', 'which', 'tags']);
  if (unread) return unread;
  const unit = wishedUnit(parts, tags);
  if (unit !== null && typeof unit !== 'string') return unit;
  const aggregation = rate ? 'rate' : mean ? 'mean' : 'total';
  const window =
    time.window ??
    lastSpan(
      parts,
      aggregation === 'total' ? 24 : 1,
      aggregation === 'total' ? 'in the last 24 hours' : 'in the last hour',
    );
  return tooMany(parts, tags) ?? { intent: 'aggregate', tags: ids(tags), aggregation, window, unit };
}

function readValue(parts: Parts): Read {
  const { items, time, scope } = parts;
  const names = items.some(({ mustName, key }) => mustName && key !== null) || parts.named.length > 0;
  const soft = items.some(({ mustName, key, number }) => !mustName && key !== null && number === null);
  const found = names || soft ? metricTags(parts, new Set(), false) : null;
  if (found === null || ('fault' in found && !names)) return readStatus(parts);
  if ('fault' in found) return found;
  const cues: Cue[] = ['which', 'all', 'status', 'tags', 'it', 'howMany', 'machines', 'last'];
  const unread = leftover(parts, found.taken, cues);
  if (unread) return scope && !names ? readStatus(parts) : unread;
  const many = tooMany(parts, found.tags);
  if (many) return many;
  const unit = wishedUnit(parts, found.tags);
  if (unit !== null && typeof unit !== 'string') return unit;
  if (!time.window) return { intent: 'value', tags: ids(found.tags), atMs: momentOf(parts), unit };
  const counters = found.tags.filter(({ tag }) => tag.counter);
  const numbers = found.tags.filter(({ tag }) => tag.kind === 'number' || tag.kind === 'integer');
  const tags = counters.length > 0 ? counters : numbers;
  if (tags.length === 0) return { fault: `${tagTitle(found.tags[0]!)} is not a number`, tags: found.tags };
  return {
    intent: 'aggregate',
    tags: ids(tags),
    aggregation: counters.length > 0 ? 'total' : 'mean',
    window: time.window,
    unit,
  };
}

/** A machine alone, "status", "what is it doing". */
function readStatus(parts: Parts): Read {
  const { time } = parts;
  const has = (cue: Cue): boolean => parts.items.some(({ cues }) => cues.includes(cue));
  if (parts.scope === null && !has('status'))
    return { fault: 'I did not find a machine or a measurement in the question' };
  const unread = leftover(parts, new Set(), ['status', 'which', 'all', 'machines', 'it', 'tags']);
  if (unread) return unread;
  if (time.window) return { fault: 'a state is at one moment; ask for how long or how often over a time' };
  const scope = parts.scope ?? (parts.selected ? [parts.selected] : parts.vocabulary.index.machines);
  const machines = [...scope];
  const tags = has('tags') ? [] : machines.flatMap((machine) => machine.stateTag ?? []);
  if (tags.length > 0) return { intent: 'state', tags: ids(tags), atMs: momentOf(parts), condition: null };
  const main = has('tags') ? machines.flatMap(({ tags: own }) => [...own]) : machines.flatMap(({ mainTags }) => mainTags);
  if (main.length > 0 && main.length <= mostTags)
    return { intent: 'value', tags: ids(main), atMs: momentOf(parts), unit: null };
  return {
    fault: `${machines[0]?.machine.name ?? 'it'} reports no state`,
    tags: machines.flatMap(({ tags: own }) => [...own]),
  };
}

const conditionCues: readonly Cue[] = [
  'not',
  'above',
  'below',
  'atLeast',
  'atMost',
  'limit',
  'alarm',
  'within',
  'outside',
  'stale',
  'bad',
  'it',
  'all',
  'tags',
  'machines',
];

interface ReadCondition {
  readonly condition: Condition;
  readonly becomes: boolean;
}

/** The question's condition; as an event, "stopped" is the end of running, whatever the state after it. */
function conditionOf(parts: Parts, event: boolean): ReadCondition | Fault | null {
  const condition = readCondition(parts.items);
  if (!condition || 'fault' in condition) return condition;
  const said = condition.condition;
  return event && said.kind === 'in' && said.name === 'stopped' ? { ...condition, condition: notRunning } : condition;
}

/** A fault that quotes the first word that this reading would leave out. */
function leftover(
  parts: Parts,
  taken: ReadonlySet<string>,
  cues: readonly Cue[],
  read: ReadonlySet<Item> = new Set(),
): Fault | null {
  const compares = cues.includes('above');
  for (const item of parts.items) {
    if (read.has(item) || item.cues.some((cue) => cue === 'noise' || cue === 'past' || cues.includes(cue))) continue;
    if (item.key !== null && (taken.has(item.key) || item.mustName) && item.number === null) continue;
    if (item.state && compares) continue;
    if (item.number !== null ? compares || (item.key !== null && taken.has(item.key)) : item.unit !== null) continue;
    if (item.cues.includes('it') || item.text === 'one') continue;
    return { fault: `I do not understand "${item.text.slice(0, 40)}" here` };
  }
  return null;
}

/** The unit asked for with "in psi"; it must measure what the tags measure. */
function wishedUnit({ items }: Parts, tags: readonly PlacedTag[]): string | null | Fault {
  const unit = items.find((item) => item.number === null && item.unit !== null)?.unit ?? null;
  if (unit === null) return null;
  const odd = tags.find(({ tag }) => tag.unit === undefined || convert(1, tag.unit, unit) === undefined);
  return odd ? { fault: `${tagTitle(odd)} cannot be given in that unit`, tags } : unit;
}

function tooMany({ items }: Parts, tags: readonly PlacedTag[]): Fault | null {
  const all = items.some(({ cues }) => cues.includes('all') || cues.includes('which'));
  const most = all ? mostScanned : mostTags;
  return tags.length > most ? { fault: `${tags.length} measurements could be meant; name a machine`, tags } : null;
}

function limited(query: Query, tags: readonly PlacedTag[]): Read {
  return tags.length > mostScanned
    ? { fault: `that would search ${tags.length} measurements; name a machine or a line`, tags }
    : query;
}

const ids = (tags: readonly PlacedTag[]) => tags.map(({ id }) => id);
const momentOf = ({ time, atMs }: Parts): number => time.momentMs ?? atMs;

const lastSpan = ({ atMs }: Parts, hours: number, label: string): Window => ({
  fromMs: atMs - hours * hourMs,
  toMs: atMs,
  closed: true,
  label,
  assumed: true,
});
