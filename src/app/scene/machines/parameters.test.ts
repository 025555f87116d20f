import { describe, expect, test } from 'vitest';
import { equipment } from '../../../twin/equipment/equipment.ts';
import type { Machine } from '../../../twin/plant.ts';
import type { Model } from '../parts/model.ts';
import { isShown } from '../parts/pose.ts';
import { shapes } from '../parts/shapes.ts';
import { modelOf, sizeOf } from './catalogue.ts';

const machineOf = (type: string, parameters: Record<string, number> = {}, scale = 1): Machine => {
  const machine: Machine = {
    id: type as Machine['id'],
    name: type,
    type,
    pose: { x: 0, z: 0 },
    parameters,
    components: [],
    mainTags: [],
    tags: [],
    bindings: [],
  };
  const [width, height, depth] = sizeOf(machine);
  return { ...machine, size: [width * scale, height * scale, depth * scale] };
};
const draw = (type: string, parameters?: Record<string, number>, scale?: number): Model =>
  modelOf(machineOf(type, parameters, scale), 'rollers');
const piecesOf = (type: string, part: string, parameters?: Record<string, number>) =>
  draw(type, parameters).pieces.filter((piece) => piece.part === part);
const shapeOf = ({ pieces, nodes }: Model) =>
  JSON.stringify([
    pieces.map(({ place, size }) => [place.elements, size]),
    nodes.map(({ at, travel }) => [at, travel]),
  ]);

function expectSolid({ pieces, nodes }: Model): void {
  for (const { size, bevel, place } of pieces) {
    for (const length of [...size, bevel]) expect(length).toBeGreaterThanOrEqual(0);
    expect(place.elements.every(Number.isFinite)).toBe(true);
  }
  for (const { at, travel } of nodes) {
    expect(Number.isFinite(at.length() + (travel?.length() ?? 0))).toBe(true);
  }
}

const types = Object.entries(equipment).filter(([, { ownModel }]) => !ownModel);

describe.each(types)('%s', (type, { parameters = {} }) => {
  test('half and twice its usual size is still a solid machine', () => {
    expectSolid(draw(type, {}, 0.5));
    expectSolid(draw(type, {}, 2));
  });

  test.each(Object.entries(parameters))('%s shapes it over its whole range', (name, { range, default: usual }) => {
    expect(usual).toBeGreaterThanOrEqual(range[0]);
    expect(usual).toBeLessThanOrEqual(range[1]);
    const [least, most] = range.map((value) => draw(type, { [name]: value })) as [Model, Model];
    expectSolid(least);
    expectSolid(most);
    expect(shapeOf(least)).not.toBe(shapeOf(most));
  });

  test('it is drawn with few enough triangles for five hundred in a hall', () => {
    const triangles = draw(type).pieces.reduce((sum, { shape }) => sum + shapes[shape].index!.count / 3, 0);
    expect(triangles).toBeLessThanOrEqual(type === 'operator' ? 1_500 : 12_000);
  });
});

/** Whether a piece of this part is there, or taller, when it is full and not when it is empty. */
const fillsWith = (type: string, part: string): boolean => {
  const { nodes, pieces } = draw(type);
  return pieces.some((piece) => {
    const { fills, part: own } = nodes[piece.node]!;
    return fills && own === part && isShown(piece, fills, 1) && !isShown(piece, fills, 0);
  });
};

test.each(types)('%s: each part has a frame for every motion that it promises', (type, { parts }) => {
  const { nodes } = draw(type);
  for (const [part, { moves }] of Object.entries(parts)) {
    const own = nodes.filter((node) => node.part === part);
    if (moves.includes('rotation') || moves.includes('angle')) expect(own.some(({ axis }) => axis)).toBe(true);
    if (moves.includes('level')) expect(fillsWith(type, part)).toBe(true);
    // What has a path and stands for the whole machine travels along it.
    if (moves.includes('position') && part !== 'body') expect(own.some(({ travel }) => travel)).toBe(true);
  }
});

test('a heat exchanger has as many plates as it says', () => {
  const plates = (count: number) => piecesOf('heat-exchanger', 'plates', { plates: count }).length;
  expect(plates(90) - plates(30)).toBe(60);
});

test('a fan has as many blades, a magazine as many tools, a stack light as many lamps', () => {
  expect(piecesOf('fan', 'impeller', { blades: 20 }).length - piecesOf('fan', 'impeller', { blades: 10 }).length).toBe(
    10,
  );
  expect(
    piecesOf('cnc-mill', 'magazine', { tools: 30 }).length - piecesOf('cnc-mill', 'magazine', { tools: 10 }).length,
  ).toBe(20);
  expect(piecesOf('stack-light', 'lamp3', { segments: 3 })).not.toHaveLength(0);
  expect(piecesOf('stack-light', 'lamp4', { segments: 3 })).toHaveLength(0);
});

test('the table of a mill and the ram of a press travel as far as they say', () => {
  const travel = (type: string, part: string, parameters: Record<string, number>) =>
    draw(type, parameters)
      .nodes.find((node) => node.part === part)!
      .travel!.length();
  expect(travel('cnc-mill', 'table', { travel: 500 })).toBeCloseTo(0.5);
  expect(travel('press', 'ram', { stroke: 250 })).toBeCloseTo(0.25);
});

test('a pipe goes straight up where its path does, and stays in one piece round its bends', () => {
  const riser: Machine = {
    ...machineOf('pipe-run'),
    path: [
      [0, 0, 1],
      [3, 0, 1],
      [3, 0, 4],
      [3, 3, 4],
    ],
  };
  const pieces = modelOf(riser, 'belt').pieces.filter(({ part, size }) => part === 'pipe' && size[0] === 0.2);
  const heights = pieces.map(({ place }) => place.elements[13]!);
  expect(Math.min(...heights)).toBeCloseTo(1);
  expect(Math.max(...heights)).toBeCloseTo(4);
  // The upright length between the two bends of 0.3 m radius.
  const upright = pieces.find(({ place, size }) => Math.abs(place.elements[5]!) > 0.999 && size[1] > 1);
  expect(upright?.size[1]).toBeCloseTo(2.4);
  const total = pieces.reduce((sum, { size }) => sum + size[1], 0);
  expect(total).toBeGreaterThan(9 - 4 * 0.3 + Math.PI * 0.3 - 0.01);
});
