import { ModelBuilder, type Point } from '../parts/model.ts';
import type { Drawing } from './drawing.ts';

/** Arms with six joints. A joint's angle is what its controller says; all at 0 is the maker's zero position. */

/**
 * Link lengths of a six-axis robot, metres: `reach` is from the first axis to the wrist's centre, stretched out. At
 * zero the upper arm is upright and the forearm points to +x. joint1 turns counter-clockwise from above, joint2 leans
 * forward, joint3 and joint5 lower what they carry, joint4 and joint6 roll about +x.
 */
export function sixAxisLinks(reach: number) {
  const [offset, upperArm, wristAway, elbow] = [0.13 * reach, 0.42 * reach, 0.45 * reach, 0.05 * reach];
  return {
    shoulder: 0.27 * reach,
    offset,
    upperArm,
    /** The forearm's axis above the elbow. */
    elbow,
    forearm: Math.sqrt(wristAway ** 2 - elbow ** 2),
    wrist: 0.085 * reach,
    /** From the flange to between the fingers' tips. */
    tool: 0.13 * reach,
  };
}

const pitch: Point = [0, 0, -1];
const yaw: Point = [0, 1, 0];
const roll: Point = [1, 0, 0];

const robot: Drawing = ([width, , depth], { reach, pedestal }) => {
  const m = new ModelBuilder();
  const r = reach!;
  const { shoulder, offset, upperArm, elbow, forearm, wrist } = sixAxisLinks(r);
  const foot = pedestal!;
  const baseTop = 0.1 * r;
  m.part('base', () => base(m, width, depth, foot, 0.3 * r, baseTop));
  m.moving('joint1', [0, foot + baseTop, 0], { axis: yaw }, () => {
    const up = shoulder - baseTop;
    m.drum('cover', [0, 0, 0], 0.3 * r, 0.06 * r, { bevel: 0.015 * r });
    m.box('cover', [0.03 * r, 0.05 * r, 0], [0.27 * r, 0.09 * r, 0.22 * r], { bevel: 0.03 * r });
    for (const z of [-0.1, 0.1]) {
      m.box('cover', [offset - 0.01 * r, 0.06 * r, z * r], [0.15 * r, up + 0.01 * r, 0.05 * r], { bevel: 0.02 * r });
    }
    m.drum('moving', [-0.09 * r, 0.05 * r, -0.04 * r], 0.085 * r, 0.17 * r, { bevel: 0.01 * r });
    m.drum('structure', [-0.09 * r, 0.22 * r, -0.04 * r], 0.08 * r, 0.025 * r);
    m.box('structure', [-0.12 * r, 0.05 * r, 0.07 * r], [0.08 * r, 0.09 * r, 0.08 * r], { bevel: 0.012 * r });
    m.moving('joint2', [offset, up, 0], { axis: pitch, restDeg: -18 }, () => {
      m.barrel('structure', [0, 0, -0.13 * r], [0, 0, 0.13 * r], 0.14 * r, { bevel: 0.012 * r });
      m.barrel('moving', [0, 0, 0.13 * r], [0, 0, 0.24 * r], 0.09 * r, { bevel: 0.01 * r });
      m.barrel('structure', [0, 0, 0.24 * r], [0, 0, 0.26 * r], 0.08 * r);
      m.box('cover', [0, -0.04 * r, 0], [0.13 * r, upperArm * 0.55, 0.12 * r], { bevel: 0.03 * r });
      m.box('cover', [0, upperArm * 0.35, 0], [0.105 * r, upperArm * 0.7, 0.1 * r], { bevel: 0.028 * r });
      m.box('structure', [0, upperArm * 0.3, 0.052 * r], [0.05 * r, upperArm * 0.4, 0.012 * r]);
      m.hose(
        'rubber',
        [
          [-0.08 * r, 0.02 * r, -0.08 * r],
          [-0.085 * r, upperArm * 0.5, -0.085 * r],
          [-0.09 * r, upperArm + 0.02 * r, -0.07 * r],
        ],
        0.028 * r,
      );
      m.moving('joint3', [0, upperArm, 0], { axis: pitch, restDeg: 24 }, () => {
        m.barrel('structure', [0, 0, -0.085 * r], [0, 0, 0.085 * r], 0.12 * r, { bevel: 0.01 * r });
        m.barrel('moving', [0, 0, 0.085 * r], [0, 0, 0.17 * r], 0.075 * r, { bevel: 0.01 * r });
        m.box('cover', [-0.01 * r, -0.055 * r, 0], [0.16 * r, elbow + 0.12 * r, 0.14 * r], { bevel: 0.03 * r });
        for (const [y, z] of [
          [0.03, 0],
          [-0.018, 0.035],
          [-0.018, -0.035],
        ] as const) {
          const at = (x: number): Point => [x * r, elbow + y * r, z * r];
          m.barrel('moving', at(-0.08), at(-0.17), 0.05 * r, { bevel: 0.006 * r });
          m.barrel('structure', at(-0.17), at(-0.185), 0.045 * r);
        }
        const half = forearm * 0.45;
        m.barrel('cover', [0.05 * r, elbow, 0], [half, elbow, 0], 0.115 * r, { top: 0.1 * r, bevel: 0.01 * r });
        m.moving('joint4', [half, elbow, 0], { axis: roll }, () => {
          const rest = forearm - half;
          m.barrel('structure', [0, 0, 0], [0.02 * r, 0, 0], 0.106 * r);
          m.barrel('cover', [0.02 * r, 0, 0], [rest - 0.05 * r, 0, 0], 0.095 * r, { top: 0.075 * r, bevel: 0.008 * r });
          for (const z of [-0.04, 0.04]) {
            m.box('cover', [rest - 0.025 * r, -0.036 * r, z * r], [0.12 * r, 0.072 * r, 0.024 * r], {
              bevel: 0.01 * r,
            });
          }
          m.hose(
            'rubber',
            [
              [0.01 * r, 0.05 * r, 0.02 * r],
              [0.04 * r, 0.066 * r, 0.02 * r],
              [rest * 0.6, 0.058 * r, 0.02 * r],
              [rest - 0.01 * r, 0.03 * r, 0.055 * r],
            ],
            0.02 * r,
          );
          for (const x of [0.28, 0.58])
            m.box('structure', [rest * x, 0.035 * r, 0.02 * r], [0.02 * r, 0.045 * r, 0.03 * r]);
          m.moving('joint5', [rest, 0, 0], { axis: pitch, restDeg: 62 }, () => {
            m.barrel('structure', [0, 0, -0.058 * r], [0, 0, 0.058 * r], 0.062 * r, { bevel: 0.006 * r });
            m.barrel('cover', [0, 0, 0], [wrist - 0.018 * r, 0, 0], 0.055 * r, { bevel: 0.006 * r });
            m.moving('joint6', [wrist, 0, 0], { axis: roll }, () => {
              m.barrel('steel', [-0.018 * r, 0, 0], [0, 0, 0], 0.065 * r);
              gripper(m, r);
            });
          });
        });
      });
    });
  });
  return m;
};

