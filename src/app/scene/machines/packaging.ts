import {
  beltHeight,
  cabinet,
  duct,
  feet,
  gearmotor,
  guards,
  loadedPallet,
  operatorPanel,
  pallet,
  signalColumn,
} from '../parts/fittings.ts';
import { ModelBuilder, type Point } from '../parts/model.ts';
import type { Drawing } from './drawing.ts';
import { inspector } from './inspector.ts';

/** Machines between pallets of empty glass and pallets of full cases, except those that turn. */

/** Layers of new bottles on a pallet, lifted to a sweep table at the top of a portal. */
const depalletiser: Drawing = ([width, height, depth], { layers }) => {
  const m = new ModelBuilder();
  const half = width / 2;
  for (const x of [-half + 0.12, half * 0.25]) {
    for (const z of [-depth / 2 + 0.12, depth / 2 - 0.12]) {
      m.box('structure', [x, 0, z], [0.3, 0.03, 0.3]);
      m.box('structure', [x, 0.03, z], [0.16, height - 0.03, 0.16], { bevel: 0.016 });
    }
  }
  for (const z of [-depth / 2 + 0.12, depth / 2 - 0.12]) {
    m.box('structure', [-half * 0.375 + 0.06, height - 0.2, z], [half * 1.25, 0.2, 0.16]);
  }
  for (const x of [-half + 0.12, half * 0.25]) m.box('structure', [x, height - 0.16, 0], [0.16, 0.16, depth - 0.3]);
  // Full pallet on its roller track, rising with the lift.
  for (let k = 0; k < 9; k++) {
    const x = -half + 0.25 + k * 0.19;
    m.rod('steel', [x, 0.28, -0.72], [x, 0.28, 0.72], 0.09);
  }
  for (const z of [-0.76, 0.76]) m.box('structure', [-half + 1.05, 0.2, z], [1.9, 0.16, 0.06]);
  m.moving('lift', [-half + 1.05, 0.34, 0], { travel: [0, 0.9, 0] }, () => {
    m.box('moving', [0, 0, 0], [1.3, 0.06, 0.9]);
    pallet(m, [0, 0.06, 0]);
    for (let layer = 0; layer < layers!; layer++) {
      m.box('cover', [0, 0.205 + layer * 0.26, 0], [1.2, 0.012, 0.86], { bevel: 0.003 });
      for (let row = 0; row < 5; row++) {
        const z = -0.34 + row * 0.17;
        m.box('bottle', [0, 0.22 + layer * 0.26, z], [1.12, 0.16, 0.11], { bevel: 0.03 });
        m.box('bottle', [0, 0.38 + layer * 0.26, z], [1.1, 0.07, 0.05], { bevel: 0.015, shade: 1.1 });
      }
    }
    for (const z of [-depth / 2 + 0.26, depth / 2 - 0.26]) m.box('moving', [0, -0.02, z], [0.3, 0.32, 0.08]);
    for (const z of [-1, 1]) m.box('moving', [0, 0, z * (depth / 4 + 0.1)], [0.16, 0.08, depth / 2 - 0.6]);
  });
  // Sweep carriage over the top layer.
  m.box('cover', [-half + 1.05, height - 0.5, 0], [1.4, 0.1, depth - 0.5], { bevel: 0.02 });
  m.box('moving', [-half + 0.5, height - 0.78, 0], [0.06, 0.34, 1.3]);
  m.box('moving', [-half + 1.6, height - 0.78, 0], [0.06, 0.34, 1.3]);
  // Unscrambling table down to one row at belt height.
  m.box('rubber', [half * 0.62, beltHeight - 0.05, 0], [half * 0.72, 0.05, depth * 0.62], { shade: 1.15 });
  m.box('cover', [half * 0.62, beltHeight - 0.3, 0], [half * 0.74, 0.24, depth * 0.64], { bevel: 0.02 });
  for (const x of [half * 0.34, half * 0.9]) {
    for (const z of [-depth * 0.27, depth * 0.27]) m.box('structure', [x, 0, z], [0.09, beltHeight - 0.3, 0.09]);
  }
  for (const z of [-1, 1]) {
    m.beam('steel', [half * 0.28, beltHeight + 0.07, z * depth * 0.3], [half, beltHeight + 0.07, z * 0.13], 0.02, 0.12);
  }
  for (let k = 0; k < 7; k++) {
    for (let row = 0; row < Math.max(1, 6 - k); row++) {
      const z = (row - (Math.max(1, 6 - k) - 1) / 2) * 0.16;
      m.rod('bottle', [half * 0.34 + k * 0.15, beltHeight, z], [half * 0.34 + k * 0.15, beltHeight + 0.16, z], 0.075);
      m.rod(
        'bottle',
        [half * 0.34 + k * 0.15, beltHeight + 0.16, z],
        [half * 0.34 + k * 0.15, beltHeight + 0.24, z],
        0.06,
        { top: 0.03 },
      );
    }
  }
  gearmotor(m, [-half * 0.4, height + 0.14, -depth / 2 + 0.3], 0.9);
  cabinet(m, [half - 0.5, 0, -depth / 2 + 0.05], 0.9, 2, 0.42);
  operatorPanel(m, [half - 0.3, 0.6, depth / 2 - 0.2]);
  signalColumn(m, [half * 0.25, height, depth / 2 - 0.12]);
  for (const z of [-depth / 2 + 0.12, depth / 2 - 0.12]) {
    m.glass([-half * 0.375, 0.5, z], [half * 1.15, height - 0.9, 0.012]);
  }
  return m;
};

