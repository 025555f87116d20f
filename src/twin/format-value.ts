import type { Tag } from './plant.ts';
import type { PlacedTag } from './plant-index.ts';
import { displayUnit } from './units.ts';

/** What stands where nothing is known. */
export const noValue = '–';

const mostDigits = 6;

/** What differs from language to language. */
export interface ValueWords {
  /** BCP 47: how numbers are grouped and where their point is. */
  readonly locale: string;
  readonly on: string;
  readonly off: string;
  /** A state that has a number alone. */
  readonly state: (code: number) => string;
  /** A PackML state by its standard name. */
  readonly packml: (name: string) => string;
}

export const englishWords: ValueWords = {
  locale: 'en-US',
  on: 'on',
  off: 'off',
  state: (code) => `state ${code}`,
  packml: (name) => name,
};

/** A tag's value for people: "1,204", "71.3", "Execute", "on", "Lot 7". NaN, infinities and unknown texts are "–". */
export function formatValue(tag: PlacedTag, value: number, words: ValueWords = englishWords): string {
  if (!Number.isFinite(value)) return noValue;
  if (tag.tag.kind === 'boolean') return value === 0 ? words.off : words.on;
  if (tag.tag.kind === 'state') {
    const name = tag.stateNames?.[value];
    if (name === undefined) return words.state(value);
    return tag.tag.states === 'PackML' ? words.packml(name) : name;
  }
  if (tag.texts) return textOf(tag.texts.get(value));
  return numberFormat(digitsOf(tag.tag), words.locale).format(value);
}

/** An empty text must not look like a value that is missing. */
const textOf = (text: string | undefined): string => (text === '' ? '""' : (text ?? noValue));

/** `formatValue` with the unit as people write it: "71.3 °C". Nothing known has no unit. */
export function formatWithUnit(tag: PlacedTag, value: number, words: ValueWords = englishWords): string {
  const text = formatValue(tag, value, words);
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

const formats = new Map<string, Intl.NumberFormat>();

/** Made once a digit count and locale: making one takes longer than a thousand uses. */
function numberFormat(digits: number, locale: string): Intl.NumberFormat {
  const key = `${locale} ${digits}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale, {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      signDisplay: 'negative', // -0.04 with one digit is 0.0
    });
    formats.set(key, format);
  }
  return format;
}
