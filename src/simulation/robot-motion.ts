/**
 * One pick-and-place cycle of the palletising robot. The gripper's way is given by turn, reach and height over the
 * share of the cycle; joint angles follow by inverse kinematics of its two links, degrees: joint 1 turns about the
 * vertical, counter-clockwise from above, 0 along the robot's own x (cases come from -x, the pallet stands at +x);
 * joint 2 leans the upper arm forward from upright; joint 3 lowers the forearm from a right angle to it; joint 4 turns
 * the gripper, which hangs upright.
 */
const times = [0, 0.12, 0.2, 0.32, 0.56, 0.68, 0.75, 0.84, 1];
const turnsDeg = [180, 180, 180, 180, 0, 0, 0, 0, 180];
const reachesM = [1.3, 1.35, 1.35, 1.2, 1.2, 1.16, 1.16, 1.2, 1.3];
/** Of the wrist; a case hangs 0.75 below it. */
const heightsM = [2.2, 1.75, 1.75, 2.45, 2.45, 1.2, 1.2, 2.45, 2.2];
const gripperDeg = [0, 0, 0, 0, 90, 90, 90, 90, 0];
/** Frames on the pallet, which are higher by a case for each layer that lies there. */
const onPallet = [5, 6];
const layerM = 0.26;
const gripFrom = 0.17;
const gripTo = 0.73;

/** Shoulder above the floor and before the axis of joint 1; links; metres. */
const shoulderM = 0.85;
const offsetM = 0.25;
const upperArmM = 1.05;
const forearmM = 1.25;

export const isGripping = (share: number): boolean => share >= gripFrom && share < gripTo;

/** Writes the four angles at `at` of `angles`. */
export function robotAngles(share: number, layersDone: number, angles: Float64Array, at: number): void {
  let leg = 1;
  while (leg < times.length - 1 && share > times[leg]!) leg++;
  const s = Math.min(1, (share - times[leg - 1]!) / (times[leg]! - times[leg - 1]!));
  const soft = s * s * (3 - 2 * s);
  const fromHeight = height(leg - 1, layersDone);
  const dx = between(reachesM, leg, soft) - offsetM;
  const dy = fromHeight + (height(leg, layersDone) - fromHeight) * soft - shoulderM;
  const distance = Math.hypot(dx, dy);
  const elevation = Math.atan2(dy, dx);
  const atShoulder = corner(upperArmM, distance, forearmM);
  const atWrist = corner(forearmM, distance, upperArmM);
  const lean = Math.PI / 2 - elevation - atShoulder;
  const drop = atWrist - elevation;
  angles[at] = between(turnsDeg, leg, soft);
  angles[at + 1] = degrees(lean);
  angles[at + 2] = degrees(drop - lean);
  angles[at + 3] = between(gripperDeg, leg, soft);
}

const between = (frames: readonly number[], leg: number, share: number): number =>
  frames[leg - 1]! + (frames[leg]! - frames[leg - 1]!) * share;
const height = (frame: number, layersDone: number): number =>
  heightsM[frame]! + (onPallet.includes(frame) ? layerM * layersDone : 0);
/** Angle between sides a and b of a triangle, whose third side is c. */
const corner = (a: number, b: number, c: number): number =>
  Math.acos(Math.min(1, Math.max(-1, (a * a + b * b - c * c) / (2 * a * b))));
const degrees = (radians: number): number => (radians * 180) / Math.PI;
