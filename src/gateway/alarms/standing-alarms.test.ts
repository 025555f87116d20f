import { beforeEach, describe, expect, test } from 'vitest';
import { SampleBatchBuilder } from '../../series/sample-batch.ts';
import { offDelayMsOf } from '../../twin/alarm.ts';
import { packmlCode } from '../../twin/packml.ts';
import type { MachineId, Plant } from '../../twin/plant.ts';
import { indexPlant } from '../../twin/plant-index.ts';
import { Quality } from '../../twin/quality.ts';
import { LiveValues } from '../live-values.ts';
import { StandingAlarms } from './standing-alarms.ts';

const plantWith = (limits: object): Plant => ({
  format: 'gemba-plant/1',
  id: 'p',
  name: 'P',
  site: { name: 'S', timeZone: 'UTC', shifts: [], floor: [5, 5] },
  sources: [{ id: 'a', type: 'simulation', seed: 1 }],
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
              id: 'pump' as MachineId,
              name: 'Pump',
              type: 'pump',
              pose: { x: 1, z: 1 },
              components: [],
              mainTags: ['state'],
              bindings: [],
              tags: [
                { id: 'state', name: 'State', kind: 'state', states: 'PackML', address: 's' },
                { id: 'pressure', name: 'Pressure', kind: 'number', unit: 'bar', limits, address: 'p' },
                { id: 'speed', name: 'Speed', kind: 'number', unit: 'Hz', address: 'v' },
              ],
            },
          ],
        },
      ],
    },
  ],
  flows: [],
});
const offDelayMs = offDelayMsOf(undefined);
const [state, pressure, speed] = [0, 1, 2];
const index = indexPlant(plantWith({ high: 5, highHigh: 8 }));

let live: LiveValues;
let alarms: StandingAlarms;
beforeEach(() => {
  live = new LiveValues(3);
  alarms = new StandingAlarms(index, live, 0);
});

/** A value comes in and is looked at; what is told of it. */
function see(slot: number, timeMs: number, value: number, quality: number = Quality.good) {
  const batch = new SampleBatchBuilder();
  batch.push(slot, timeMs, value, quality);
  live.take(batch);
  const change = alarms.update(timeMs);
  live.clearChanged();
  return (
    change && [...change.standing.map(({ id, priority, sinceMs }) => `${id} ${priority} ${sinceMs}`), ...change.over]
  );
}

describe('the alarms of now', () => {
  test('a value passes a limit, then the next one, and is back after the off-delay', () => {
    expect(see(pressure, 1000, 4)).toBeNull();
    expect(see(pressure, 2000, 6)).toEqual(['limit:pump.pressure 2 2000']);
    expect(see(pressure, 3000, 7)).toBeNull();
    expect(see(pressure, 4000, 9)).toEqual(['limit:pump.pressure 1 4000']);
    expect(see(pressure, 5000, 4)).toBeNull();
    expect(alarms.all().standing).toHaveLength(1);
    expect(alarms.update(5000 + offDelayMs - 1)).toBeNull();
    expect(alarms.update(5000 + offDelayMs)).toEqual({ whole: false, standing: [], over: ['limit:pump.pressure'] });
    expect(alarms.all().standing).toEqual([]);
  });

  test('a machine that is held is one, and over when it runs', () => {
    expect(see(state, 1000, packmlCode('Held'))).toEqual(['state:pump 2 1000']);
    expect(see(state, 2000, packmlCode('Execute'))).toBeNull();
    expect(alarms.update(2000 + offDelayMs)?.over).toEqual(['state:pump']);
  });

  test('what goes stale still stands, and says that nobody knows', () => {
    see(pressure, 1000, 6);
    see(pressure, 2000, 6, Quality.stale);
    expect(alarms.all().standing[0]).toMatchObject({ unconfirmed: true, sinceMs: 1000 });
    see(pressure, 3000, 6);
    expect(alarms.all().standing[0]).toMatchObject({ unconfirmed: false, sinceMs: 1000 });
  });

  test('tags without limits are not looked at', () => {
    expect(see(speed, 1000, 1e9)).toBeNull();
  });

  test('what stood when the gateway was started stands', () => {
    live.remember({
      atMs: 9000,
      timesMs: Float64Array.of(8000, 8000, 8000),
      values: Float64Array.of(packmlCode('Execute'), 6, 1),
      qualities: Uint8Array.of(Quality.good, Quality.good, Quality.good),
    });
    alarms = new StandingAlarms(index, live, 9000);
    expect(alarms.all()).toMatchObject({ whole: true, standing: [{ id: 'limit:pump.pressure', sinceMs: 8000 }] });
  });

  test('limits that were edited count at once', () => {
    see(pressure, 1000, 6);
    alarms.adopt(indexPlant(plantWith({ high: 5, highHigh: 6 })), 2000);
    expect(alarms.all().standing[0]).toMatchObject({ priority: 1 });
  });
});
