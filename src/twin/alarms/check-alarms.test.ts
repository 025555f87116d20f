import { describe, expect, test } from 'vitest';
import { faultsAfter, type Json } from '../small-plant.ts';

const machine = ['areas', 0, 'lines', 0, 'machines', 0] as const;
const [state, speed, mode] = [0, 1, 3];
const faults = (tag: number, alarms: Json) => faultsAfter([[...machine, 'tags', tag, 'alarms'], alarms]);

describe('alarms of a plant file (PLANT-23)', () => {
  test('a setpoint may be a value, a tag of the machine or a full id', () => {
    for (const setpoint of [1200, 'out', 'capper.torque']) {
      expect(faults(speed, { deviation: { name: 'Off', setpoint, by: 10 } })).toEqual([]);
    }
  });

  test.each<readonly [number, Json, RegExp]>([
    [mode, { limit: {} }, /alarms\.limit the tag has no limits that could be passed; give it "limits"/],
    [mode, { state: {} }, /alarms\.state this is not the PackML state of its machine/],
    [mode, { rate: { name: 'Fast', rising: 1 } }, /alarms\.rate a state is no number/],
    [speed, { rate: { name: 'Fast' } }, /alarms\.rate this alarm would never come: give "rising", "falling" or both/],
    [speed, { rate: { rising: 1 } }, /alarms\.rate\.name "name" is missing: What people call the alarm\./],
    [
      speed,
      { deviation: { name: 'Off', setpoint: 'sped', by: 1 } },
      /setpoint unknown tag "sped"; did you mean "speed"/,
    ],
    [speed, { deviation: { name: 'Off', setpoint: 'mode', by: 1 } }, /setpoint a state is no number/],
    [speed, { deviation: { name: 'Off', setpoint: 1, by: 0 } }, /by must be more than 0, not 0/],
    [speed, { discrete: { name: 'On', states: ['on'] } }, /discrete a number has no states; use "limits", "rate"/],
    [
      mode,
      { discrete: { name: 'Hand', states: ['hnd'] } },
      /states\[0\] "mode" has no state "hnd"; did you mean "hand"/,
    ],
    [
      state,
      { discrete: { name: 'X', states: ['Helt'] } },
      /states\[0\] "state" has no state "Helt"; did you mean "Held"/,
    ],
    [speed, { limit: { suppressedWhile: ['Stoped'] } }, /suppressedWhile\[0\] .*did you mean "Stopped"/],
    [speed, { limit: { priority: 4 } }, /priority must be at most 3, not 4/],
    [speed, { limit: { offDelayS: 61 } }, /offDelayS must be at most 60, not 61/],
    [
      speed,
      { quality: { name: 'Q', from: 'uncertain' } },
      /from "uncertain" is not known here; choose from stale, bad/,
    ],
    [speed, { limit: { guidance: { cause: 'x', action: 'y' } } }, /"consequence" is missing: What happens if nobody/],
    [speed, { limits: {} }, /unknown key "limits"; did you mean "limit"/],
  ])('of tag %i: %j is told', (tag, alarms, expected) => {
    expect(faults(tag, alarms)).toEqual([expect.stringMatching(expected)]);
  });

  test('a machine that reports no state suppresses nothing', () => {
    const [torque] = [[...machine.slice(0, -1), 2, 'tags', 1, 'alarms'] as const];
    const alarms = { quality: { name: 'Q', suppressedWhile: ['Stopped'] } };
    expect(faultsAfter([torque, alarms])).toEqual([
      expect.stringMatching(/suppressedWhile capper reports no PackML state; leave "suppressedWhile" out/),
    ]);
  });
});
