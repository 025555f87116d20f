import { around, flange, namePlate } from '../parts/fixtures.ts';
import { ModelBuilder, type Point } from '../parts/model.ts';

/** A pump and the motor that stands behind it; each turns a half of the coupling between them. */

/** A centrifugal pump: volute, suction at +x, discharge on top, coupling towards its motor at -x. */
export function pump([width, height, depth]: Point): ModelBuilder {
  const m = new ModelBuilder();
  const axis = height * 0.5;
  basePlate(m, width, depth, height);
  for (const z of [-1, 1]) {
    m.box('structure', [width * 0.18, height * 0.12, z * depth * 0.22], [width * 0.16, axis * 0.5, depth * 0.1]);
  }
  m.barrel('steel', [width * 0.05, axis, 0], [width * 0.3, axis, 0], height * 0.66, { bevel: height * 0.07 });
  m.barrel('steel', [width * 0.28, axis, 0], [width * 0.44, axis, 0], height * 0.34, { top: height * 0.26 });
  flange(m, [width * 0.49, axis, 0], [-1, 0, 0], height * 0.25, 8);
  // The discharge leaves along the tangent of the volute.
  const out = depth * 0.2;
  m.barrel('steel', [width * 0.18, axis, out], [width * 0.18, height * 0.94, out], height * 0.26, {
    top: height * 0.2,
  });
  flange(m, [width * 0.18, height * 0.98, out], [0, -1, 0], height * 0.2, 8);
  m.barrel('steel', [width * 0.0, axis, 0], [width * 0.06, axis, 0], height * 0.6);
  for (const [y, z] of around(10)) {
    const at = [axis + y * height * 0.265, z * height * 0.265] as const;
    m.rod('structure', [-width * 0.02, ...at], [width * 0.03, ...at], 0.028);
  }
  m.barrel('structure', [-width * 0.2, axis, 0], [width * 0.01, axis, 0], height * 0.3, { top: height * 0.4 });
  m.barrel('structure', [-width * 0.24, axis, 0], [-width * 0.2, axis, 0], height * 0.34);
  m.box('structure', [-width * 0.14, height * 0.12, 0], [width * 0.12, axis * 0.6, depth * 0.36]);
  m.rod('steel', [-width * 0.1, axis + height * 0.14, 0], [-width * 0.1, axis + height * 0.23, 0], 0.04, { top: 0.05 });
  m.rod('steel', [width * 0.18, axis - height * 0.38, 0], [width * 0.18, axis - height * 0.32, 0], 0.04);
  namePlate(m, [-width * 0.14, height * 0.2, depth * 0.18], 0.07);
  shaft(m, [-width * 0.5, axis, 0], [-width * 0.24, axis, 0], height);
  return m;
}

/** A foot-mounted motor with cooling fins, shaft towards +x. */
export function motor([width, height, depth]: Point): ModelBuilder {
  const m = new ModelBuilder();
  const axis = height * 0.5;
  const across = height * 0.6;
  basePlate(m, width, depth, height);
  for (const x of [-0.2, 0.16]) {
    for (const z of [-1, 1]) {
      m.box('structure', [width * x, height * 0.12, z * depth * 0.26], [width * 0.09, axis * 0.48, depth * 0.12]);
    }
    m.box('structure', [width * x, height * 0.12, 0], [width * 0.12, 0.025, depth * 0.8]);
  }
  m.barrel('moving', [-width * 0.3, axis, 0], [width * 0.24, axis, 0], across * 0.92);
  const fins = 26;
  for (let k = 0; k < fins; k++) {
    const turn = ((k + 0.5) * 360) / fins;
    const [y, z] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)];
    const at: Point = [-width * 0.03, axis + y * across * 0.475 - across * 0.03, z * across * 0.475];
    m.box('moving', at, [width * 0.5, across * 0.06, 0.012], { turn: [turn, 0, 0], bevel: 0, shade: 0.94 });
  }
  m.barrel('structure', [width * 0.22, axis, 0], [width * 0.27, axis, 0], across * 1.02);
  m.barrel('structure', [width * 0.27, axis, 0], [width * 0.32, axis, 0], across * 0.8, { top: across * 0.4 });
  for (const [y, z] of around(4)) {
    const at = [axis + (y - z) * across * 0.3, (y + z) * across * 0.3] as const;
    m.rod('steel', [width * 0.26, ...at], [width * 0.29, ...at], 0.03);
  }
  m.barrel('structure', [-width * 0.47, axis, 0], [-width * 0.28, axis, 0], across * 0.9, {
    top: across * 1.05,
    bevel: 0.02,
  });
  for (const k of [-2, -1, 0, 1, 2]) {
    m.box('rubber', [-width * 0.474, axis + k * height * 0.08 - 0.008, 0], [0.01, 0.016, height * 0.34], { bevel: 0 });
  }
  m.box('cover', [-width * 0.02, axis + height * 0.27, 0], [width * 0.26, height * 0.18, depth * 0.4], {
    bevel: 0.015,
  });
  m.box('structure', [-width * 0.02, axis + height * 0.45, 0], [width * 0.22, height * 0.02, depth * 0.34]);
  m.hose(
    'rubber',
    [
      [-width * 0.02, axis + height * 0.36, -depth * 0.2],
      [-width * 0.02, axis + height * 0.3, -depth * 0.42],
      [-width * 0.02, 0.02, -depth * 0.46],
    ],
    0.03,
  );
  m.ring('steel', [width * 0.17, axis + across * 0.53, 0], 0.06, 0.014, { turn: [90, 0, 0] });
  namePlate(m, [-width * 0.02, axis + height * 0.31, depth * 0.2], 0.1);
  shaft(m, [width * 0.3, axis, 0], [width * 0.52, axis, 0], height);
  return m;
}

function basePlate(m: ModelBuilder, width: number, depth: number, height: number): void {
  m.box('structure', [0, 0, 0], [width * 0.96, height * 0.06, depth * 0.9], { shade: 0.9 });
  for (const z of [-1, 1])
    m.box('structure', [0, height * 0.06, z * depth * 0.36], [width * 0.9, height * 0.06, depth * 0.14]);
  for (const x of [-1, 1]) {
    for (const z of [-1, 1]) {
      const at = [x * width * 0.42, z * depth * 0.36] as const;
      m.rod('steel', [at[0], height * 0.12, at[1]], [at[0], height * 0.15, at[1]], 0.035);
    }
  }
}

/** Turning shaft with a jaw coupling whose flats show that it turns. */
function shaft(m: ModelBuilder, from: Point, to: Point, height: number): void {
  const middle: Point = [(from[0] + to[0]) / 2, from[1], from[2]];
  const length = to[0] - from[0];
  m.moving('shaft', middle, { axis: [1, 0, 0] }, () => {
    m.rod('steel', [-length / 2, 0, 0], [length / 2, 0, 0], height * 0.1);
    m.barrel('moving', [-length * 0.24, 0, 0], [-length * 0.03, 0, 0], height * 0.26);
    m.barrel('moving', [length * 0.03, 0, 0], [length * 0.24, 0, 0], height * 0.26);
    for (const [y, z] of around(4)) {
      m.box('structure', [0, y * height * 0.1 - 0.02, z * height * 0.1], [length * 0.3, 0.04, 0.04]);
    }
  });
}
