import { gearmotor } from '../parts/fittings.ts';
import { ModelBuilder } from '../parts/model.ts';
import type { Drawing } from './drawing.ts';

/** Robots that reach over a field: two links that turn over it, or axes that span it. */

/** Metres: both links together are the reach, and the quill's end is this high above the pedestal at position 0. */
export const scaraLinks = (reach: number) => ({ inner: 0.54 * reach, outer: 0.46 * reach, quill: 0.24 * reach });

const scara: Drawing = ([width, , depth], { reach, stroke, pedestal }) => {
  const m = new ModelBuilder();
  const r = reach!;
  const { inner, outer, quill } = scaraLinks(r);
  const foot = pedestal!;
  const arm = 0.42 * r;
  m.part('base', () => {
    if (foot > 0.1) {
      for (const x of [-0.4, 0.4]) {
        for (const z of [-0.4, 0.4]) m.rod('rubber', [x * width, 0, z * depth], [x * width, 0.05, z * depth], 0.07);
      }
      m.box('structure', [0, 0.05, 0], [width * 0.9, 0.06, depth * 0.9], { shade: 0.85 });
      m.box('cover', [0, 0.11, 0], [width * 0.9, foot - 0.16, depth * 0.9], { bevel: 0.015 });
      m.box('cover', [0, 0.16, depth * 0.45], [width * 0.8, foot - 0.28, 0.02], { shade: 0.95 });
      m.box('rubber', [width * 0.32, foot * 0.5, depth * 0.46], [0.02, 0.1, 0.02]);
      m.box('steel', [0, foot - 0.05, 0], [width, 0.05, depth], { bevel: 0.008 });
    }
    m.box('structure', [0, foot, 0], [0.26 * r, 0.03 * r, 0.26 * r]);
    m.box('cover', [-0.02 * r, foot + 0.03 * r, 0], [0.2 * r, arm - 0.05 * r, 0.2 * r], { bevel: 0.035 * r });
    m.drum('structure', [0, foot + arm - 0.03 * r, 0], 0.2 * r, 0.03 * r);
    m.box('steel', [-0.02 * r, foot + 0.14 * r, 0.1 * r], [0.11 * r, 0.05 * r, 0.008], { bevel: 0 });
  });
  m.moving('joint1', [0, foot + arm, 0], { axis: [0, 1, 0], restDeg: 38 }, () => {
    m.drum('cover', [0, 0, 0], 0.21 * r, 0.11 * r, { bevel: 0.015 * r });
    m.box('cover', [inner / 2, 0.01 * r, 0], [inner, 0.085 * r, 0.16 * r], { bevel: 0.02 * r });
    m.drum('cover', [inner, 0, 0], 0.18 * r, 0.1 * r, { bevel: 0.015 * r });
    m.drum('structure', [0, 0.11 * r, 0], 0.15 * r, 0.02 * r);
    // The hose bows from one axis to the other, so that it follows both.
    m.hose(
      'rubber',
      [
        [0, 0.12 * r, 0],
        [0.01 * r, 0.36 * r, 0],
        [inner * 0.24, 0.5 * r, 0],
        [inner * 0.7, 0.5 * r, 0],
        [inner * 0.97, 0.42 * r, 0],
        [inner, 0.3 * r, 0],
      ],
      0.035 * r,
    );
    m.moving('joint2', [inner, 0.1 * r, 0], { axis: [0, 1, 0], restDeg: -70 }, () => {
      m.drum('structure', [0, 0, 0], 0.15 * r, 0.015 * r);
      m.drum('cover', [0, 0.015 * r, 0], 0.18 * r, 0.2 * r, { bevel: 0.03 * r });
      m.box('cover', [outer / 2, 0.015 * r, 0], [outer, 0.19 * r, 0.15 * r], { bevel: 0.03 * r });
      m.drum('cover', [outer, 0.015 * r, 0], 0.15 * r, 0.13 * r, { bevel: 0.015 * r });
      m.box('structure', [outer * 0.5, 0.205 * r, 0], [outer * 0.5, 0.012 * r, 0.1 * r]);
      const tip = quill - arm - 0.1 * r;
      m.moving('z', [outer, 0, 0], { travel: [0, -stroke!, 0] }, () => {
        m.rod('steel', [0, tip, 0], [0, 0.16 * r + stroke!, 0], 0.035 * r);
        m.drum('structure', [0, 0.16 * r + stroke!, 0], 0.05 * r, 0.02 * r);
        m.moving('joint4', [0, tip, 0], { axis: [0, 1, 0] }, () => {
          m.drum('structure', [0, -0.012 * r, 0], 0.075 * r, 0.03 * r);
          fingers(m, -0.012 * r, r * 0.5);
        });
      });
    });
  });
  return m;
};

