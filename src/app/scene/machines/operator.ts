import { ModelBuilder, type Role } from '../parts/model.ts';
import type { Drawing } from './drawing.ts';

/** A person 1.78 m tall who faces +x: boots, dark trousers, a vest with bright bands, a helmet, a tablet in hand. */
const operator: Drawing = ([, height]) => {
  const m = new ModelBuilder();
  const k = height / 1.78;
  const at = (x: number, y: number, z: number) => [x * k, y * k, z * k] as const;
  const size = at;
  for (const side of [-1, 1]) {
    const step = side * 0.05;
    m.box('rubber', at(step + 0.045, 0, side * 0.1), size(0.28, 0.09, 0.1), { bevel: 0.03 * k });
    m.rod('structure', at(step, 0.07, side * 0.1), at(step * 0.4, 0.5, side * 0.095), 0.115 * k, { top: 0.14 * k });
    m.rod('structure', at(step * 0.4, 0.48, side * 0.095), at(0, 0.92, side * 0.08), 0.14 * k, { top: 0.175 * k });
  }
  // A trunk that widens to the shoulders: rounded flanks with a flat breast between, the vest from the hips up.
  const trunk = (role: Role, from: number, to: number, over = 0): void => {
    const aside = (y: number) => 0.075 + (y - 0.78) * 0.085;
    const deep = 0.185 + over;
    for (const side of [-1, 1])
      m.rod(role, at(0, from, side * aside(from)), at(0, to, side * aside(to)), deep * k, { top: (deep + 0.012) * k });
    m.box(role, at(0, from, 0), size(deep * 0.93, to - from, 2 * aside(from)), { bevel: 0 });
  };
  trunk('structure', 0.78, 0.9);
  trunk('cover', 0.88, 1.39, 0.012);
  for (const y of [0.97, 1.11]) trunk('steel', y, y + 0.05, 0.026);
  m.ball('cover', at(0, 1.4, 0), size(0.19, 0.16, 0.34));
  for (const side of [-1, 1]) {
    m.ball('cover', at(0, 1.37, side * 0.155), size(0.18, 0.17, 0.16));
    // Bands over the shoulders, down to the upper one round the breast.
    m.box('steel', at(0, 1.16, side * 0.085), size(0.208, 0.25, 0.045), { bevel: 0 });
    // Both forearms come forward to the tablet.
    m.rod('structure', at(0, 1.37, side * 0.19), at(0.0, 1.1, side * 0.225), 0.115 * k, { top: 0.085 * k });
    m.rod('structure', at(-0.02, 1.11, side * 0.225), at(0.27, 1.08, side * 0.13), 0.09 * k, { top: 0.065 * k });
    m.ball('moving', at(0.3, 1.08, side * 0.12), size(0.1, 0.06, 0.07));
  }
  m.box('rubber', at(0.335, 1.05, 0), size(0.16, 0.012, 0.25), { bevel: 0, turn: [0, 0, 32] });
  m.rod('moving', at(-0.005, 1.44, 0), at(0.005, 1.55, 0), 0.1 * k);
  m.ball('moving', at(0.015, 1.6, 0), size(0.19, 0.23, 0.155));
  // A helmet with its brim and peak, clear of the face.
  m.ball('cover', at(0, 1.69, 0), size(0.26, 0.18, 0.21));
  m.rod('cover', at(0.005, 1.672, 0), at(0, 1.69, 0), 0.25 * k);
  m.box('cover', at(0.14, 1.672, 0), size(0.1, 0.014, 0.15), { bevel: 0, turn: [0, 0, -10] });
  return m;
};

export const operatorDrawings: Readonly<Record<string, Drawing>> = { operator };
