import { loadedPallet } from '../parts/fittings.ts';
import { segmentRow } from '../parts/fixtures.ts';
import { ModelBuilder } from '../parts/model.ts';
import type { Drawing } from './drawing.ts';

/** What travels over the floor; its front is at +x. */

/** A low vehicle, front at +x, with a pallet on its lifting deck while `load` is at level 1. */
const agv: Drawing = ([width, height, depth], { layers }) => {
  const m = new ModelBuilder();
  const h = Math.min(height, 0.5);
  m.box('rubber', [0, 0.05, 0], [width, 0.1, depth * 0.96], { bevel: 0.03 });
  m.box('cover', [0, 0.13, 0], [width - 0.06, h - 0.24, depth], { bevel: 0.05 });
  m.box('structure', [0, h - 0.13, 0], [width - 0.3, 0.05, depth - 0.16]);
  m.box('moving', [0, h - 0.08, 0], [width - 0.5, 0.06, depth - 0.3], { bevel: 0.015 });
  for (const z of [-0.3, 0.3]) m.box('steel', [0, h - 0.02, z], [width - 0.54, 0.02, 0.16]);
  m.part('battery', () => {
    m.box('structure', [-width / 2 + 0.24, 0.16, depth / 2 - 0.01], [0.34, h - 0.3, 0.03]);
    for (const k of [0, 1, 2]) m.box('rubber', [-width / 2 + 0.24, 0.19 + k * 0.045, depth / 2], [0.26, 0.018, 0.03]);
  });
  for (const z of [-1, 1]) segmentRow(m, 'battery', [width * 0.06, h - 0.23, z * (depth / 2 + 0.004)], 0.6, 0.09);
  for (const x of [-1, 1]) {
    m.drum('rubber', [x * (width / 2 - 0.14), h - 0.13, (x * depth) / 2 - x * 0.14], 0.13, 0.09);
    m.box('rubber', [x * (width / 2 - 0.012), 0.16, 0], [0.03, 0.04, depth * 0.7]);
    for (const z of [-1, 1]) {
      m.barrel('rubber', [x * width * 0.26, 0.09, z * depth * 0.36], [x * width * 0.26, 0.09, z * depth * 0.44], 0.18);
    }
  }
  m.box('structure', [width / 2 - 0.16, h - 0.1, 0], [0.12, 0.06, 0.3]);
  m.moving('load', [0, 0, 0], { fills: true }, () => loadedPallet(m, [0, h, 0], layers!, 0.5));
  return m;
};

