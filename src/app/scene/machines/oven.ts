import { cabinet, signalColumn } from '../parts/fittings.ts';
import { chimney, namePlate } from '../parts/fixtures.ts';
import { ModelBuilder, type Point } from '../parts/model.ts';
import type { Parameters } from './drawing.ts';

/** A tunnel oven: a mesh belt through heated zones, each with burner, inspection door and circulation fan. */
export function oven([width, height, depth]: Point, { zones = 1, opening = 0 }: Parameters): ModelBuilder {
  const m = new ModelBuilder();
  const count = Math.round(zones);
  const infeed = Math.min(1, width * 0.13);
  const tunnel = width - 2 * infeed;
  const belt = depth * 0.48;
  const d = depth - 0.6;
  const [beltTop, bottom] = [0.95, 0.42];
  const gap = Math.min(opening / 1000, 0.6);
  const top = Math.max(height * 0.7, beltTop + gap + 0.25);
  const pitch = tunnel / count;
  for (let k = 0; k < count; k++) {
    const x = -tunnel / 2 + (k + 0.5) * pitch;
    m.part(`zone${k + 1}`, () => zone(m, x, [pitch, top, d], [bottom, beltTop + gap]));
    if (k % 2 === 0) chimney(m, [x + pitch * 0.22, top, -d * 0.2], 0.26, height - top - 0.1);
  }
  for (const x of [-1, 1]) {
    hoodEnd(m, x, [(x * tunnel) / 2, beltTop, gap], [bottom, top], [belt, d]);
    table(m, x, [(x * (width + tunnel)) / 4, beltTop], [infeed, belt]);
  }
  m.moving('door', [-tunnel / 2 - 0.09, beltTop + 0.03, 0], { travel: [0, gap * 0.9, 0] }, () => {
    m.box('steel', [0, 0, 0], [0.03, gap + 0.05, belt + 0.1]);
    for (const z of [-1, 1]) m.box('structure', [-0.02, 0.1, z * belt * 0.3], [0.03, gap, 0.06]);
  });
  meshBelt(m, width, beltTop, belt);
  gasTrain(m, tunnel, top, d);
  m.part('motor', () => {
    m.box('structure', [width / 2 - 0.25, beltTop - 0.42, belt / 2 + 0.2], [0.26, 0.3, 0.2], { bevel: 0.02 });
    m.barrel(
      'moving',
      [width / 2 - 0.16, beltTop - 0.24, belt / 2 + 0.2],
      [width / 2 + 0.2, beltTop - 0.24, belt / 2 + 0.2],
      0.2,
      { bevel: 0.02 },
    );
    m.box('cover', [width / 2 - 0.25, beltTop - 0.2, belt / 2 + 0.08], [0.34, 0.24, 0.05]);
  });
  cabinet(m, [tunnel * 0.3, 0, -depth / 2 + 0.02], 0.9, 1.9, 0.36);
  cabinet(m, [tunnel * 0.3 - 0.92, 0, -depth / 2 + 0.02], 0.9, 1.9, 0.36);
  namePlate(m, [-tunnel / 2 + 0.5, top - 0.16, d / 2 + 0.04], 0.5);
  signalColumn(m, [tunnel / 2 - 0.1, top, d / 2 - 0.1]);
  return m;
}

/** One module: insulated panels with a seam to the next, a burner in front, a fan motor on top. */
function zone(m: ModelBuilder, x: number, [pitch, top, d]: Point, [bottom, ceiling]: readonly [number, number]): void {
  for (const z of [-1, 1]) {
    for (const end of [-1, 1]) m.box('structure', [x + end * pitch * 0.38, 0, z * d * 0.42], [0.08, bottom, 0.08]);
    m.box('rubber', [x, 0, z * d * 0.42], [pitch * 0.86, 0.03, 0.14]);
    m.box('cover', [x, bottom, z * d * 0.46], [pitch - 0.03, top - bottom, d * 0.08], { bevel: 0.02 });
  }
  m.box('cover', [x, bottom, 0], [pitch - 0.03, 0.3, d * 0.86]);
  m.box('cover', [x, ceiling, 0], [pitch - 0.03, top - ceiling, d - 0.02], { bevel: 0.02 });
  m.box('structure', [x + pitch / 2, bottom - 0.02, d / 2 - 0.02], [0.05, top - bottom + 0.04, 0.08]);
  m.box('structure', [x + pitch / 2, top, 0], [0.05, 0.03, d]);
  const wide = Math.min(0.62, pitch * 0.5);
  const aside = x - pitch * 0.18;
  m.box('cover', [aside, bottom + 0.3, d / 2], [wide, top - bottom - 0.55, 0.06], { shade: 0.94 });
  m.box('rubber', [aside, bottom + 0.62, d / 2 + 0.03], [wide * 0.5, 0.16, 0.01], { bevel: 0 });
  m.box('rubber', [aside + wide * 0.4, bottom + 0.4, d / 2 + 0.05], [0.03, 0.2, 0.04]);
  for (const y of [0.36, top - bottom - 0.4])
    m.rod(
      'steel',
      [aside - wide / 2, bottom + y, d / 2 + 0.02],
      [aside - wide / 2, bottom + y + 0.1, d / 2 + 0.02],
      0.05,
    );
  // Burner: its head in the wall, a blower and the drop from the gas main.
  const burner = x + pitch * 0.26;
  m.barrel('structure', [burner, bottom + 0.42, d / 2], [burner, bottom + 0.42, d / 2 + 0.24], 0.22);
  m.barrel('moving', [burner - 0.06, bottom + 0.3, d / 2 + 0.2], [burner + 0.1, bottom + 0.3, d / 2 + 0.2], 0.28);
  m.rod('steel', [burner, bottom + 0.5, d / 2 + 0.12], [burner, top - 0.14, d / 2 + 0.12], 0.05);
  m.rod('steel', [burner, bottom + 0.7, d / 2 + 0.12], [burner, bottom + 0.8, d / 2 + 0.12], 0.11);
  // A thermocouple beside it; above, the motor of the fan that stirs the zone.
  m.rod('steel', [burner + 0.16, bottom + 0.86, d / 2], [burner + 0.16, bottom + 0.86, d / 2 + 0.08], 0.04);
  m.rod('cover', [burner + 0.16, bottom + 0.86, d / 2 + 0.08], [burner + 0.16, bottom + 0.86, d / 2 + 0.14], 0.09);
  const stirrer = x - pitch * 0.18;
  m.box('structure', [stirrer, top, 0], [0.34, 0.04, 0.34]);
  m.rod('structure', [stirrer, top + 0.04, 0], [stirrer, top + 0.12, 0], 0.18);
  m.drum('moving', [stirrer, top + 0.12, 0], 0.2, 0.22);
  m.rod('structure', [stirrer, top + 0.34, 0], [stirrer, top + 0.4, 0], 0.2, { top: 0.15 });
  m.box('cover', [stirrer + 0.1, top + 0.18, 0], [0.08, 0.1, 0.1], { bevel: 0 });
}

