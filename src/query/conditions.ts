import { type Cue, negated } from './lexicon.ts';
import type { Fault } from './parts.ts';
import type { Comparison, Condition } from './query.ts';
import type { Item } from './question.ts';

export const stateItems = (items: readonly Item[]): readonly Item[] => items.filter((item) => item.state !== null);

/** What the question says that a value should be; `becomes` where it speaks of the change. Null where it says nothing. */
export function readCondition(items: readonly Item[]): { condition: Condition; becomes: boolean } | Fault | null {
  const has = (...cues: Cue[]): boolean => items.some((item) => item.cues.some((cue) => cues.includes(cue)));
  const becomes = has('become');
  const not = has('not');
  const comparison = readComparison(items, not);
  if (comparison) return 'fault' in comparison ? comparison : { condition: comparison, becomes };
  if (has('limit', 'alarm')) {
    const side =
      has('above', 'high') && !not
        ? 'high'
        : has('below', 'low') && !not
          ? 'low'
          : has('within') === not
            ? 'any'
            : 'none';
    return { condition: { kind: 'limits', side }, becomes };
  }
  const states = stateItems(items);
  if (states.length > 0) {
    const said = states.map((item) => item.state!.condition);
    const condition = {
      kind: 'in',
      name: [...new Set(said.map(({ name }) => name))].join(' or '),
      values: [...new Set(said.flatMap(({ values }) => [...values]))],
    } as const;
    return {
      condition: not ? negated(condition) : condition,
      becomes: becomes || states.some((item) => item.state!.event),
    };
  }
  if (has('stale')) return { condition: { kind: 'quality', quality: 'stale' }, becomes };
  if (has('bad')) return { condition: { kind: 'quality', quality: 'bad' }, becomes };
  if (has('high', 'low') && items.some(({ text }) => /^(too |is )/i.test(text) || /\b(is|are)\b/i.test(text))) {
    return { condition: { kind: 'limits', side: has('high') ? 'high' : 'low' }, becomes };
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

function readComparison(items: readonly Item[], not: boolean): Extract<Condition, { kind: 'compare' }> | Fault | null {
  const at = items.findIndex(({ cues }) => comparisons.some((each) => cues.includes(each)));
  if (at < 0) {
    // "when did pressure hit 0.5": reached from below.
    const reached = items.findIndex(
      ({ cues }, i) => cues.includes('become') && (items[i + 1]?.number ?? null) !== null,
    );
    if (reached < 0) return null;
    const { number, unit } = items[reached + 1]!;
    return { kind: 'compare', comparison: 'atLeast', value: number!, unit };
  }
  const said = comparisons.find((each) => items[at]!.cues.includes(each))!;
  const rest = items.slice(at + 1);
  const number = rest.find((item) => item.number !== null);
  if (!number) return null;
  const between = rest.slice(0, rest.indexOf(number));
  if (between.some(({ cues }) => !cues.includes('noise')))
    return { fault: 'I did not understand what to compare with' };
  const comparison = not ? opposite[said] : said;
  return { kind: 'compare', comparison, value: number.number!, unit: number.unit };
}