/** A bolted plate, a pedestal where there is one, and the casting that the first joint turns on. */
function base(m: ModelBuilder, width: number, depth: number, foot: number, across: number, high: number): void {
  m.box('structure', [0, 0, 0], [width * 0.8, 0.025, depth * 0.8], { bevel: 0.006 });
  for (const x of [-1, 1]) {
    for (const z of [-1, 1]) {
      m.rod('steel', [x * width * 0.34, 0.02, z * depth * 0.34], [x * width * 0.34, 0.06, z * depth * 0.34], 0.04);
    }
  }
  if (foot > 0.06) {
    m.box('structure', [0, 0.025, 0], [across * 1.05, foot - 0.05, across * 1.05], { bevel: 0.02 });
    m.box('structure', [0, foot - 0.03, 0], [across * 1.3, 0.03, across * 1.3], { bevel: 0.006 });
  }
  m.drum('structure', [0, foot, 0], across * 1.1, high * 0.55, { bevel: high * 0.1 });
  m.drum('structure', [0, foot + high * 0.55, 0], across * 0.95, high * 0.45, { bevel: high * 0.08 });
  m.box('structure', [-across * 0.62, foot, 0], [across * 0.36, high * 0.7, across * 0.6], { bevel: high * 0.1 });
  for (const z of [-0.15, 0.15]) {
    m.barrel(
      'rubber',
      [-across * 0.78, foot + high * 0.36, z * across],
      [-across * 0.88, foot + high * 0.36, z * across],
      across * 0.14,
    );
  }
  m.box('steel', [0, foot + high * 0.16, across * 0.545], [across * 0.3, high * 0.3, 0.012], { bevel: 0 });
}

