import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { packmlCode } from '../packml.ts';
import type { MachineId, Plant, Tag } from '../plant.ts';
import { indexPlant } from '../plant-index.ts';
import { Quality } from '../quality.ts';
import { AlarmCondition } from './condition.ts';
import { alarmsOf } from './placed-alarm.ts';
import { RateWindow } from './rate-window.ts';
import type { TagAlarms } from './tag-alarms.ts';

const s = 1000;

/** A machine whose tag 0 is its state, 1 the one with the alarms, 2 its setpoint. */
function watched(alarms: TagAlarms, kind: keyof TagAlarms, tag: Partial<Tag> = {}) {
  const plant: Plant = {
    format: 'gemba-plant/1',
    id: 'p',
    name: 'P',
    site: { name: 'S', timeZone: 'UTC', shifts: [], floor: [5, 5] },
    sources: [{ id: 'line', type: 'simulation', seed: 1 }],
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
                id: 'oven' as MachineId,
                name: 'Oven',
                type: 'pump',
                pose: { x: 1, z: 1 },
                components: [],
                mainTags: [],
                bindings: [],
                tags: [
                  { id: 'state', name: 'State', kind: 'state', states: 'PackML', address: 's' },
                  { id: 'heat', name: 'Heat', kind: 'number', unit: 'Cel', address: 'h', ...tag, alarms },
                  { id: 'wanted', name: 'Wanted', kind: 'number', unit: 'Cel', address: 'w' },
                ],
              },
            ],
          },
        ],
      },
    ],
    flows: [],
  };
  const index = indexPlant(plant);
  const timesMs = new Float64Array(3).fill(Number.NaN);
  const values = new Float64Array(3).fill(Number.NaN);
  const qualities = new Uint8Array(3).fill(Quality.stale);
  let connected = true;
  const alarm = alarmsOf(index.tags[1]!).find((each) => each.kind === kind)!;
  const condition = new AlarmCondition(alarm, index, { timesMs, values, qualities, isConnected: () => connected });
  return {
    condition,
    alarm,
    /** A sample comes in; whether the alarm stands after it. */
    see(slot: number, timeMs: number, value: number, quality: number = Quality.good): boolean {
      [timesMs[slot], values[slot], qualities[slot]] = [timeMs, value, quality];
      return condition.look(timeMs) !== null;
    },
    look: (atMs: number) => condition.look(atMs) !== null,
    connect(is: boolean) {
      connected = is;
    },
  };
}
const [state, heat, wanted] = [0, 1, 2];

describe('ALM-5 alarms of a tag', () => {
  test('are those that its limits imply, and those that the plant file names', () => {
    const named: TagAlarms = { rate: { name: 'Fast', rising: 1 }, limit: { priority: 3 } };
    const { alarm } = watched(named, 'limit', { limits: { high: 80 } });
    expect(alarmsOf(alarm.placed).map(({ id, settings }) => [id, settings.priority])).toEqual([
      ['rate:oven.heat', undefined],
      ['limit:oven.heat', 3],
    ]);
    expect(alarmsOf(alarm.placed.machine.stateTag!).map(({ id }) => id)).toEqual(['state:oven']);
  });
});

