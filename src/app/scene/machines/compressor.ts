import { around, dial, louvres, namePlate } from '../parts/fixtures.ts';
import { ModelBuilder, type Point } from '../parts/model.ts';
import type { Parameters } from './drawing.ts';

/** A screw compressor in its cabinet, beside its receiver. */
export function compressor([width, height, depth]: Point, { receiver = 0 }: Parameters): ModelBuilder {
  const m = new ModelBuilder();
  const w = width * 0.6;
  const cx = -width / 2 + w / 2;
  const [d, top] = [depth - 0.06, height * 0.9];
  const front = d / 2;
  m.box('rubber', [cx, 0, 0], [w - 0.1, 0.06, d - 0.1]);
  m.box('structure', [cx, 0.06, 0], [w, 0.14, d]);
  for (const x of [-1, 1]) m.box('rubber', [cx + x * w * 0.24, 0.09, front], [w * 0.2, 0.08, 0.01], { bevel: 0 });
  m.box('cover', [cx, 0.2, 0], [w, top - 0.2, d], { bevel: 0.04 });
  // Two doors, the control at the right of them.
  for (const x of [-0.27, 0.23]) {
    m.box('cover', [cx + w * x, 0.28, front], [w * 0.46, top - 0.36, 0.03], { shade: 0.95 });
    m.box('rubber', [cx + w * (x + (x < 0 ? 0.18 : -0.18)), top * 0.5, front + 0.02], [0.03, 0.14, 0.03]);
  }
  louvres(m, [cx - w * 0.27, 0.4, front + 0.018], w * 0.34, top * 0.26, 7);
  m.box('structure', [cx + w * 0.25, top - 0.52, front + 0.02], [w * 0.36, 0.36, 0.05], { bevel: 0.015 });
  m.box('rubber', [cx + w * 0.22, top - 0.38, front + 0.046], [w * 0.2, 0.16, 0.01], { bevel: 0 });
  for (const k of [0, 1, 2])
    m.box('cover', [cx + w * (0.14 + k * 0.07), top - 0.47, front + 0.046], [w * 0.045, 0.05, 0.012], { bevel: 0 });
  m.rod('rubber', [cx + w * 0.38, top - 0.28, front + 0.04], [cx + w * 0.38, top - 0.28, front + 0.09], 0.07);
  namePlate(m, [cx - w * 0.27, top - 0.34, front + 0.018], w * 0.3);
  coolingFan(m, [cx - w * 0.08, top, 0], Math.min(w, d) * 0.76);
  m.box('cover', [cx + w * 0.38, top, -d * 0.2], [w * 0.18, 0.1, d * 0.4]);
  airReceiver(m, [width, height, depth], receiver / 1000, [cx + w / 2, top]);
  return m;
}

/** Warm air leaves at the top, through a guard over the fan. */
function coolingFan(m: ModelBuilder, [x, y, z]: Point, across: number): void {
  m.box('structure', [x, y, z], [across * 1.12, 0.03, across * 1.12]);
  m.drum('rubber', [x, y + 0.03, z], across * 0.98, 0.01, { bevel: 0 });
  for (const [k, [dx, dz]] of around(20).entries()) {
    m.box('steel', [x + dx * across * 0.5, y + 0.03, z + dz * across * 0.5], [0.015, 0.12, across * 0.165], {
      turn: [0, -k * 18, 0],
      bevel: 0,
    });
  }
  m.moving('fan', [x, y + 0.08, z], { axis: [0, 1, 0] }, () => {
    m.drum('moving', [0, -0.04, 0], across * 0.28, 0.09, { bevel: 0.02 });
    for (const [k, [dz, dx]] of around(7).entries()) {
      m.box('moving', [dx * across * 0.29, -0.01, dz * across * 0.29], [across * 0.19, 0.015, across * 0.33], {
        turn: [0, (k * 360) / 7, 28],
        bevel: 0,
      });
    }
  });
  for (const share of [0.34, 0.68, 1.01]) m.ring('steel', [x, y + 0.155, z], across * share, 0.016);
  for (const turn of [0, 90])
    m.box('steel', [x, y + 0.145, z], [across, 0.015, 0.02], { turn: [0, turn, 0], bevel: 0 });
}

/** An upright vessel of so many cubic metres, with gauge, safety valve and drain. */
function airReceiver(
  m: ModelBuilder,
  [width, height, depth]: Point,
  volume: number,
  [from, top]: readonly [number, number],
): void {
  // A slim vessel holds its volume at three and a half diameters of height, as far as the room goes.
  const room = Math.min(width / 2 - from - 0.02, depth - 0.1);
  const across = Math.min(room, Math.cbrt(volume / 2.2));
  const r = across / 2;
  const wall = Math.min(height - 0.75, volume / (Math.PI * r * r) - across * 0.34);
  const x = from + 0.04 + (width / 2 - from - 0.04) / 2;
  const base = 0.36;
  m.part('receiver', () => {
    for (const [dx, dz] of [
      [0.5, 0.87],
      [0.5, -0.87],
      [-1, 0],
    ] as const) {
      m.box('structure', [x + dx * r * 0.8, 0, dz * r * 0.8], [0.12, 0.02, 0.12]);
      m.box('structure', [x + dx * r * 0.8, 0.02, dz * r * 0.8], [0.05, base + 0.1, 0.07]);
    }
    m.ball('cover', [x, base, 0], [across * 0.99, across * 0.5, across * 0.99]);
    m.drum('cover', [x, base, 0], across, wall, { bevel: 0 });
    m.ball('cover', [x, base + wall, 0], [across * 0.99, across * 0.5, across * 0.99]);
    for (const y of [base, base + wall - 0.04]) m.drum('structure', [x, y, 0], across + 0.012, 0.03, { bevel: 0 });
    m.barrel('steel', [x, base + wall * 0.28, r * 0.9], [x, base + wall * 0.28, r + 0.08], 0.2);
    m.rod('steel', [x, base - across * 0.24, 0], [x, 0.06, 0], 0.05);
    m.box('structure', [x, 0.04, 0.04], [0.1, 0.1, 0.14]);
    // Safety valve on the head.
    const head = base + wall + across * 0.24;
    m.rod('steel', [x, head - 0.05, 0], [x, head + 0.12, 0], 0.07);
    m.drum('steel', [x, head + 0.1, 0], 0.11, 0.14);
    m.rod('steel', [x, head + 0.16, 0], [x, head + 0.16, 0.12], 0.05);
  });
  dial(m, [x, base + wall * 0.72, r], 0.2, 'gauge');
  m.box('steel', [x, base + wall * 0.48, r - 0.004], [0.2, 0.12, 0.02]);
  m.hose(
    'steel',
    [
      [from - 0.02, top - 0.3, -depth * 0.16],
      [from + 0.1, top - 0.3, -depth * 0.16],
      [from + 0.1, base + wall * 0.9, -depth * 0.1],
      [x - r * 0.8, base + wall * 0.9, -depth * 0.04],
    ],
    0.08,
  );
  m.hose(
    'steel',
    [
      [x + r * 0.8, base + wall * 0.2, 0],
      [Math.max(x + r, width / 2) + 0.06, base + wall * 0.2, 0],
    ],
    0.08,
  );
  m.barrel(
    'steel',
    [Math.max(x + r, width / 2) + 0.04, base + wall * 0.2, 0],
    [Math.max(x + r, width / 2) + 0.08, base + wall * 0.2, 0],
    0.15,
  );
}
