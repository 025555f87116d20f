import { Vector3 } from 'three';
import { describe, expect, test } from 'vitest';
import { drawnParts } from '../../../twin/equipment/drawn-parts.ts';
import { equipment } from '../../../twin/equipment/equipment.ts';
import type { Machine } from '../../../twin/plant.ts';
import type { Model, ModelNode } from '../parts/model.ts';
import { freshMatrices, poseNodes, restingStates } from '../parts/pose.ts';
import { modelOf } from './catalogue.ts';

const machineOf = (type: string, parameters: Record<string, number> = {}): Machine => ({
  id: type as Machine['id'],
  name: type,
  type,
  pose: { x: 0, z: 0 },
  components: [],
  mainTags: [],
  tags: [],
  bindings: [],
  parameters,
});

const onJoint = (nodes: readonly ModelNode[], node: number): boolean =>
  node > 0 && (nodes[node]!.part.startsWith('joint') || onJoint(nodes, nodes[node]!.parent));

describe.each(Object.entries(equipment).filter(([, { ownModel }]) => !ownModel))('%s', (type, each) => {
  const { parts, size, parameters = {} } = each;
  const model = modelOf(machineOf(type), 'chain');

  test('SCENE-1: every part that a tag may be bound to can be seen', () => {
    const drawn = new Set(model.pieces.map(({ part }) => part));
    for (const part of Object.keys(parts)) expect(drawn).toContain(part);
  });

  test('it is made of enough pieces to be told apart', () => {
    expect(model.pieces.length).toBeGreaterThanOrEqual(15);
  });

  test('it stands on the floor, on its own ground', () => {
    const nodes = freshMatrices(model.nodes.length);
    poseNodes(model.nodes, restingStates(model.nodes), nodes);
    let lowest = Number.POSITIVE_INFINITY;
    for (const { place, node, size: own, part } of model.pieces) {
      if (part === 'load') continue;
      // An arm reaches beyond its foot.
      const arm = onJoint(model.nodes, node);
      const at = new Vector3().setFromMatrixPosition(place).applyMatrix4(nodes[node]!);
      lowest = Math.min(lowest, at.y - own[1] / 2);
      // Cabinets and pumps may stand up to half a metre outside.
      if (!arm) expect(Math.abs(at.x)).toBeLessThan(size[0] / 2 + 0.5);
      if (!arm) expect(Math.abs(at.z)).toBeLessThan(size[2] / 2 + 0.5);
      expect(at.y).toBeLessThan(size[1] + 0.6);
    }
    expect(lowest).toBeLessThan(0.16);
  });

  const drawn = (name: string, value: number) => modelOf(machineOf(type, { [name]: value }), 'chain');
  const shape = ({ pieces, nodes }: Model) =>
    JSON.stringify([
      pieces.map(({ place, size: own }) => [place.elements, own]),
      nodes.map(({ at, travel }) => [at, travel]),
    ]);

  test.each(Object.entries(parameters))(
    'its parameter %s takes away the parts that it says',
    (name, { range, default: usual }) => {
      for (const value of [range[0], usual, range[1]]) {
        const has = new Set(drawn(name, value).pieces.map(({ part }) => part));
        const own = drawnParts(machineOf(type, { [name]: value }));
        expect(Object.keys(parts).filter((part) => has.has(part))).toEqual(own);
      }
    },
  );

  test.each(Object.entries(parameters))('its parameter %s shapes the drawing, from end to end', (name, { range }) => {
    const [least, most] = range.map((value) => drawn(name, value));
    expect(shape(least!)).not.toBe(shape(most!));
    for (const model of [least!, most!]) {
      for (const { place, size: own } of model.pieces) {
        expect([...place.elements, ...own].every(Number.isFinite)).toBe(true);
        expect(Math.min(...own)).toBeGreaterThanOrEqual(0);
      }
    }
  });
});