describe('ALM-6 conditions', () => {
  test('limit: at once without an on-delay; over after its own off-delay', () => {
    const { see, look, condition } = watched({ limit: { offDelayS: 20 } }, 'limit', { limits: { high: 80 } });
    expect(see(heat, 1 * s, 79)).toBe(false);
    expect(see(heat, 2 * s, 80)).toBe(true);
    expect(see(heat, 3 * s, 70)).toBe(true);
    expect(condition.dueMs).toBe(23 * s);
    expect(look(23 * s - 1)).toBe(true);
    expect(look(23 * s)).toBe(false);
  });

  test('limit: back by more than its deadband it is over at once', () => {
    const { see } = watched({ limit: { deadband: 5 } }, 'limit', { limits: { high: 80 }, deadband: 0.1 });
    see(heat, 1 * s, 81);
    expect(see(heat, 2 * s, 76)).toBe(true);
    expect(see(heat, 3 * s, 74)).toBe(false);
  });

  test('on-delay: what lasts shorter is no alarm, and each time counts anew', () => {
    const { see, look, condition } = watched({ limit: { onDelayS: 10 } }, 'limit', { limits: { high: 80 } });
    expect(see(heat, 1 * s, 90)).toBe(false);
    expect(condition.dueMs).toBe(11 * s);
    expect(see(heat, 10 * s, 70)).toBe(false);
    expect(see(heat, 12 * s, 90)).toBe(false);
    expect(look(21 * s)).toBe(false);
    expect(look(22 * s)).toBe(true);
  });

  test('rate: rising and falling over its window, and over when the value stays', () => {
    const { see, look } = watched({ rate: { name: 'Fast', rising: 2, falling: 4, overS: 60 } }, 'rate');
    for (let k = 0; k <= 60; k++) expect(see(heat, k * s, 20 + k / 60)).toBe(false); // 1 a minute
    for (let k = 61; k < 100; k++) see(heat, k * s, 21 + (k - 60) / 20); // 3 a minute
    expect(look(100 * s)).toBe(true);
    // No sample any more: the value stays as it is.
    for (let k = 101; k < 240; k++) look(k * s);
    expect(look(240 * s)).toBe(false);
    for (let k = 240; k < 270; k++) see(heat, k * s, 23 - (k - 240) / 10); // 6 a minute down
    expect(look(300 * s)).toBe(false); // held since
    for (let k = 301; k < 361; k++) see(heat, k * s, 20 - (k - 300) / 10);
    expect(look(361 * s)).toBe(true);
  });

  test('rate: nothing is said of a value that was not seen for half of the window', () => {
    const { see } = watched({ rate: { name: 'Fast', rising: 2, overS: 60 } }, 'rate');
    expect(see(heat, 0, 20)).toBe(false);
    expect(see(heat, 29 * s, 30)).toBe(false);
    expect(see(heat, 30 * s, 30)).toBe(true);
  });

  test('deviation: from a value, to either side', () => {
    const { see, look } = watched({ deviation: { name: 'Off', setpoint: 100, by: 5, deadband: 1 } }, 'deviation');
    expect(see(heat, 1 * s, 104.9)).toBe(false);
    expect(see(heat, 2 * s, 95)).toBe(true);
    expect(see(heat, 3 * s, 95.5)).toBe(true);
    expect(see(heat, 4 * s, 96.5)).toBe(false);
    expect(look(5 * s)).toBe(false);
  });

  test('deviation: from a tag, whose change counts too; nobody knows without it', () => {
    const { see, condition } = watched({ deviation: { name: 'Off', setpoint: 'wanted', by: 5 } }, 'deviation');
    expect(condition.slots).toEqual([heat, wanted]);
    expect(see(heat, 1 * s, 100)).toBe(false);
    expect(see(wanted, 2 * s, 98)).toBe(false);
    expect(see(wanted, 3 * s, 110)).toBe(true);
    expect(see(wanted, 4 * s, 110, Quality.stale)).toBe(true);
    expect(condition.standing?.unconfirmed).toBe(true);
  });

  test('discrete: states, booleans and texts by their names', () => {
    const jammed = watched({ discrete: { name: 'Jam', states: ['jam', 'breakdown'] } }, 'discrete', {
      kind: 'state',
      states: ['none', 'jam', 'starved', 'breakdown'],
    });
    expect([0, 1, 1, 3].map((value, k) => jammed.see(heat, k * s, value))).toEqual([false, true, true, true]);
    expect(jammed.see(heat, 10 * s, 2)).toBe(true);
    expect(jammed.look(15 * s)).toBe(false);
    const open = watched({ discrete: { name: 'Open', states: ['on'] } }, 'discrete', { kind: 'boolean' });
    expect([open.see(heat, 0, 0), open.see(heat, 1, 1)]).toEqual([false, true]);
    const said = watched({ discrete: { name: 'Said', states: ['E42'] } }, 'discrete', { kind: 'text' });
    said.alarm.placed.texts!.set(7, 'E42').set(8, 'ok');
    expect([said.see(heat, 0, 8), said.see(heat, 1, 7)]).toEqual([false, true]);
  });

  test('quality: from the one that is named on, after ten seconds when no other delay is given', () => {
    const stale = watched({ quality: { name: 'Quiet' } }, 'quality');
    expect(stale.see(heat, 0, 1)).toBe(false);
    expect(stale.see(heat, 1 * s, 1, Quality.stale)).toBe(false);
    expect(stale.look(11 * s)).toBe(true);
    const bad = watched({ quality: { name: 'Broken', from: 'bad', onDelayS: 0 } }, 'quality');
    expect(bad.see(heat, 0, 1, Quality.stale)).toBe(false);
    expect(bad.see(heat, 1 * s, 1, Quality.bad)).toBe(true);
  });

  test('communication: while the source of the tag is lost', () => {
    const { look, connect } = watched({ communication: { name: 'Lost', onDelayS: 2 } }, 'communication');
    expect(look(0)).toBe(false);
    connect(false);
    expect([look(1 * s), look(3 * s)]).toEqual([false, true]);
    connect(true);
    expect([look(4 * s), look(9 * s)]).toEqual([true, false]);
  });

  test('suppressed by design: by the state of its machine, and nobody knows without it', () => {
    const { see, condition } = watched({ limit: { suppressedWhile: ['Stopped', 'Idle'] } }, 'limit', {
      limits: { low: 5 },
    });
    expect(condition.slots).toEqual([heat, state]);
    expect(condition.isSuppressed()).toBeUndefined();
    see(state, 0, packmlCode('Stopped'));
    expect(condition.isSuppressed()).toBe(true);
    see(state, 1, packmlCode('Execute'));
    expect(condition.isSuppressed()).toBe(false);
  });
});

test('ALM-6 a straight line changes at its own rate, however densely it is sampled', () => {
  const slope = fc.double({ min: -100, max: 100, noNaN: true });
  const gaps = fc.array(fc.integer({ min: 1, max: 20 * s }), { minLength: 20, maxLength: 200 });
  fc.assert(
    fc.property(slope, gaps, (perMinute, steps) => {
      const window = new RateWindow(60 * s);
      let atMs = 0;
      for (const step of steps) {
        atMs += step;
        const rate = window.see(atMs, (perMinute * atMs) / 60_000);
        if (rate !== 0) expect(rate).toBeCloseTo(perMinute, 6);
        if (atMs >= 60 * s) expect(rate).toBeCloseTo(perMinute, 6);
      }
    }),
  );
});
