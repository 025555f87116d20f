import { operatorPanel, signalColumn } from '../parts/fittings.ts';
import { around, dial, namePlate } from '../parts/fixtures.ts';
import { ModelBuilder, type Point } from '../parts/model.ts';
import type { Parameters } from './drawing.ts';

/** A straight-side press, its flywheel at the left of the crown. Position 0 is the upper dead centre. */
export function press([width, height, depth]: Point, { stroke = 0, force = 0 }: Parameters): ModelBuilder {
  const m = new ModelBuilder();
  // The flywheel has its room at the left, the operator's console at the right.
  const w = width - 0.9;
  const cx = 0.06;
  // A column's section grows with the force that it takes.
  const post = Math.min(0.5, Math.max(0.18, 0.3 * Math.sqrt(force / 4000)));
  const [d, bedTop] = [depth * 0.72, height * 0.2];
  const crown = height * 0.66;
  const crownTop = height - 0.42;
  m.box('structure', [cx, 0, 0], [w + 0.16, 0.12, d + 0.2], { shade: 0.8 });
  m.box('cover', [cx, 0.12, 0], [w + 0.04, bedTop - 0.12, d], { bevel: 0.04 });
  for (const x of [-1, 1]) {
    for (const z of [-1, 1]) {
      const at: Point = [cx + x * (w / 2 - post / 2), bedTop, z * (d / 2 - post / 2)];
      m.box('cover', at, [post, crown - bedTop, post], { bevel: 0.03 });
      // Tie rods hold bed and crown together; their nuts stand on the crown.
      m.drum('steel', [at[0], crownTop, at[2]], post * 0.75, 0.12);
      m.rod('structure', [at[0], crownTop + 0.12, at[2]], [at[0], crownTop + 0.22, at[2]], post * 0.4);
      m.box(
        'steel',
        [cx + x * (w / 2 - post - 0.03), bedTop + 0.7, z * (d / 2 - post)],
        [0.07, crown - bedTop - 0.7, 0.1],
      );
    }
    m.box('cover', [cx + x * (w / 2 - 0.06), bedTop, 0], [0.08, (crown - bedTop) * 0.2, d - 2 * post]);
    m.glass(
      [cx + x * (w / 2 - 0.06), bedTop + (crown - bedTop) * 0.2, 0],
      [0.015, (crown - bedTop) * 0.56, d - 2 * post],
    );
    m.box('structure', [cx + x * (w / 2 - 0.06), bedTop + (crown - bedTop) * 0.76, 0], [0.1, 0.08, d - 2 * post]);
  }
  m.box('cover', [cx, crown, 0], [w + 0.1, crownTop - crown, d + 0.06], { bevel: 0.05 });
  m.box('structure', [cx, crown + 0.12, d / 2 + 0.03], [w * 0.8, 0.06, 0.04]);
  m.box('structure', [cx, crownTop - 0.14, d / 2 + 0.03], [w * 0.8, 0.06, 0.04]);
  for (const x of [-0.26, 0.26])
    m.barrel(
      'steel',
      [cx + w * x, (crown + crownTop) / 2, d / 2],
      [cx + w * x, (crown + crownTop) / 2, d / 2 + 0.09],
      0.42,
    );
  namePlate(m, [cx, (crown + crownTop) / 2 - 0.1, d / 2 + 0.035], 0.6);
  pressDie(m, cx, [w - 2 * post - 0.12, d], [bedTop, crown], stroke / 1000);
  pressDrive(m, [cx - w / 2 - 0.05, (crown + crownTop) / 2 + 0.04, 0], crownTop - crown, crownTop);
  // Light curtain, two-hand console, gauges.
  for (const x of [-1, 1]) {
    const at = cx + x * (w / 2 + 0.02);
    m.box('structure', [at, 0, depth / 2 - 0.08], [0.08, 1.9, 0.08]);
    m.box('rubber', [at - x * 0.035, 0.5, depth / 2 - 0.08], [0.03, 1.3, 0.05]);
  }
  operatorPanel(m, [cx + w / 2 + 0.22, 0, depth / 2 - 0.3]);
  m.box('structure', [cx + w / 2 + 0.22, 0, depth / 2 - 0.3], [0.34, 0.04, 0.36]);
  dial(m, [cx - w * 0.32, bedTop - 0.3, d / 2], 0.16);
  dial(m, [cx - w * 0.22, bedTop - 0.3, d / 2], 0.16);
  m.box('cover', [cx - w / 2 - 0.14, 0.7, -d * 0.1], [0.24, 1.2, 0.8], { bevel: 0.02 });
  m.box('rubber', [cx - w / 2 - 0.265, 1.25, d * 0.05], [0.02, 0.2, 0.04]);
  signalColumn(m, [cx + w / 2 - 0.2, crownTop, 0]);
  return m;
}

