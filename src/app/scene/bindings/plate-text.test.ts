import { describe, expect, test } from 'vitest';
import { formatWithUnit } from '../../../twin/format-value.ts';
import type { Machine, Tag } from '../../../twin/plant.ts';
import { indexPlant, type PlacedTag } from '../../../twin/plant-index.ts';
import { Quality } from '../../../twin/quality.ts';
import { plateName, readingOf, ticksOf } from './plate-text.ts';
import { shareOf } from './share.ts';

const tags: readonly Tag[] = [
  {
    id: 'pressure',
    name: 'Pressure',
    kind: 'number',
    unit: 'bar',
    range: [0, 6],
    limits: { low: 1.5, high: 3, highHigh: 4.5 },
    address: 'p',
  },
  { id: 'mode', name: 'Mode', kind: 'state', states: ['hand', 'automatic'], address: 'm' },
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
const [pressure, mode] = index.tags as [PlacedTag, PlacedTag];
const read = (placed: PlacedTag, value: number, quality: number, lost = false) =>
  readingOf(placed, value, quality, lost, (each, number) => formatWithUnit(each, number));

describe('what a plate says (SCENE-31)', () => {
  test('the value with its unit, or the word of the state', () => {
    expect(read(pressure, 2.4, Quality.good)).toEqual({
      value: '2.400 bar',
      doubt: 'none',
      alarm: 0,
      share: expect.closeTo(0.4),
    });
    expect(read(mode, 1, Quality.good)).toMatchObject({ value: 'automatic', doubt: 'none' });
  });

  test('beyond a limit it has the alarm, and the outer one is another', () => {
    const [high, highHigh] = [read(pressure, 3, Quality.good).alarm, read(pressure, 4.5, Quality.good).alarm];
    expect(high).toBeGreaterThan(0);
    expect(highHigh).toBeGreaterThan(0);
    expect(high).not.toBe(highHigh);
  });

  test('a stale value is the last one, in doubt and without an alarm', () => {
    expect(read(pressure, 4.8, Quality.stale)).toEqual({
      value: '4.800 bar',
      doubt: 'stale',
      alarm: 0,
      share: expect.closeTo(0.8),
    });
  });

  test('SCENE-45: without a connection it is in doubt, but an alarm stays', () => {
    expect(read(pressure, 2.4, Quality.good, true)).toMatchObject({ value: '2.400 bar', doubt: 'stale', alarm: 0 });
    expect(read(pressure, 4.8, Quality.good, true)).toEqual({
      ...read(pressure, 4.8, Quality.good),
      doubt: 'stale',
    });
    expect(read(pressure, 2.4, Quality.bad, true)).toMatchObject({ value: '–', doubt: 'bad' });
  });

  test('a bad one and one that never came are not told, and the needle is gone', () => {
    expect(read(pressure, 4.8, Quality.bad)).toMatchObject({ value: '–', doubt: 'bad', alarm: 0, share: Number.NaN });
    expect(read(pressure, Number.NaN, Quality.stale)).toMatchObject({ value: '–', doubt: 'stale', share: Number.NaN });
  });

  test('an implausible one is questioned', () => {
    expect(read(pressure, 2, Quality.uncertain).value).toBe('2.000 bar ?');
  });

  test('the gauge goes from end to end of the range with its limits', () => {
    expect(ticksOf(pressure.tag)).toEqual([-1, 0.25, 0.5, 0.75]);
    expect([-1, 0, 6, 9].map((value) => shareOf(pressure.tag, value))).toEqual([0, 0, 1, 1]);
    expect(shareOf(pressure.tag, Number.NaN)).toBeNaN();
  });

  test('a long name is cut', () => {
    expect(
      plateName({ ...pressure, tag: { ...pressure.tag, name: 'Vibration of the accelerometer at the far end' } }),
    ).toBe('Vibration of the accele…');
  });
});