/** A portal whose head lifts bottles in rows into cases. */
const packer: Drawing = ([width, height, depth], { rows, perRow }) => {
  const m = new ModelBuilder();
  feet(m, width - 0.3, depth - 0.4);
  m.box('structure', [0, 0.14, 0], [width - 0.1, 0.14, depth - 0.2]);
  m.box('cover', [-width * 0.25, 0.28, 0], [width * 0.46, 0.58, depth - 0.5], { bevel: 0.02 });
  m.box('cover', [width * 0.27, 0.28, 0], [width * 0.4, 0.3, depth - 0.5], { bevel: 0.02 });
  for (const [k, z] of [-0.36, -0.12, 0.12, 0.36].entries()) {
    m.box('rubber', [-width * 0.25, beltHeight - 0.05, z], [width * 0.5, 0.05, 0.2], { shade: 1.15, bevel: 0.005 });
    m.box('steel', [-width * 0.25, beltHeight + 0.06, z + 0.115], [width * 0.46, 0.1, 0.012]);
    for (let b = 0; b < 11 - k; b++) {
      const x = -width * 0.08 - b * 0.085;
      m.rod('bottle', [x, beltHeight, z], [x, beltHeight + 0.16, z], 0.07);
      m.rod('bottle', [x, beltHeight + 0.16, z], [x, beltHeight + 0.24, z], 0.055, { top: 0.028 });
    }
  }
  m.box('steel', [-width * 0.25, beltHeight - 0.14, 0], [width * 0.5, 0.09, 1.1]);
  // Cases run below the head at the lower level, and out at +x.
  m.box('rubber', [width * 0.27, 0.66, 0], [width * 0.46, 0.04, 0.6], { shade: 1.15 });
  for (const z of [-0.36, 0.36]) m.box('steel', [width * 0.27, 0.7, z], [width * 0.46, 0.08, 0.02]);
  for (const x of [0.3, 0.95, 1.6]) openCase(m, [x * (width / 4.4), 0.7, 0]);
  for (const x of [-width / 2 + 0.1, width / 2 - 0.1]) {
    for (const z of [-depth / 2 + 0.1, depth / 2 - 0.1]) {
      m.box('structure', [x, 0.28, z], [0.14, height - 0.28, 0.14], { bevel: 0.014 });
    }
  }
  for (const z of [-depth / 2 + 0.1, depth / 2 - 0.1])
    m.box('structure', [0, height - 0.2, z], [width - 0.3, 0.2, 0.14]);
  for (const x of [-width / 2 + 0.1, width / 2 - 0.1])
    m.box('structure', [x, height - 0.2, 0], [0.14, 0.2, depth - 0.3]);
  m.box('moving', [0, height - 0.16, 0], [0.3, 0.16, depth - 0.3]);
  m.moving('head', [width * 0.16, height - 1.1, 0], { travel: [-width * 0.2, 0.4, 0] }, () => {
    m.box('moving', [0, 0.3, 0], [0.4, 0.24, 0.46], { bevel: 0.025 });
    m.box('steel', [0, 0.18, 0], [0.72, 0.09, 0.94]);
    for (const x of [-0.12, 0.12]) m.rod('steel', [x, 0.5, 0], [x, 0.86, 0], 0.05);
    for (let row = 0; row < rows!; row++) {
      for (let k = 0; k < perRow!; k++) {
        const [x, z] = [-0.27 + (0.54 * k) / (perRow! - 1), -0.36 + (0.72 * row) / (rows! - 1)];
        m.rod('moving', [x, 0.02, z], [x, 0.18, z], 0.045, { top: 0.06 });
      }
    }
  });
  guards(m, width - 0.02, depth - 0.02, 0.86, height - 0.2, false);
  gearmotor(m, [width * 0.24, height + 0.12, -depth / 2 + 0.24], 0.85);
  cabinet(m, [-width / 2 + 0.6, 0, -depth / 2 - 0.1], 0.9, 1.9, 0.4);
  cabinet(m, [-width / 2 + 1.55, 0, -depth / 2 - 0.1], 0.9, 1.9, 0.4);
  operatorPanel(m, [-width / 2 + 0.3, 0.6, depth / 2]);
  signalColumn(m, [width / 2 - 0.1, height, depth / 2 - 0.1]);
  duct(m, [-width / 2 + 0.3, height - 0.04, -depth / 2 + 0.1], [width / 2 - 0.3, height - 0.04, -depth / 2 + 0.1]);
  return m;
};

