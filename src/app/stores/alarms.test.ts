import { expect, test } from 'vitest';
import { Quality } from '../../twin/quality.ts';
import { LiveTable } from '../live/live-table.ts';
import { areAlarmsKnown } from './alarms.ts';

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
