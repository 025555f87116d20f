import type { PlacedTag } from '../twin/plant-index.ts';
import { convert } from '../twin/units.ts';
import { lastDay, lastHour, leftover, momentOf } from './leftover.ts';
import type { Cue } from './lexicon.ts';
import type { Fault, Parts } from './parts.ts';
import { tagTitle } from './phrase.ts';
import type { Query } from './query.ts';
import { type Found, metricTags, mostScanned } from './targets.ts';

type Read = Query | Fault;

/** More tags than this are no answer to a question that did not ask for all. */
const mostTags = 12;

const hasCue = ({ items }: Parts, ...wanted: Cue[]): boolean =>
  items.some(({ cues }) => cues.some((cue) => wanted.includes(cue)));

/** The highest or lowest over a window, or of many tags at one moment. */
export function readExtreme(parts: Parts): Read {
  const { items, time } = parts;
  const { faults } = parts.phrases;
  const counts = items.filter(({ number, unit }) => number !== null && unit === null);
  const limit = counts[0]?.number ?? 1;
  const overWindow = time.window !== null || hasCue(parts, 'past', 'when');
  const found = metricTags(parts, new Set(counts), !overWindow || hasCue(parts, 'which', 'top'));
  if ('fault' in found) return found;
  const isNamed = items.some(
    ({ cues, key }) => key !== null && found.taken.has(key) && cues.some((cue) => /^(highest|lowest)$/.test(cue)),
  );
  // "lowest fill" can be the name of a tag.
  if (isNamed && !time.window) return readValue(parts);
  const tags = alike(found.tags.filter(isNumeric));
  if (tags.length === 0) return { fault: faults.notNumber(tagTitle(found.tags[0]!, parts.phrases)), tags: found.tags };
  if (!overWindow && !areAlike(tags)) return { fault: faults.differentQuantities(), tags };
  if (!Number.isInteger(limit) || limit < 1 || counts.length > 1) {
    return { fault: faults.howMany() };
  }
  if (limit > 1 && tags.length === 1) {
    return { fault: faults.onlyOneFits(tagTitle(tags[0]!, parts.phrases)), tags };
  }
  const own: Cue[] = [
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
    'become',
  ];
  const unread = leftover(parts, found.taken, own, new Set(counts));
  if (unread) return unread;
  const high = hasCue(parts, 'highest', 'high');
  if (high && items.some(({ cues }) => cues.includes('lowest') && !cues.includes('highest') && !cues.includes('top'))) {
    return { fault: faults.oneExtremeAtATime(), tags };
  }
  const order = high ? 'highest' : 'lowest';
  const unit = wishedUnit(parts, tags);
  if (unit !== null && typeof unit !== 'string') return unit;
  const asked = { tags: ids(tags), order, limit: Math.min(limit, mostTags), unit } as const;
  if (!overWindow && (tags.length > 1 || limit > 1)) return { intent: 'top', ...asked, atMs: momentOf(parts) };
  if (time.momentMs !== null) return { fault: faults.extremeNeedsSpan(), tags };
  if (tags.length > mostScanned) return tooMany(parts, tags);
  return { intent: 'extreme', ...asked, window: time.window ?? lastHour(parts) };
}

/** A mean, a counter's total or its rate. */
export function readAggregate(parts: Parts): Read {
  const { items, time } = parts;
  const { faults } = parts.phrases;
  const named = metricTags(parts, new Set(), false);
  const produced = 'fault' in named ? itemCounters(parts) : [];
  if ('fault' in named && produced.length === 0) return named;
  const found: Found = 'fault' in named ? { tags: produced, taken: new Set() } : named;
  // A cue that named the tag ("Total bottles", "Flow rate") asks for nothing more.
  const asks = (cue: Cue): boolean =>
    items.some(({ cues, key }) => cues.includes(cue) && !(key !== null && found.taken.has(key)));
  const counters = countersOf(found);
  const [first] = found.tags;
  const aggregation = asks('rate') && counters.length > 0 ? 'rate' : asks('mean') ? 'mean' : 'total';
  if (aggregation === 'total' && (counters.length === 0 || !(asks('total') || asks('howMany')))) {
    if (!asks('total')) return readValue(parts);
    return { fault: faults.noTotal(tagTitle(first!, parts.phrases)), tags: found.tags };
  }
  const tags = aggregation === 'mean' ? found.tags.filter((tag) => isNumeric(tag) && !tag.tag.counter) : counters;
  if (tags.length === 0) return { fault: faults.noMean(tagTitle(first!, parts.phrases)), tags: found.tags };
  const own: Cue[] = aggregation === 'mean' ? ['mean'] : ['mean', 'total', 'rate', 'howMany'];
  const unread = leftover(parts, found.taken, [...own, 'all', 'machines', 'which', 'tags']);
  if (unread) return unread;
  const unit = wishedUnit(parts, tags);
  if (unit !== null && typeof unit !== 'string') return unit;
  if (time.momentMs !== null) return { fault: faults.needsSpan(), tags };
  if (tags.length > allowed(parts)) return tooMany(parts, tags);
  const window = time.window ?? (aggregation === 'total' ? lastDay(parts) : lastHour(parts));
  return { intent: 'aggregate', tags: ids(tags), aggregation, window, unit };
}