function openCase(m: ModelBuilder, [x, y, z]: Point): void {
  m.box('case', [x, y, z], [0.42, 0.02, 0.5]);
  for (const side of [-1, 1]) {
    m.box('case', [x + side * 0.2, y, z], [0.016, 0.24, 0.5]);
    m.box('case', [x, y, z + side * 0.245], [0.42, 0.24, 0.016], { shade: 0.95 });
  }
}

/** Turntable, mast with the film carriage, infeed rollers. */
const wrapper: Drawing = ([width, height, depth], { layers }) => {
  const m = new ModelBuilder();
  m.box('structure', [0, 0, 0], [width - 0.1, 0.16, Math.min(depth, 1.9)], { bevel: 0.02 });
  for (let k = 0; k < 5; k++) {
    for (const side of [-1, 1]) {
      const x = side * (width / 2 - 0.12 - k * 0.13);
      m.rod('steel', [x, 0.24, -0.6], [x, 0.24, 0.6], 0.09);
    }
  }
  for (const z of [-0.66, 0.66]) m.box('structure', [0, 0.16, z], [width - 0.1, 0.1, 0.05]);
  m.part('turntable', () => m.drum('structure', [0, 0.16, 0], 1.72, 0.05, { shade: 0.85 }));
  m.moving('turntable', [0, 0.21, 0], { axis: [0, 1, 0] }, () => {
    m.drum('moving', [0, 0, 0], 1.66, 0.07, { bevel: 0.02 });
    for (const z of [-0.3, -0.1, 0.1, 0.3]) m.rod('steel', [-0.6, 0.08, z], [0.6, 0.08, z], 0.07);
    loadedPallet(m, [0, 0.1, 0], layers!);
    m.part('film', () => {
      // Its turns overlap.
      for (let k = 0; k * 0.2 < layers! * 0.27 - 0.1; k++) {
        m.glass([0, 0.2 + k * 0.2, 0], [1.19 + (k % 2) * 0.02, 0.28, 0.8 + (k % 2) * 0.02]);
      }
    });
  });
  const mast = -depth / 2 + 0.18;
  m.box('structure', [0.55, 0, mast], [0.5, 0.2, 0.36]);
  m.box('cover', [0.55, 0.2, mast], [0.34, height - 0.2, 0.26], { bevel: 0.025 });
  m.box('structure', [0.55, 0.3, mast + 0.135], [0.08, height - 0.5, 0.02]);
  m.moving('carriage', [0.55, 0.4, mast + 0.3], { travel: [0, height - 1.3, 0] }, () => {
    m.box('moving', [0, 0, -0.06], [0.36, 0.56, 0.2], { bevel: 0.02 });
    m.box('moving', [-0.26, 0, 0.02], [0.24, 0.05, 0.24]);
    m.box('moving', [-0.26, 0.54, 0.02], [0.24, 0.04, 0.24]);
    m.rod('steel', [-0.16, 0.05, 0.09], [-0.16, 0.54, 0.09], 0.06);
    m.part('film', () => {
      m.drum('cover', [-0.28, 0.05, 0.02], 0.2, 0.5, { bevel: 0.008, shade: 1.05 });
      // The web on its way to the load.
      m.glass([-0.62, 0.06, 0.3], [0.78, 0.48, 0.01], { turn: [0, 36, 0] });
    });
  });
  m.box('cover', [0.55, height, mast], [0.36, 0.06, 0.3]);
  gearmotor(m, [-width / 2 + 0.5, 0.32, -0.86], 0.7);
  cabinet(m, [-width / 2 + 0.5, 0, -depth / 2 + 0.1], 0.7, 1.7, 0.36);
  signalColumn(m, [0.55, height + 0.06, mast]);
  operatorPanel(m, [-width / 2 + 0.16, 0.4, depth / 2 - 0.4]);
  return m;
};

export const packagingDrawings: Readonly<Record<string, Drawing>> = { depalletiser, inspector, packer, wrapper };
