import { limitState } from '../twin/limits.ts';
import type { PlacedTag } from '../twin/plant-index.ts';
import { Quality } from '../twin/quality.ts';
import { convert } from '../twin/units.ts';
import type { Condition } from './query.ts';

/** Whether a known value of `placed` meets the condition; conditions on quality are not about values. */
export function testOf(condition: Condition, placed: PlacedTag): (value: number) => boolean {
  switch (condition.kind) {
    case 'in':
      if (placed.tag.kind === 'boolean' && condition.flag !== undefined) return (value) => value === condition.flag;
      return (value) => condition.values.includes(value);
    case 'compare': {
      const { unit } = placed.tag;
      const bound =
        condition.unit === null || unit === undefined
          ? condition.value
          : (convert(condition.value, condition.unit, unit) ?? Number.NaN);
      const compare = {
        above: (value: number) => value > bound,
        atLeast: (value: number) => value >= bound,
        below: (value: number) => value < bound,
        atMost: (value: number) => value <= bound,
      };
      return compare[condition.comparison];
    }
    case 'limits': {
      const sides: Record<string, readonly string[]> = {
        any: ['high', 'highHigh', 'low', 'lowLow'],
        high: ['high', 'highHigh'],
        low: ['low', 'lowLow'],
        none: ['normal'],
      };
      const meant = sides[condition.side]!;
      return (value) => meant.includes(limitState(placed.tag.limits, value));
    }
    case 'quality':
      return () => false;
  }
}

export const qualityMeets = (condition: Extract<Condition, { kind: 'quality' }>, quality: number): boolean =>
  quality === (condition.quality === 'stale' ? Quality.stale : Quality.bad);
