import { expect, test } from 'vitest';
import type { MachineId, Plant } from '../../twin/plant.ts';
import { indexPlant } from '../../twin/plant-index.ts';
import { Quality } from '../../twin/quality.ts';
import { LiveTable } from '../live/live-table.ts';
import { readingOf } from './reading.ts';

const plant: Plant = {
  format: 'gemba-plant/1',
  id: 'p',
  name: 'Plant',
  site: { name: 'Site', timeZone: 'UTC', shifts: [], floor: [1, 1] },
  sources: [],
  flows: [],
  areas: [
    {
      id: 'a',
      name: 'A',
      lines: [
        {
          id: 'l',
          name: 'L',
          machines: [
            {
              id: 'm' as MachineId,
              name: 'M',
              type: 'tank',
              pose: { x: 0, z: 0 },
              components: [],
              mainTags: [],
              bindings: [],
              tags: [
                { id: 't', name: 'T', kind: 'number', unit: 'Cel', deadband: 0.1, limits: { high: 80 }, address: 't' },
              ],
            },
          ],
        },
      ],
    },
  ],
};
const tag = indexPlant(plant).tags[0]!;
const now = 1_000_000;
const read = (value: number, quality: number, ageMs = 0, lost = false) => {
  const table = new LiveTable(1);
  table.write(0, now - ageMs, value, quality);
  return readingOf(tag, table, now, lost);
};

test('READ-1: a good value is shown with its unit and its limit', () => {
  expect(read(85, Quality.good)).toEqual({
    value: 85,
    text: '85.0',
    unit: '°C',
    trust: 'good',
    note: '',
    limit: 'high',
  });
});

test('READ-1: an old value that did not change is not stale', () => {
  expect(read(20, Quality.good, 3_600_000).trust).toBe('good');
});

test('READ-1: a stale value tells its age and is beyond no limit', () => {
  expect(read(85, Quality.stale, 12_000)).toMatchObject({
    text: '85.0',
    trust: 'stale',
    note: 'stale 12 s',
    limit: 'normal',
  });
});

test('READ-1: a bad value shows no number', () => {
  expect(read(85, Quality.bad)).toMatchObject({ text: '–', trust: 'bad', limit: 'normal', value: Number.NaN });
});

test('READ-1: while the connection is lost every value is an old one, and what was beyond a limit stays so', () => {
  expect(read(85, Quality.good, 5000, true)).toMatchObject({ trust: 'stale', note: '5 s old', limit: 'high' });
});

test('READ-1: a tag that never came has no value', () => {
  expect(readingOf(tag, new LiveTable(1), now, false)).toMatchObject({ text: '–', trust: 'none', note: 'no value' });
});