/** Bolster with the lower die, ram with the upper one and its two connecting rods. */
function pressDie(
  m: ModelBuilder,
  cx: number,
  [w, d]: readonly [number, number],
  [bed, crown]: readonly [number, number],
  stroke: number,
) {
  const plate = 0.18;
  const die = 0.24;
  m.moving('bolster', [cx, bed, 0], { travel: [0, 0, d * 0.55] }, () => {
    m.box('steel', [0, 0, 0], [w, plate, d * 0.66]);
    for (const x of [-0.3, 0, 0.3]) m.box('rubber', [w * x, plate - 0.001, 0], [0.03, 0.004, d * 0.66], { bevel: 0 });
    m.box('structure', [0, plate, 0], [w * 0.62, die * 0.5, d * 0.44]);
    m.box('steel', [0, plate + die * 0.5, 0], [w * 0.44, die * 0.5, d * 0.3], { bevel: 0.03 });
    for (const x of [-1, 1])
      for (const z of [-1, 1])
        m.rod('steel', [x * w * 0.27, plate, z * d * 0.18], [x * w * 0.27, plate + die + 0.2, z * d * 0.18], 0.06);
  });
  const closed = bed + plate + die + 0.01;
  const room = crown - closed - die - 0.5;
  const lift = Math.min(stroke, room);
  m.moving('ram', [cx, closed + lift, 0], { travel: [0, -lift, 0] }, () => {
    m.box('structure', [0, die * 0.5, 0], [w * 0.62, die * 0.5, d * 0.44]);
    m.box('steel', [0, 0, 0], [w * 0.46, die * 0.5, d * 0.32], { bevel: 0.03 });
    m.box('cover', [0, die, 0], [w - 0.06, 0.5, d * 0.6], { bevel: 0.04, shade: 0.96 });
    m.box('structure', [0, die + 0.2, d * 0.3 + 0.01], [w * 0.7, 0.05, 0.03]);
    for (const x of [-0.26, 0.26]) {
      m.drum('steel', [w * x, die + 0.5, 0], 0.3, 0.08);
      m.drum('moving', [w * x, die + 0.58, 0], 0.2, crown - closed - die - 0.5);
    }
  });
}

/** Flywheel on the crankshaft towards -x, its motor on the crown with the belt between them. */
function pressDrive(m: ModelBuilder, [x, y, z]: Point, room: number, top: number): void {
  const across = Math.min(1.5, room * 1.15);
  m.barrel('steel', [x + 0.06, y, z], [x - 0.1, y, z], 0.4);
  m.moving('flywheel', [x - 0.1, y, z], { axis: [-1, 0, 0] }, () => {
    m.barrel('structure', [-0.13, 0, 0], [-0.05, 0, 0], across * 0.9);
    m.barrel('moving', [-0.05, 0, 0], [0, 0, 0], across);
    m.barrel('moving', [-0.2, 0, 0], [-0.13, 0, 0], across, { bevel: 0.02 });
    m.barrel('structure', [-0.205, 0, 0], [-0.2, 0, 0], across * 0.82, { bevel: 0 });
    for (const [k, [dy, dz]] of around(6).entries()) {
      const r = across * 0.25;
      m.box('moving', [-0.2, dy * r - across * 0.17, dz * r], [0.04, across * 0.34, 0.1], { turn: [k * 60, 0, 0] });
    }
    m.barrel('steel', [-0.3, 0, 0], [-0.18, 0, 0], across * 0.26);
  });
  m.part('motor', () => {
    const [my, mz] = [top + 0.24, z - 0.3];
    const at = (dx: number): Point => [x + dx, my, mz];
    m.box('structure', [x + 0.45, top, mz], [0.5, 0.05, 0.4]);
    m.box('structure', [x + 0.45, top + 0.04, mz], [0.34, 0.1, 0.3]);
    m.barrel('moving', at(0.2), at(0.66), 0.32, { bevel: 0.02 });
    for (const k of [0, 1, 2]) m.ring('moving', at(0.33 + k * 0.1), 0.325, 0.026, { turn: [0, 0, 90], shade: 0.92 });
    m.barrel('structure', at(0.66), at(0.76), 0.32, { top: 0.24 });
    m.rod('steel', at(-0.2), at(0.2), 0.07);
    m.barrel('structure', at(-0.26), at(-0.14), 0.22);
    for (const side of [-1, 1]) {
      m.beam('rubber', [x - 0.2, my, mz + side * 0.1], [x - 0.2, y + 0.1, z + (side * across) / 2], 0.09, 0.02);
    }
  });
}
