import type { Tag } from './plant.ts';
import type { PlacedTag } from './plant-index.ts';
import { displayUnit } from './units.ts';

/** What stands where nothing is known. */
export const noValue = '–';

const mostDigits = 6;

/** A tag's value for people: "1,204", "71.3", "Execute", "on". NaN and infinities are "–". */
export function formatValue(tag: PlacedTag, value: number): string {
  if (!Number.isFinite(value)) return noValue;
  if (tag.tag.kind === 'boolean') return value === 0 ? 'off' : 'on';
  if (tag.tag.kind === 'state') return tag.stateNames?.[value] ?? `state ${value}`;
  return numberFormat(digitsOf(tag.tag)).format(value);
}

/** `formatValue` with the unit as people write it: "71.3 °C". Nothing known has no unit. */
export function formatWithUnit(tag: PlacedTag, value: number): string {
  const text = formatValue(tag, value);
  const unit = tag.tag.unit === undefined || text === noValue ? '' : displayUnit(tag.tag.unit);
  return unit === '' ? text : `${text} ${unit}`;
}

/**
 * Digits after the point, the same for every value of a tag, so that gauges do not jump: those of the deadband, else
 * those that cut the range into a thousand steps, else what is usual for the unit.
 */
function digitsOf(tag: Tag): number {
  if (tag.kind !== 'number') return 0;
  if (tag.deadband !== undefined && tag.deadband > 0) return digitsOfStep(tag.deadband);
  if (tag.range && tag.range[1] > tag.range[0]) return digitsOfStep((tag.range[1] - tag.range[0]) / 1000);
  return usualDigits[tag.unit ?? '1'] ?? 2;
}

const usualDigits: Readonly<Record<string, number>> = {
  '/min': 0,
  '{rev}/min': 0,
  '/h': 0,
  W: 0,
  V: 1,
  '%': 1,
  Cel: 1,
  '[degF]': 1,
  Hz: 1,
};

/** 0.05 needs two digits, 0.1 one, 5 none. The small term takes back what log10 is off by. */
const digitsOfStep = (step: number): number => Math.min(mostDigits, Math.max(0, Math.ceil(-Math.log10(step) - 1e-9)));

const formats = new Map<number, Intl.NumberFormat>();

/** Made once a digit count: making one takes longer than a thousand uses. */
function numberFormat(digits: number): Intl.NumberFormat {
  let format = formats.get(digits);
  if (!format) {
    format = new Intl.NumberFormat('en-US', {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      signDisplay: 'negative', // -0.04 with one digit is 0.0
    });
    formats.set(digits, format);
  }
  return format;
}
