import fc from 'fast-check';
import { type Matrix4, Vector3 } from 'three';
import { describe, expect, test } from 'vitest';
import { freshMatrices, poseNodes, restingStates } from '../parts/pose.ts';
import { palletiser, robotLinks } from './handling.ts';

/** At its natural height, so that the links have their own lengths. */
const robot = palletiser([3.6, 3, 3.6], { layers: 5 });
const nodeOf = (part: string) => robot.nodes.findIndex((node) => node.part === part);

function posed(joints: Record<string, number>): Matrix4 {
  const states = restingStates(robot.nodes);
  for (const [part, degrees] of Object.entries(joints)) states[nodeOf(part)]!.turnDeg = degrees;
  const matrices = freshMatrices(robot.nodes.length);
  poseNodes(robot.nodes, states, matrices);
  return matrices[nodeOf('joint4')]!;
}

const rad = (degrees: number) => (degrees * Math.PI) / 180;
const angle = (most: number) => fc.double({ min: -most, max: most, noNaN: true });

describe('the palletising robot', () => {
  test('the wrist is where the trigonometry of its links puts it', () => {
    fc.assert(
      fc.property(angle(180), angle(60), angle(60), (joint1, joint2, joint3) => {
        const { offset, shoulder, upperArm, forearm } = robotLinks;
        const reach = offset + upperArm * Math.sin(rad(joint2)) + forearm * Math.cos(rad(joint2 + joint3));
        const height = shoulder + upperArm * Math.cos(rad(joint2)) - forearm * Math.sin(rad(joint2 + joint3));
        const wrist = new Vector3().setFromMatrixPosition(posed({ joint1, joint2, joint3 }));
        // Counter-clockwise from above turns +x towards -z; joint4 sits 0.32 m below the wrist's axis.
        expect(wrist.x).toBeCloseTo(reach * Math.cos(rad(joint1)), 6);
        expect(wrist.z).toBeCloseTo(-reach * Math.sin(rad(joint1)), 6);
        expect(wrist.y).toBeCloseTo(height - 0.32, 6);
      }),
    );
  });

  test('the gripper stays upright however the arm leans', () => {
    fc.assert(
      fc.property(angle(180), angle(60), angle(60), angle(180), (joint1, joint2, joint3, joint4) => {
        const up = new Vector3(0, 1, 0).transformDirection(posed({ joint1, joint2, joint3, joint4 }));
        expect(up.y).toBeCloseTo(1, 9);
      }),
    );
  });
});
