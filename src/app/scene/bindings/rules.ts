import { limitState } from '../../../twin/limits.ts';
import { type CodingColour, type ColourRule, codingColours, type Gradient } from '../../../twin/plant.ts';
import type { PlacedTag } from '../../../twin/plant-index.ts';
import { Quality } from '../../../twin/quality.ts';
import type { Palette } from '../../palette.ts';
import { Pattern, type PatternCode } from '../parts/clay-material.ts';
import { hexOf, type Oklab, oklabOf } from './oklab.ts';

/**
 * What colour a value gives, whatever the theme: 0 = none, then the two alarm colours, the coding colours and the
 * steps of either scale. A number, so that it is compared and painted ten thousand times a frame.
 */
export type Swatch = number;

const noSwatch: Swatch = 0;
const mediumSwatch: Swatch = 1;
const highSwatch: Swatch = 2;
const firstCoding = 3;
/** Of a scale: more could not be told apart, fewer would show as bands. */
const scaleSteps = 64;
const firstOfScale: Readonly<Record<Gradient['scale'], Swatch>> = {
  sequential: firstCoding + codingColours.length,
  diverging: firstCoding + codingColours.length + scaleSteps,
};

export const isAlarm = (swatch: Swatch): boolean => swatch === mediumSwatch || swatch === highSwatch;

const codingSwatch = (colour: CodingColour | undefined): Swatch =>
  colour === undefined ? noSwatch : firstCoding + codingColours.indexOf(colour);

/**
 * The colour of a part that shows this tag. Beyond a limit it is the alarm's, whatever the rule says. A value that is
 * not good gives no rule's colour: what the rule would say of it is not known.
 */
export function swatchOf(placed: PlacedTag, rule: ColourRule | undefined, value: number, quality: number): Swatch {
  if (quality >= Quality.stale) return noSwatch;
  switch (limitState(placed.tag.limits, value)) {
    case 'highHigh':
    case 'lowLow':
      return highSwatch;
    case 'high':
    case 'low':
      return mediumSwatch;
    case 'normal':
      return rule && quality === Quality.good ? ruleSwatch(placed, rule, value) : noSwatch;
  }
}

/** How doubt about the value is drawn: stale hatched, bad crossed; hatched, too, where a rule reads an implausible one. */
export function patternOf(rule: ColourRule | undefined, quality: number): PatternCode {
  if (quality === Quality.bad) return Pattern.bad;
  return quality === Quality.stale || (rule && quality === Quality.uncertain) ? Pattern.stale : Pattern.none;
}

/** `lost` = live without a connection: what came last is an old value, however good it was. */
export const aged = (quality: number, lost: boolean): number => (lost ? Math.max(quality, Quality.stale) : quality);

function ruleSwatch(placed: PlacedTag, rule: ColourRule, value: number): Swatch {
  if (Number.isNaN(value)) return noSwatch;
  switch (rule.by) {
    case 'state':
      return codingSwatch(ownOr(rule.states, stateNameOf(placed, value)));
    case 'range':
      for (const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY, colour } of rule.ranges)
        if (value >= from && value < to) return codingSwatch(colour);
      return noSwatch;
    case 'gradient':
      return gradientSwatch(rule, value);
  }
}

const ownOr = (states: Readonly<Record<string, CodingColour>>, name: string): CodingColour | undefined =>
  Object.hasOwn(states, name) ? states[name] : undefined;

function stateNameOf({ tag, stateNames, texts }: PlacedTag, value: number): string {
  if (tag.kind === 'boolean') return value === 0 ? 'off' : 'on';
  return stateNames?.[value] ?? texts?.get(value) ?? '';
}

/** Beyond an end it is the end's. */
export function gradientSwatch({ from, to, scale }: Gradient, value: number): Swatch {
  const share = Math.min(1, Math.max(0, (value - from) / (to - from)));
  return firstOfScale[scale] + Math.round(share * (scaleSteps - 1));
}

const rows = new WeakMap<Palette, Uint32Array>();

/** The colours of all swatches in a theme, 0xRRGGBB by swatch. */
export function swatchColours(colours: Palette): Uint32Array {
  let row = rows.get(colours);
  if (!row) {
    const hexes = [
      '#000000',
      colours.alarmMedium,
      colours.alarmHigh,
      ...codingColours.map((name) => colours.coding[name]),
      ...scaleOf(colours.sequential, scaleSteps),
      ...scaleOf(colours.diverging, scaleSteps),
    ];
    row = Uint32Array.from(hexes, (hex) => Number.parseInt(hex.slice(1), 16));
    rows.set(colours, row);
  }
  return row;
}

/** Even steps between the given colours, as people see them. */
export function scaleOf(ends: readonly string[], steps: number): string[] {
  const known = ends.map(oklabOf);
  return Array.from({ length: steps }, (_, k) => {
    const at = (k / (steps - 1)) * (known.length - 1);
    const low = Math.min(Math.floor(at), known.length - 2);
    const [a, b] = [known[low]!, known[low + 1]!];
    return hexOf(a.map((each, axis) => each + (b[axis]! - each) * (at - low)) as unknown as Oklab);
  });
}