/** A value at one moment; over a window a counter's total, else the mean. */
export function readValue(parts: Parts): Read {
  const { items, time, scope } = parts;
  const { faults } = parts.phrases;
  const names = items.some(({ mustName, key }) => mustName && key !== null) || parts.named.length > 0;
  const may = items.some(({ mustName, key, number }) => !mustName && key !== null && number === null);
  const found = names || may ? metricTags(parts, new Set(), false) : null;
  if (found === null || ('fault' in found && !names)) return readStatus(parts);
  if ('fault' in found) return found;
  const unread = leftover(parts, found.taken, ['which', 'all', 'status', 'tags', 'howMany', 'machines', 'last']);
  if (unread) return scope && !names ? readStatus(parts) : unread;
  if (found.tags.length > allowed(parts)) return tooMany(parts, found.tags);
  const unit = wishedUnit(parts, found.tags);
  if (unit !== null && typeof unit !== 'string') return unit;
  if (!time.window) return { intent: 'value', tags: ids(found.tags), atMs: momentOf(parts), unit };
  const counters = countersOf(found);
  const tags = counters.length > 0 ? counters : found.tags.filter(isNumeric);
  if (tags.length === 0) return { fault: faults.notNumber(tagTitle(found.tags[0]!, parts.phrases)), tags: found.tags };
  const aggregation = counters.length > 0 ? 'total' : 'mean';
  return { intent: 'aggregate', tags: ids(tags), aggregation, window: time.window, unit };
}

/** A machine alone, "status", "what is it doing", "show all filler tags". */
function readStatus(parts: Parts): Read {
  const { time, vocabulary, selected } = parts;
  const { faults } = parts.phrases;
  if (parts.scope === null && !hasCue(parts, 'status')) {
    return { fault: faults.nothingNamed() };
  }
  const unread = leftover(parts, new Set(), ['status', 'which', 'all', 'machines', 'tags']);
  if (unread) return unread;
  if (time.window) return { fault: faults.stateIsNow() };
  const machines = [...(parts.scope ?? (selected ? [selected] : vocabulary.index.machines))];
  const all = machines.flatMap(({ tags }) => [...tags]);
  const states = hasCue(parts, 'tags') ? [] : machines.flatMap(({ index }) => vocabulary.statusTags[index] ?? []);
  if (states.length > 0) return { intent: 'state', tags: ids(states), atMs: momentOf(parts), condition: null };
  const tags = hasCue(parts, 'tags') ? all : machines.flatMap(({ mainTags }) => [...mainTags]);
  if (tags.length > mostScanned) return tooMany(parts, tags);
  if (tags.length > 0) return { intent: 'value', tags: ids(tags), atMs: momentOf(parts), unit: null };
  return { fault: faults.noState(machines[0]?.machine.name ?? null), tags: all };
}

/** The unit asked for with "in psi"; it must measure what the tags measure. */
function wishedUnit({ items, phrases }: Parts, tags: readonly PlacedTag[]): string | null | Fault {
  const unit = items.find((item) => item.number === null && item.unit !== null)?.unit ?? null;
  if (unit === null) return null;
  const odd = tags.find(({ tag }) => tag.unit === undefined || convert(1, tag.unit, unit) === undefined);
  return odd ? { fault: phrases.faults.notInUnit(tagTitle(odd, phrases)), tags } : unit;
}

const allowed = (parts: Parts): number => (hasCue(parts, 'all', 'which') ? mostScanned : mostTags);

const tooMany = ({ phrases }: Parts, tags: readonly PlacedTag[]): Fault => ({
  fault: phrases.faults.tooMany(tags.length),
  tags,
});

/** Where different quantities fit ("lowest battery"), those that are among their machines' main tags and alike. */
function alike(tags: readonly PlacedTag[]): readonly PlacedTag[] {
  if (areAlike(tags)) return tags;
  const main = tags.filter((tag) => tag.machine.mainTags.includes(tag));
  return main.length > 0 && areAlike(main) ? main : tags;
}

const areAlike = ([first, ...rest]: readonly PlacedTag[]): boolean =>
  rest.every(
    ({ tag }) => tag.unit === first?.tag.unit || convert(1, tag.unit ?? '1', first?.tag.unit ?? '1') !== undefined,
  );

/** What a machine counts of its product: "filler output today" names no measurement. */
function itemCounters({ scope, items }: Parts): readonly PlacedTag[] {
  if (scope === null || items.some(({ mustName, key }) => mustName && key !== null)) return [];
  const isItem = (unit = '1'): boolean => unit === '1' || /^\{[^}]*\}$/.test(unit);
  return [...scope].flatMap(({ tags }) => tags.filter(({ tag }) => tag.counter && isItem(tag.unit)));
}

/** The counters; "bottles" are those out of the machines before those rejected or found wanting. */
function countersOf({ tags, whole = [] }: Found): readonly PlacedTag[] {
  const counters = tags.filter(({ tag }) => tag.counter);
  const named = counters.filter((tag) => whole.includes(tag));
  return named.length > 0 ? named : counters;
}

const isNumeric = ({ tag }: PlacedTag): boolean => tag.kind === 'number' || tag.kind === 'integer';
const ids = (tags: readonly PlacedTag[]) => tags.map(({ id }) => id);