/** Along x, from the flange. Its two fingers meet at position 1. */
function gripper(m: ModelBuilder, r: number): void {
  m.part('gripper', () => {
    m.box('structure', [0.022 * r, -0.03 * r, 0], [0.04 * r, 0.06 * r, 0.11 * r], { bevel: 0.006 * r });
    m.box('moving', [0.05 * r, -0.018 * r, 0], [0.016 * r, 0.036 * r, 0.13 * r]);
  });
  for (const side of [-1, 1]) {
    m.moving('gripper', [0.055 * r, 0, side * 0.05 * r], { travel: [0, 0, -side * 0.038 * r] }, () => {
      m.box('steel', [0.012 * r, -0.016 * r, 0], [0.03 * r, 0.032 * r, 0.024 * r], { bevel: 0.003 * r });
      m.box('steel', [0.045 * r, -0.012 * r, -side * 0.004 * r], [0.06 * r, 0.024 * r, 0.012 * r], {
        bevel: 0.003 * r,
      });
    });
  }
}

/**
 * Lengths of a cobot with an offset arm, metres, in the proportions of the most usual one (reach 1.3 m). At zero the
 * arm lies stretched out to +x, and each joint turns as in that maker's Denavit-Hartenberg table.
 */
export function cobotLinks(reach: number) {
  const k = reach / 1.3;
  return {
    shoulder: 0.1807 * k,
    upperArm: 0.6127 * k,
    forearm: 0.57155 * k,
    wrist1: 0.17415 * k,
    wrist2: 0.11985 * k,
    wrist3: 0.11655 * k,
    tool: 0.13 * k,
  };
}