/** Two fingers that point down from `y` and meet at position 1. */
function fingers(m: ModelBuilder, y: number, s: number): void {
  m.part('gripper', () => m.box('structure', [0, y - 0.08 * s, 0], [0.24 * s, 0.08 * s, 0.1 * s], { bevel: 0.01 * s }));
  for (const side of [-1, 1]) {
    m.moving('gripper', [side * 0.1 * s, y - 0.08 * s, 0], { travel: [-side * 0.08 * s, 0, 0] }, () => {
      m.box('steel', [0, -0.16 * s, 0], [0.03 * s, 0.17 * s, 0.07 * s], { bevel: 0.004 });
    });
  }
}

/** Columns carry two runways along x; a bridge travels on them, a trolley along the bridge, a ram down from it. */
const gantry: Drawing = ([width, height, depth], { stroke, columns }) => {
  const m = new ModelBuilder();
  const beam = 0.2;
  const runway = height - 0.62;
  const aside = depth / 2 - 0.12;
  for (const z of [-aside, aside]) {
    for (let k = 0; k < columns!; k++) {
      const x = (k / (columns! - 1) - 0.5) * (width - 0.3);
      m.box('structure', [x, 0, z], [0.34, 0.02, 0.3], { bevel: 0 });
      m.box('structure', [x, 0.02, z], [0.16, runway - beam - 0.02, 0.16], { bevel: 0.014 });
      m.beam('structure', [x, runway - 0.7, z], [x + (k === columns! - 1 ? -0.4 : 0.4), runway - beam, z], 0.08, 0.08);
    }
    m.box('structure', [0, runway - beam, z], [width, beam, 0.14], { bevel: 0.012 });
    m.box('steel', [0, runway, z], [width - 0.1, 0.03, 0.05], { bevel: 0 });
    m.box('steel', [0, runway - 0.12, z - Math.sign(z) * 0.08], [width - 0.1, 0.05, 0.02], { bevel: 0 });
    for (const x of [-1, 1]) m.box('rubber', [x * (width / 2 - 0.05), runway, z], [0.06, 0.12, 0.1]);
  }
  for (const x of [-1, 1]) m.box('structure', [x * (width / 2 - 0.15), runway - beam, 0], [0.14, 0.14, depth - 0.4]);
  m.box('structure', [0, runway - 0.02, -aside - 0.13], [width - 0.2, 0.06, 0.1], { bevel: 0 });
  m.box('cover', [-width / 2 + 0.5, 0, -aside - 0.06], [0.6, 1.7, 0.3], { bevel: 0.018 });
  m.box('cover', [-width / 2 + 0.5, 0.08, -aside + 0.1], [0.54, 1.54, 0.02], { shade: 0.95 });
  m.box('rubber', [-width / 2 + 0.7, 0.8, -aside + 0.12], [0.03, 0.16, 0.02]);
  const start = -width / 2 + 0.45;
  m.moving('bridge', [start, runway + 0.03, 0], { travel: [-2 * start, 0, 0] }, () => {
    for (const z of [-aside, aside]) {
      m.box('moving', [0, 0, z], [0.6, 0.13, 0.18], { bevel: 0.02 });
      for (const x of [-0.2, 0.2]) m.barrel('steel', [x, 0.03, z - 0.1], [x, 0.03, z + 0.1], 0.09);
    }
    for (const x of [-0.16, 0.16]) m.box('moving', [x, 0.13, 0], [0.1, 0.2, depth - 0.1], { bevel: 0.014 });
    for (const x of [-0.16, 0.16]) m.box('steel', [x, 0.33, 0], [0.04, 0.02, depth - 0.3], { bevel: 0 });
    m.part('body', () => gearmotor(m, [0.35, 0.16, aside], 0.5));
    m.box('rubber', [-0.27, 0.2, 0], [0.08, 0.06, depth - 0.4], { bevel: 0 });
    const side = -(aside - 0.42);
    m.moving('trolley', [0, 0.35, side], { travel: [0, 0, -2 * side] }, () => {
      m.box('cover', [0, 0, 0], [0.5, 0.08, 0.46], { bevel: 0.014 });
      m.box('cover', [0.02, 0.08, 0], [0.34, 0.2, 0.3], { bevel: 0.025 });
      m.barrel('moving', [-0.2, 0.17, 0.1], [-0.2, 0.17, -0.14], 0.13, { bevel: 0.012 });
      m.barrel('structure', [-0.2, 0.17, -0.14], [-0.2, 0.17, -0.2], 0.11);
      m.moving('ram', [0, 0, 0], { travel: [0, -stroke!, 0] }, () => {
        const foot = -(stroke! * 0.45 + 0.35);
        m.box('moving', [0, foot, 0], [0.14, stroke! + 0.55, 0.14], { bevel: 0.012 });
        m.box('steel', [0.075, foot + 0.05, 0], [0.012, stroke! + 0.4, 0.05], { bevel: 0 });
        m.box('structure', [0, foot - 0.03, 0], [0.24, 0.03, 0.24]);
        fingers(m, foot - 0.03, 1.6);
      });
    });
  });
  return m;
};

export const scaraDrawings: Readonly<Record<string, Drawing>> = { scara, gantry };
