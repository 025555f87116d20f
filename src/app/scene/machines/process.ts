import { standingMotor } from '../parts/fittings.ts';
import { around, flange } from '../parts/fixtures.ts';
import { ModelBuilder, type Point } from '../parts/model.ts';
import { compressor } from './compressor.ts';
import type { Drawing, PathDrawing } from './drawing.ts';
import { fan } from './fan.ts';
import { gearMotor } from './gear-motor.ts';
import { heatExchanger } from './heat-exchanger.ts';
import { pipeRun } from './pipe-run.ts';
import { motor, pump } from './pump-motor.ts';
import { silo } from './silo.ts';
import { turbine } from './turbine.ts';

/** Vessels, pumps, motors and valves: what a water circulation is made of. */

/** Taller vessels are of steel, lower ones of glass. */
const steelAbove = 2.2;

const tank = (size: Point): ModelBuilder => (size[1] > steelAbove ? steelTank(size) : glassTank(size));

/** A process vessel with a domed head; its level stands in a sight glass down the front. */
function steelTank([width, height, depth]: Point): ModelBuilder {
  const m = new ModelBuilder();
  const across = Math.min(width, depth) * 0.86;
  const [base, wall] = [height * 0.2, height * 0.62];
  for (const [x, z] of around(4)) {
    const [lx, lz] = [(x - z) * across * 0.3, (x + z) * across * 0.3];
    m.rod('rubber', [lx, 0, lz], [lx, 0.03, lz], 0.26);
    m.rod('steel', [lx, 0.03, lz], [lx, base + 0.2, lz], 0.14);
  }
  m.drum('steel', [0, base - across * 0.14, 0], across * 0.3, across * 0.14 + 0.02, { top: across * 0.98 });
  m.drum('cover', [0, base, 0], across, wall, { bevel: 0.03 });
  for (const share of [0.02, 0.33, 0.64, 0.97])
    m.drum('steel', [0, base + wall * share - 0.03, 0], across + 0.04, 0.06);
  m.ball('cover', [0, base + wall, 0], [across * 0.98, across * 0.34, across * 0.98]);
  m.drum('steel', [across * 0.2, base + wall + across * 0.09, 0], 0.5, 0.14);
  m.ring('steel', [across * 0.2, base + wall + across * 0.09 + 0.12, 0], 0.5, 0.05);
  m.rod('steel', [-width * 0.22, base + wall, 0], [-width * 0.22, height, 0], 0.14);
  m.rod('steel', [0, base + wall + 0.1, -across * 0.2], [0, height, -across * 0.2], 0.1);
  const front = across / 2;
  m.box('steel', [0, base + 0.06, front - 0.03], [0.5, wall - 0.12, 0.1], { bevel: 0.02 });
  m.box('rubber', [0, base + 0.12, front + 0.02], [0.34, wall - 0.24, 0.04], { bevel: 0 });
  m.moving('liquid', [0, base + 0.13, front + 0.05], { fills: true }, () =>
    m.box('liquid', [0, 0, 0], [0.3, wall - 0.26, 0.05], { bevel: 0 }),
  );
  m.glass([0, base + 0.12, front + 0.09], [0.34, wall - 0.24, 0.012]);
  for (let k = 0; k <= 10; k++) {
    m.box('steel', [0.21, base + 0.13 + ((wall - 0.28) * k) / 10, front + 0.03], [k % 5 ? 0.06 : 0.12, 0.02, 0.02]);
  }
  m.hose(
    'steel',
    [
      [0, base - across * 0.1, 0],
      [0, height * 0.17, 0],
      [width * 0.5, height * 0.17, 0],
    ],
    0.12,
  );
  // A ladder up to the manway.
  for (const z of [-0.2, 0.2])
    m.rod('structure', [-across / 2 - 0.12, 0, z], [-across / 2 - 0.12, height * 0.95, z], 0.05);
  for (let y = 0.3; y < height * 0.93; y += 0.3) {
    m.rod('structure', [-across / 2 - 0.12, y, -0.2], [-across / 2 - 0.12, y, 0.2], 0.035);
  }
  return m;
}

