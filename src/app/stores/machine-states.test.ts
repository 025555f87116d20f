import { describe, expect, it } from 'vitest';
import { packmlCode } from '../../twin/packml.ts';
import type { Machine, MachineId, Plant } from '../../twin/plant.ts';
import { indexPlant } from '../../twin/plant-index.ts';
import { Quality } from '../../twin/quality.ts';
import { LiveTable } from '../live/live-table.ts';
import { followMachineStates, machineStatesStore } from './machine-states.ts';

const machine = (id: string): Machine => ({
  id: id as MachineId,
  name: id,
  type: 'pump',
  pose: { x: 0, z: 0 },
  components: [],
  mainTags: [],
  bindings: [{ tag: 'speed', part: 'shaft', as: 'rotation' }],
  tags: [
    { id: 'state', name: 'State', kind: 'state', states: 'PackML', address: 'state' },
    { id: 'pressure', name: 'Pressure', kind: 'number', limits: { high: 5, highHigh: 8 }, address: 'p' },
    { id: 'speed', name: 'Speed', kind: 'number', address: 's' },
    { id: 'serial', name: 'Serial', kind: 'integer', address: 'n' },
  ],
});

const plant: Plant = {
  format: 'gemba-plant/1',
  id: 'p',
  name: 'P',
  site: { name: 'S', timeZone: 'UTC', shifts: [], floor: [5, 5] },
  sources: [{ id: 'a', type: 'simulation', seed: 1 }],
  areas: [{ id: 'a', name: 'A', lines: [{ id: 'l', name: 'L', machines: [machine('one'), machine('two')] }] }],
  flows: [],
};
const index = indexPlant(plant);

describe('machine states', () => {
  it('follow the table, and only machines that changed get a new object', () => {
    const table = new LiveTable(8);
    const follow = followMachineStates(index, table);
    table.write(0, 1, packmlCode('Execute'), Quality.good);
    table.write(1, 1, 6, Quality.good);
    follow.update();
    const [one, two] = machineStatesStore.getState().machines;
    // Its other tags are not watched: that is no reason to call it stale.
    expect(one).toMatchObject({ stateClass: 'running', limit: 'high', beyond: [1], stale: false, bad: false });
    expect(two).toMatchObject({ stateClass: 'unknown', limit: 'normal' });
    table.write(1, 2, 6.5, Quality.good); // still beyond the same limit
    follow.update();
    expect(machineStatesStore.getState().machines[0]).toBe(one);
    table.write(1, 3, 9, Quality.good);
    follow.update();
    expect(machineStatesStore.getState().machines[0]).toMatchObject({ limit: 'highHigh' });
    expect(machineStatesStore.getState().machines[1]).toBe(two);
    follow.stop();
  });

  it('raise no alarm from a value that is stale or bad', () => {
    const table = new LiveTable(8);
    const follow = followMachineStates(index, table);
    table.write(1, 1, 9, Quality.stale);
    follow.update();
    expect(machineStatesStore.getState().machines[0]).toMatchObject({ limit: 'normal', stale: true });
    follow.stop();
  });

  it('are not known where the state is bad; a stale one is the last that was known', () => {
    const table = new LiveTable(8);
    const follow = followMachineStates(index, table);
    table.write(0, 1, packmlCode('Execute'), Quality.stale);
    follow.update();
    expect(machineStatesStore.getState().machines[0]).toMatchObject({ stateClass: 'running', stale: true });
    table.write(0, 2, packmlCode('Execute'), Quality.bad);
    follow.update();
    expect(machineStatesStore.getState().machines[0]).toMatchObject({ stateClass: 'unknown', bad: true });
    follow.stop();
  });
});
