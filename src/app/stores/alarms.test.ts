import { expect, test } from 'vitest';
import type { StandingAlarm } from '../../protocol/messages.ts';
import type { Snapshot } from '../../series/columns.ts';
import { packmlCode } from '../../twin/packml.ts';
import type { MachineId, Plant } from '../../twin/plant.ts';
import { indexPlant } from '../../twin/plant-index.ts';
import { Quality } from '../../twin/quality.ts';
import { LiveTable } from '../live/live-table.ts';
import { alarmsStore, areAlarmsKnown, followAlarms } from './alarms.ts';
import { changeAlarmsNow } from './alarms-now.ts';
import { timeStore } from './time.ts';
import { twinStore } from './twin.ts';

const connected = { connection: 'connected', keptMs: null } as const;
const lost = { connection: 'lost', keptMs: null } as const;

function tableOf(...qualities: number[]): LiveTable {
  const table = new LiveTable(qualities.length);
  for (const [slot, quality] of qualities.entries()) table.write(slot, 1, 1, quality);
  return table;
}

test('ALARM-3 of values that are all stale, bad or missing nobody knows whether something is abnormal', () => {
  expect(areAlarmsKnown(tableOf(Quality.stale, Quality.good), connected, 'live')).toBe(true);
  expect(areAlarmsKnown(tableOf(Quality.stale, Quality.bad), connected, 'live')).toBe(false);
  expect(areAlarmsKnown(new LiveTable(2), connected, 'live')).toBe(false);
});

test('ALARM-3 nor of live values whose connection is lost, nor of a twin that was kept', () => {
  const table = tableOf(Quality.good);
  expect(areAlarmsKnown(table, lost, 'live')).toBe(false);
  expect(areAlarmsKnown(table, lost, 'past')).toBe(true);
  expect(areAlarmsKnown(table, { connection: 'connecting', keptMs: 5 }, 'past')).toBe(false);
});

test('what is known of a beginning does not go along with a hand to a moment far away whose values are on their way', async () => {
  const tags = [{ id: 'state', name: 'State', kind: 'state' as const, states: 'PackML' as const, address: 'state' }];
  const machine = { id: 'filler' as MachineId, name: 'Filler', type: 'filler', pose: { x: 0, z: 0 } };
  const plant: Plant = {
    format: 'gemba-plant/1',
    id: 'p',
    name: 'P',
    site: { name: 'S', timeZone: 'UTC', shifts: [], floor: [5, 5] },
    sources: [{ id: 'a', type: 'simulation', seed: 1 }],
    areas: [
      {
        id: 'a',
        name: 'A',
        lines: [{ id: 'l', name: 'L', machines: [{ ...machine, components: [], mainTags: [], bindings: [], tags }] }],
      },
    ],
    flows: [],
  };
  const [noonMs, eveningMs, tenMinutesMs] = [Date.UTC(2030, 0, 7, 12), Date.UTC(2030, 0, 7, 18), 600_000];
  const held = (atMs: number, timeMs: number): Snapshot => ({
    atMs,
    timesMs: Float64Array.of(timeMs),
    values: Float64Array.of(packmlCode('Held')),
    qualities: Uint8Array.of(Quality.good),
  });
  const sinceMs = () => alarmsStore.getState().alarms.map((alarm) => alarm.sinceMs);
  const table = new LiveTable(1);
  const { timesMs, ...rest } = held(noonMs, noonMs - tenMinutesMs);
  const past = followAlarms(indexPlant(plant), table, {
    range: () => Promise.reject(new Error('no limit is asked for')),
    changes: async () => ({ ...rest, timesMs }),
  });
  twinStore.setState({ connection: 'connected' });
  timeStore.setState({ mode: 'past', cursorMs: noonMs });
  table.replace({ ...rest, timesMs });
  past.update();
  await expect.poll(sinceMs).toEqual([noonMs - tenMinutesMs]);

  timeStore.setState({ cursorMs: eveningMs });
  past.update();
  expect(sinceMs()).toEqual([noonMs - tenMinutesMs]);
  table.replace(held(eveningMs, eveningMs - 1000));
  past.update();
  expect(sinceMs()).toEqual([null]);
  past.stop();
});

test('NOW-3 a live page lists what the gateway says stands; the past, and a lost connection, what its values say', () => {
  const told: StandingAlarm = {
    id: 'rate:filler.heat',
    machine: 'filler' as MachineId,
    priority: 3,
    cause: { kind: 'rate', slot: 0 },
    sinceMs: 5,
    unconfirmed: false,
    state: 'acknowledged',
    active: true,
  };
  const empty: Plant = {
    format: 'gemba-plant/1',
    id: 'p',
    name: 'P',
    site: { name: 'S', timeZone: 'UTC', shifts: [], floor: [5, 5] },
    sources: [{ id: 'a', type: 'simulation', seed: 1 }],
    areas: [],
    flows: [],
  };
  const listed = () => alarmsStore.getState().alarms.map(({ id, state }) => `${id} ${state}`);
  twinStore.setState({ connection: 'connected' });
  timeStore.setState({ mode: 'live' });
  const nothing = () => Promise.reject(new Error('not asked'));
  const following = followAlarms(indexPlant(empty), new LiveTable(0), { range: nothing, changes: nothing });
  changeAlarmsNow({ whole: true, standing: [told], over: [] });
  expect(listed()).toEqual(['rate:filler.heat acknowledged']);
  timeStore.setState({ mode: 'past' });
  expect(listed()).toEqual([]);
  timeStore.setState({ mode: 'live' });
  expect(listed()).toEqual(['rate:filler.heat acknowledged']);
  twinStore.setState({ connection: 'lost' });
  expect(listed()).toEqual([]);
  following.stop();
});
