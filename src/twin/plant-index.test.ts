import { expect, test } from 'vitest';
import { checkPlant } from './check-plant.ts';
import { packmlStates } from './packml.ts';
import type { MachineId, TagId } from './plant.ts';
import { indexPlant, machineCount } from './plant-index.ts';
import { changed, line1, smallPlant } from './small-plant.ts';

const { plant } = checkPlant(smallPlant);
if (!plant) throw new Error('the small plant has faults');
const index = indexPlant(plant);

test('PLANT-12: tags and machines are numbered in the file order', () => {
  expect(index.tags.map(({ id }) => id)).toEqual([
    'filler.state',
    'filler.speed',
    'filler.out',
    'filler.mode',
    'conveyor-1.fill',
    'capper.door',
    'capper.torque',
  ]);
  expect(index.tags.map(({ slot }) => slot)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(index.machines.map(({ index: at, machine }) => [at, machine.id])).toEqual([
    [0, 'filler'],
    [1, 'conveyor-1'],
    [2, 'capper'],
    [3, 'pump'],
    [4, 'tank'],
  ]);
});

test('PLANT-12: a tag knows its place and its state names', () => {
  const state = index.tagById.get('filler.state' as TagId)!;
  expect(state.stateNames).toBe(packmlStates);
  expect(index.tagById.get('filler.mode' as TagId)?.stateNames).toEqual(['hand', 'automatic']);
  expect(index.tagById.get('filler.speed' as TagId)?.stateNames).toBeUndefined();
  expect([state.machine.machine.id, state.machine.line.id, state.machine.area.id]).toEqual([
    'filler',
    'line-1',
    'filling',
  ]);
});

test('PLANT-12: a machine knows its tags, its PackML state and what to show first', () => {
  const filler = index.machineById.get('filler' as MachineId)!;
  expect(filler.stateTag?.id).toBe('filler.state');
  expect(filler.mainTags.map(({ id }) => id)).toEqual(['filler.state', 'filler.speed']);
  expect(filler.tags).toHaveLength(4);
  expect(index.machineById.get('capper' as MachineId)?.stateTag).toBeUndefined();
});

test('PLANT-12: flows by the machine they leave and enter', () => {
  expect(index.flowsFrom.get('filler' as MachineId)?.map(({ id }) => id)).toEqual(['bottles']);
  expect(index.flowsTo.get('pump' as MachineId)?.map(({ id }) => id)).toEqual(['down']);
  expect(index.flowsTo.get('filler' as MachineId)).toBeUndefined();
});

test('people and fences are not counted as machines', () => {
  expect(machineCount(index)).toBe(5);
  const { plant: visited } = checkPlant(changed(smallPlant, [...line1, 2, 'type'], 'operator'));
  expect(machineCount(indexPlant(visited!))).toBe(4);
});
