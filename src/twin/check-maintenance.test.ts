import { describe, expect, test } from 'vitest';
import { faultsAfter, type Json } from './small-plant.ts';

const procedure = (change: { readonly [key: string]: Json } = {}): Json => ({
  id: 'belt',
  title: 'Change the belt',
  tags: ['speed'],
  steps: ['Change it'],
  parts: [],
  minutes: 30,
  ...change,
});
const faults = (...procedures: Json[]) =>
  faultsAfter([['areas', 0, 'lines', 0, 'machines', 0, 'maintenance'], procedures]);

describe('procedures (PLANT-22)', () => {
  test('of a component and of tags with limits have no fault; neither component nor parts are needed', () => {
    expect(faults(procedure())).toEqual([]);
    expect(faults(procedure({ component: 'drive', parts: [{ number: 'B1', name: 'Belt', quantity: 1 }] }))).toEqual([]);
  });

  test.each([
    [{ component: 'drives' }, /maintenance\[0\]\.component unknown component "drives"; did you mean "drive"/],
    [{ tags: ['sped'] }, /maintenance\[0\]\.tags\[0\] filler has no tag "sped"; did you mean "speed"/],
    [{ tags: ['out'] }, /maintenance\[0\]\.tags\[0\] "out" has no limits, so nothing is foretold of it/],
    [{ tags: [] }, /maintenance\[0\]\.tags must have at least 1 entry/],
    [{ steps: [] }, /maintenance\[0\]\.steps must have at least 1 entry/],
    [{ minutes: 0 }, /maintenance\[0\]\.minutes must be more than 0/],
    [{ parts: [{ number: 'B1', name: 'Belt', quantity: 0 }] }, /parts\[0\]\.quantity must be more than 0/],
  ])('%j is told', (change, expected) => {
    expect(faults(procedure(change))).toEqual([expect.stringMatching(expected)]);
  });

  test('a tag tells of one of them, and ids name one', () => {
    expect(faults(procedure(), procedure({ id: 'chain' }))).toEqual([
      expect.stringMatching(/maintenance\[1\]\.tags\[0\] "speed" already tells of procedure "belt"/),
    ]);
    expect(faults(procedure(), procedure({ tags: ['speed'] }))).toContainEqual(
      expect.stringContaining('maintenance[1].id procedure id "belt" is already used'),
    );
  });
});