/** A low robot that finds its own way: a lidar at two corners, a deck that lifts what stands over it. */
const amr: Drawing = ([width, height, depth], { loadHeight }) => {
  const m = new ModelBuilder();
  const corner = Math.min(0.3, depth * 0.4);
  const [low, top] = [0.05, height - 0.06];
  for (const x of [-1, 1]) {
    for (const z of [-1, 1]) {
      const [cx, cz] = [x * (width / 2 - corner / 2), z * (depth / 2 - corner / 2)];
      m.drum('cover', [cx, low, cz], corner, top - low, { bevel: 0.02 });
      m.drum('rubber', [cx, low + 0.03, cz], corner + 0.012, 0.045, { bevel: 0.006 });
      m.barrel('rubber', [x * width * 0.33, 0.05, z * depth * 0.3], [x * width * 0.33, 0.05, z * depth * 0.38], 0.1);
    }
  }
  m.box('cover', [0, low, 0], [width - corner, top - low, depth], { bevel: 0.02 });
  m.box('cover', [0, low, 0], [width, top - low, depth - corner], { bevel: 0.02 });
  m.box('rubber', [0, low + 0.03, 0], [width - corner, 0.045, depth + 0.012], { bevel: 0.006 });
  m.box('rubber', [0, low + 0.03, 0], [width + 0.012, 0.045, depth - corner], { bevel: 0.006 });
  for (const z of [-1, 1]) {
    m.barrel('rubber', [0, 0.09, z * (depth / 2 - 0.1)], [0, 0.09, z * (depth / 2 - 0.04)], 0.18);
    m.box('steel', [0, top - 0.08, z * depth * 0.5], [width - corner, 0.02, 0.012], { bevel: 0 });
    segmentRow(m, 'battery', [width * 0.12, low + 0.1, z * (depth / 2 + 0.004)], 0.3, 0.08);
  }
  for (const end of [-1, 1]) {
    const [x, z] = [end * (width / 2 - 0.1), end * (depth / 2 - 0.1)];
    m.drum('structure', [x, top, z], 0.13, 0.02);
    m.drum('rubber', [x, top + 0.02, z], 0.1, 0.05);
    m.drum('structure', [x, top + 0.07, z], 0.11, 0.018, { bevel: 0.006 });
    m.box('rubber', [end * (width / 2 + 0.001), top - 0.12, 0], [0.012, 0.06, depth * 0.42], { bevel: 0 });
    for (const side of [-1, 1]) {
      m.barrel(
        'steel',
        [end * width * 0.49, top - 0.06, side * depth * 0.32],
        [end * (width * 0.49 + 0.02), top - 0.06, side * depth * 0.32],
        0.05,
      );
    }
  }
  m.part('battery', () => {
    m.box('structure', [-width / 2 - 0.002, low + 0.06, 0], [0.02, 0.05, 0.14]);
    for (const z of [-0.04, 0.04])
      m.box('steel', [-width / 2 - 0.014, low + 0.07, z], [0.012, 0.03, 0.03], { bevel: 0 });
  });
  m.box('rubber', [-width * 0.4, top, depth * 0.2], [0.1, 0.03, 0.1], { bevel: 0.008 });
  m.moving('lift', [0, top, 0], { travel: [0, 0.06, 0] }, () => {
    m.box('structure', [0, 0, 0], [width * 0.7, 0.03, depth * 0.76], { bevel: 0.008 });
    m.box('moving', [0, 0.03, 0], [width * 0.68, 0.02, depth * 0.72], { bevel: 0.008 });
    for (const z of [-1, 1]) m.box('rubber', [0, 0.05, z * depth * 0.24], [width * 0.6, 0.008, 0.06], { bevel: 0 });
    m.moving('load', [0, 0.055, 0], { fills: true }, () => {
      const [w, d, h] = [width * 0.66, depth * 0.8, loadHeight!];
      m.box('case', [0, 0, 0], [w, h, d], { shownFrom: 0.5, bevel: 0.01 });
      m.box('case', [0, h * 0.49, 0], [w + 0.012, 0.03, d + 0.012], { shownFrom: 0.5, bevel: 0, shade: 0.85 });
    });
  });
  return m;
};

/** A counterbalanced truck of 3.6 m with its forks; drawn to scale for another length. */
const forklift: Drawing = ([width, height, depth], { lift }) => {
  const m = new ModelBuilder();
  const s = width / 3.6;
  const half = depth / 2;
  const roof = height;
  const x = (at: number) => at * s;
  m.box('structure', [x(-0.55), 0.14, 0], [x(1.9), 0.5, depth * 0.72], { bevel: 0.03 });
  m.box('cover', [x(-1.5), 0.22, 0], [x(0.6), 0.84, depth * 0.92], { bevel: 0.14 });
  m.box('structure', [x(-1.81), 0.5, 0], [x(0.03), 0.3, depth * 0.4], { bevel: 0.008 });
  m.box('cover', [x(-0.8), 0.62, 0], [x(0.86), 0.4, depth * 0.8], { bevel: 0.05 });
  m.part('battery', () => {
    for (const z of [-1, 1]) {
      m.box('structure', [x(-0.8), 0.3, z * depth * 0.38], [x(0.76), 0.34, 0.03], { bevel: 0.008 });
      for (const k of [0, 1, 2])
        m.box('rubber', [x(-0.8), 0.34 + k * 0.06, z * depth * 0.395], [x(0.56), 0.03, 0.02], { bevel: 0 });
    }
  });
  for (const z of [-1, 1]) segmentRow(m, 'battery', [x(-0.8), 0.52, z * depth * 0.41], x(0.6), 0.1);
  // Wheels: large in front, small where it steers.
  for (const z of [-1, 1]) {
    for (const [at, size] of [
      [0.22, 0.66],
      [-1.2, 0.5],
    ] as const) {
      m.barrel('rubber', [x(at), size / 2, z * (half - 0.24)], [x(at), size / 2, z * half], size, { bevel: 0.03 });
      m.barrel('steel', [x(at), size / 2, z * half], [x(at), size / 2, z * (half + 0.01)], size * 0.55);
    }
    m.box('cover', [x(0.22), 0.68, z * (half - 0.13)], [x(0.74), 0.05, 0.26], { bevel: 0.012 });
    m.box('structure', [x(-0.3), 0.26, z * (half - 0.1)], [x(0.34), 0.04, 0.18], { bevel: 0 });
    // The overhead guard.
    m.beam('structure', [x(0.44), 0.7, z * (half - 0.16)], [x(0.06), roof - 0.05, z * (half - 0.16)], 0.07, 0.07);
    m.beam('structure', [x(-1.2), 1, z * (half - 0.16)], [x(-0.98), roof - 0.05, z * (half - 0.16)], 0.07, 0.07);
    m.beam(
      'structure',
      [x(-1.02), roof - 0.03, z * (half - 0.16)],
      [x(0.1), roof - 0.03, z * (half - 0.16)],
      0.06,
      0.07,
    );
    m.drum('steel', [x(0.02), roof - 0.24, z * (half - 0.1)], 0.13, 0.1, { turn: [0, 0, -90] });
  }
  for (let k = 0; k < 6; k++) {
    m.box('structure', [x(-0.98 + k * 0.205), roof - 0.04, 0], [0.045, 0.03, depth - 0.36], { bevel: 0 });
  }
  // Seat, dashboard, wheel.
  m.box('rubber', [x(-0.72), 1.02, 0], [x(0.48), 0.13, 0.5], { bevel: 0.04 });
  m.box('rubber', [x(-0.98), 1.12, 0], [x(0.13), 0.56, 0.48], { bevel: 0.05, turn: [0, 0, 8] });
  m.box('structure', [x(0.28), 0.62, 0], [x(0.2), 0.5, depth * 0.56], { bevel: 0.03 });
  m.beam('structure', [x(0.2), 1.05, 0.06], [x(0.02), 1.24, 0.06], 0.05, 0.05);
  m.ring('rubber', [x(0), 1.26, 0.06], 0.34, 0.03, { turn: [0, 0, 42] });
  mast(m, x, lift!);
  return m;
};