const cobot: Drawing = ([width, , depth], { reach, pedestal }) => {
  const m = new ModelBuilder();
  const k = reach! / 1.3;
  const { shoulder, upperArm, forearm, wrist1, wrist2, wrist3 } = cobotLinks(reach!);
  const foot = pedestal!;
  /** A joint's housing, with a lid at its far end. */
  const housing = (from: Point, to: Point, across: number) => {
    const lid = to.map((v, axis) => v + (v - from[axis]!) * 0.14) as unknown as Point;
    m.barrel('cover', from, to, across * k, { bevel: 0.012 * k });
    m.barrel('structure', to, lid, across * 0.94 * k, { top: across * 0.8 * k });
  };
  m.part('base', () => {
    m.box('structure', [0, 0, 0], [width * 0.75, 0.025, depth * 0.75], { bevel: 0.006 });
    for (const [x, z] of [
      [-1, -1],
      [1, -1],
      [-1, 1],
      [1, 1],
    ] as const) {
      m.rod('steel', [x * width * 0.32, 0.02, z * depth * 0.32], [x * width * 0.32, 0.05, z * depth * 0.32], 0.03);
    }
    if (foot > 0.06) {
      m.box('cover', [0, 0.025, 0], [0.26 * k, foot - 0.05, 0.26 * k], { bevel: 0.02 });
      m.box('structure', [0, foot - 0.025, 0], [0.32 * k, 0.025, 0.32 * k], { bevel: 0.006 });
      m.box('cover', [-0.2 * k, 0.1, 0], [0.16 * k, foot * 0.5, 0.3 * k], { bevel: 0.015, shade: 0.95 });
      // The teach pendant hangs at the front of its pedestal.
      m.box('structure', [0, foot * 0.6, 0.15 * k], [0.24 * k, 0.17 * k, 0.03 * k], { bevel: 0.008 });
      m.box('rubber', [0, foot * 0.6 + 0.02 * k, 0.166 * k], [0.19 * k, 0.13 * k, 0.006 * k], { bevel: 0 });
    }
    m.drum('steel', [0, foot, 0], 0.19 * k, 0.03 * k, { bevel: 0.004 });
    m.drum('cover', [0, foot + 0.03 * k, 0], 0.16 * k, shoulder - 0.11 * k, { bevel: 0.01 * k });
  });
  m.moving('joint1', [0, foot + shoulder, 0], { axis: yaw }, () => {
    m.drum('structure', [0, -0.08 * k, 0], 0.15 * k, 0.01 * k);
    m.drum('cover', [0, -0.07 * k, 0], 0.155 * k, 0.12 * k, { bevel: 0.02 * k });
    housing([0, 0, -0.085 * k], [0, 0, 0.075 * k], 0.155);
    m.moving('joint2', [0, 0, 0], { axis: pitch, restDeg: -118 }, () => {
      const z = -0.17 * k;
      housing([0, 0, -0.09 * k], [0, 0, z - 0.08 * k], 0.155);
      m.barrel('cover', [0.06 * k, 0, z], [upperArm - 0.05 * k, 0, z], 0.11 * k, { bevel: 0.008 * k });
      housing([upperArm, 0, -0.1 * k], [upperArm, 0, z - 0.06 * k], 0.13);
      m.moving('joint3', [upperArm, 0, 0], { axis: pitch, restDeg: 112 }, () => {
        const z3 = -0.035 * k;
        housing([0, 0, -0.095 * k], [0, 0, 0.02 * k], 0.13);
        m.barrel('cover', [0.05 * k, 0, z3], [forearm - 0.045 * k, 0, z3], 0.085 * k, { bevel: 0.008 * k });
        housing([forearm, 0, -0.115 * k], [forearm, 0, 0.015 * k], 0.1);
        m.moving('joint4', [forearm, 0, 0], { axis: pitch, restDeg: -84 }, () => {
          housing([0, 0, -0.12 * k], [0, 0, -wrist1 - 0.045 * k], 0.1);
          m.barrel('cover', [0, 0.045 * k, -wrist1], [0, -0.06 * k, -wrist1], 0.096 * k, { bevel: 0.008 * k });
          m.moving('joint5', [0, 0, -wrist1], { axis: [0, -1, 0], restDeg: -90 }, () => {
            housing([0, -0.065 * k, 0], [0, -wrist2 - 0.045 * k, 0], 0.1);
            m.barrel('cover', [0, -wrist2, 0.03 * k], [0, -wrist2, -wrist3 + 0.04 * k], 0.092 * k, {
              bevel: 0.008 * k,
            });
            m.moving('joint6', [0, -wrist2, 0], { axis: pitch }, () => {
              m.barrel('steel', [0, 0, -wrist3 + 0.035 * k], [0, 0, -wrist3], 0.08 * k);
              smallGripper(m, -wrist3, k);
            });
          });
        });
      });
    });
  });
  return m;
};

/** Along -z, from the flange. */
function smallGripper(m: ModelBuilder, from: number, k: number): void {
  m.part('gripper', () => {
    m.barrel('structure', [0, 0, from], [0, 0, from - 0.055 * k], 0.07 * k, { bevel: 0.006 * k });
    m.box('structure', [0, -0.018 * k, from - 0.06 * k], [0.11 * k, 0.036 * k, 0.025 * k], { bevel: 0.005 * k });
  });
  for (const side of [-1, 1]) {
    m.moving('gripper', [side * 0.045 * k, 0, from - 0.075 * k], { travel: [-side * 0.036 * k, 0, 0] }, () => {
      m.box('steel', [0, -0.012 * k, -0.03 * k], [0.012 * k, 0.024 * k, 0.065 * k], { bevel: 0.002 });
    });
  }
}

export const robotDrawings: Readonly<Record<string, Drawing>> = { robot, cobot };
