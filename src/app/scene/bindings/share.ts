import { MathUtils } from 'three';
import type { Tag } from '../../../twin/plant.ts';

/** 0 to 1: by the tag's range, or as the share or percentage that it is. NaN stays. */
export function shareOf({ range, unit }: Tag, value: number): number {
  const [from, to] = range ?? [0, unit === '%' ? 100 : 1];
  return MathUtils.clamp((value - from) / (to - from), 0, 1);
}
