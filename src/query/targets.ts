import type { PlacedMachine, PlacedTag } from '../twin/plant-index.ts';
import { convert } from '../twin/units.ts';
import { tagsNamed } from './metric.ts';
import type { Fault, Parts } from './parts.ts';
import { tagTitle } from './phrase.ts';
import type { Condition } from './query.ts';
import type { Item } from './question.ts';

function suits({ tag }: PlacedTag, condition: Condition): boolean {
  if (condition.kind === 'limits') return tag.limits !== undefined;
  if (condition.kind !== 'compare') return true;
  if (tag.kind !== 'number' && tag.kind !== 'integer') return false;
  return condition.unit === null || (tag.unit !== undefined && convert(1, condition.unit, tag.unit) !== undefined);
}

export interface Found {
  readonly tags: readonly PlacedTag[];
  readonly taken: ReadonlySet<string>;
}

function namingOf({ items }: Parts, apart: ReadonlySet<Item>) {
  const naming = items.filter((item) => item.key !== null && !apart.has(item));
  return {
    must: naming.filter((item) => item.mustName).map((item) => item.key!),
    may: naming
      .filter((item) => !item.mustName && (item.number === null || item.unit === null))
      .map((item) => item.key!),
  };
}

/** The tags that the question names; `wide` takes every one the words fit. */
export function metricTags(parts: Parts, apart: ReadonlySet<Item>, wide: boolean): Found | Fault {
  const { scope, selected, vocabulary, named } = parts;
  const naming = namingOf(parts, apart);
  if (named.length > 0) {
    const within = scope ? named.filter(({ machine }) => scope.has(machine)) : named;
    const own = within.filter(({ machine }) => machine === selected);
    if (within.length === 0) return { fault: `no such machine has "${named[0]!.tag.name}"`, tags: named };
    if (naming.must.length > 0) return { fault: `I do not know "${naming.must[0]}"`, tags: within };
    return { tags: scope === null && own.length > 0 ? own : within, taken: new Set(naming.may) };
  }
  if (naming.must.length === 0 && naming.may.length === 0)
    return { fault: 'I did not understand which measurement is meant' };
  const own = scope === null && selected ? tagsNamed(naming, [selected], vocabulary, wide) : null;
  const found = own ?? tagsNamed(naming, scope ?? vocabulary.index.machines, vocabulary, wide);
  if (found) return found;
  const machines = [...(scope ?? [])] as PlacedMachine[];
  const said = naming.must.join(' ') || naming.may.join(' ');
  const place = machines.length === 1 ? machines[0]!.machine.name : 'this plant';
  return { fault: `${place} has no "${said.slice(0, 40)}"`, tags: machines.flatMap(({ tags }) => [...tags]) };
}

/** The tags that the condition is asked of. */
export function conditionTags(parts: Parts, condition: Condition): Found | Fault {
  const { vocabulary } = parts;
  const scope =
    parts.scope ??
    (parts.selected && condition.kind === 'in' ? new Set([parts.selected]) : new Set(vocabulary.index.machines));
  if (condition.kind === 'in') {
    const naming = namingOf(parts, new Set());
    if (naming.must.length > 0 || parts.named.length > 0) {
      return {
        fault: `"${[...naming.must, ...parts.named.map(tagTitle)][0]}" and "${condition.name}" do not go together`,
      };
    }
    const own = parts.items.flatMap((item) => item.state?.tags ?? []);
    const tags =
      own.length > 0
        ? own.filter(({ machine }) => scope.has(machine))
        : [...scope].flatMap((machine) => machine.stateTag ?? []);
    if (tags.length > 0) return { tags, taken: new Set() };
    const [machine] = scope;
    return {
      fault: `${scope.size === 1 && machine ? `${machine.machine.name} reports` : 'these machines report'} no state`,
      tags: machine?.tags ?? [],
    };
  }
  const naming = namingOf(parts, new Set());
  const names = naming.must.length > 0 || parts.named.length > 0;
  if (names) {
    const found = metricTags(parts, new Set(), true);
    if ('fault' in found) return found;
    const tags = found.tags.filter((tag) => suits(tag, condition));
    return tags.length > 0
      ? { ...found, tags }
      : { fault: `${tagTitle(found.tags[0]!)} cannot be compared with that`, tags: found.tags };
  }
  const soft = naming.may.length > 0 ? metricTags(parts, new Set(), true) : null;
  if (soft && !('fault' in soft)) return { ...soft, tags: soft.tags.filter((tag) => suits(tag, condition)) };
  if (condition.kind === 'compare' && condition.unit === null)
    return { fault: 'I did not understand which measurement to compare' };
  const tags = [...scope].flatMap((machine) => machine.tags).filter((tag) => suits(tag, condition));
  return tags.length > 0 ? { tags, taken: new Set() } : { fault: 'nothing here has such a value' };
}
