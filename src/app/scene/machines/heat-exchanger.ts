import { dial, flange, namePlate } from '../parts/fixtures.ts';
import { ModelBuilder, type Point } from '../parts/model.ts';
import type { Parameters } from './drawing.ts';

/** A plate heat exchanger: ports in the frame plate at the left, `cover` slides off along the bars at the right. */
export function heatExchanger([width, height, depth]: Point, { plates = 0, pitch = 0 }: Parameters): ModelBuilder {
  const m = new ModelBuilder();
  const stub = Math.min(0.3, width * 0.16);
  const left = -width / 2 + stub;
  const thick = Math.min(0.07, width * 0.04);
  const [foot, top] = [height * 0.06, height * 0.9];
  const wide = depth * 0.86;
  const count = Math.round(plates);
  // A pack that is longer than the bars is drawn tighter.
  const room = width - stub - 4 * thick - 0.12;
  const step = Math.min(pitch / 1000, room / count);
  const pack = left + thick;
  const end = pack + step * count;
  const post = width / 2 - 0.05;
  for (const z of [-1, 1]) m.box('structure', [left + thick / 2, 0, z * wide * 0.4], [0.2, foot, 0.1]);
  m.box('cover', [left + thick / 2, foot, 0], [thick, top - foot, wide], { bevel: 0.015 });
  m.box('steel', [(left + post) / 2, top - 0.02, 0], [post - left, height * 0.055, depth * 0.12]);
  m.box('steel', [(left + post) / 2, height * 0.13, 0], [post - left, height * 0.03, depth * 0.09]);
  m.box('structure', [post, 0, 0], [0.1, top + 0.02, depth * 0.22], { bevel: 0.015 });
  m.box('structure', [post, 0, 0], [0.22, 0.03, depth * 0.5]);
  m.part('plates', () => {
    for (let k = 0; k < count; k++) {
      // Gaskets stand back from the plates: dark and bright lines down the side.
      const slim = k % 2 ? 0.94 : 0.9;
      m.box('steel', [pack + (k + 0.5) * step, height * 0.16, 0], [step * 0.7, top - height * 0.19, wide * slim], {
        bevel: 0,
        shade: k % 2 ? 1 : 0.82,
      });
    }
    m.box('rubber', [(pack + end) / 2, height * 0.17, 0], [end - pack, top - height * 0.21, wide * 0.86], { bevel: 0 });
  });
  m.moving('cover', [end + thick / 2, 0, 0], { travel: [Math.max(0, post - 0.06 - end - thick), 0, 0] }, () => {
    m.box('cover', [0, height * 0.12, 0], [thick, top - height * 0.14, wide], { bevel: 0.015 });
    m.barrel('structure', [-0.01, top + 0.03, -0.05], [-0.01, top + 0.03, 0.05], height * 0.1);
  });
  for (const z of [-1, 1]) {
    for (const share of [0.2, 0.42, 0.64, 0.86]) {
      const y = top * share;
      const reach = Math.min(end + thick + 0.22, post + 0.12);
      m.rod('steel', [left - 0.05, y, z * wide * 0.52], [reach, y, z * wide * 0.52], 0.035);
      for (const x of [left - 0.03, end + thick + 0.02])
        m.rod('structure', [x - 0.025, y, z * wide * 0.52], [x + 0.025, y, z * wide * 0.52], 0.075);
    }
  }
  const bore = Math.min(0.16, depth * 0.2);
  const ports = { hotIn: [1, 1], hotOut: [-1, 1], coldIn: [-1, -1], coldOut: [1, -1] } as const;
  for (const [part, [up, side]] of Object.entries(ports)) {
    const [y, z] = [(foot + top) / 2 + up * (top - foot) * 0.33, side * wide * 0.25];
    m.part(part, () => {
      m.barrel('steel', [left - stub + 0.04, y, z], [left, y, z], bore);
      m.barrel('steel', [left - 0.025, y, z], [left, y, z], bore * 1.5);
      flange(m, [left - stub, y, z], [1, 0, 0], bore, 8);
    });
  }
  dial(m, [left - stub * 0.5, (foot + top) / 2 + (top - foot) * 0.33 + bore * 0.9, wide * 0.25], 0.11);
  namePlate(m, [left + thick + (end - pack) * 0.5, top + height * 0.037, depth * 0.06], 0.3);
  m.box('structure', [(pack + end) / 2, 0, 0], [(end - pack) * 1.1, 0.025, wide * 0.9], { shade: 0.9 });
  m.rod('steel', [(pack + end) / 2, 0.02, 0], [(pack + end) / 2, height * 0.13, 0], 0.04);
  return m;
}
