import { around, namePlate } from '../parts/fixtures.ts';
import { ModelBuilder, type Point } from '../parts/model.ts';
import type { Parameters } from './drawing.ts';

/** A centrifugal fan, inlet towards the viewer: the impeller is seen turning through it. */
export function fan([width, height, depth]: Point, { blades = 0, outlet = 0 }: Parameters): ModelBuilder {
  const m = new ModelBuilder();
  const size = Math.min(width, height);
  const y = height * 0.54;
  const wheel = size * 0.5;
  const casing = Math.min(depth * 0.3, size * 0.32);
  const front = depth * 0.5 - 0.12;
  const back = front - casing;
  scroll(m, [0, y], [back, front], wheel, outlet);
  const mid = (front + back) / 2;
  m.moving('impeller', [0, y, mid], { axis: [0, 0, 1] }, () => {
    m.barrel('moving', [0, 0, -casing * 0.4], [0, 0, -casing * 0.36], wheel);
    m.barrel('steel', [0, 0, -casing * 0.36], [0, 0, casing * 0.2], wheel * 0.26, { top: wheel * 0.12 });
    m.ring('moving', [0, 0, casing * 0.36], wheel * 0.94, 0.03, { turn: [90, 0, 0] });
    const count = Math.round(blades);
    for (const [k, [dx, dy]] of around(count).entries()) {
      const r = wheel * 0.36;
      m.box('moving', [dx * r, dy * r - 0.008, 0], [wheel * 0.27, 0.016, casing * 0.74], {
        turn: [0, 0, (k * 360) / count - 38],
        bevel: 0,
        shade: k === 0 ? 0.7 : 1,
      });
    }
  });
  fanDrive(m, [width, height, depth], [y, back]);
  // Frame on isolators under casing and motor.
  for (const x of [-1, 1]) {
    m.box('structure', [x * width * 0.3, 0.1, 0], [0.12, 0.12, depth - 0.1]);
    for (const z of [-0.42, 0.42]) {
      m.drum('rubber', [x * width * 0.3, 0, depth * z], 0.15, 0.1);
      m.rod('steel', [x * width * 0.3, 0.2, depth * z], [x * width * 0.3, 0.25, depth * z], 0.05);
    }
    for (const z of [front - 0.03, back + 0.03])
      m.beam('structure', [x * width * 0.3, 0.2, z], [x * wheel * 0.46, y - wheel * 0.2, z], 0.1, 0.05);
  }
  for (const z of [-0.4, 0.4]) m.box('structure', [0, 0.1, depth * z], [width * 0.6, 0.1, 0.1]);
  namePlate(m, [-wheel * 0.5, y - wheel * 0.88, front + 0.012], 0.26);
  return m;
}

