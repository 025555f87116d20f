import { describe, expect, test } from 'vitest';
import type { Machine } from '../../twin/plant.ts';
import { courseOf, modelOf } from './machines/catalogue.ts';
import { pathBoxes } from './path-boxes.ts';
import { rayToBox } from './paths/boxes.ts';

const machineOf = (type: string, path: Machine['path']): Machine => ({
  id: 'm' as Machine['id'],
  name: 'm',
  type,
  pose: { x: 0, z: 0 },
  path: path!,
  components: [],
  mainTags: [],
  tags: [],
  bindings: [],
});

function boxesOf(type: string, path: Machine['path']) {
  const machine = machineOf(type, path);
  return pathBoxes(courseOf(machine), modelOf(machine, 'belt'), 0.4);
}

/** Height at which a ray from straight above meets one of the boxes; null where it meets none. */
function topAt(boxes: ReturnType<typeof boxesOf>, x: number, z: number): number | null {
  const ray = { origin: { x, y: 50, z }, direction: { x: 0, y: -1, z: 0 } };
  const hits = boxes.flatMap((box) => rayToBox(ray, box) ?? []);
  return hits.length > 0 ? 50 - Math.min(...hits) : null;
}
const fromAside = (boxes: ReturnType<typeof boxesOf>, x: number, y: number): boolean =>
  boxes.some((box) => rayToBox({ origin: { x, y, z: 50 }, direction: { x: 0, y: 0, z: -1 } }, box) !== null);

describe('boxes that the pointer hits along a path (SCENE-8)', () => {
  test('a level belt is hit from the floor to its guides', () => {
    const boxes = boxesOf('conveyor', [
      [2, 5],
      [8, 5],
    ]);
    expect(boxes).toHaveLength(1);
    expect(topAt(boxes, 5, 5)).toBeCloseTo(1.1, 1);
    for (const y of [0.1, 0.5, 1]) expect(fromAside(boxes, 5, y)).toBe(true);
    expect(fromAside(boxes, 5, 1.4)).toBe(false);
  });

  test('a climbing belt is hit along its slope, not in the air over its low end nor below its high one', () => {
    const boxes = boxesOf('conveyor', [
      [2, 5, 1],
      [10, 5, 5],
    ]);
    expect(topAt(boxes, 4, 5)).toBeGreaterThan(2);
    expect(topAt(boxes, 4, 5)).toBeLessThan(2.4);
    expect(fromAside(boxes, 8, 4)).toBe(true);
    expect(fromAside(boxes, 3, 3)).toBe(false);
    expect(fromAside(boxes, 9, 1.5)).toBe(false);
  });

  test('an overhead conveyor is hit at its rail and carriers, and leaves room to point below', () => {
    const boxes = boxesOf('overhead-conveyor', [
      [2, 5],
      [8, 5, 3.5],
    ]);
    expect(fromAside(boxes, 4, 3.1)).toBe(true);
    expect(fromAside(boxes, 4, 2.4)).toBe(true);
    expect(fromAside(boxes, 5, 1)).toBe(false);
  });

  test('a fence is hit down to its panels, high as it is', () => {
    const boxes = boxesOf('safety-fence', [
      [2, 5, 2.4],
      [8, 5, 2.4],
    ]);
    for (const y of [0.3, 1, 2.3]) expect(fromAside(boxes, 7, y)).toBe(true);
  });

  test('a riser has a box of its own', () => {
    const boxes = boxesOf('pipe-run', [
      [2, 5, 0.5],
      [2, 5, 4],
      [6, 5, 4],
    ]);
    expect(boxes).toHaveLength(2);
    expect(fromAside(boxes, 2, 2.5)).toBe(true);
    expect(fromAside(boxes, 4, 2.5)).toBe(false);
    expect(fromAside(boxes, 4, 4)).toBe(true);
  });
});