/** A duplex mast: its inner frame rises half as far as the forks. */
function mast(m: ModelBuilder, x: (at: number) => number, lift: number): void {
  m.moving('mast', [x(0.52), 0.3, 0], { axis: [0, 0, 1] }, () => {
    const high = lift / 2 + 0.45;
    for (const z of [-0.34, 0.34]) m.box('structure', [0, -0.2, z], [0.14, high + 0.2, 0.08], { bevel: 0.01 });
    for (const y of [0.1, high - 0.12]) m.box('structure', [-0.05, y, 0], [0.05, 0.1, 0.62]);
    for (const z of [-0.2, 0.2]) m.rod('steel', [-0.06, -0.1, z], [-0.06, high * 0.55, z], 0.07);
    for (const z of [-0.2, 0.2]) m.rod('steel', [-0.06, high * 0.5, z], [-0.06, high - 0.05, z], 0.045);
    m.moving('fork', [0.03, 0, 0], { travel: [0, lift / 2, 0] }, () => {
      for (const z of [-0.25, 0.25]) m.box('moving', [0, -0.15, z], [0.11, high + 0.1, 0.07], { bevel: 0.008 });
      m.box('moving', [0, high - 0.12, 0], [0.07, 0.08, 0.44]);
      m.rod('rubber', [-0.03, 0, 0.12], [-0.03, high - 0.15, 0.12], 0.03);
      m.rod('rubber', [-0.03, 0, -0.12], [-0.03, high - 0.15, -0.12], 0.03);
    });
    m.moving('fork', [0.12, -0.22, 0], { travel: [0, lift, 0] }, () => {
      for (const y of [0.1, 0.42]) m.box('structure', [0, y, 0], [0.05, 0.1, 1], { bevel: 0.008 });
      m.box('structure', [0, 1.1, 0], [0.04, 0.05, 1], { bevel: 0 });
      for (let k = 0; k < 6; k++) m.box('structure', [0, 0.5, -0.48 + k * 0.192], [0.03, 0.62, 0.035], { bevel: 0 });
      for (const z of [-0.3, 0.3]) {
        m.box('steel', [0.05, -0.03, z], [0.05, 0.58, 0.13], { bevel: 0.008 });
        m.box('steel', [x(0.62), -0.03, z], [x(1.15), 0.045, 0.13], { bevel: 0.01 });
      }
      m.moving('load', [x(0.66), 0.02, 0], { fills: true }, () => loadedPallet(m, [0, 0, 0], 4, 0.5));
    });
  });
}

export const vehicleDrawings: Readonly<Record<string, Drawing>> = { agv, amr, forklift };
