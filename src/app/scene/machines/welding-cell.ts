import { cabinet, operatorPanel, signalColumn } from '../parts/fittings.ts';
import { namePlate } from '../parts/fixtures.ts';
import { ModelBuilder, type Point } from '../parts/model.ts';
import type { Parameters } from './drawing.ts';

/** Glass that shields from the arc. */
const arcGlass = 0.3;

/** A robot welds at the back while the operator loads the turntable in front of its screen. */
export function weldingCell([width, height, depth]: Point, { stations = 2, hood = 0 }: Parameters): ModelBuilder {
  const m = new ModelBuilder();
  const wall = Math.min(2.1, height - 0.4);
  const back = -depth / 2 + 0.5;
  const front = depth / 2 - 0.5;
  const [mid, deep] = [(front + back) / 2, front - back];
  m.box('structure', [0, 0, mid], [width, 0.06, deep], { bevel: 0.01, shade: 0.9 });
  cellWalls(m, width, wall, back, front);
  const radius = Math.min(width * 0.34, deep * 0.4);
  turntable(m, [0, 0.06, front - radius * 0.55], radius, wall, Math.round(stations));
  const work: Point = [0, 0.06, front - radius * 1.1];
  weldingRobot(m, [-width * 0.27, 0.06, back + 0.46], work);
  fumeHood(m, [0, Math.min(hood, height - 0.3), work[2]], [1.5, 1], [height, wall, back + 0.04]);
  // Power source, wire drum and robot control behind.
  const rear = -depth / 2 + 0.22;
  cabinet(m, [width * 0.34, 0, rear], 0.8, 1.5, 0.4);
  m.box('cover', [-0.2, 0.1, rear], [0.6, 0.75, 0.42], { bevel: 0.03 });
  m.box('rubber', [-0.2, 0, rear], [0.56, 0.1, 0.4]);
  m.drum('case', [-width * 0.34, 0, rear], 0.46, 0.8, { bevel: 0.02 });
  m.drum('cover', [-width * 0.34, 0.8, rear], 0.46, 0.25, { top: 0.08 });
  m.hose(
    'rubber',
    [
      [-width * 0.34, 1.04, rear],
      [-width * 0.3, wall + 0.1, back],
      [-0.2, wall + 0.12, back + 0.3],
    ],
    0.04,
  );
  operatorPanel(m, [width / 2 - 0.25, 0.06, front + 0.12]);
  for (const x of [-1, 1]) {
    m.box('structure', [x * (width * 0.37), 0, depth / 2 - 0.1], [0.07, 1.5, 0.07]);
    m.box('rubber', [x * (width * 0.37 - 0.03), 0.3, depth / 2 - 0.1], [0.03, 1.1, 0.05]);
  }
  signalColumn(m, [-width / 2 + 0.12, wall + 0.08, front - 0.06]);
  namePlate(m, [-width / 2 + 0.45, 0.55, front + 0.03], 0.4);
  return m;
}