function hoodEnd(
  m: ModelBuilder,
  side: number,
  [x, beltTop, gap]: Point,
  [bottom, top]: readonly [number, number],
  [belt, d]: readonly [number, number],
) {
  const at = x + side * 0.05;
  m.box('steel', [at, beltTop + gap, 0], [0.14, top - beltTop - gap, d], { bevel: 0.02 });
  m.box('steel', [at, bottom, 0], [0.1, 0.3, d], { bevel: 0.02 });
  for (const z of [-1, 1]) {
    const post = (d - belt - 0.08) / 2;
    m.box('steel', [at, bottom, (z * (d - post)) / 2], [0.1, top - bottom, post], { bevel: 0.02 });
  }
  m.box('steel', [at + side * 0.2, beltTop + gap + 0.14, 0], [0.42, 0.03, belt + 0.3], { turn: [0, 0, side * 26] });
  for (const z of [-1, 1])
    m.box('structure', [at + side * 0.14, beltTop, z * (belt / 2 + 0.08)], [0.06, gap * 2 + 0.1, 0.04]);
}

function table(
  m: ModelBuilder,
  side: number,
  [x, top]: readonly [number, number],
  [length, belt]: readonly [number, number],
) {
  for (const z of [-1, 1]) {
    m.box('structure', [x, top - 0.16, z * (belt / 2 + 0.05)], [length, 0.14, 0.05]);
    m.rod(
      'rubber',
      [x + side * length * 0.3, 0, z * belt * 0.5],
      [x + side * length * 0.3, 0.03, z * belt * 0.5],
      0.12,
    );
    m.box('structure', [x + side * length * 0.3, 0.03, z * (belt / 2 + 0.05)], [0.07, top - 0.1, 0.06]);
  }
  m.box('structure', [x + side * length * 0.3, 0.3, 0], [0.05, 0.05, belt]);
}

/** Cross rods over a dark mesh, drums at both ends, the return strand below. */
function meshBelt(m: ModelBuilder, width: number, top: number, belt: number): void {
  m.part('belt', () => {
    const run = width - 0.22;
    m.box('rubber', [0, top - 0.02, 0], [run, 0.02, belt], { bevel: 0, shade: 1.2 });
    m.box('rubber', [0, top - 0.26, 0], [run, 0.015, belt], { bevel: 0 });
    for (const x of [-1, 1]) {
      m.barrel('steel', [(x * run) / 2, top - 0.13, -belt / 2], [(x * run) / 2, top - 0.13, belt / 2], 0.25);
      for (let k = 0; k < 6; k++) {
        m.box('steel', [x * (run / 2 - 0.08 - k * 0.13), top, 0], [0.02, 0.012, belt], { bevel: 0 });
      }
      for (const z of [-1, 1])
        m.box('structure', [(x * run) / 2, top - 0.22, z * (belt / 2 + 0.06)], [0.16, 0.18, 0.06]);
    }
  });
}

function gasTrain(m: ModelBuilder, tunnel: number, top: number, d: number): void {
  const [y, z] = [top - 0.14, d / 2 + 0.12];
  m.rod('steel', [-tunnel / 2 + 0.1, y, z], [tunnel / 2 - 0.1, y, z], 0.08);
  m.drum('cover', [-tunnel / 2 + 0.3, y + 0.02, z], 0.2, 0.1, { top: 0.12 });
  m.barrel('steel', [-tunnel / 2 + 0.5, y, z], [-tunnel / 2 + 0.62, y, z], 0.15);
  for (let x = -tunnel / 2 + 0.8; x < tunnel / 2; x += 1.6)
    m.box('structure', [x, y - 0.02, z - 0.06], [0.05, 0.05, 0.14], { bevel: 0 });
}
