import { expect, test } from 'vitest';
import { isGripping, robotAngles } from './robot-motion.ts';

const angles = new Float64Array(4);
const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Where the wrist is: reach from the axis of joint 1 and height, metres. */
function wrist(share: number, layers: number): { reach: number; height: number } {
  robotAngles(share, layers, angles, 0);
  const lean = radians(angles[1]!);
  const drop = lean + radians(angles[2]!);
  return {
    reach: 0.25 + 1.05 * Math.sin(lean) + 1.25 * Math.cos(drop),
    height: 0.85 + 1.05 * Math.cos(lean) - 1.25 * Math.sin(drop),
  };
}

test('the gripper picks at the infeed and places on the pallet, a case higher per layer', () => {
  expect(wrist(0.15, 0).height).toBeCloseTo(1.75, 6);
  expect(wrist(0.15, 0).reach).toBeCloseTo(1.35, 6);
  expect(angles[0]).toBe(180);
  expect(wrist(0.7, 0).height).toBeCloseTo(1.2, 6);
  expect(wrist(0.7, 3).height).toBeCloseTo(1.2 + 3 * 0.26, 6);
  expect(angles[0]).toBe(0);
  expect([0.1, 0.18, 0.5, 0.72, 0.8].map(isGripping)).toEqual([false, true, true, true, false]);
});

test('no joint jumps, from one cycle to the next neither', () => {
  let before: readonly number[] | undefined;
  for (let step = 0; step <= 2000; step++) {
    robotAngles((step / 1000) % 1, 2, angles, 0);
    const now = [...angles];
    for (const [joint, angle] of now.entries()) {
      expect(Number.isFinite(angle)).toBe(true);
      if (before) expect(Math.abs(angle - before[joint]!)).toBeLessThan(3);
    }
    before = now;
  }
});