function cellWalls(m: ModelBuilder, width: number, wall: number, back: number, front: number): void {
  const [mid, deep, kick] = [(front + back) / 2, front - back, 1];
  const edge = width / 2 - 0.04;
  const opening = width * 0.36;
  for (const x of [-1, 1]) {
    for (const z of [back + 0.04, mid, front - 0.04]) m.box('structure', [x * edge, 0, z], [0.08, wall, 0.08]);
    m.box('structure', [x * edge, wall, mid], [0.08, 0.08, deep]);
    for (const z of [-1, 1]) {
      const at = mid + (z * deep) / 4;
      if (x < 0 && z > 0) continue;
      m.box('cover', [x * edge, 0.08, at], [0.04, kick, deep / 2 - 0.08]);
      m.glass([x * edge, kick + 0.08, at], [0.02, wall - kick - 0.08, deep / 2 - 0.08], { shade: arcGlass });
    }
    m.box('cover', [x * (edge - (edge - opening) / 2), 0.08, front - 0.04], [edge - opening, kick, 0.04]);
    m.glass(
      [x * (edge - (edge - opening) / 2), kick + 0.08, front - 0.04],
      [edge - opening - 0.06, wall - kick - 0.08, 0.02],
      { shade: arcGlass },
    );
    m.box('structure', [x * opening, 0, front - 0.04], [0.08, wall, 0.08]);
  }
  // The service door in the left wall runs towards the back.
  m.moving('door', [-edge - 0.06, 0.08, mid + deep / 4], { travel: [0, 0, -deep * 0.42] }, () => {
    m.box('cover', [0, 0, 0], [0.04, kick, deep / 2 - 0.1]);
    m.glass([0, kick, 0], [0.02, wall - kick - 0.1, deep / 2 - 0.1], { shade: arcGlass });
    m.box('structure', [0, wall - 0.14, 0], [0.05, 0.07, deep / 2 - 0.1]);
    m.box('rubber', [-0.04, kick - 0.1, deep / 4 - 0.16], [0.03, 0.26, 0.03]);
  });
  m.box('structure', [0, wall, front - 0.04], [width, 0.08, 0.08]);
  m.box('structure', [0, wall, back + 0.04], [width, 0.08, 0.08]);
  for (const x of [-0.25, 0.25]) m.box('cover', [width * x, 0.06, back + 0.04], [width / 2 - 0.1, wall - 0.06, 0.04]);
}

function turntable(m: ModelBuilder, [x, y, z]: Point, radius: number, wall: number, stations: number): void {
  m.drum('structure', [x, y, z], radius * 0.9, 0.28, { bevel: 0.03 });
  m.moving('turntable', [x, y + 0.28, z], { axis: [0, 1, 0] }, () => {
    m.drum('steel', [0, 0, 0], radius * 2, 0.06, { bevel: 0.015 });
    for (let k = 0; k < stations; k++) {
      const turn = (k * 360) / stations;
      const angle = (turn * Math.PI) / 180 - Math.PI / 2;
      // Screens stand between the stations, fixtures with a part on them in the middle of each.
      const half = angle + Math.PI / stations;
      const screen = { turn: [0, (-half * 180) / Math.PI, 0] as Point };
      const reach = radius * 0.96;
      const across = (high: number): Point => [Math.cos(half) * reach * 0.5, high, Math.sin(half) * reach * 0.5];
      m.box('cover', across(0.06), [reach, 0.66, 0.03], screen);
      m.glass(across(0.72), [reach, wall - 1.36, 0.015], { ...screen, shade: arcGlass });
      m.box('structure', across(wall - 0.66), [reach, 0.06, 0.06], screen);
      const [u, v] = [Math.cos(angle), Math.sin(angle)];
      const place = { turn: [0, (-angle * 180) / Math.PI, 0] as Point };
      const at = (out: number, high: number, aside = 0): Point => [u * out - v * aside, high, v * out + u * aside];
      const wide = Math.min(0.9, radius * (stations > 2 ? 0.6 : 1));
      m.box('structure', at(radius * 0.56, 0.06), [0.3, 0.34, wide], place);
      m.box('steel', at(radius * 0.56, 0.4), [0.44, 0.05, wide * 1.06], place);
      m.box('case', at(radius * 0.56, 0.45), [0.1, 0.08, wide * 0.8], place);
      for (const aside of [-0.36, 0, 0.36]) {
        m.box('case', at(radius * 0.56, 0.45, aside * wide), [0.32, 0.1, 0.06], place);
        m.box('moving', at(radius * 0.56 + 0.17, 0.45, (aside + 0.08) * wide), [0.07, 0.16, 0.05], place);
      }
    }
    m.drum('structure', [0, 0.06, 0], 0.2, 0.2);
  });
}

