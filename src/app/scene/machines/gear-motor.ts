import { around, namePlate } from '../parts/fixtures.ts';
import { ModelBuilder, type Point } from '../parts/model.ts';
import type { Parameters } from './drawing.ts';

/** A helical gear motor on its feet, output shaft towards +x. Each gear stage makes the housing longer and taller. */
export function gearMotor([width, height, depth]: Point, { stages = 1 }: Parameters): ModelBuilder {
  const m = new ModelBuilder();
  const count = Math.round(stages);
  const axis = height * 0.36;
  const across = Math.min(height * 0.5, depth * 0.68);
  const shaft = width * 0.16;
  const box = width * (0.2 + 0.05 * count);
  const out = width / 2 - shaft;
  const into = out - box;
  // The motor sits higher than the output shaft: the wheels of the last stage are the largest.
  const high = axis + height * 0.1;
  m.box('structure', [0, 0, 0], [width * 0.9, height * 0.05, depth * 0.9], { shade: 0.9 });
  for (const x of [-0.42, 0.4])
    for (const z of [-1, 1])
      m.rod('steel', [width * x, height * 0.05, z * depth * 0.38], [width * x, height * 0.08, z * depth * 0.38], 0.03);
  m.part('gearbox', () => {
    const h = height * 0.62;
    m.box('cover', [out - box / 2, height * 0.08, 0], [box, h, depth * 0.62], { bevel: Math.min(0.04, box * 0.2) });
    m.box('structure', [out - box / 2, height * 0.08 + h, 0], [box * 0.8, height * 0.035, depth * 0.5]);
    for (const x of [-0.32, 0.32])
      for (const z of [-1, 1])
        m.rod(
          'steel',
          [out - box / 2 + box * x, height * 0.115 + h, z * depth * 0.2],
          [out - box / 2 + box * x, height * 0.14 + h, z * depth * 0.2],
          0.022,
        );
    for (const z of [-1, 1]) {
      m.box('cover', [out - box / 2, height * 0.05, z * depth * 0.34], [box * 1.02, height * 0.07, depth * 0.2]);
      for (const x of [-0.36, 0.36])
        m.rod(
          'steel',
          [out - box / 2 + box * x, height * 0.12, z * depth * 0.38],
          [out - box / 2 + box * x, height * 0.15, z * depth * 0.38],
          0.035,
        );
      // A bearing cover for each intermediate shaft.
      for (let k = 0; k < count; k++) {
        const at: Point = [out - (box * (k + 0.5)) / count, axis + height * 0.1 * (k / count), z * depth * 0.31];
        m.barrel('structure', at, [at[0], at[1], at[2] + z * 0.02], Math.min(height * 0.26, (box / count) * 0.86));
      }
    }
    m.ring('steel', [out - box / 2, height * 0.145 + h + 0.02, 0], 0.07, 0.016, { turn: [90, 0, 0] });
    m.barrel('structure', [out, axis, 0], [out + 0.03, axis, 0], height * 0.4);
    for (const [dy, dz] of around(6)) {
      m.rod(
        'steel',
        [out + 0.025, axis + dy * height * 0.165, dz * height * 0.165],
        [out + 0.042, axis + dy * height * 0.165, dz * height * 0.165],
        0.024,
      );
    }
    m.rod('steel', [out - box * 0.2, height * 0.16, depth * 0.3], [out - box * 0.2, height * 0.16, depth * 0.33], 0.04);
    m.barrel('structure', [into - width * 0.05, high, 0], [into, high, 0], across * 1.1);
  });
  m.part('motor', () => {
    const [from, to] = [-width / 2 + width * 0.1, into - width * 0.05];
    m.barrel('structure', [to - width * 0.03, high, 0], [to, high, 0], across * 1.04);
    m.barrel('moving', [from, high, 0], [to - width * 0.03, high, 0], across * 0.92, { bevel: 0.012 });
    const ribs = 16;
    for (let k = 0; k < ribs; k++) {
      const turn = ((k + 0.5) / ribs) * 360;
      const [dy, dz] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)];
      const r = across * 0.47;
      m.box(
        'moving',
        [(from + to) / 2, high + dy * r - across * 0.035, dz * r],
        [(to - from) * 0.84, across * 0.07, 0.012],
        { turn: [turn, 0, 0], bevel: 0, shade: 0.94 },
      );
    }
    m.barrel('structure', [-width / 2, high, 0], [from, high, 0], across * 0.86, { top: across, bevel: 0.01 });
    for (const k of [-1, 0, 1])
      m.box('rubber', [-width / 2 - 0.002, high + k * across * 0.14 - 0.006, 0], [0.006, 0.012, across * 0.5], {
        bevel: 0,
      });
    m.box('cover', [(from + to) / 2, high + across * 0.44, 0], [(to - from) * 0.5, across * 0.36, across * 0.62], {
      bevel: 0.015,
    });
    m.rod(
      'rubber',
      [(from + to) / 2, high + across * 0.6, -across * 0.3],
      [(from + to) / 2, high + across * 0.6, -across * 0.44],
      0.045,
    );
    m.hose(
      'rubber',
      [
        [(from + to) / 2, high + across * 0.6, -across * 0.42],
        [(from + to) / 2, high + across * 0.3, -depth * 0.42],
        [(from + to) / 2, 0.02, -depth * 0.44],
      ],
      0.026,
    );
    m.box(
      'structure',
      [from + (to - from) * 0.3, height * 0.05, 0],
      [0.06, high - across * 0.44 - height * 0.04, across * 0.6],
    );
  });
  namePlate(m, [out - box / 2, height * 0.5, depth * 0.315], Math.min(0.16, box * 0.5));
  m.moving('shaft', [out + 0.03, axis, 0], { axis: [1, 0, 0] }, () => {
    const d = height * 0.16;
    m.barrel('steel', [-0.02, 0, 0], [shaft - 0.03, 0, 0], d);
    m.box('structure', [shaft * 0.4, d * 0.36, 0], [shaft * 0.6, d * 0.26, d * 0.26], { bevel: 0 });
    m.rod('structure', [shaft - 0.032, 0, 0], [shaft - 0.026, 0, 0], d * 0.3);
  });
  return m;
}
