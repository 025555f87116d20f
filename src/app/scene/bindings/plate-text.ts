import type { Tag } from '../../../twin/plant.ts';
import type { PlacedTag } from '../../../twin/plant-index.ts';
import { Quality } from '../../../twin/quality.ts';
import { aged, isAlarm, type Swatch, swatchOf } from './rules.ts';
import { shareOf } from './share.ts';

/** A longer name is cut: the inspector has it in full. */
const longestName = 24;
const unknown = '–';

/** What a plate says. Stale is hatched and its value struck, bad is crossed and has none. */
export interface Reading {
  readonly value: string;
  readonly doubt: 'none' | 'stale' | 'bad';
  /** The alarm's colour, or 0. */
  readonly alarm: Swatch;
  /** Where the needle stands, 0 to 1; NaN = there is none. */
  readonly share: number;
}

export const plateName = ({ tag }: PlacedTag): string =>
  tag.name.length > longestName ? `${tag.name.slice(0, longestName - 1).trimEnd()}…` : tag.name;

/**
 * `format` writes a value with its unit. An implausible value has a question mark. `lost` = live without a connection:
 * what is known is old, but an alarm does not go away with the connection.
 */
export function readingOf(
  placed: PlacedTag,
  value: number,
  quality: number,
  lost: boolean,
  format: (placed: PlacedTag, value: number) => string,
): Reading {
  const known = quality !== Quality.bad && !Number.isNaN(value);
  const worth = aged(quality, lost);
  const swatch = swatchOf(placed, undefined, value, quality);
  return {
    value: known ? `${format(placed, value)}${worth === Quality.uncertain ? ' ?' : ''}` : unknown,
    doubt: worth === Quality.bad ? 'bad' : worth === Quality.stale ? 'stale' : 'none',
    alarm: isAlarm(swatch) ? swatch : 0,
    share: known ? shareOf(placed.tag, value) : Number.NaN,
  };
}

/** Where the limits stand on the gauge, 0 to 1: lowLow, low, high, highHigh; -1 = there is none. */
export function ticksOf(tag: Tag): readonly [number, number, number, number] {
  const { lowLow, low, high, highHigh } = tag.limits ?? {};
  const tick = (limit: number | undefined) => (limit === undefined ? -1 : shareOf(tag, limit));
  return [tick(lowLow), tick(low), tick(high), tick(highHigh)];
}
