import type { PlacedTag } from '../twin/plant-index.ts';
import { type ReadCondition, readCondition, stateItems } from './conditions.ts';
import { lastDay, lastWeek, leftover, momentOf } from './leftover.ts';
import { type Cue, notRunning } from './lexicon.ts';
import { readAggregate, readExtreme, readValue } from './measures.ts';
import type { Fault, Parts } from './parts.ts';
import type { Query } from './query.ts';
import type { Item } from './question.ts';
import { type ConditionTags, conditionTags, mostScanned } from './targets.ts';

/** The first rule whose cues are there reads the question; a word that it has no use for makes the question unclear. */
export function readIntent(parts: Parts): Query | Fault {
  const { items } = parts;
  const has = (...cues: Cue[]): boolean => items.some((item) => item.cues.some((cue) => cues.includes(cue)));
  if (has('it') && parts.scope === null && parts.selected === null) {
    return { fault: parts.phrases.faults.noSelection() };
  }
  const condition = readCondition(parts);
  if (condition && 'fault' in condition) return condition;
  const states = stateItems(items);
  const happened = states.some(({ state }) => state!.event);
  if (has('when', 'ago') || (has('last', 'first') && happened && !has('howMany', 'times'))) {
    // "when was the pressure highest"
    return !condition && has('highest', 'lowest') ? readExtreme(parts) : readWhen(parts, condition);
  }
  if (has('howLong') || states.some(({ state }) => state!.duration)) return readDuration(parts, condition);
  const plural = states.some(({ state, text, own }) => (state!.event || own.length > 0) && /[^s]s$/i.test(text));
  if (has('times') || plural || (happened && has('howMany'))) return readCount(parts, condition);
  const isMeasured = parts.time.window !== null && has('high', 'low') && !has('limit', 'alarm') && !has('which');
  if (isMeasured || (has('highest', 'lowest') && !condition)) return readExtreme(parts);
  if (condition) {
    // "did it stop today" asks for the change, "was it stopped today" for the state.
    const wasSo = items.some(({ text }) => /^(was|were|been)$/i.test(text));
    const changed = condition.becomes || (!wasSo && states.some(({ text }) => /^stopped$/i.test(text)));
    return changed && parts.time.window ? readCount(parts, condition) : readState(parts, condition);
  }
  if (has('mean', 'rate', 'total') || (has('howMany') && !has('machines', 'tags'))) return readAggregate(parts);
  return readValue(parts);
}

const places: readonly Cue[] = ['machines', 'tags', 'all', 'which'];

function readWhen(parts: Parts, said: ReadCondition | null): Query | Fault {
  const { items, time } = parts;
  const subject = subjectOf(parts, said, true);
  if ('fault' in subject) return subject;
  const changed = said!.becomes || stateItems(items).some(({ state }) => state!.condition.name === 'stopped');
  const event = items.some(({ cues }) => cues.includes('cease')) ? 'ended' : changed ? 'began' : 'held';
  const which = items.some(({ cues }) => cues.includes('first')) ? 'first' : 'last';
  const unread = leftover(
    parts,
    subject.taken,
    [...places, 'when', 'ago', 'last', 'first', 'become', 'cease'],
    subject.read,
  );
  if (unread) return unread;
  const window = time.window ?? lastWeek(parts);
  return { intent: 'when', tags: ids(subject.tags), condition: subject.condition, event, which, window };
}

function readDuration(parts: Parts, said: ReadCondition | null): Query | Fault {
  const { items, time } = parts;
  const subject = subjectOf(parts, said, false);
  if ('fault' in subject) return subject;
  const rank = rankOf(parts, subject.read);
  const unread = leftover(
    parts,
    subject.taken,
    [...places, ...rank.cues, 'howLong', 'howMany', 'total', 'become'],
    rank.read,
  );
  if (unread) return unread;
  const isNoun = stateItems(items).some(({ state }) => state!.duration);
  const been = items.some(({ text }) => /\bbeen\b/i.test(text));
  const past = items.some(({ cues, text }) => cues.includes('past') && !/\bbeen\b/i.test(text));
  const ongoing = !time.window && !isNoun && (been || !past) && rank.limit === null;
  const window = ongoing ? null : (time.window ?? lastDay(parts));
  const { condition } = subject;
  return { intent: 'duration', tags: ids(subject.tags), condition, window, atMs: momentOf(parts), limit: rank.limit };
}

