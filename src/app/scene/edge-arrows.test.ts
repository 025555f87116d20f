import { describe, expect, test } from 'vitest';
import type { MachineId } from '../../twin/plant.ts';
import { type Area, type EdgeTarget, edgeArrows, mostArrows } from './edge-arrows.ts';

const size = { width: 1000, height: 600 };
const lens = { halfX: 0.5, halfY: 0.3, parallel: false };
const at = (x: number, y: number, depth: number, id = 'm', priority: 1 | 2 | 3 = 1): EdgeTarget => ({
  id: id as MachineId,
  priority,
  x,
  y,
  depth,
});
const arrows = (targets: readonly EdgeTarget[], keepClear: readonly Area[] = [], parallel = false) =>
  edgeArrows(targets, { ...lens, parallel }, size, { insetPx: 30, halfHighPx: 30, apartPx: 60, keepClear });

describe('arrows at the edge (SCENE-26)', () => {
  test('what is in the picture has none', () => {
    expect(arrows([at(0, 0, 10), at(4.8, 2.8, 10), at(-4.8, -2.8, 10)])).toEqual([]);
  });

  test('left of the picture it points to the left, at the height that the target has', () => {
    const [arrow] = arrows([at(-10, 0, 10)]);
    expect(arrow).toMatchObject({ x: 30, y: 300 });
    expect(Math.abs(arrow!.angleDeg)).toBe(180);
  });

  test('in a corner it stays inside on both sides', () => {
    const [arrow] = arrows([at(50, 30, 10)]);
    expect(arrow!.x).toBeCloseTo(950, 5);
    expect(arrow!.y).toBeCloseTo(30, 5);
  });

  test('behind the camera it points to the side to turn to, not mirrored', () => {
    const [right] = arrows([at(3, 0.1, -10)]);
    expect(right!.x).toBe(970);
    const [left] = arrows([at(-0.1, 0, -10)]);
    expect(left!.x).toBe(30);
    const [straight] = arrows([at(0, 0, -10)]);
    expect(straight).toMatchObject({ x: 500, y: 570, angleDeg: 90 });
  });

  test('with a parallel projection distance says nothing about where it is', () => {
    const wide = { halfX: 20, halfY: 12, parallel: true };
    const of = (target: EdgeTarget) =>
      edgeArrows([target], wide, size, { insetPx: 30, halfHighPx: 30, apartPx: 60, keepClear: [] });
    expect(of(at(19, 0, -50))).toEqual([]);
    expect(of(at(25, 0, 5))).toEqual([expect.objectContaining({ x: 970, y: 300 })]);
  });

  test('those at the same place are one, which has the worst priority', () => {
    const [arrow, ...rest] = arrows([at(-10, 0, 10, 'a', 1), at(-11, 0.1, 10, 'b', 2), at(-12, 0.2, 10, 'c', 3)]);
    expect(arrow).toMatchObject({ ids: ['a', 'b', 'c'], priority: 1 });
    expect(rest).toEqual([]);
  });

  test('wide and low, it finds room above a card that takes the whole width and half of the height', () => {
    const card: Area = { left: 0, right: 970, top: 260, bottom: 545 };
    const small = { width: 970, height: 550 };
    const room = { insetPx: 145, halfHighPx: 86, apartPx: 60, keepClear: [card] };
    const [arrow] = edgeArrows([at(10, 0, 10)], lens, small, room);
    expect(arrow).toMatchObject({ x: 825, y: 174 });
  });

  test('there are never more than eight, and none is forgotten', () => {
    const round = Array.from({ length: 60 }, (_, k) => at(20 * Math.cos(k), 20 * Math.sin(k), 10, `m${k}`));
    const shown = arrows(round);
    expect(shown).toHaveLength(mostArrows);
    expect(shown.flatMap(({ ids }) => ids)).toHaveLength(60);
  });

  test('they slide along the edge off what must stay clear', () => {
    const plan = { left: 0, top: 400, right: 240, bottom: 600 };
    const [arrow] = arrows([at(-10, -4.5, 10)], [plan]);
    expect(arrow).toMatchObject({ x: 30, y: 370 });
  });
});
