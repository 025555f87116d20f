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
  weldingRobot(m, [0, 0.06, back + 0.42], front - radius - back);
  fumeHood(m, [0, Math.min(hood, height - 0.3), back + deep * 0.42], [width * 0.62, deep * 0.5], height);
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
      m.box(
        'cover',
        [Math.cos(half) * reach * 0.5, 0.06, Math.sin(half) * reach * 0.5],
        [reach, wall - 0.7, 0.03],
        screen,
      );
      m.box(
        'structure',
        [Math.cos(half) * reach * 0.5, wall - 0.66, Math.sin(half) * reach * 0.5],
        [reach, 0.06, 0.06],
        screen,
      );
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

/** A small arm that hangs its torch over the fixture behind the screen; joint angles 0 as drawn. */
function weldingRobot(m: ModelBuilder, [x, y, z]: Point, reach: number): void {
  m.drum('structure', [x, y, z], 0.56, 0.06);
  m.drum('cover', [x, y + 0.06, z], 0.36, 0.42, { top: 0.42, bevel: 0.02 });
  const span = Math.max(0.35, Math.min(0.8, reach * 0.5));
  m.moving('joint1', [x, y + 0.48, z], { axis: [0, 1, 0] }, () => {
    m.drum('moving', [0, 0, 0], 0.4, 0.16, { bevel: 0.02 });
    m.box('moving', [0, 0.1, 0], [0.3, 0.28, 0.34], { bevel: 0.04 });
    m.moving('joint2', [0, 0.3, 0.1], { axis: [1, 0, 0] }, () => {
      m.barrel('structure', [-0.22, 0, 0], [0.22, 0, 0], 0.3, { bevel: 0.02 });
      m.beam('moving', [0, 0, 0], [0, 0.7, -0.06], 0.2, 0.22, { bevel: 0.05 });
      m.moving('joint3', [0, 0.7, -0.06], { axis: [1, 0, 0] }, () => {
        m.barrel('structure', [-0.18, 0, 0], [0.18, 0, 0], 0.26, { bevel: 0.02 });
        m.box('moving', [0, -0.08, -0.14], [0.22, 0.24, 0.26], { bevel: 0.03 });
        m.barrel('moving', [0, 0.04, 0], [0, 0, span], 0.2, { top: 0.13 });
        m.hose(
          'rubber',
          [
            [0, 0.16, -0.2],
            [0.04, 0.24, span * 0.5],
            [0, 0.06, span],
          ],
          0.05,
        );
        m.barrel('structure', [-0.07, 0, span], [0.07, 0, span], 0.15);
        m.part('torch', () => {
          m.rod('rubber', [0, 0, span], [0, -0.16, span + 0.12], 0.07);
          m.rod('steel', [0, -0.16, span + 0.12], [0, -0.36, span + 0.16], 0.05);
          m.rod('steel', [0, -0.44, span + 0.17], [0, -0.36, span + 0.16], 0.03, { top: 0.06 });
        });
      });
    });
  });
}

function fumeHood(m: ModelBuilder, [x, y, z]: Point, [w, d]: readonly [number, number], height: number): void {
  m.part('hood', () => {
    m.box('steel', [x, y, z], [w, 0.1, d]);
    for (const side of [-1, 1]) {
      m.box('steel', [x, y + 0.13, z + side * d * 0.27], [w * 0.9, 0.03, d * 0.5], {
        turn: [side * 24, 0, 0],
        bevel: 0,
      });
    }
    m.box('steel', [x, y + 0.1, z], [w * 0.66, 0.16, d * 0.34], { bevel: 0.03 });
    m.drum('steel', [x, y + 0.24, z], 0.34, Math.max(0.2, height + 0.1 - y));
    for (const share of [0.3, 0.8]) m.drum('steel', [x, y + 0.24 + (height + 0.1 - y) * share, z], 0.4, 0.04);
    for (const side of [-1, 1]) {
      for (const end of [-1, 1])
        m.rod(
          'structure',
          [x + side * w * 0.48, y - 0.25, z + end * d * 0.47],
          [x + side * w * 0.48, y, z + end * d * 0.47],
          0.04,
        );
      // Strips of curtain close the gap between the hood and the walls.
      m.box('rubber', [x, y - 0.22, z + side * d * 0.48], [w, 0.22, 0.012], { bevel: 0 });
      m.box('rubber', [x + side * w * 0.49, y - 0.22, z], [0.012, 0.22, d * 0.96], { bevel: 0 });
    }
  });
}
