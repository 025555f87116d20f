import { ModelBuilder } from '../parts/model.ts';

/** The hall cut away above the knee: walls and columns with their cut faces, low towards the viewer. */
export function building(width: number, depth: number): ModelBuilder {
  const m = new ModelBuilder();
  // A small laboratory gets thinner walls than a hall.
  const scale = Math.min(1, Math.max(width, depth) / 24);
  const thick = 0.24 * scale;
  const [back, front, column] = [0.9 * scale, 0.1 * scale, 1.5 * scale];
  const wall = (x: number, z: number, w: number, d: number, height: number) => {
    m.box('wall', [x, 0, z], [w, height, d], { bevel: 0 });
    m.box('wallCut', [x, height, z], [w, 0.015, d], { bevel: 0 });
  };
  wall(width / 2, -thick / 2, width + 2 * thick, thick, back);
  wall(width / 2, depth + thick / 2, width + 2 * thick, thick, front);
  const gate = Math.min(4, depth * 0.3);
  const side = (depth - gate) / 2;
  for (const x of [-thick / 2, width + thick / 2]) {
    wall(x, side / 2, thick, side, back);
    wall(x, depth - side / 2, thick, side, front);
  }
  const bays = Math.max(2, Math.round(width / 6));
  for (let k = 0; k <= bays; k++) {
    const x = (k * width) / bays;
    m.box('wall', [x, 0, 0.06 * scale], [0.36 * scale, column, 0.36 * scale], { bevel: 0.01 });
    m.box('wallCut', [x, column, 0.06 * scale], [0.36 * scale, 0.015, 0.36 * scale], { bevel: 0 });
  }
  return m;
}