function readCount(parts: Parts, said: ReadCondition | null): Query | Fault {
  const subject = subjectOf(parts, said, true);
  if ('fault' in subject) return subject;
  const rank = rankOf(parts, subject.read);
  const unread = leftover(
    parts,
    subject.taken,
    [...places, ...rank.cues, 'times', 'howMany', 'total', 'become', 'last'],
    rank.read,
  );
  if (unread) return unread;
  const window = parts.time.window ?? lastDay(parts);
  return { intent: 'count', tags: ids(subject.tags), condition: subject.condition, window, limit: rank.limit };
}

/** A condition at one moment: yes or no for one machine, a list for many; over a window, for how long. */
function readState(parts: Parts, said: ReadCondition): Query | Fault {
  const { items, time, scope, group } = parts;
  const subject = subjectOf(parts, said, false, time.window !== null);
  if ('fault' in subject) return subject;
  const { condition } = subject;
  const rank = time.window ? rankOf(parts, subject.read) : { limit: null, cues: [], read: subject.read };
  const unread = leftover(parts, subject.taken, [...places, ...rank.cues, 'howMany', 'status', 'become'], rank.read);
  if (unread) return unread;
  const tags = ids(subject.tags);
  if (time.window) {
    return { intent: 'duration', tags, condition, window: time.window, atMs: parts.atMs, limit: rank.limit };
  }
  const counted = items.some(({ cues }) => cues.includes('howMany'));
  const which = items.some(({ cues }) => cues.includes('which'));
  const single = scope !== null && !group && !counted && !which;
  if (condition.kind === 'in' && single) return { intent: 'state', tags, atMs: momentOf(parts), condition };
  return { intent: 'list', tags, atMs: momentOf(parts), condition, counted };
}

type Subject = ConditionTags & Pick<ReadCondition, 'read'>;

/** The condition with the tags it is asked of; as an event, "stopped" is the end of running, whatever the state after it. */
function subjectOf(parts: Parts, said: ReadCondition | null, event: boolean, scanned = true): Subject | Fault {
  const { faults } = parts.phrases;
  if (!said) return { fault: faults.whatHappened() };
  const { read } = said;
  const isStop = event && said.condition.kind === 'in' && said.condition.name === 'stopped';
  const condition = isStop ? notRunning : said.condition;
  if (scanned && condition.kind === 'quality') return { fault: faults.qualityIsNow() };
  const isOneAsked = parts.items.some(({ text }) => /^(is|was)$/i.test(text)) && !parts.group;
  const found = conditionTags(parts, condition, read, !scanned && !isOneAsked);
  if ('fault' in found) return found;
  if (scanned && found.tags.length > mostScanned) {
    return { fault: faults.searchesTooMany(found.tags.length), tags: found.tags };
  }
  return { ...found, read };
}

/** "most stops", "top 3 by downtime": the number asked for, and what says so. */
function rankOf({ items }: Parts, read: ReadonlySet<Item>) {
  if (!items.some(({ cues }) => cues.includes('highest'))) return { limit: null, cues: [], read };
  const number = items.find((item) => item.number !== null && item.unit === null && !read.has(item));
  const limit = number?.number ?? 1;
  const cues: readonly Cue[] = ['highest', 'top', 'by'];
  return Number.isInteger(limit) && limit > 0
    ? { limit, cues, read: new Set([...read, ...(number ? [number] : [])]) }
    : { limit: null, cues: [], read };
}

const ids = (tags: readonly PlacedTag[]) => tags.map(({ id }) => id);
