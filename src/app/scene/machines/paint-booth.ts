import { signalColumn } from '../parts/fittings.ts';
import { around, dial, framedPane } from '../parts/fixtures.ts';
import { ModelBuilder, type Point } from '../parts/model.ts';
import type { Parameters } from './drawing.ts';

/** Parts hang from a rail in the roof and pass the spray arm; the wall of filters behind draws the overspray in. */
export function paintBooth([width, height, depth]: Point, { filters = 1, slot = 0 }: Parameters): ModelBuilder {
  const m = new ModelBuilder();
  const [w, roof] = [width - 0.5, height * 0.76];
  const back = -depth / 2 + 0.75;
  const front = depth / 2 - 0.1;
  const [mid, deep] = [(front + back) / 2, front - back];
  const rail = mid - 0.1;
  m.box('structure', [0, 0, mid], [w, 0.12, deep], { shade: 0.85 });
  for (let k = 0; k < 8; k++)
    m.box('steel', [(k / 7 - 0.5) * (w - 0.5), 0.12, mid], [0.04, 0.02, deep - 0.3], { bevel: 0 });
  filterWall(m, [0, 0.12, back], w, roof, Math.round(filters));
  // The ends are open where the parts pass; the roof is in two halves beside the conveyor's slot.
  const gap = slot / 1000;
  for (const x of [-1, 1]) {
    m.box('cover', [x * (w / 2 - 0.03), 0.12, back + (rail - back) * 0.22], [0.06, roof - 0.12, (rail - back) * 0.44]);
    m.box('cover', [x * (w / 2 - 0.03), 0.12, front - 0.2], [0.06, roof - 0.12, 0.4]);
    m.box('cover', [x * (w / 2 - 0.03), roof - 0.3, rail], [0.065, 0.3, 1.2]);
    m.box('rubber', [x * (w / 2 - 0.03), roof - 0.32, rail], [0.07, 0.32, gap], { bevel: 0 });
  }
  const [behind, before] = [rail - gap / 2 - (back - 0.6), front - (rail + gap / 2)];
  m.box('cover', [0, roof, back - 0.6 + behind / 2], [w, 0.1, behind], { bevel: 0.02 });
  m.box('cover', [0, roof, front - before / 2], [w, 0.1, before], { bevel: 0.02 });
  m.box('cover', [-w * 0.32, roof + 0.1, front - 0.35], [w * 0.26, 0.14, 0.3], { bevel: 0.02 });
  m.box('cover', [w * 0.1, roof + 0.1, front - 0.35], [w * 0.26, 0.14, 0.3], { bevel: 0.02 });
  boothFront(m, w, roof, front);
  hangingParts(m, width, [rail, roof, height], w);
  sprayArm(m, [-w * 0.12, 0.12, rail + 0.95], roof);
  boothExhaust(m, [w * 0.24, roof + 0.1, back - 0.25], height);
  // Paint supply: pots on the floor, a panel with regulator and gauge between the first two windows.
  const post = -w / 2 + (w - 1) / 3;
  m.box('structure', [post, 1.05, front + 0.06], [0.3, 0.5, 0.08]);
  dial(m, [post, 1.4, front + 0.1], 0.14);
  for (const side of [-1, 1]) {
    const [x, z] = [post + side * 0.2, front + 0.2];
    m.drum('steel', [x, 0, z], 0.26, 0.42);
    m.drum('cover', [x, 0.42, z], 0.28, 0.04);
    m.rod('structure', [x, 0.46, z], [x, 0.62, z], 0.09);
    m.hose(
      'rubber',
      [
        [x, 0.6, z],
        [post + side * 0.08, 0.86, z - 0.04],
        [post + side * 0.08, 1.1, front + 0.1],
      ],
      0.03,
    );
    m.rod('steel', [post + side * 0.08, 1.12, front + 0.08], [post + side * 0.08, 1.12, front + 0.16], 0.08);
  }
  signalColumn(m, [w / 2 - 0.15, roof + 0.1, front - 0.15]);
  return m;
}

function boothFront(m: ModelBuilder, w: number, roof: number, front: number): void {
  const leaf = 0.9;
  const rest = w - leaf - 0.1;
  const panes = 3;
  m.box('structure', [-leaf / 2 - 0.05, roof - 0.2, front], [w - leaf - 0.1, 0.2, 0.07]);
  for (let k = 0; k < panes; k++) {
    framedPane(m, [-w / 2 + (rest * (k + 0.5)) / panes, 0.12, front], rest / panes - 0.01, roof - 0.32, 0.12);
  }
  m.box('structure', [w / 2 - leaf - 0.08, 0.12, front], [0.08, roof - 0.12, 0.08]);
  m.box('structure', [w / 2 - leaf / 2, roof - 0.2, front], [leaf, 0.2, 0.08]);
  m.moving('door', [w / 2 - leaf - 0.04, 0.13, front + 0.02], { axis: [0, -1, 0] }, () => {
    framedPane(m, [leaf / 2, 0, 0], leaf, roof - 0.36, 0.16);
    m.box('cover', [leaf / 2, 0.2, 0], [leaf - 0.3, 0.66, 0.04]);
    m.rod('rubber', [leaf - 0.1, 0.85, 0.05], [leaf - 0.1, 1.15, 0.05], 0.035);
  });
}

