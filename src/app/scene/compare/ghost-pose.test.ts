import { Matrix4, Vector3 } from 'three';
import { expect, test } from 'vitest';
import type { ModelNode } from '../parts/model.ts';
import type { NodeState } from '../parts/pose.ts';
import { baseDiffers, movedNodes } from './ghost-pose.ts';

const node = (parent: number, more: Partial<ModelNode> = {}): ModelNode => ({
  parent,
  at: new Vector3(),
  part: '',
  axis: null,
  restDeg: 0,
  travel: null,
  fills: false,
  countersPart: [],
  ...more,
});
/** A base; an arm that turns; a hand on it; a slide of 2 m; a wrist that is kept upright. */
const nodes = [
  node(0),
  node(0, { part: 'arm', axis: new Vector3(0, 0, 1) }),
  node(1),
  node(0, { part: 'slide', travel: new Vector3(0, 2, 0) }),
  node(0, { countersPart: ['arm'], axis: new Vector3(0, 0, -1) }),
];
const pose = (armDeg: number, slide: number): NodeState[] =>
  nodes.map(({ part }) => ({
    turnDeg: part === 'arm' ? armDeg : 0,
    position: part === 'slide' ? slide : 0,
    level: Number.NaN,
  }));
const moved = (a: NodeState[], b: NodeState[], base = false) => movedNodes(nodes, a, b, base);

test('SCENE-47 a part has a ghost where it, what carries it or what it follows stood elsewhere', () => {
  expect(moved(pose(10, 0), pose(10, 0))).toEqual([false, false, false, false, false]);
  expect(moved(pose(10, 0), pose(50, 0))).toEqual([false, true, true, false, true]);
  expect(moved(pose(10, 0), pose(10, 0.5))).toEqual([false, false, false, true, false]);
  expect(moved(pose(10, 0), pose(10, 0), true)).not.toContain(false);
});

test('SCENE-47 a full turn is none, and what nobody would see is none', () => {
  expect(moved(pose(359.5, 0), pose(0.5, 0))).not.toContain(true);
  expect(moved(pose(0, 0.3), pose(1, 0.31))).not.toContain(true);
  expect(moved(pose(180, 0), pose(-180, 0))).not.toContain(true);
});

test('SCENE-47 a vehicle differs by where it stands and by where it looks', () => {
  const at = (x: number, deg: number) => new Matrix4().makeRotationY((deg * Math.PI) / 180).setPosition(x, 0, 0);
  expect(baseDiffers(at(1, 0), at(1.01, 0))).toBe(false);
  expect(baseDiffers(at(1, 0), at(1.1, 0))).toBe(true);
  expect(baseDiffers(at(1, 0), at(1, 10))).toBe(true);
});
