import fc from 'fast-check';
import { Matrix4, Vector3 } from 'three';
import { describe, expect, test } from 'vitest';
import type { Model, Point } from '../parts/model.ts';
import { freshMatrices, poseNodes, restingStates } from '../parts/pose.ts';
import { cobotLinks, robotDrawings, sixAxisLinks } from './robots.ts';
import { scaraDrawings, scaraLinks } from './scara.ts';

const rad = (degrees: number) => (degrees * Math.PI) / 180;
const angles = (count: number) =>
  fc.array(fc.double({ min: -180, max: 180, noNaN: true }), { minLength: count, maxLength: count });

/** Where the frame that `part` moves is, at these joint angles; `positions` are shares of travels. */
function posed(model: Model, part: string, joints: readonly number[], positions: Record<string, number> = {}): Matrix4 {
  const states = restingStates(model.nodes);
  for (const [k, node] of model.nodes.entries()) {
    const joint = /^joint(\d)$/.exec(node.part);
    if (joint) states[k]!.turnDeg = joints[Number(joint[1]) - 1] ?? 0;
    states[k]!.position = positions[node.part] ?? 0;
  }
  const matrices = freshMatrices(model.nodes.length);
  poseNodes(model.nodes, states, matrices);
  return matrices[model.nodes.findIndex((node) => node.part === part)]!;
}

/** A row of a standard Denavit-Hartenberg table: theta and alpha in degrees, d and a in metres. z is up. */
type Row = readonly [theta: number, d: number, a: number, alpha: number];

function denavitHartenberg(rows: readonly Row[]): Matrix4 {
  const product = new Matrix4();
  for (const [theta, d, a, alpha] of rows) {
    const [c, s, ca, sa] = [Math.cos(rad(theta)), Math.sin(rad(theta)), Math.cos(rad(alpha)), Math.sin(rad(alpha))];
    product.multiply(new Matrix4().set(c, -s * ca, s * sa, a * c, s, c * ca, -c * sa, a * s, 0, sa, ca, d, 0, 0, 0, 1));
  }
  return product;
}

/** The table's x, y, z (up) as the hall's x, -z, y. */
const hallFromTable = new Matrix4().set(1, 0, 0, 0, 0, 0, 1, 0, 0, -1, 0, 0, 0, 0, 0, 1);
/** The cobot's maker has the arm point to -x at zero. */
const cobotHallFromTable = hallFromTable.clone().multiply(new Matrix4().makeRotationZ(Math.PI));

const near = (point: Vector3) => [point.x, point.y, point.z].map((v) => expect.closeTo(v, 9) as number);
const at = (matrix: Matrix4, point: Point) => near(new Vector3(...point).applyMatrix4(matrix));
const pointOf = (matrix: Matrix4, point: Point) => new Vector3(...point).applyMatrix4(matrix).toArray();

describe('a six-axis robot (SCENE-10)', () => {
  const reach = 2.3;
  const foot = 0.4;
  const model = robotDrawings.robot!([1, 2, 1], { reach, pedestal: foot });
  const { shoulder, offset, upperArm, elbow, forearm, wrist, tool } = sixAxisLinks(reach);
  const table = ([q1, q2, q3, q4, q5, q6]: readonly number[]): Row[] => [
    [q1!, foot + shoulder, offset, -90],
    [q2! - 90, 0, upperArm, 0],
    [q3!, 0, elbow, -90],
    [q4!, forearm, 0, 90],
    [q5!, 0, 0, -90],
    [q6!, wrist, 0, 0],
  ];
  // In the table's last frame z leads out of the flange; in ours x does.
  const flange = (joints: readonly number[]) => hallFromTable.clone().multiply(denavitHartenberg(table(joints)));

  test('at zero the upper arm is upright and the forearm level, tool to the front', () => {
    expect(pointOf(posed(model, 'joint6', []), [tool, 0, 0])).toEqual([
      expect.closeTo(offset + forearm + wrist + tool, 9),
      expect.closeTo(foot + shoulder + upperArm + elbow, 9),
      expect.closeTo(0, 9),
    ]);
  });

  test.each([
    [[30, 0, 0, 0, 0, 0]],
    [[0, 45, -20, 0, 30, 0]],
    [[-90, 20, 35, 60, -45, 120]],
    [[170, -60, -110, -200, 100, 33]],
  ])('joints %j put tool centre and flange where the Denavit-Hartenberg product does', (joints) => {
    const matrix = posed(model, 'joint6', joints);
    expect(pointOf(matrix, [tool, 0, 0])).toEqual(at(flange(joints), [0, 0, tool]));
  });

  test('so does any vector of joints, for a point beside the axis too', () => {
    // The tables' flange frame differs from ours by a fixed turn, found at zero.
    const beside = new Vector3(tool, 0.1, 0.2)
      .applyMatrix4(posed(model, 'joint6', []))
      .applyMatrix4(flange([0, 0, 0, 0, 0, 0]).invert());
    fc.assert(
      fc.property(angles(6), (joints) => {
        expect(pointOf(posed(model, 'joint6', joints), [tool, 0.1, 0.2])).toEqual(
          at(flange(joints), beside.toArray() as unknown as Point),
        );
      }),
    );
  });

  test('its reach is what its parameter says', () => {
    const stretched = Math.atan2(elbow, forearm) * (180 / Math.PI);
    const centre = pointOf(posed(model, 'joint5', [0, 90, stretched - 90]), [0, 0, 0]);
    expect(centre[0]).toBeCloseTo(reach, 9);
  });
});

