import { describe, expect, test } from 'vitest';
import { equipment } from './equipment/equipment.ts';
import { faultsAfter, type Json, line1 } from './small-plant.ts';

const filler = [...line1, 0];
const conveyor = [...line1, 1];
const withParameters = (machine: readonly (string | number)[], parameters: Json) =>
  faultsAfter([[...machine, 'parameters'], parameters]);

describe("a machine's parameters (PLANT-14)", () => {
  test('those of its type, within their range, are fine', () => {
    expect(withParameters(conveyor, { guideHeight: 0.2, legSpacing: 6 })).toEqual([]);
    expect(withParameters(conveyor, {})).toEqual([]);
  });

  test('an unknown one is told with the nearest', () => {
    expect(withParameters(conveyor, { guideHight: 0.2 })).toEqual([
      expect.stringMatching(
        /parameters\.guideHight a conveyor has no parameter "guideHight"; did you mean "guideHeight"\?/,
      ),
    ]);
    expect(withParameters(conveyor, { toString: 1 })).toEqual([
      expect.stringContaining('has no parameter "toString"; choose from guideHeight, legSpacing'),
    ]);
  });

  test('one out of its range is told with it, in its unit', () => {
    expect(withParameters(conveyor, { legSpacing: 0.2 })).toEqual([
      expect.stringContaining('parameters.legSpacing Leg spacing is 0.2 m; it can be from 0.5 to 6 m'),
    ]);
    expect(withParameters(filler, { valves: 1000 })).toEqual([
      expect.stringMatching(/Valves is 1000; it can be from \d+ to \d+$/),
    ]);
  });

  test('a count is whole', () => {
    expect(withParameters(filler, { valves: 60.5 })).toEqual([
      expect.stringContaining('Valves is 60.5; it is counted, so give a whole number'),
    ]);
  });

  test.each(Object.entries(equipment))('the defaults of %s are within its own ranges', (_, { parameters = {} }) => {
    for (const { default: usual, range, unit } of Object.values(parameters)) {
      expect(usual).toBeGreaterThanOrEqual(range[0]);
      expect(usual).toBeLessThanOrEqual(range[1]);
      if (unit === '1') expect(Number.isInteger(usual)).toBe(true);
    }
  });
});
