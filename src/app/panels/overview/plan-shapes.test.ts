import { describe, expect, test } from 'vitest';
import { checkPlant } from '../../../twin/check-plant.ts';
import { indexPlant } from '../../../twin/plant-index.ts';
import { smallPlant } from '../../../twin/small-plant.ts';
import { namesApart, nextPlace, planLines, planShapes } from './plan-shapes.ts';

const { plant } = checkPlant(smallPlant);
if (!plant) throw new Error('the small plant has faults');
const shapes = planShapes(indexPlant(plant));
const of = (id: string) => shapes.find(({ placed }) => placed.machine.id === id)!;

describe('the plan of the site (PLAN-1)', () => {
  test('a machine is its turned rectangle, all the way round', () => {
    const { outline, way } = of('filler');
    expect(way).toBeNull();
    expect(outline.map(([x, z]) => [Math.round(x * 10) / 10, Math.round(z * 10) / 10])).toEqual([
      [3, 3],
      [3, 7],
      [7, 7],
      [7, 3],
    ]);
  });

  test('a conveyor is its way, and is found at its middle', () => {
    const { way, at } = of('conveyor-1');
    expect(way!.points.length).toBeGreaterThan(1);
    const xs = way!.points.map(([x]) => x);
    expect(at[0]).toBeGreaterThan(Math.min(...xs));
    expect(at[0]).toBeLessThan(Math.max(...xs));
  });

  test('a line names its machines', () => {
    expect(planLines(shapes)[0]).toMatchObject({ machines: expect.arrayContaining(['filler', 'capper']) });
    expect(planLines(shapes).flatMap(({ machines }) => machines)).toHaveLength(shapes.length);
  });

  test('names of lines that lie close stand below one another, others where their line begins', () => {
    const line = (name: string, x: number, z: number) => ({ id: name, name, machines: [], at: [x, z] as const });
    const lines = [line('Wet end', 2, 20), line('Dry end', 2.5, 20.2), line('Store', 40, 20)];
    expect(namesApart(lines, 0.1)).toEqual([
      [2, 20],
      [2.5, 20 + 14 * 0.1],
      [40, 20],
    ]);
  });

  test('an arrow key goes to what lies that way, not to what is merely near', () => {
    const places = [
      [0, 0],
      [10, 1],
      [4, 9],
      [1, -8],
    ] as const;
    expect(nextPlace(places, 0, 'right')).toBe(1);
    expect(nextPlace(places, 0, 'down')).toBe(2);
    expect(nextPlace(places, 0, 'up')).toBe(3);
    expect(nextPlace(places, 0, 'left')).toBe(0);
    expect(nextPlace(places, 1, 'left')).toBe(0);
  });
});
