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
  // The vest, wider at the shoulders, with two stripes round it and one over each shoulder.
  m.box('cover', at(0, 0.93, 0), size(0.23, 0.32, 0.38), { bevel: 0.07 * k });
  m.box('cover', at(0, 1.15, 0), size(0.245, 0.32, 0.43), { bevel: 0.08 * k });
  for (const [y, wide] of [
    [1.0, 0.39],
    [1.13, 0.4],
  ] as const) {
    m.box('steel', at(0, y, 0), size(0.24, 0.05, wide), { bevel: 0.07 * k });
  }
  for (const side of [-1, 1]) m.box('steel', at(0, 1.16, side * 0.11), size(0.255, 0.315, 0.045), { bevel: 0.015 * k });
  // Both forearms come forward to the tablet.
  for (const side of [-1, 1]) {
    m.barrel('structure', at(0, 1.41, side * 0.21), at(0.02, 1.12, side * 0.255), 0.105 * k, { top: 0.09 * k });
    m.barrel('structure', at(0.02, 1.12, side * 0.255), at(0.27, 1.08, side * 0.14), 0.09 * k, { top: 0.07 * k });
  }
  m.box('rubber', at(0.335, 1.05, 0), size(0.16, 0.012, 0.25), { bevel: 0, turn: [0, 0, 32] });
  m.rod('moving', at(-0.005, 1.44, 0), at(0.005, 1.56, 0), 0.11 * k);
  m.ball('moving', at(0.015, 1.62, 0), size(0.19, 0.24, 0.165));
  // A helmet with its brim.
  m.ball('cover', at(0.005, 1.68, 0), size(0.27, 0.2, 0.225));
  m.drum('cover', at(0.005, 1.655, 0), 0.25 * k, 0.02 * k, { bevel: 0.006 * k });
  m.box('cover', at(0.125, 1.655, 0), size(0.1, 0.016, 0.16), { bevel: 0.006 * k });
  return m;
};

export const operatorDrawings: Readonly<Record<string, Drawing>> = { operator };
