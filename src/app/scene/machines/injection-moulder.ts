import { signalColumn } from '../parts/fittings.ts';
import { footing, framedPane, hungControl, louvres, namePlate } from '../parts/fixtures.ts';
import { ModelBuilder, type Point } from '../parts/model.ts';
import type { Parameters } from './drawing.ts';

/** Clamp at the left, injection unit at the right. Platen position 0 is closed, carriage position 0 is at the mould. */
export function injectionMoulder([width, height, depth]: Point, { stroke = 0, screw = 0 }: Parameters): ModelBuilder {
  const m = new ModelBuilder();
  const half = width / 2;
  const axis = height * 0.6;
  const bed = axis - 0.62;
  const d = depth - 0.3;
  footing(m, -half / 2, 0, half - 0.4, d - 0.2);
  footing(m, half / 2, 0, half - 0.4, d - 0.2);
  for (const [x, top] of [
    [-1, bed],
    [1, bed + 0.16],
  ] as const) {
    m.box('structure', [(x * half) / 2, 0.1, 0], [half - 0.08, 0.1, d - 0.08], { shade: 0.8 });
    m.box('cover', [(x * half) / 2, 0.2, 0], [half - 0.005, top - 0.2, d], { bevel: 0.02 });
    for (const k of [-0.28, 0.02, 0.32]) {
      m.box('cover', [(x * half) / 2 + half * k, 0.28, d / 2], [half * 0.28, top - 0.42, 0.025], { shade: 0.94 });
    }
    louvres(m, [(x * half) / 2 + half * 0.32, 0.34, d / 2 + 0.02], half * 0.2, 0.22, 5);
  }
  clamp(m, half, axis, bed, d, Math.min(stroke / 1000, half * 0.28));
  injectionUnit(m, half, axis, bed + 0.16, screw / 1000);
  moulderGuards(m, half, axis, bed, d);
  hungControl(m, [-half * 0.78, axis + 0.74, d / 2 - 0.08], 0.16, 0.06, 0.5);
  namePlate(m, [half * 0.2, bed + 0.035, d / 2 + 0.004], 0.36);
  signalColumn(m, [0, axis + 0.76, -d / 2 + 0.1]);
  return m;
}

function clamp(m: ModelBuilder, half: number, axis: number, bed: number, d: number, stroke: number): void {
  const side = Math.min(1.15, d * 0.8);
  const bar = side * 0.37;
  const [fixed, tail] = [-0.12, -half + 0.62];
  for (const x of [fixed, tail]) m.box('steel', [x, bed, 0], [0.24, axis + side / 2 - bed, side], { bevel: 0.03 });
  for (const y of [-1, 1]) {
    for (const z of [-1, 1]) {
      m.rod('steel', [tail - 0.22, axis + y * bar, z * bar], [fixed + 0.2, axis + y * bar, z * bar], 0.11);
      m.barrel('structure', [tail - 0.26, axis + y * bar, z * bar], [tail - 0.12, axis + y * bar, z * bar], 0.2);
    }
  }
  m.barrel('structure', [-half + 0.06, axis, 0], [tail + 0.66, axis, 0], 0.46, { bevel: 0.03 });
  m.barrel('structure', [tail + 0.6, axis, 0], [tail + 0.68, axis, 0], 0.54);
  for (const z of [-1, 1]) m.box('structure', [(tail + fixed) / 2, bed, z * side * 0.36], [fixed - tail, 0.06, 0.12]);
  const mould = 0.27;
  m.moving('platen', [fixed - 0.12 - 2 * mould - 0.13, axis, 0], { travel: [-stroke, 0, 0] }, () => {
    m.box('moving', [0, -side / 2 + 0.02, 0], [0.24, side - 0.04, side], { bevel: 0.03 });
    m.box('structure', [0.12 + mould / 2, -side * 0.26, 0], [mould - 0.01, side * 0.52, side * 0.5]);
    m.barrel('steel', [-(half * 0.4), 0, 0], [-0.1, 0, 0], 0.3);
    m.barrel('structure', [-0.2, 0, 0], [-0.1, 0, 0], 0.42);
    for (const y of [-1, 1])
      for (const z of [-1, 1]) m.barrel('structure', [-0.17, y * bar, z * bar], [0.15, y * bar, z * bar], 0.2);
    m.hose(
      'rubber',
      [
        [mould, side * 0.24, side * 0.2],
        [mould, side * 0.44, side * 0.2],
        [0, side * 0.52, side * 0.3],
      ],
      0.03,
    );
  });
  m.box('structure', [fixed - 0.12 - mould / 2, axis - side * 0.26, 0], [mould - 0.01, side * 0.52, side * 0.5]);
  m.box('rubber', [fixed - 0.42, bed + 0.01, d * 0.2], [0.6, 0.05, d * 0.6], { turn: [16, 0, 0] });
}