function filterWall(m: ModelBuilder, [x, y, z]: Point, w: number, roof: number, columns: number): void {
  m.box('cover', [x, y, z - 0.62], [w, roof - y, 0.05]);
  for (const side of [-1, 1]) m.box('cover', [x + side * (w / 2 - 0.03), y, z - 0.3], [0.06, roof - y, 0.6]);
  m.part('filter', () => {
    const [pitch, rows] = [(w - 0.3) / columns, 3];
    const high = (roof - y - 0.3) / rows;
    m.box('structure', [x, y, z - 0.04], [w - 0.1, roof - y, 0.06]);
    for (let k = 0; k < columns; k++) {
      for (let row = 0; row < rows; row++) {
        const at: Point = [x + (k + 0.5 - columns / 2) * pitch, y + 0.16 + row * high, z];
        m.box('cover', at, [pitch - 0.06, high - 0.06, 0.05], { bevel: 0 });
        for (const pleat of [-0.28, 0, 0.28]) {
          m.box('structure', [at[0] + pleat * pitch, at[1] + 0.04, at[2] + 0.026], [pitch * 0.07, high - 0.14, 0.012], {
            bevel: 0,
            shade: 0.85,
          });
        }
      }
    }
  });
}

function hangingParts(m: ModelBuilder, width: number, [z, roof, height]: Point, w: number): void {
  m.part('conveyor', () => {
    const top = Math.min(roof + 0.36, height);
    m.box('structure', [0, top, z], [width, 0.03, 0.12], { bevel: 0 });
    m.box('structure', [0, top - 0.14, z], [width, 0.14, 0.03], { bevel: 0 });
    m.box('structure', [0, top - 0.16, z], [width, 0.03, 0.12], { bevel: 0 });
    for (const x of [-1, 0, 1]) {
      m.box('structure', [x * (w / 2 - 0.1), roof + 0.1, z + 0.2], [0.07, top - roof, 0.07], { bevel: 0 });
      m.box('structure', [x * (w / 2 - 0.1), top + 0.03, z + 0.06], [0.07, 0.06, 0.36], { bevel: 0 });
    }
    for (const x of [-0.4, 0, 0.4]) {
      m.box('moving', [w * x, top - 0.24, z], [0.16, 0.1, 0.08]);
      m.rod('steel', [w * x, roof - 0.5, z], [w * x, top - 0.2, z], 0.03);
      m.box('case', [w * x, roof - 0.7, z], [0.7, 0.05, 0.05], { bevel: 0 });
      m.box('case', [w * x, 0.75, z], [0.62, roof - 1.5, 0.06], { bevel: 0.02 });
      for (const side of [-1, 1])
        m.rod('steel', [w * x + side * 0.26, roof - 0.76, z], [w * x + side * 0.26, roof - 0.66, z], 0.025);
    }
  });
}

/** A reciprocator with three guns that point at the parts. */
function sprayArm(m: ModelBuilder, [x, y, z]: Point, roof: number): void {
  const travel = Math.max(0.3, roof - 1.5);
  m.box('structure', [x, y, z], [0.5, 0.2, 0.44]);
  for (const side of [-1, 1]) m.box('structure', [x + side * 0.13, y + 0.2, z], [0.07, roof - y - 0.4, 0.1]);
  m.box('structure', [x, roof - 0.24, z], [0.4, 0.1, 0.2]);
  m.moving('arm', [x, y + 0.55, z], { travel: [0, travel, 0] }, () => {
    m.box('moving', [0, -0.12, -0.04], [0.36, 0.24, 0.2], { bevel: 0.02 });
    m.box('steel', [0, -0.03, -0.3], [0.05, 0.06, 0.4]);
    m.box('steel', [0, -0.03, -0.48], [0.7, 0.05, 0.05]);
    for (const gun of [-0.3, 0, 0.3]) {
      m.barrel('structure', [gun, 0.03, -0.44], [gun, 0.03, -0.62], 0.08);
      m.rod('steel', [gun, 0.03, -0.7], [gun, 0.03, -0.62], 0.02, { top: 0.06 });
      m.hose(
        'rubber',
        [
          [gun, 0.06, -0.46],
          [gun * 0.6, 0.2, -0.3],
          [gun * 0.3, 0.06, 0],
        ],
        0.025,
      );
    }
  });
}

/** An axial fan in its open stack: the blades are seen turning from above. */
function boothExhaust(m: ModelBuilder, [x, y, z]: Point, height: number): void {
  const across = 0.86;
  const tall = Math.max(0.35, height - y - 0.1);
  m.box('steel', [x, y, z], [across * 1.2, 0.08, across * 1.1]);
  const staves = 16;
  for (const [k, [dx, dz]] of around(staves).entries()) {
    m.box('steel', [x + (dx * across) / 2, y + 0.08, z + (dz * across) / 2], [0.02, tall, across * 0.21], {
      turn: [0, (-k * 360) / staves, 0],
      bevel: 0,
    });
  }
  m.ring('steel', [x, y + 0.08 + tall, z], across * 1.03, 0.05);
  m.drum('rubber', [x, y + 0.08, z], across * 0.95, 0.02, { bevel: 0 });
  m.moving('exhaust', [x, y + 0.08 + tall * 0.86, z], { axis: [0, 1, 0] }, () => {
    m.drum('moving', [0, -0.07, 0], across * 0.3, 0.14, { bevel: 0.03 });
    for (const [k, [dz, dx]] of around(6).entries()) {
      // Twisted about its own length (z), then turned to its place about the hub.
      m.box('moving', [dx * across * 0.29, -0.02, dz * across * 0.29], [across * 0.2, 0.02, across * 0.34], {
        turn: [0, k * 60, 30],
        bevel: 0,
      });
    }
  });
  for (const turn of [0, 90])
    m.box('structure', [x, y + 0.08 + tall * 0.6, z], [across, 0.02, 0.03], { turn: [0, turn, 0], bevel: 0 });
}
