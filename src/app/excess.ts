import type { LimitState } from '../twin/limits.ts';
import type { PlacedTag } from '../twin/plant-index.ts';

/** The limit a value is beyond, and by how much in shares of the tag's range. */
export function excess({ tag }: PlacedTag, limit: Exclude<LimitState, 'normal'>, value: number) {
  const bound = tag.limits?.[limit] ?? value;
  const span = tag.range ? tag.range[1] - tag.range[0] : Math.max(1, Math.abs(bound));
  return { bound, share: Math.abs(value - bound) / span };
}

const isOuter = (limit: LimitState): boolean => limit === 'highHigh' || limit === 'lowLow';

interface Beyond {
  readonly limit: LimitState;
  readonly share: number;
}

/** The worst first: beyond an outer limit, then by excess. */
export const byExcess = (a: Beyond, b: Beyond): number =>
  Number(isOuter(b.limit)) - Number(isOuter(a.limit)) || b.share - a.share;