function injectionUnit(m: ModelBuilder, half: number, axis: number, bed: number, screw: number): void {
  const barrel = Math.max(0.14, screw * 3.4);
  const length = half * 0.46;
  for (const z of [-1, 1]) m.box('steel', [half * 0.55, bed, z * 0.34], [half * 0.84, 0.07, 0.08]);
  const at = 0.1;
  m.moving('carriage', [at, axis, 0], { travel: [half * 0.08, 0, 0] }, () => {
    m.barrel('steel', [0, 0, 0], [0.16, 0, 0], barrel * 0.3, { top: barrel * 0.9 });
    m.barrel('steel', [0.16, 0, 0], [length, 0, 0], barrel * 0.9);
    const zone = (length - 0.24) / 4;
    for (const k of [0, 1, 2, 3]) {
      m.part(`zone${k + 1}`, () => {
        const from = 0.2 + k * zone;
        m.barrel('moving', [from, 0, 0], [from + zone * 0.84, 0, 0], barrel * 1.24);
        for (const share of [0.18, 0.66]) {
          m.barrel('structure', [from + zone * share, 0, 0], [from + zone * share + 0.03, 0, 0], barrel * 1.34);
        }
        m.box('cover', [from + zone * 0.42, barrel * 0.55, 0], [zone * 0.4, 0.1, 0.12]);
        m.hose(
          'rubber',
          [
            [from + zone * 0.42, barrel * 0.55 + 0.06, -0.05],
            [from + zone * 0.42, barrel * 0.5, -0.3],
            [from + zone * 0.42, -0.4, -0.34],
          ],
          0.025,
        );
      });
    }
    // Feed throat, hopper, drive.
    m.box('structure', [length + 0.2, -0.42, 0], [0.44, 0.68, 0.62], { bevel: 0.03 });
    for (const z of [-1, 1]) {
      m.barrel('steel', [length + 0.36, 0, z * 0.26], [half * 0.76, 0, z * 0.26], 0.14);
      m.box('structure', [length + 0.2, -0.46, z * 0.34], [0.5, 0.08, 0.16]);
    }
    m.box('structure', [half * 0.78, -0.42, 0], [0.22, 0.78, 0.72], { bevel: 0.03 });
    m.barrel('moving', [half * 0.78 + 0.1, 0, 0], [half * 0.93, 0, 0], 0.46, { bevel: 0.03 });
    m.box('cover', [half * 0.86, 0.2, 0], [0.16, 0.12, 0.2]);
    m.moving('screw', [length + 0.42, 0, 0], { axis: [1, 0, 0] }, () => {
      const run = half * 0.78 - length - 0.52;
      m.rod('steel', [0, 0, 0], [run, 0, 0], Math.max(0.07, screw));
      for (const turn of [0, 60, 120])
        m.box('steel', [run * 0.3, -0.07, 0], [run * 0.5, 0.14, 0.035], { turn: [turn, 0, 0], bevel: 0 });
      m.barrel('moving', [run * 0.62, 0, 0], [run * 0.86, 0, 0], Math.max(0.2, screw * 1.6));
      m.box('structure', [run * 0.74, -0.13, 0], [0.05, 0.26, 0.04]);
    });
    hopper(m, [length + 0.2, 0.26, 0]);
  });
}

/** A glass-walled hopper on its cone. */
function hopper(m: ModelBuilder, [x, y, z]: Point): void {
  const [w, h] = [0.5, 0.42];
  m.part('hopper', () => {
    m.box('structure', [x, y, z], [0.26, 0.06, 0.26]);
    m.drum('steel', [x, y + 0.06, z], 0.16, 0.2, { top: 0.6 });
    m.box('steel', [x, y + 0.25, z], [w + 0.06, 0.04, w + 0.06]);
    m.box('steel', [x, y + 0.29 + h, z], [w + 0.06, 0.03, w + 0.06]);
    for (const dx of [-1, 1])
      for (const dz of [-1, 1])
        m.box('steel', [x + (dx * w) / 2, y + 0.29, z + (dz * w) / 2], [0.03, h, 0.03], { bevel: 0 });
    m.drum('cover', [x, y + 0.32 + h, z], 0.34, 0.12);
  });
  for (const side of [-1, 1]) {
    m.glass([x, y + 0.29, z + (side * w) / 2], [w, h, 0.01]);
    m.glass([x + (side * w) / 2, y + 0.29, z], [0.01, h, w]);
  }
  m.moving('hopper', [x, y + 0.29, z], { fills: true }, () =>
    m.box('case', [0, 0, 0], [w - 0.04, h - 0.02, w - 0.04], { bevel: 0 }),
  );
}

function moulderGuards(m: ModelBuilder, half: number, axis: number, bed: number, d: number): void {
  const top = axis + 0.72;
  const [from, to] = [-half * 0.56, -0.02];
  const mid = (from + to) / 2;
  for (const z of [-1, 1]) {
    for (const x of [-half + 0.06, from, to]) m.box('structure', [x, bed, z * (d / 2 - 0.05)], [0.08, top - bed, 0.07]);
    m.box('cover', [-half / 2, top - 0.04, z * (d / 2 - 0.05)], [half, 0.1, 0.1]);
    m.box('cover', [(from - half) / 2, bed, z * (d / 2 - 0.05)], [half + from - 0.1, (top - bed) * 0.45, 0.04]);
    m.glass(
      [(from - half) / 2, bed + (top - bed) * 0.45, z * (d / 2 - 0.05)],
      [half + from - 0.1, (top - bed) * 0.5, 0.012],
    );
  }
  m.box('cover', [-half + 0.04, bed, 0], [0.05, top - bed, d - 0.16]);
  m.box('cover', [mid, bed, -d / 2 + 0.05], [to - from - 0.1, top - bed - 0.04, 0.04], { shade: 0.94 });
  m.box('steel', [-half / 2, bed, d / 2 + 0.02], [half - 0.1, 0.05, 0.06]);
  m.moving('door', [mid, bed + 0.06, d / 2 + 0.03], { travel: [-(to - from) * 0.8, 0, 0] }, () => {
    framedPane(m, [0, 0, 0], to - from + 0.04, top - bed - 0.1, 0.14);
    m.rod('steel', [(to - from) / 2 - 0.07, 0.45, 0.06], [(to - from) / 2 - 0.07, 0.85, 0.06], 0.035);
  });
}
