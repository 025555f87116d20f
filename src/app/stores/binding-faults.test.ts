import { beforeEach, describe, expect, test } from 'vitest';
import type { Machine, MachineId, Plant, TagId } from '../../twin/plant.ts';
import { indexPlant } from '../../twin/plant-index.ts';
import { Quality } from '../../twin/quality.ts';
import { LiveTable } from '../live/live-table.ts';
import { bindingFaults } from './binding-faults.ts';
import { drawnParts } from './drawn-parts.ts';

const pump: Machine = {
  id: 'pump' as MachineId,
  name: 'Pump',
  type: 'pump',
  pose: { x: 0, z: 0 },
  components: [{ id: 'casing', name: 'Casing', part: 'body' }],
  mainTags: [],
  bindings: [
    { tag: 'speed', part: 'shaft', as: 'rotation' },
    { tag: 'pump.speed', part: 'body', as: 'text' },
  ],
  tags: [
    { id: 'speed', name: 'Speed', kind: 'number', range: [0, 100], address: 's' },
    { id: 'wear', name: 'Wear', kind: 'number', component: 'casing', address: 'w' },
    { id: 'heat', name: 'Heat', kind: 'number', address: 'h' },
  ],
};
const plant: Plant = {
  format: 'gemba-plant/1',
  id: 'p',
  name: 'P',
  site: { name: 'S', timeZone: 'UTC', shifts: [], floor: [5, 5] },
  sources: [],
  areas: [{ id: 'a', name: 'A', lines: [{ id: 'l', name: 'L', machines: [pump] }] }],
  flows: [],
  heatMaps: [
    { id: 'm', name: 'M', sensors: [{ tag: 'pump.heat' as TagId }], reach: 1, from: 0, to: 1, scale: 'sequential' },
  ],
};
const index = indexPlant(plant);
const [speed, wear, heat] = [0, 1, 2] as const;
let table = new LiveTable(3);
beforeEach(() => {
  table = new LiveTable(3);
  for (const slot of [speed, wear, heat]) table.write(slot, 1000, 50, Quality.good);
});
const told = () =>
  bindingFaults(index, table, () => undefined).map(
    ({ trouble, shown, tag, sinceMs }) => `${shown.how} ${tag?.id} ${trouble} ${sinceMs}`,
  );

describe('what a binding doctor finds', () => {
  test('nothing while all values are good and plausible', () => {
    expect(told()).toEqual([]);
  });

  test('a tag once for each way in which it shows, with the trouble and since when', () => {
    table.write(speed, 2000, 50, Quality.stale);
    table.write(wear, 3000, 50, Quality.bad);
    expect(told()).toEqual([
      'binding pump.speed stale 2000',
      'binding pump.speed stale 2000',
      'component pump.wear bad 3000',
    ]);
  });

  test('a value outside of its range, and one that its source doubts', () => {
    table.write(speed, 2000, 101, Quality.good);
    table.write(heat, 2000, 1, Quality.uncertain);
    expect(told()).toEqual([
      'binding pump.speed range 2000',
      'binding pump.speed range 2000',
      'heatMap pump.heat range 2000',
    ]);
  });

  test('what never reported is not called stale', () => {
    table = new LiveTable(3);
    expect(new Set(told().map((each) => each.split(' ').slice(2).join(' ')))).toEqual(new Set(['never NaN']));
  });

  test('parts and tags that are not there', () => {
    const faults = bindingFaults(index, table, () => new Set(['body']));
    expect(faults.map(({ trouble, shown }) => [trouble, shown.how === 'binding' && shown.binding.part])).toEqual([
      ['unmatched', 'shaft'],
    ]);
    const lost = indexPlant({ ...plant, heatMaps: [{ ...plant.heatMaps![0]!, sensors: [{ tag: 'x.y' as TagId }] }] });
    expect(bindingFaults(lost, table, () => undefined)).toMatchObject([{ trouble: 'unmatched', named: 'x.y' }]);
  });

  test('a part that the machine has lost to its parameters', () => {
    const light = (segments: number): Machine => ({
      ...pump,
      type: 'stack-light',
      parameters: { segments },
      bindings: [{ tag: 'speed', part: 'lamp4', as: 'colour' }],
    });
    const troubles = (machine: Machine) => {
      const [area] = plant.areas;
      const areas = [{ ...area!, lines: [{ ...area!.lines[0]!, machines: [machine] }] }];
      return bindingFaults(indexPlant({ ...plant, areas }), table, drawnParts).map(({ trouble }) => trouble);
    };
    expect(troubles(light(4))).toEqual([]);
    expect(troubles(light(3))).toEqual(['unmatched']);
  });
});
