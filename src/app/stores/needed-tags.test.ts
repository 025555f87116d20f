import { describe, expect, it } from 'vitest';
import type { Machine, MachineId, Plant, TagId } from '../../twin/plant.ts';
import { indexPlant } from '../../twin/plant-index.ts';
import { neededSlots } from './needed-tags.ts';

const machine = (id: string, bound: readonly string[]): Machine => ({
  id: id as MachineId,
  name: id,
  type: 'pump',
  pose: { x: 0, z: 0 },
  components: [{ id: 'casing', name: 'Casing' }],
  mainTags: [],
  bindings: bound.map((tag) => ({ tag, part: 'body', as: 'text' })),
  tags: [
    { id: 'state', name: 'State', kind: 'state', states: 'PackML', address: 'state' },
    { id: 'pressure', name: 'Pressure', kind: 'number', limits: { high: 5, highHigh: 8 }, address: 'p' },
    { id: 'speed', name: 'Speed', kind: 'number', address: 's' },
    { id: 'serial', name: 'Serial', kind: 'integer', address: 'n' },
    { id: 'wear', name: 'Wear', kind: 'number', component: 'casing', address: 'w' },
  ],
});

const plantOf = (...machines: Machine[]): Plant => ({
  format: 'gemba-plant/1',
  id: 'p',
  name: 'P',
  site: { name: 'S', timeZone: 'UTC', shifts: [], floor: [5, 5] },
  sources: [{ id: 'a', type: 'simulation', seed: 1 }],
  areas: [{ id: 'a', name: 'A', lines: [{ id: 'l', name: 'L', machines }] }],
  flows: [],
  heatMaps: [
    {
      id: 'wear',
      name: 'Wear',
      sensors: [{ tag: 'one.wear' as TagId }],
      reach: 1,
      from: 0,
      to: 1,
      scale: 'sequential',
    },
  ],
});
const index = indexPlant(plantOf(machine('one', ['speed']), machine('two', ['speed'])));
const nothing = { machine: null, component: null, hovered: null, framed: null, trendTags: [] };
const plain = { heatMap: null, doctor: false };

describe('what a view needs live', () => {
  it('is what the scene draws, all of the selected machine, and the pens', () => {
    expect([...neededSlots(index, nothing, plain)]).toEqual([0, 1, 2, 5, 6, 7]);
    const selected = { ...nothing, machine: 'two' as MachineId };
    expect([...neededSlots(index, selected, plain)]).toEqual([0, 1, 2, 5, 6, 7, 8, 9]);
    const pen = index.tags[3]!.id;
    expect([...neededSlots(index, { ...nothing, trendTags: [pen] }, plain)]).toEqual([0, 1, 2, 3, 5, 6, 7]);
  });

  it('is the tag of another machine where it is bound by its full id', () => {
    const foreign = indexPlant(plantOf(machine('one', []), machine('two', ['one.serial'])));
    expect([...neededSlots(foreign, nothing, plain)]).toEqual([0, 1, 3, 5, 6]);
  });

  it('is the sensors of a heat map while it is on, and all that the doctor examines while it is open', () => {
    expect([...neededSlots(index, nothing, { heatMap: 'wear', doctor: false })]).toEqual([0, 1, 2, 4, 5, 6, 7]);
    expect([...neededSlots(index, nothing, { heatMap: null, doctor: true })]).toEqual([0, 1, 2, 4, 5, 6, 7, 9]);
  });

  it('is everything while two moments are compared', () => {
    expect([...neededSlots(index, nothing, plain, new Map(), true)]).toEqual([...index.tags.keys()]);
  });
});
