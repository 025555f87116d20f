import type { PlacedMachine, PlacedTag } from '../twin/plant-index.ts';
import { convert } from '../twin/units.ts';
import { tagsNamed } from './metric.ts';
import type { Fault, Parts } from './parts.ts';
import { tagTitle } from './phrase.ts';
import type { Condition, StateName } from './query.ts';
import type { Item } from './question.ts';

function suits({ tag }: PlacedTag, condition: Condition): boolean {
  if (condition.kind === 'limits') return tag.limits !== undefined;
  if (condition.kind !== 'compare') return true;
  if (tag.kind !== 'number' && tag.kind !== 'integer') return false;
  return condition.unit === null || (tag.unit !== undefined && convert(1, condition.unit, tag.unit) !== undefined);
}

/** More tags than this are not searched for one question. */
export const mostScanned = 64;

export interface Found {
  readonly tags: readonly PlacedTag[];
  readonly taken: ReadonlySet<string>;
  /** Those of them that the words name whole, where not all are. */
  readonly whole?: readonly PlacedTag[];
}

type StateCondition = Extract<Condition, { kind: 'in' }>;

export interface ConditionTags extends Found {
  /** The condition, in terms of these tags. */
  readonly condition: Condition;
}

function namingOf({ items }: Parts, apart: ReadonlySet<Item>) {
  // "hotter than" both compares and names.
  const naming = items.filter((item) => item.key !== null && (item.mustName || !apart.has(item)));
  return {
    must: naming.filter((item) => item.mustName).map((item) => item.key!),
    /** The same as typed. */
    said: naming.filter((item) => item.mustName).map((item) => item.text),
    may: naming
      .filter((item) => !item.mustName && (item.number === null || item.unit === null))
      .map((item) => item.key!),
  };
}

/** The tags that the question names; `wide` takes every one the words fit. */
export function metricTags(parts: Parts, apart: ReadonlySet<Item>, wide: boolean): Found | Fault {
  const { scope, selected, vocabulary, named } = parts;
  const { faults } = parts.phrases;
  const naming = namingOf(parts, apart);
  if (named.length > 0) {
    const within = scope ? named.filter(({ machine }) => scope.has(machine)) : named;
    const own = within.filter(({ machine }) => machine === selected);
    if (within.length === 0) return { fault: faults.machineLacks(named[0]!.tag.name), tags: named };
    if (naming.must.length > 0) return { fault: faults.unknownName(naming.said[0]!), tags: within };
    return { tags: scope === null && own.length > 0 ? own : within, taken: new Set() };
  }
  if (naming.must.length === 0 && naming.may.length === 0) return { fault: faults.whichMeasurement() };
  const own = scope === null && selected ? tagsNamed(naming, [selected], 'some', vocabulary, wide) : null;
  const found =
    own ??
    tagsNamed(naming, scope ?? vocabulary.index.machines, scope && !parts.group ? 'some' : 'plant', vocabulary, wide);
  if (found) return found;
  const machines = [...(scope ?? [])] as PlacedMachine[];
  const said = naming.said.join(' ') || naming.may.join(' ');
  const place = machines.length === 1 ? machines[0]!.machine.name : null;
  return { fault: faults.placeLacks(place, said.slice(0, 40)), tags: machines.flatMap(({ tags }) => [...tags]) };
}

/** The tags that a condition is asked of; `read` are the items that say it. */
export function conditionTags(
  parts: Parts,
  condition: Condition,
  read: ReadonlySet<Item>,
  wide: boolean,
): ConditionTags | Fault {
  const { scope, selected, vocabulary, named, phrases } = parts;
  const { faults } = phrases;
  const naming = namingOf(parts, read);
  const all = vocabulary.index.machines;
  if (condition.kind === 'in') {
    const odd = naming.said[0] ?? named[0]?.tag.name;
    if (odd !== undefined) return { fault: faults.notTogether(odd.slice(0, 40), condition.name) };
    return stateTags(parts, [...(scope ?? (selected ? [selected] : all))], condition);
  }
  const found = naming.must.length + named.length > 0 || naming.may.length > 0 ? metricTags(parts, read, wide) : null;
  if (found && !('fault' in found)) {
    const tags = found.tags.filter((tag) => suits(tag, condition));
    if (tags.length === 0)
      return { fault: faults.nothingToCompare(tagTitle(found.tags[0]!, phrases)), tags: found.tags };
    const units = new Set(tags.map(({ tag }) => tag.unit));
    if (condition.kind === 'compare' && condition.unit === null && units.size > 1) {
      return { fault: faults.differentUnits(), tags };
    }
    return { ...found, tags, condition };
  }
  if (found && naming.must.length + named.length > 0) return found;
  if (condition.kind === 'compare' && condition.unit === null) {
    return { fault: faults.whichToCompare() };
  }
  const tags = [...(scope ?? all)].flatMap((machine) => machine.tags).filter((tag) => suits(tag, condition));
  return tags.length > 0 ? { tags, taken: new Set(), condition } : { fault: faults.noSuchValue() };
}

/**
 * What says whether the machines are in that state: the plant's own name for it where most of them have it ("starved" as
 * a stop reason), else their PackML state.
 */
function stateTags(
  { items, vocabulary, phrases }: Parts,
  machines: readonly PlacedMachine[],
  condition: StateCondition,
): ConditionTags | Fault {
  const status = machines
    .flatMap((machine) => vocabulary.statusTags[machine.index] ?? [])
    .filter(({ tag }) => tag.kind !== 'boolean' || condition.flag !== undefined);
  const said = items.filter(({ state }) => state !== null);
  const [only] = said;
  if (only && said.length === 1 && only.own.length > 0) {
    const groups = only.own
      .map((own) => ({ own, tags: own.tags.filter(({ machine }) => machines.includes(machine)) }))
      .sort((a, b) => Number(isFlag(b.tags)) - Number(isFlag(a.tags)) || b.tags.length - a.tags.length);
    const [best] = groups;
    // A word that everyday language has too means the plant's own state only where that is widespread.
    const isEveryday = best && !isNamed(only.state!.condition.name, best.own.name);
    if (
      best &&
      best.tags.length > 0 &&
      (!isEveryday || best.tags.length * 2 >= status.length) &&
      !/^running$/i.test(best.own.name)
    ) {
      const not = items.some(({ cues }) => cues.includes('not'));
      const names = best.tags[0]!.stateNames ?? ['off', 'on'];
      const values = not
        ? names.map((_, value) => value).filter((value) => value !== best.own.value)
        : [best.own.value];
      const own = { own: best.own.name };
      const name = not ? { not: own } : own;
      return { tags: best.tags, taken: new Set(), condition: { kind: 'in', values, name } };
    }
  }
  if (status.length > 0) return { tags: status, taken: new Set(), condition };
  const [first] = machines;
  const who = machines.length === 1 && first ? first.machine.name : null;
  return { fault: phrases.faults.noSuchState(who), tags: machines.flatMap((machine) => [...machine.tags]) };
}

/** A state is spoken of by this name of the plant's own. */
function isNamed(name: StateName, own: string): boolean {
  const said = typeof name === 'string' ? name : 'own' in name ? name.own : 'packml' in name ? name.packml : null;
  return said?.toLowerCase() === own.toLowerCase();
}

const isFlag = (tags: readonly PlacedTag[]): boolean => tags[0]?.tag.kind === 'boolean';
