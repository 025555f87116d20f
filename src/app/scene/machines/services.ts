import { around, louvres, namePlate } from '../parts/fixtures.ts';
import { ModelBuilder, type Point } from '../parts/model.ts';
import type { Drawing, Parameters } from './drawing.ts';

/** What serves machines: switchgear and signals. */

/** A row of cabinets on a plinth; the first door opens on its gear. */
function electricalCabinet([width, height, depth]: Point, { doors = 1 }: Parameters): ModelBuilder {
  const m = new ModelBuilder();
  const count = Math.round(doors);
  const [base, top] = [0.1, height - 0.14];
  const front = depth / 2 - 0.04;
  const leaf = width / count;
  m.box('structure', [0, 0, 0], [width - 0.03, base, depth - 0.06], { shade: 0.8 });
  m.box('cover', [0, base, -depth / 2 + 0.02], [width, top - base, 0.03]);
  m.box('cover', [0, top - 0.03, -0.02], [width, 0.03, depth - 0.04]);
  m.box('cover', [0, base, -0.02], [width, 0.03, depth - 0.04]);
  for (const x of [-1, 1]) m.box('cover', [x * (width / 2 - 0.015), base, -0.02], [0.03, top - base, depth - 0.04]);
  for (let k = 0; k < count; k++) {
    const left = -width / 2 + k * leaf;
    if (k > 0) m.box('cover', [left, base, -0.02], [0.02, top - base, depth - 0.05]);
    for (const x of [0.06, leaf - 0.06]) m.rod('steel', [left + x, top, 0], [left + x, top + 0.05, 0], 0.06);
    if (k > 0) door(m, [left + leaf / 2, base, front], leaf, top - base, k);
  }
  m.moving('door', [-width / 2 + 0.01, base, front], { axis: [0, -1, 0] }, () => {
    door(m, [leaf / 2 - 0.01, 0, 0], leaf, top - base, 0);
    for (const k of [0, 1, 2]) {
      m.part(`lamp${k + 1}`, () => {
        const x = leaf * (0.3 + k * 0.2) - 0.01;
        m.barrel('structure', [x, top - base - 0.36, 0.02], [x, top - base - 0.36, 0.035], 0.075);
        m.barrel('cover', [x, top - base - 0.36, 0.035], [x, top - base - 0.36, 0.06], 0.055, { shade: 1.1 });
      });
    }
  });
  gear(m, [-width / 2 + leaf / 2, base + 0.1, -depth / 2 + 0.04], leaf - 0.1, top - base - 0.2);
  for (const x of [-0.36, 0.36]) m.box('structure', [width * x, top, -depth / 2 + 0.14], [0.04, 0.06, 0.2]);
  // Cable tray along the back edge of the roof, with cables that go in.
  const tray = top + 0.06;
  m.box('steel', [0, tray, -depth / 2 + 0.14], [width + 0.3, 0.012, 0.22], { bevel: 0 });
  for (const z of [0.03, 0.25]) m.box('steel', [0, tray, -depth / 2 + z], [width + 0.3, 0.07, 0.012], { bevel: 0 });
  for (const z of [0.08, 0.14, 0.2])
    m.rod(
      'rubber',
      [-width / 2 - 0.14, tray + 0.03, -depth / 2 + z],
      [width / 2 + 0.14, tray + 0.03, -depth / 2 + z],
      0.035,
    );
  return m;
}

