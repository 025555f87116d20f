import { beforeEach, expect, test } from 'vitest';
import type { StandingAlarm } from '../../protocol/messages.ts';
import type { MachineId } from '../../twin/plant.ts';
import { alarmsNowStore, changeAlarmsNow } from './alarms-now.ts';

const alarm = (id: string, priority: 1 | 2, unconfirmed = false): StandingAlarm => ({
  id,
  machine: 'pump' as MachineId,
  priority,
  cause: { kind: 'limit', slot: 0, limit: priority === 1 ? 'highHigh' : 'high' },
  sinceMs: 1,
  state: 'unacknowledged',
  active: true,
  unconfirmed,
});
const standing = () => [...alarmsNowStore.getState().standing.keys()];
const raised = () => alarmsNowStore.getState().raised.map(({ id, priority }) => `${id} ${priority}`);
const change = (...alarms: StandingAlarm[]) => changeAlarmsNow({ whole: false, standing: alarms, over: [] });

beforeEach(() => changeAlarmsNow({ whole: true, standing: [alarm('old', 2)], over: [] }));

test('NOW-2 what stands as the page begins to look stands, and is not raised', () => {
  expect(standing()).toEqual(['old']);
  expect(raised()).toEqual([]);
});

test('NOW-2 what comes is raised once, and again only when it becomes worse', () => {
  change(alarm('new', 2));
  expect(standing()).toEqual(['old', 'new']);
  expect(raised()).toEqual(['new 2']);
  change(alarm('new', 2, true));
  expect(raised()).toEqual([]);
  change(alarm('new', 1));
  expect(raised()).toEqual(['new 1']);
  change(alarm('new', 2));
  expect(raised()).toEqual([]);
});

test('what is over is gone, and is raised when it comes again', () => {
  changeAlarmsNow({ whole: false, standing: [], over: ['old'] });
  expect(standing()).toEqual([]);
  change(alarm('old', 2));
  expect(raised()).toEqual(['old 2']);
});

test('another plant, or a gateway that was started again, tells all anew', () => {
  change(alarm('new', 1));
  changeAlarmsNow({ whole: true, standing: [alarm('other', 1)], over: [] });
  expect(standing()).toEqual(['other']);
  expect(raised()).toEqual([]);
});

test('NOW-3 what is over, or put aside, does not stand, and is listed by itself; unacknowledged again it is raised', () => {
  const is = (id: string, state: StandingAlarm['state']): StandingAlarm => ({ ...alarm(id, 2), state });
  change(is('a', 'unacknowledged'), is('b', 'shelved'));
  expect(raised()).toEqual(['a 2']);
  change(is('a', 'rtnUnacknowledged'));
  expect(standing()).toEqual(['old']);
  expect([...alarmsNowStore.getState().quiet.keys()].sort()).toEqual(['a', 'b']);
  change(is('b', 'unacknowledged'), is('a', 'acknowledged'));
  expect(raised()).toEqual(['b 2']);
  expect(alarmsNowStore.getState().quiet.size).toBe(0);
  changeAlarmsNow({ whole: false, standing: [], over: ['a'] });
  expect(standing()).toEqual(['old', 'b']);
});