describe('a cobot (SCENE-10)', () => {
  const reach = 1.3;
  const model = robotDrawings.cobot!([0.8, 1.8, 0.8], { reach, pedestal: 0 });
  const { tool } = cobotLinks(reach);
  // The maker's published table, for a reach of 1.3 m.
  const table = ([q1, q2, q3, q4, q5, q6]: readonly number[]): Row[] => [
    [q1!, 0.1807, 0, 90],
    [q2!, 0, -0.6127, 0],
    [q3!, 0, -0.57155, 0],
    [q4!, 0.17415, 0, 90],
    [q5!, 0.11985, 0, -90],
    [q6!, 0.11655, 0, 0],
  ];
  const flange = (joints: readonly number[]) => cobotHallFromTable.clone().multiply(denavitHartenberg(table(joints)));
  const flangeFromJoint = -0.11655;

  test.each([
    [[0, 0, 0, 0, 0, 0]],
    [[0, -90, 0, -90, 0, 0]],
    [[35, -110, 95, -60, -90, 15]],
    [[-200, 20, -130, 45, 300, -80]],
  ])('joints %j put the tool centre where the maker does', (joints) => {
    expect(pointOf(posed(model, 'joint6', joints), [0, 0, flangeFromJoint - tool])).toEqual(
      at(flange(joints), [0, 0, tool]),
    );
  });

  test('so does any vector of joints, for a point beside the axis too', () => {
    const own: Point = [0.1, 0.2, flangeFromJoint];
    const beside = new Vector3(...own)
      .applyMatrix4(posed(model, 'joint6', []))
      .applyMatrix4(flange([0, 0, 0, 0, 0, 0]).invert());
    fc.assert(
      fc.property(angles(6), (joints) => {
        expect(pointOf(posed(model, 'joint6', joints), own)).toEqual(
          at(flange(joints), beside.toArray() as unknown as Point),
        );
      }),
    );
  });
});

describe('a SCARA robot (SCENE-10)', () => {
  const parameters = { reach: 0.8, stroke: 0.25, pedestal: 0.7 };
  const model = scaraDrawings.scara!([0.7, 1.7, 0.7], parameters);
  const { inner, outer, quill } = scaraLinks(parameters.reach);

  test('its quill is where two links over the floor and its stroke put it', () => {
    fc.assert(
      fc.property(angles(4), fc.double({ min: 0, max: 1, noNaN: true }), (joints, z) => {
        const [q1, q2] = joints as [number, number];
        const tip = pointOf(posed(model, 'joint4', [q1, q2, 0, joints[3]!], { z }), [0, 0, 0]);
        expect(tip).toEqual([
          expect.closeTo(inner * Math.cos(rad(q1)) + outer * Math.cos(rad(q1 + q2)), 9),
          expect.closeTo(parameters.pedestal + quill - z * parameters.stroke, 9),
          expect.closeTo(-inner * Math.sin(rad(q1)) - outer * Math.sin(rad(q1 + q2)), 9),
        ]);
      }),
    );
  });

  test('its reach is what its parameter says', () => {
    expect(pointOf(posed(model, 'joint4', []), [0, 0, 0])[0]).toBeCloseTo(0.8, 9);
  });
});
