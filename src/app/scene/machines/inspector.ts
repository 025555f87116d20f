import { beltHeight, chain, signalColumn } from '../parts/fittings.ts';
import { ModelBuilder } from '../parts/model.ts';
import type { Drawing } from './drawing.ts';

/** Cameras look at passing bottles in a lit tunnel; a pusher behind it throws out what they reject. */
export const inspector: Drawing = ([width, height, depth], { cameras }) => {
  const m = new ModelBuilder();
  chain(m, -width / 2, width / 2, 0);
  m.box('cover', [0, 0.2, 0], [width * 0.62, beltHeight - 0.36, depth * 0.7], { bevel: 0.02 });
  for (const z of [-1, 1]) {
    m.box('cover', [0, 0.26, z * depth * 0.35], [width * 0.56, beltHeight - 0.48, 0.03], { shade: 0.94 });
  }
  for (const x of [-width * 0.26, width * 0.26]) {
    m.rod('rubber', [x, 0, depth * 0.25], [x, 0.2, depth * 0.25], 0.09);
    m.rod('rubber', [x, 0, -depth * 0.25], [x, 0.2, -depth * 0.25], 0.09);
  }
  // A tunnel over the belt: cameras behind, a window in front through which the bottles are seen.
  const wall = height - beltHeight - 0.2;
  m.box('cover', [0, beltHeight - 0.16, -depth * 0.28], [width * 0.6, wall, depth * 0.14], { bevel: 0.025 });
  const front = depth * 0.28;
  for (const x of [-1, 1])
    m.box('cover', [x * width * 0.27, beltHeight - 0.16, front], [width * 0.06, wall, depth * 0.14]);
  m.box('cover', [0, beltHeight - 0.16, front], [width * 0.48, 0.2, depth * 0.14], { bevel: 0.02 });
  m.glass([0, beltHeight + 0.04, front + 0.03], [width * 0.48, wall - 0.22, 0.012]);
  for (let k = 0; k < 9; k++) {
    const x = (k / 8 - 0.5) * (width - 0.12);
    m.rod('bottle', [x, beltHeight, 0], [x, beltHeight + 0.16, 0], 0.07);
    m.rod('bottle', [x, beltHeight + 0.16, 0], [x, beltHeight + 0.24, 0], 0.055, { top: 0.028 });
  }
  m.box('cover', [0, height - 0.38, 0], [width * 0.62, 0.36, depth * 0.72], { bevel: 0.03 });
  m.box('cover', [0, height - 0.02, 0], [width * 0.3, 0.06, depth * 0.4], { shade: 0.95 });
  m.part('camera', () => {
    const apart = Math.min(0.3, (width * 0.5) / cameras!);
    for (let k = 0; k < cameras!; k++) {
      const x = (k - (cameras! - 1) / 2) * apart;
      const wide = apart * 0.55;
      m.box('moving', [x, beltHeight + 0.42, -depth * 0.4], [wide, 0.2, 0.26], { bevel: 0.02 });
      m.barrel('rubber', [x, beltHeight + 0.52, -depth * 0.28], [x, beltHeight + 0.52, -depth * 0.16], wide * 0.62);
    }
    m.box('moving', [0, height - 0.72, 0], [0.2, 0.32, 0.2], { bevel: 0.02 });
    m.barrel('rubber', [0, height - 0.72, 0], [0, height - 0.86, 0], 0.12);
  });
  m.moving('rejector', [width * 0.4, beltHeight + 0.1, -0.34], { travel: [0, 0, 0.16] }, () => {
    m.barrel('moving', [0, 0, -0.16], [0, 0, 0.1], 0.09);
    m.box('moving', [0, -0.05, 0.1], [0.16, 0.12, 0.03]);
  });
  m.part('rejector', () => {
    m.box('structure', [width * 0.4, beltHeight - 0.1, -0.44], [0.26, 0.3, 0.3], { bevel: 0.02 });
    // Rejected bottles gather on a table across the belt.
    const [x, z] = [width * 0.4, depth * 0.42];
    m.box('rubber', [x, beltHeight - 0.03, z - 0.06], [0.4, 0.03, 0.56], { shade: 1.15 });
    m.box('steel', [x, beltHeight - 0.1, z - 0.04], [0.44, 0.07, 0.6]);
    for (const side of [-1, 1]) m.box('steel', [x + side * 0.21, beltHeight, z - 0.02], [0.014, 0.1, 0.54]);
    m.box('steel', [x, beltHeight, z + 0.25], [0.42, 0.1, 0.014]);
    for (const dx of [-0.17, 0.17]) m.box('structure', [x + dx, 0, z + 0.18], [0.05, beltHeight - 0.1, 0.05]);
    for (const [dx, dz] of [
      [-0.12, 0.14],
      [0.06, 0.16],
      [-0.03, 0.02],
    ] as const) {
      m.rod('bottle', [x + dx, beltHeight, z + dz], [x + dx, beltHeight + 0.16, z + dz], 0.07);
      m.rod('bottle', [x + dx, beltHeight + 0.16, z + dz], [x + dx, beltHeight + 0.24, z + dz], 0.055, { top: 0.028 });
    }
    m.hose(
      'rubber',
      [
        [width * 0.4, beltHeight + 0.1, -0.58],
        [width * 0.2, beltHeight - 0.2, -0.62],
        [0.1, 0.5, -0.52],
      ],
      0.03,
    );
  });
  m.box('cover', [-width * 0.2, beltHeight + 0.42, depth * 0.36], [0.44, 0.34, 0.06], { bevel: 0.014 });
  m.box('rubber', [-width * 0.2, beltHeight + 0.48, depth * 0.36 + 0.034], [0.34, 0.22, 0.008]);
  signalColumn(m, [width * 0.26, height, -depth * 0.3]);
  return m;
};
