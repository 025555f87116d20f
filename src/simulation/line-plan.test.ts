import { describe, expect, test } from 'vitest';
import type { Machine, PathPoint } from '../twin/plant.ts';
import { pathLength } from './line-plan.ts';

const machineOf = (type: string, path: readonly PathPoint[], y?: number): Machine => ({
  id: type as Machine['id'],
  name: type,
  type,
  pose: { x: 0, z: 0, ...(y !== undefined && { y }) },
  path,
  components: [],
  mainTags: [],
  tags: [],
  bindings: [],
});
const length = (type: string, path: readonly PathPoint[], y?: number) => pathLength(machineOf(type, path, y), 10);

describe('the length of a path', () => {
  test('goes up the slope, not along its shadow on the floor', () => {
    expect(
      length('conveyor', [
        [0, 0, 1],
        [4, 0, 4],
      ]),
    ).toBeCloseTo(5);
  });

  test('a point without a height is at the height of the belt', () => {
    expect(
      length('conveyor', [
        [0, 0],
        [0, 4, 4],
      ]),
    ).toBeCloseTo(5);
    expect(
      length('conveyor', [
        [0, 0],
        [4, 0, 1],
      ]),
    ).toBeCloseTo(4);
  });

  test("a vehicle's is on its floor", () => {
    const ramp: PathPoint[] = [
      [0, 0],
      [4, 0, 3],
    ];
    expect(length('agv', ramp)).toBeCloseTo(5);
    expect(length('agv', ramp, 3)).toBeCloseTo(4);
  });

  test('without a path is what is said', () => {
    expect(length('agv', [])).toBe(10);
  });
});
