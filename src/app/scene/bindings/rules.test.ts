import { describe, expect, test } from 'vitest';
import { type ColourRule, codingColours, type Machine, type Tag } from '../../../twin/plant.ts';
import { indexPlant, type PlacedTag } from '../../../twin/plant-index.ts';
import { Quality } from '../../../twin/quality.ts';
import { type Palette, palette } from '../../palette.ts';
import { Pattern } from '../parts/clay-material.ts';
import { oklabOf } from './oklab.ts';
import { patternOf, scaleOf, swatchColours, swatchOf } from './rules.ts';

const tags: readonly Tag[] = [
  { id: 'heat', name: 'Heat', kind: 'number', limits: { high: 80, highHigh: 90 }, address: 'h' },
  { id: 'mode', name: 'Mode', kind: 'state', states: ['hand', 'automatic', 'constructor'], address: 'm' },
  { id: 'open', name: 'Open', kind: 'boolean', address: 'o' },
];
const index = indexPlant({
  format: 'gemba-plant/1',
  id: 'p',
  name: 'P',
  site: { name: 'S', timeZone: 'UTC', shifts: [], floor: [5, 5] },
  sources: [],
  areas: [
    {
      id: 'a',
      name: 'A',
      lines: [{ id: 'l', name: 'L', machines: [{ id: 'm', type: 'pump', tags, mainTags: [] } as unknown as Machine] }],
    },
  ],
  flows: [],
});
const [heat, mode, open] = index.tags as [PlacedTag, PlacedTag, PlacedTag];
const colours = palette.light;
const hex = (swatch: number) =>
  swatch === 0 ? null : `#${swatchColours(colours)[swatch]!.toString(16).padStart(6, '0')}`;
const colour = (placed: PlacedTag, rule: ColourRule | undefined, value: number, quality: number = Quality.good) =>
  hex(swatchOf(placed, rule, value, quality));
const gradient: ColourRule = { by: 'gradient', from: 20, to: 60, scale: 'sequential' };

describe('what colour a value gives (SCENE-30)', () => {
  test('by state, also of booleans; a state that is not named keeps the grey', () => {
    const rule: ColourRule = { by: 'state', states: { automatic: 'blue', on: 'teal' } };
    expect(colour(mode, rule, 1)).toBe(colours.coding.blue);
    expect([0, 2, 7].map((value) => colour(mode, rule, value))).toEqual([null, null, null]);
    expect([0, 1].map((value) => colour(open, rule, value))).toEqual([null, colours.coding.teal]);
  });

  test('by range, up to but not at its end', () => {
    const rule: ColourRule = {
      by: 'range',
      ranges: [
        { to: 10, colour: 'pale' },
        { from: 20, to: 30, colour: 'blue' },
      ],
    };
    const { pale, blue } = colours.coding;
    expect([-5, 10, 20, 29.9, 30].map((value) => colour(heat, rule, value))).toEqual([pale, null, blue, blue, null]);
  });

  test('by gradient, beyond an end as at the end; it may fall', () => {
    const [first, last] = colours.sequential;
    expect([0, 20, 60, 70].map((value) => colour(heat, gradient, value))).toEqual([first, first, last, last]);
    expect(colour(heat, { ...gradient, from: 60, to: 20 }, 20)).toBe(last);
  });

  test('SCENE-3: beyond a limit the alarm is seen, whatever the rule says', () => {
    expect(colour(heat, gradient, 85)).toBe(colours.alarmMedium);
    expect(colour(heat, gradient, 95)).toBe(colours.alarmHigh);
  });

  test('SCENE-4: what is not good has no rule’s colour but a pattern', () => {
    for (const quality of [Quality.stale, Quality.bad, Quality.uncertain])
      expect(colour(heat, gradient, 40, quality)).toBeNull();
    expect(colour(heat, gradient, 95, Quality.stale)).toBeNull();
    expect(colour(heat, gradient, Number.NaN)).toBeNull();
    const patterns = [Quality.good, Quality.uncertain, Quality.stale, Quality.bad].map((q) => patternOf(gradient, q));
    expect(patterns).toEqual([Pattern.none, Pattern.stale, Pattern.stale, Pattern.bad]);
    expect(patternOf(undefined, Quality.uncertain)).toBe(Pattern.none);
  });
});

const difference = (one: string, other: string): number => {
  const [a, b] = [oklabOf(one), oklabOf(other)];
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
};

describe.each(Object.entries(palette))('coding colours, %s (SCENE-30)', (_, theme: Palette) => {
  const alarms = [theme.alarmHigh, theme.alarmMedium, theme.alarmLow];
  const scales = { sequential: scaleOf(theme.sequential, 64), diverging: scaleOf(theme.diverging, 64) };

  test('none is near an alarm’s', () => {
    const all = [...codingColours.map((name) => theme.coding[name]), ...scales.sequential, ...scales.diverging];
    for (const each of all) for (const alarm of alarms) expect(difference(each, alarm)).toBeGreaterThan(0.1);
  });

  test('they differ in lightness, so that they are told apart in greyscale and by every kind of sight', () => {
    const lightness = codingColours.map((name) => oklabOf(theme.coding[name])[0]).toSorted((a, b) => a - b);
    for (const [k, each] of lightness.entries()) if (k > 0) expect(each - lightness[k - 1]!).toBeGreaterThan(0.09);
  });

  test('scales go in even steps of lightness, and their strong ends stand out from the clay', () => {
    const halves = [scales.sequential, scales.diverging.slice(0, 32), scales.diverging.slice(32)];
    for (const half of halves) {
      const steps = half.map((each) => oklabOf(each)[0]).map((each, k, all) => (k === 0 ? 0 : each - all[k - 1]!));
      const direction = Math.sign(steps[1]!);
      for (const step of steps.slice(1)) {
        expect(step * direction).toBeGreaterThan(0);
        expect(Math.abs(step - steps[1]!)).toBeLessThan(0.006); // rounding to screen colours
      }
    }
    for (const end of [theme.sequential.at(-1)!, theme.diverging[0]!, theme.diverging.at(-1)!])
      expect(Math.abs(oklabOf(end)[0] - oklabOf(theme.cover)[0])).toBeGreaterThan(0.11);
  });
});
