import { ModelBuilder } from '../parts/model.ts';
import type { Drawing } from './drawing.ts';

/** A person 1.78 m tall who faces +x: boots, dark trousers, a vest with bright stripes, a helmet, a tablet in hand. */
const operator: Drawing = ([, height]) => {
  const m = new ModelBuilder();
  const k = height / 1.78;
  const at = (x: number, y: number, z: number) => [x * k, y * k, z * k] as const;
  const size = at;
  for (const side of [-1, 1]) {
    const step = side * 0.05;
    m.box('rubber', at(step + 0.045, 0, side * 0.105), size(0.28, 0.09, 0.105), { bevel: 0.03 * k });
    m.barrel('structure', at(step, 0.07, side * 0.105), at(step * 0.4, 0.5, side * 0.1), 0.115 * k, { top: 0.14 * k });
    m.barrel('structure', at(step * 0.4, 0.48, side * 0.1), at(0, 0.92, side * 0.085), 0.14 * k, { top: 0.175 * k });
    m.ball('cover', at(0, 1.4, side * 0.185), size(0.17, 0.16, 0.15));
    m.ball('moving', at(0.3, 1.08, side * 0.12), size(0.09, 0.07, 0.07));
  }
  m.box('structure', at(0, 0.82, 0), size(0.2, 0.16, 0.34), { bevel: 0.05 * k });
  // The vest, wider at the shoulders, with two bright bands round it and one over each shoulder.
  let y = 0.92;
  for (const [role, tall, wide] of [
    ['cover', 0.08, 0.37],
    ['steel', 0.055, 0.38],
    ['cover', 0.08, 0.385],
    ['steel', 0.055, 0.395],
    ['cover', 0.28, 0.41],
  ] as const) {
    m.box(role, at(0, y, 0), size(0.22 + (wide - 0.37) * 0.4, tall, wide), { bevel: 0.01 * k });
    y += tall;
  }
  for (const side of [-1, 1]) m.box('steel', at(0, 1.2, side * 0.11), size(0.262, 0.272, 0.045), { bevel: 0.012 * k });
  // Both forearms come forward to the tablet.
  for (const side of [-1, 1]) {
    m.barrel('structure', at(0, 1.41, side * 0.21), at(0.02, 1.12, side * 0.255), 0.105 * k, { top: 0.09 * k });
    m.barrel('structure', at(0.02, 1.12, side * 0.255), at(0.27, 1.08, side * 0.14), 0.09 * k, { top: 0.07 * k });
  }
  m.box('rubber', at(0.335, 1.05, 0), size(0.16, 0.012, 0.25), { bevel: 0, turn: [0, 0, 32] });
  m.rod('moving', at(-0.005, 1.46, 0), at(0.005, 1.55, 0), 0.11 * k);
  m.ball('moving', at(0.015, 1.615, 0), size(0.19, 0.23, 0.16));
  // A helmet with its brim, clear of the face.
  m.ball('cover', at(0, 1.71, 0), size(0.27, 0.15, 0.22));
  m.ring('cover', at(0.005, 1.69, 0), 0.26 * k, 0.022 * k);
  m.box('cover', at(0.15, 1.68, 0), size(0.1, 0.014, 0.15), { bevel: 0, turn: [0, 0, -10] });
  return m;
};

export const operatorDrawings: Readonly<Record<string, Drawing>> = { operator };
