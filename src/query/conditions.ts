import type { Phrases } from './languages/phrases.ts';
import { type Cue, negated } from './lexicon.ts';
import type { Fault, Parts } from './parts.ts';
import type { Comparison, Condition } from './query.ts';
import type { Item } from './question.ts';

export const stateItems = (items: readonly Item[]): readonly Item[] => items.filter((item) => item.state !== null);

export interface ReadCondition {
  readonly condition: Condition;
  /** The question speaks of the change to it. */
  readonly becomes: boolean;
  /** The items that say it. */
  readonly read: ReadonlySet<Item>;
}

/** What the question says that a value should be. Null where it says nothing. */
export function readCondition({ items, phrases }: Parts): ReadCondition | Fault | null {
  const having = (...cues: Cue[]): Item[] => items.filter((item) => item.cues.some((cue) => cues.includes(cue)));
  const has = (...cues: Cue[]): boolean => having(...cues).length > 0;
  const becomes = has('become');
  const not = has('not');
  const comparison = readComparison(items, not, phrases);
  if (comparison) {
    if ('fault' in comparison) return comparison;
    return { condition: comparison.condition, becomes, read: new Set([...comparison.read, ...having('not')]) };
  }
  if (has('limit', 'alarm')) {
    const high = has('above', 'high') && !not;
    const low = has('below', 'low') && !not;
    const side = high ? 'high' : low ? 'low' : has('within') === not ? 'any' : 'none';
    const read = having('limit', 'alarm', 'above', 'below', 'high', 'low', 'within', 'outside', 'not');
    return { condition: { kind: 'limits', side }, becomes, read: new Set(read) };
  }
  const states = stateItems(items);
  if (states.length > 0) {
    const said = [...new Set(states.map((item) => item.state!.condition))];
    const both = {
      kind: 'in',
      name: { anyOf: said.map(({ name }) => name) },
      values: [...new Set(said.flatMap(({ values }) => [...values]))],
    } as const;
    const condition = said.length === 1 ? said[0]! : both;
    return {
      condition: not ? negated(condition) : condition,
      becomes: becomes || states.some((item) => item.state!.event),
      read: new Set([...states, ...having('not')]),
    };
  }
  for (const quality of ['stale', 'bad'] as const) {
    if (has(quality) && !not)
      return { condition: { kind: 'quality', quality }, becomes, read: new Set(having(quality)) };
  }
  if (has('high', 'low') && !not) {
    const condition = { kind: 'limits', side: has('high') ? 'high' : 'low' } as const;
    return { condition, becomes, read: new Set(having('high', 'low')) };
  }
  return null;
}

const comparisons: readonly Comparison[] = ['atLeast', 'atMost', 'above', 'below'];
const opposite: Readonly<Record<Comparison, Comparison>> = {
  above: 'atMost',
  atMost: 'above',
  below: 'atLeast',
  atLeast: 'below',
};

function readComparison(
  items: readonly Item[],
  not: boolean,
  { faults }: Phrases,
): { condition: Condition; read: readonly Item[] } | Fault | null {
  const at = items.findIndex(({ cues }) => comparisons.some((each) => cues.includes(each)));
  const sign = items[at];
  if (!sign) {
    // "when did pressure hit 0.5": reached from below.
    const reached = items.findIndex(
      ({ cues }, i) => cues.includes('become') && (items[i + 1]?.number ?? null) !== null,
    );
    const number = items[reached + 1];
    if (reached < 0 || !number) return null;
    const condition = { kind: 'compare', comparison: 'atLeast', value: number.number!, unit: number.unit } as const;
    return { condition, read: [items[reached]!, number] };
  }
  const said = comparisons.find((each) => sign.cues.includes(each))!;
  const rest = items.slice(at + 1);
  const number = rest.find((item) => item.number !== null);
  if (!number) return null;
  const between = rest.slice(0, rest.indexOf(number));
  if (between.some(({ cues }) => !cues.includes('noise'))) return { fault: faults.compareWith() };
  const comparison = not ? opposite[said] : said;
  const condition = { kind: 'compare', comparison, value: number.number!, unit: number.unit } as const;
  return { condition, read: [sign, number] };
}