/** The spiral casing: it opens evenly from the tongue round to the outlet. Plates, because the inlet is a hole. */
function scroll(
  m: ModelBuilder,
  [x, y]: readonly [number, number],
  [back, front]: readonly [number, number],
  wheel: number,
  outlet: number,
): void {
  const steps = 36;
  const inlet = wheel * 0.42;
  const [mid, deep] = [(front + back) / 2, front - back];
  const radius = (share: number) => wheel * (0.56 + 0.3 * share);
  // Air turns counter-clockwise to the viewer and leaves along the tangent, where the radius is greatest.
  const end = outlet - 90;
  const at = (share: number): readonly [number, number, number] => {
    const degrees = end - 360 * (1 - share);
    const angle = (degrees * Math.PI) / 180;
    return [Math.cos(angle), Math.sin(angle), degrees];
  };
  // Plates stand across the radius, and lean by as much as the spiral climbs.
  const climb = (Math.atan(0.3 / (2 * Math.PI * 0.71)) * 180) / Math.PI;
  const plateAcross = (share: number, r: number, wide: number, size: Point, z: number, lean = 0) => {
    const [u, v, degrees] = at(share);
    const look = { turn: [0, 0, degrees - 90 + lean] as Point, bevel: 0 };
    m.box('cover', [x + u * r, y + v * r - size[1] / 2, z], [wide, size[1], size[2]], look);
  };
  for (let k = 0; k < steps; k++) {
    const share = (k + 0.5) / steps;
    const r = radius(share);
    // Plates meet at the outside.
    const long = 2 * (r + 0.01) * Math.tan(Math.PI / steps) + 0.002;
    plateAcross(share, r, long, [0, 0.02, deep], mid, -climb);
    // Neighbours overlap towards the hub, so every other one is a hair thicker.
    const thick = 0.018 + (k % 2) * 0.002;
    plateAcross(share, (r + inlet) / 2, long, [0, r - inlet, thick], front);
    plateAcross(share, r / 2, long, [0, r, thick], back);
  }
  // The outlet duct from the widest place along the tangent.
  const [u, v] = at(1);
  const [tx, ty] = [-v, u];
  const [inner, outer] = [radius(0) * 0.5, radius(1)];
  const length = outer * 0.98;
  const wide = outer - inner;
  const centre = (along: number, across: number): Point => [
    x + u * across + tx * along,
    y + v * across + ty * along,
    mid,
  ];
  const plate = (along: number, across: number, w: number, l: number, d: number, z = mid) => {
    const [px, py] = centre(along, across);
    m.box('cover', [px, py - l / 2, z], [w, l, d], { turn: [0, 0, end], bevel: 0 });
  };
  plate(length / 2, outer, 0.025, length, deep);
  plate(length * 0.78, inner, 0.025, length * 0.44, deep);
  for (const z of [front, back]) plate(length * 0.5 + 0.001, (inner + outer) / 2, wide, length, 0.026, z);
  for (const across of [inner - 0.03, outer + 0.03]) plate(length - 0.03, across, 0.07, 0.05, deep + 0.14);
  for (const z of [front + 0.04, back - 0.04]) plate(length - 0.03, (inner + outer) / 2, wide + 0.12, 0.05, 0.06, z);
  m.box(
    'rubber',
    [centre(length - 0.1, (inner + outer) / 2)[0], centre(length - 0.1, (inner + outer) / 2)[1] - 0.01, mid],
    [wide, 0.02, deep],
    { turn: [0, 0, end], bevel: 0 },
  );
  // The inlet's rolled lip.
  for (const [share, tube] of [
    [2, 0.05],
    [2.24, 0.035],
  ] as const)
    m.ring('steel', [x, y, front + (share > 2 ? 0.03 : 0.07)], inlet * share, tube, { turn: [90, 0, 0] });
}

function fanDrive(m: ModelBuilder, [width, height, depth]: Point, [y, back]: readonly [number, number]): void {
  const across = height * 0.26;
  const rear = -depth / 2 + 0.06;
  m.barrel('structure', [0, y, back - 0.12], [0, y, back - 0.01], across * 0.9);
  m.box('structure', [0, 0.22, (rear + back) / 2 - 0.05], [width * 0.3, y - across / 2 - 0.2, (back - rear) * 0.6], {
    bevel: 0.02,
  });
  m.box('structure', [0, 0.2, (rear + back) / 2 - 0.05], [width * 0.62, 0.05, (back - rear) * 0.8]);
  m.part('motor', () => {
    m.barrel('moving', [0, y, rear + 0.12], [0, y, back - 0.12], across, { bevel: 0.02 });
    const run = back - 0.12 - rear - 0.12;
    for (let k = 1; k < 5; k++)
      m.ring('moving', [0, y, rear + 0.12 + (run * k) / 5], across * 1.01, 0.022, { turn: [90, 0, 0], shade: 0.92 });
    m.barrel('structure', [0, y, rear], [0, y, rear + 0.12], across * 0.8, { top: across });
    m.box('cover', [0, y + across * 0.44, rear + 0.12 + run * 0.6], [across * 0.5, across * 0.36, across * 0.5], {
      bevel: 0.02,
    });
    m.hose(
      'rubber',
      [
        [across * 0.25, y + across * 0.6, rear + 0.12 + run * 0.6],
        [across * 0.7, y + across * 0.5, rear + 0.12 + run * 0.6],
        [width * 0.26, 0.24, rear + 0.2],
      ],
      0.03,
    );
  });
}