/** A transparent vessel on legs, so that its level is seen; level 1 = full. */
function glassTank([width, height, depth]: Point): ModelBuilder {
  const m = new ModelBuilder();
  const s = Math.min(width, depth);
  const base = height * 0.24;
  const wall = height * 0.62;
  for (const [x, z] of [
    [-1, -1],
    [1, -1],
    [-1, 1],
    [1, 1],
  ] as const) {
    const [lx, lz] = [x * width * 0.4, z * depth * 0.4];
    m.rod('rubber', [lx, 0, lz], [lx, 0.02, lz], s * 0.1);
    m.box('structure', [lx, 0.02, lz], [s * 0.06, height * 0.9, s * 0.06]);
  }
  for (const y of [base - s * 0.08, base + wall]) {
    for (const z of [-1, 1]) m.box('structure', [0, y, z * depth * 0.4], [width * 0.76, s * 0.05, s * 0.05]);
    for (const x of [-1, 1]) m.box('structure', [x * width * 0.4, y, 0], [s * 0.05, s * 0.05, depth * 0.76]);
  }
  m.box('steel', [0, base - s * 0.03, 0], [width * 0.78, s * 0.03, depth * 0.78]);
  for (const z of [-1, 1]) m.glass([0, base, z * depth * 0.37], [width * 0.75, wall, s * 0.016]);
  for (const x of [-1, 1]) m.glass([x * width * 0.37, base, 0], [s * 0.016, wall, depth * 0.72]);
  m.moving('liquid', [0, base + 0.005, 0], { fills: true }, () =>
    m.box('liquid', [0, 0, 0], [width * 0.72, wall * 0.97, depth * 0.72], { bevel: 0.004 }),
  );
  m.box('cover', [0, base + wall + s * 0.05, 0], [width * 0.86, s * 0.04, depth * 0.86]);
  m.box('cover', [width * 0.18, base + wall + s * 0.09, 0], [width * 0.34, s * 0.03, depth * 0.4]);
  m.rod('steel', [-width * 0.22, base + wall + s * 0.07, 0], [-width * 0.22, height, 0], s * 0.1);
  m.ring('steel', [-width * 0.22, base + wall + s * 0.12, 0], s * 0.16, s * 0.03);
  m.hose(
    'steel',
    [
      [0, base, 0],
      [0, base - s * 0.14, 0],
      [width * 0.5, base - s * 0.14, 0],
    ],
    s * 0.08,
  );
  // A gauge glass with its scale.
  m.box('steel', [-width * 0.41, base, depth * 0.41], [s * 0.05, wall, s * 0.02]);
  for (let k = 0; k <= 10; k++) {
    m.box(
      'rubber',
      [-width * 0.41, base + (wall * 0.97 * k) / 10, depth * 0.41 + s * 0.012],
      [s * (k % 5 ? 0.025 : 0.045), 0.006, s * 0.006],
    );
  }
  return m;
}

/** A globe valve in a horizontal pipe along x under its actuator; the stem rises with `position`, turns with `angle`. */
function valve([width, height, depth]: Point): ModelBuilder {
  const m = new ModelBuilder();
  const pipe = height * 0.28;
  const bore = depth * 0.34;
  for (const side of [-1, 1]) {
    flange(m, [(side * width) / 2, pipe, 0], [-side, 0, 0], bore);
    m.barrel('steel', [side * width * 0.45, pipe, 0], [side * width * 0.12, pipe, 0], bore, { top: depth * 0.56 });
  }
  m.ball('steel', [0, pipe, 0], [width * 0.4, depth * 0.62, depth * 0.6]);
  m.drum('steel', [0, pipe, 0], depth * 0.34, depth * 0.34);
  m.drum('steel', [0, pipe + depth * 0.32, 0], depth * 0.5, height * 0.035);
  m.drum('steel', [0, pipe + depth * 0.32 + height * 0.04, 0], depth * 0.5, height * 0.035);
  for (const [x, z] of around(6)) {
    const at = [x * depth * 0.21, z * depth * 0.21] as const;
    m.rod('structure', [at[0], pipe + depth * 0.29, at[1]], [at[0], pipe + depth * 0.32 + height * 0.09, at[1]], 0.016);
  }
  const yoke = pipe + height * 0.22;
  const case0 = pipe + height * 0.42;
  for (const x of [-1, 1]) {
    m.beam('structure', [x * depth * 0.2, yoke - 0.01, 0], [x * depth * 0.17, case0, 0], 0.03, 0.045);
  }
  m.moving('stem', [0, yoke, 0], { axis: [0, 1, 0], travel: [0, height * 0.08, 0] }, () => {
    m.rod('steel', [0, 0, 0], [0, height * 0.56, 0], depth * 0.08);
    m.box('moving', [0, height * 0.06, 0], [depth * 0.34, 0.022, 0.022]);
    m.drum('moving', [0, height * 0.03, 0], depth * 0.14, height * 0.03);
    m.box('moving', [0, height * 0.54, 0], [width * 0.24, 0.022, depth * 0.1]);
  });
  // A diaphragm between two bolted shells.
  m.drum('cover', [0, case0, 0], depth * 0.5, height * 0.05, { top: depth * 0.9 });
  m.drum('cover', [0, case0 + height * 0.05, 0], depth, height * 0.03);
  m.drum('cover', [0, case0 + height * 0.08, 0], depth * 0.92, height * 0.12, { top: depth * 0.5, bevel: 0.02 });
  for (const [x, z] of around(10)) {
    const at = [x * depth * 0.47, z * depth * 0.47] as const;
    m.rod('structure', [at[0], case0 + height * 0.04, at[1]], [at[0], case0 + height * 0.1, at[1]], 0.014);
  }
  m.box('structure', [depth * 0.3, yoke + 0.01, depth * 0.12], [0.07, 0.09, 0.06]);
  m.hose(
    'rubber',
    [
      [depth * 0.42, yoke + 0.05, depth * 0.12],
      [depth * 0.56, yoke + 0.08, depth * 0.1],
      [depth * 0.46, case0 + height * 0.03, depth * 0.06],
    ],
    0.014,
  );
  return m;
}

/** A type nobody has drawn yet: an honest, named box with feet and a panel. */
export function plain([width, height, depth]: Point): ModelBuilder {
  const m = new ModelBuilder();
  m.box('structure', [0, 0, 0], [width - 0.1, 0.1, depth - 0.1]);
  m.box('cover', [0, 0.1, 0], [width, height - 0.1, depth], { bevel: 0.02 });
  standingMotor(m, [0, height, 0], 0.4);
  return m;
}

export const processDrawings: Readonly<Record<string, Drawing>> = {
  tank,
  silo,
  pump,
  valve,
  'heat-exchanger': heatExchanger,
  compressor,
  fan,
  motor,
  'gear-motor': gearMotor,
  turbine,
};

export const processPaths: Readonly<Record<string, PathDrawing>> = { 'pipe-run': pipeRun };