/** The leaf faces +z; every second one has a vent, the others a screen. */
function door(m: ModelBuilder, [x, y, z]: Point, leaf: number, height: number, k: number): void {
  m.box('cover', [x, y + 0.02, z], [leaf - 0.02, height - 0.04, 0.03], { bevel: 0.008 });
  m.box('structure', [x + leaf / 2 - 0.08, y + height * 0.48, z + 0.018], [0.05, 0.24, 0.02]);
  m.rod(
    'rubber',
    [x + leaf / 2 - 0.08, y + height * 0.5, z + 0.045],
    [x + leaf / 2 - 0.08, y + height * 0.59, z + 0.045],
    0.03,
  );
  for (const share of [0.12, 0.84])
    m.rod(
      'steel',
      [x - leaf / 2 + 0.015, y + height * share, z + 0.02],
      [x - leaf / 2 + 0.015, y + height * share + 0.09, z + 0.02],
      0.03,
    );
  louvres(m, [x, y + height * 0.1, z + 0.018], leaf * 0.5, height * 0.1, 5);
  if (k % 2) {
    m.box('structure', [x, y + height * 0.64, z + 0.016], [Math.min(0.36, leaf * 0.5), 0.27, 0.025]);
    m.box('rubber', [x, y + height * 0.64 + 0.03, z + 0.028], [Math.min(0.31, leaf * 0.43), 0.2, 0.012], { bevel: 0 });
  } else {
    // The main switch: a handle that stands across its plate.
    m.box('structure', [x, y + height * 0.64, z + 0.016], [0.14, 0.14, 0.012]);
    m.rod('rubber', [x, y + height * 0.64 + 0.07, z + 0.02], [x, y + height * 0.64 + 0.07, z + 0.05], 0.07);
    m.box('rubber', [x, y + height * 0.64 + 0.02, z + 0.06], [0.03, 0.1, 0.025]);
  }
  namePlate(m, [x, y + height - 0.16, z + 0.016], Math.min(0.28, leaf * 0.4));
}

function gear(m: ModelBuilder, [x, y, z]: Point, width: number, height: number): void {
  m.part('gear', () => {
    m.box('steel', [x, y, z], [width, height, 0.012], { bevel: 0 });
    for (const share of [0.04, 0.3, 0.56, 0.82]) {
      m.box('structure', [x, y + height * share - 0.06, z + 0.03], [width, 0.05, 0.05], { bevel: 0 });
      m.box('steel', [x, y + height * share + 0.09, z + 0.012], [width * 0.94, 0.03, 0.015], { bevel: 0 });
      for (const k of [-2, -1, 0, 1, 2]) {
        const tall = share < 0.5 ? 0.16 : 0.1;
        m.box(
          'cover',
          [x + k * width * 0.18, y + height * share + 0.1 - tall / 2, z + 0.06],
          [width * 0.15, tall, 0.09],
          { bevel: 0, shade: k % 2 ? 0.9 : 1 },
        );
      }
    }
  });
}

/** Lamps on a pole, grey until a tag says what one means: alarm colours are for alarms. */
function stackLight([width, height, depth]: Point, { segments = 1, segment = 0 }: Parameters): ModelBuilder {
  const m = new ModelBuilder();
  const count = Math.round(segments);
  const across = Math.min(width, depth) * 0.36;
  const tall = segment / 1000;
  const foot = Math.max(0.1, height - count * (tall + 0.012) - 0.04);
  m.drum('structure', [0, 0, 0], Math.min(width, depth) * 0.9, 0.02);
  for (const [x, z] of around(4))
    m.rod('steel', [x * width * 0.34, 0.02, z * depth * 0.34], [x * width * 0.34, 0.035, z * depth * 0.34], 0.03);
  m.drum('structure', [0, 0.02, 0], across * 0.8, 0.06, { top: across * 0.5 });
  m.rod('steel', [0, 0.06, 0], [0, foot, 0], across * 0.36);
  m.box('cover', [0, foot * 0.62, across * 0.3], [across * 1.1, 0.14, across * 0.6]);
  m.hose(
    'rubber',
    [
      [0, foot * 0.62, across * 0.3],
      [0, 0.1, across * 0.32],
      [width * 0.3, 0.02, across * 0.4],
    ],
    0.014,
  );
  m.drum('structure', [0, foot - 0.03, 0], across, 0.04);
  for (let k = 0; k < count; k++) {
    const y = foot + 0.01 + k * (tall + 0.012);
    // The lowest is lamp 1.
    m.part(`lamp${k + 1}`, () => {
      m.drum('cover', [0, y, 0], across, tall, { bevel: 0.004 });
    });
    m.drum('rubber', [0, y + tall, 0], across * 0.9, 0.012, { bevel: 0 });
  }
  m.drum('structure', [0, foot + 0.01 + count * (tall + 0.012), 0], across, 0.03, { top: across * 0.8 });
  return m;
}

export const servicesDrawings: Readonly<Record<string, Drawing>> = {
  'electrical-cabinet': electricalCabinet,
  'stack-light': stackLight,
};
