import type { PlacedTag } from '../../../twin/plant-index.ts';
import { text } from '../../languages/language.ts';
import { formatWithUnit } from '../../languages/values.ts';
import type { Second } from '../../stores/comparison.ts';
import type { Difference, Trust } from '../../stores/differences.ts';
import { duration } from '../time/clock-text.ts';

/** "1 h before A", "pinned" */
export function distanceWords(second: Second, aMs: number, bMs: number): string {
  if ('pinnedMs' in second) return text('compare.pinned');
  const behindMs = aMs - bMs;
  if (Math.abs(behindMs) < 1000) return text('compare.same');
  const length = duration(Math.abs(behindMs));
  return behindMs > 0 ? text('compare.before', { length }) : text('compare.after', { length });
}

/** With its sign: "+2.1 °C", "−3.0 bar". */
export function stepWords(tag: PlacedTag, by: number): string {
  const words = formatWithUnit(tag, by);
  return by > 0 ? `+${words}` : words.replace('-', '−');
}

const sideWords = (tag: PlacedTag, value: number, trust: Trust): string =>
  trust === 'usable' ? formatWithUnit(tag, value) : text(`compare.trust.${trust}`);

/** A, B and, where it can be told, what lies between them. */
export const differenceWords = ({ tag, a, b, by, trustA, trustB }: Difference) => ({
  a: sideWords(tag, a, trustA),
  b: sideWords(tag, b, trustB),
  by: Number.isNaN(by) ? '' : stepWords(tag, by),
});