/** An arm that reaches from its foot to the fixture behind the screen. */
function weldingRobot(m: ModelBuilder, [x, y, z]: Point, work: Point): void {
  const [dx, dz] = [work[0] - x, work[2] - z];
  // The upper arm leans towards the work; the forearm spans what is left.
  const [up, lean] = [0.6, 0.36];
  const span = Math.min(1.3, Math.max(0.4, Math.hypot(dx, dz) - lean - 0.32));
  m.box('structure', [x, y, z], [0.7, 0.04, 0.7]);
  m.drum('structure', [x, y + 0.04, z], 0.54, 0.06);
  m.drum('cover', [x, y + 0.1, z], 0.36, 0.38, { top: 0.44, bevel: 0.02 });
  m.moving('joint1', [x, y + 0.48, z], { axis: [0, 1, 0], restDeg: (Math.atan2(dx, dz) * 180) / Math.PI }, () => {
    m.drum('moving', [0, 0, 0], 0.46, 0.16, { bevel: 0.02 });
    m.box('moving', [0, 0.1, 0.04], [0.32, 0.32, 0.36], { bevel: 0.05 });
    m.moving('joint2', [0, 0.34, 0.1], { axis: [1, 0, 0] }, () => {
      m.barrel('structure', [-0.24, 0, 0], [0.24, 0, 0], 0.32, { bevel: 0.02 });
      m.beam('moving', [0, 0, 0], [0, up, lean], 0.22, 0.24, { bevel: 0.05 });
      m.moving('joint3', [0, up, lean], { axis: [1, 0, 0] }, () => {
        m.barrel('structure', [-0.19, 0, 0], [0.19, 0, 0], 0.28, { bevel: 0.02 });
        m.box('moving', [0, -0.06, -0.12], [0.24, 0.28, 0.34], { bevel: 0.04 });
        m.barrel('moving', [0, 0.06, 0], [0, 0.02, span], 0.24, { top: 0.14 });
        m.box('structure', [0, 0.2, -0.1], [0.18, 0.14, 0.26]);
        m.hose(
          'rubber',
          [
            [0, 0.3, 0],
            [0.06, 0.36, span * 0.4],
            [0.04, 0.24, span * 0.8],
            [0, 0.06, span],
          ],
          0.05,
        );
        m.barrel('structure', [-0.08, 0.02, span], [0.08, 0.02, span], 0.17);
        m.part('torch', () => {
          m.rod('rubber', [0, 0, span], [0, -0.18, span + 0.1], 0.08);
          m.rod('steel', [0, -0.18, span + 0.1], [0, -0.4, span + 0.06], 0.05);
          m.rod('steel', [0, -0.5, span + 0.02], [0, -0.4, span + 0.06], 0.03, { top: 0.065 });
        });
      });
    });
  });
}

/** A canopy over the work, on two arms from the back wall. */
function fumeHood(
  m: ModelBuilder,
  [x, y, z]: Point,
  [w, d]: readonly [number, number],
  [height, wall, back]: Point,
): void {
  m.part('hood', () => {
    for (const side of [-1, 1]) {
      m.box('steel', [x, y, z + (side * d) / 2], [w, 0.14, 0.02], { bevel: 0 });
      m.box('steel', [x + (side * w) / 2, y, z], [0.02, 0.14, d], { bevel: 0 });
      m.glass([x, y - 0.3, z + (side * d) / 2], [w, 0.3, 0.01], { shade: arcGlass });
      m.glass([x + (side * w) / 2, y - 0.3, z], [0.01, 0.3, d], { shade: arcGlass });
    }
    // A stepped canopy towards the duct.
    for (const [share, from] of [
      [0.98, 0.14],
      [0.74, 0.2],
      [0.5, 0.26],
    ] as const) {
      m.box('steel', [x, y + from, z], [w * share, 0.07, d * share], { bevel: 0.02 });
    }
    const rise = Math.max(0.2, height + 0.1 - y - 0.35);
    m.drum('steel', [x, y + 0.35, z], 0.34, rise);
    m.drum('structure', [x, y + 0.35 + rise * 0.5, z], 0.4, 0.05);
    m.box('structure', [x, y + 0.02, z], [0.04, 0.04, d], { bevel: 0 });
  });
  for (const side of [-1, 1]) {
    const [at, reach] = [x + side * w * 0.42, z - d * 0.4 - back];
    m.box('structure', [at, y + 0.14, back + reach / 2], [0.06, 0.06, reach], { bevel: 0 });
    m.box('structure', [at, wall, back], [0.08, y + 0.2 - wall, 0.08], { bevel: 0 });
  }
}
