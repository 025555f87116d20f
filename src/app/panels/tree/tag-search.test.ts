import { expect, test } from 'vitest';
import type { Machine, MachineId, Plant, Tag } from '../../../twin/plant.ts';
import { indexPlant } from '../../../twin/plant-index.ts';
import { searchPlant } from './tag-search.ts';
import { treeRows } from './tree-rows.ts';

const tag = (id: string, name: string): Tag => ({ id, name, kind: 'number', address: id });
const machine = (
  id: string,
  name: string,
  type: string,
  tags: readonly Tag[],
  nicknames: readonly string[] = [],
): Machine => ({
  id: id as MachineId,
  name,
  nicknames,
  type,
  pose: { x: 0, z: 0 },
  components: [],
  mainTags: [],
  tags,
  bindings: [],
});
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
      name: 'Bottling',
      lines: [
        {
          id: 'wet',
          name: 'Wet end',
          machines: [
            machine(
              'fil1',
              'Filler',
              'filler',
              [tag('bowl_t', 'Bowl temperature'), tag('bowl_p', 'Bowl pressure')],
              ['Big Bertha'],
            ),
            machine('cap1', 'Capper', 'capper', [tag('t', 'Motor temperature')]),
          ],
        },
      ],
    },
  ],
};
const index = indexPlant(plant);
const found = (text: string) =>
  searchPlant(index, text).map((each) => [each.machine.machine.id, ...each.tags.map((one) => one.tag.id)].join(' '));

test.each([
  ['filler', ['fil1']],
  ['FIL', ['fil1']],
  ['bertha', ['fil1']],
  ['cap1', ['cap1']],
  ['wet end', ['fil1', 'cap1']],
  ['temp', ['fil1 bowl_t', 'cap1 t']],
  ['filler temp', ['fil1 bowl_t']],
  ['temp filler', ['fil1 bowl_t']],
  ['bowl_p', ['fil1 bowl_p']],
  ['', ['fil1', 'cap1']],
])('FIND-1: %j finds %j', (text, ids) => {
  expect(found(text)).toEqual(ids);
});

test.each([
  ['filer', ['fil1']],
  ['cpaper', ['cap1']],
  ['temprature', ['fil1 bowl_t', 'cap1 t']],
  ['filer presure', ['fil1 bowl_p']],
])('FIND-2: %j is taken for what it resembles', (text, ids) => {
  expect(found(text)).toEqual(ids);
});

test.each(['xyz', 'filler xyz', 'cat'])('FIND-2: %j finds nothing', (text) => {
  expect(found(text)).toEqual([]);
});

test('the tree is closed below the machines, and a search opens what it found', () => {
  const keys = (search: string, toggled: readonly string[] = []) =>
    treeRows(index, search, new Set(toggled)).map(({ key }) => key);
  expect(keys('')).toEqual(['area:a', 'line:a/wet', 'machine:fil1', 'machine:cap1']);
  expect(keys('', ['machine:cap1'])).toContain('tag:cap1.t');
  expect(keys('', ['line:a/wet'])).toEqual(['area:a', 'line:a/wet']);
  expect(keys('pressure', ['line:a/wet'])).toEqual(['area:a', 'line:a/wet', 'machine:fil1', 'tag:fil1.bowl_p']);
});

test('each row knows its place among its siblings', () => {
  const rows = treeRows(index, '', new Set());
  expect(rows.map(({ level, position, siblings }) => [level, position, siblings])).toEqual([
    [1, 1, 1],
    [2, 1, 1],
    [3, 1, 2],
    [3, 2, 2],
  ]);
});
