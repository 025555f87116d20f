import { ModelBuilder } from '../parts/model.ts';

/** A small laboratory gets thinner walls than a hall. */
const scaleOf = (width: number, depth: number): number => Math.min(1, Math.max(width, depth) / 24);
const bayCount = (width: number): number => Math.max(2, Math.round(width / 6));

interface Knee {
  readonly thick: number;
  readonly back: number;
  readonly front: number;
  readonly column: number;
  readonly gate: number;
}

/** Where the cut goes, metres: low towards the viewer. */
function knee(width: number, depth: number): Knee {
  const scale = scaleOf(width, depth);
  return {
    thick: 0.24 * scale,
    back: 0.9 * scale,
    front: 0.1 * scale,
    column: 1.5 * scale,
    gate: Math.min(4, depth * 0.3),
  };
}

/** The hall cut away above the knee: walls and columns with their cut faces. */
export function building(width: number, depth: number): ModelBuilder {
  const m = new ModelBuilder();
  const scale = scaleOf(width, depth);
  const { thick, back, front, column, gate } = knee(width, depth);
  const wall = (x: number, z: number, w: number, d: number, height: number) => {
    m.box('wall', [x, 0, z], [w, height, d], { bevel: 0 });
    m.box('wallCut', [x, height, z], [w, cap, d], { bevel: 0 });
  };
  wall(width / 2, -thick / 2, width + 2 * thick, thick, back);
  wall(width / 2, depth + thick / 2, width + 2 * thick, thick, front);
  const side = (depth - gate) / 2;
  for (const x of [-thick / 2, width + thick / 2]) {
    wall(x, side / 2, thick, side, back);
    wall(x, depth - side / 2, thick, side, front);
  }
  const bays = bayCount(width);
  for (let k = 0; k <= bays; k++) {
    const x = (k * width) / bays;
    m.box('wall', [x, 0, 0.06 * scale], [0.36 * scale, column, 0.36 * scale], { bevel: 0.01 });
    m.box('wallCut', [x, column, 0.06 * scale], [0.36 * scale, cap, 0.36 * scale], { bevel: 0 });
  }
  return m;
}

/** Thickness of a cut face, metres. */
const cap = 0.015;

/** Sides of the building; each is drawn solid or seen through as a whole. */
export const sides = ['back', 'front', 'left', 'right', 'roof'] as const;
export type Side = (typeof sides)[number];

/**
 * What is above the knee: walls with a ribbon of windows, a gate in each gable, columns, trusses and a flat roof with
 * skylights. Only upright boxes and beams; `part` is the side of the building. `eaves`: clear height, metres.
 */
export function upperHall(width: number, depth: number, eaves: number): ModelBuilder {
  const m = new ModelBuilder();
  const scale = scaleOf(width, depth);
  const { thick, back, front, column, gate } = knee(width, depth);
  const truss = eaves * 0.16;
  const top = eaves + truss;
  const bays = bayCount(width);
  const bay = width / bays;
  // Where windows sit in the height of a wall.
  const [sill, head] = [eaves * 0.62, eaves * 0.86];
  /** A wall with windows between posts, along x or z. */
  const glazed = (alongX: boolean, from: number, to: number, across: number, foot: number, panes: number) => {
    const [length, middle] = [to - from, (from + to) / 2];
    const put = (u: number, y: number, wide: number, high: number, role: 'wall' | 'structure', deep = thick) =>
      m.box(role, alongX ? [u, y, across] : [across, y, u], alongX ? [wide, high, deep] : [deep, high, wide], {
        bevel: 0,
      });
    put(middle, foot, length, sill - foot, 'wall');
    put(middle, head, length, top + 0.3 * scale - head, 'wall');
    const pane = length / panes;
    for (let k = 0; k <= panes; k++) put(from + k * pane, sill, Math.min(0.5 * scale, pane * 0.2), head - sill, 'wall');
    for (let k = 0; k < panes; k++) {
      put(from + (k + 0.5) * pane, sill, 0.05 * scale, head - sill, 'structure', thick * 0.5);
      const at = from + (k + 0.5) * pane;
      m.glass(
        alongX ? [at, sill, across] : [across, sill, at],
        alongX ? [pane, head - sill, 0.03] : [0.03, head - sill, pane],
      );
    }
  };
  m.part('back', () => {
    glazed(true, -thick, width + thick, -thick / 2, back + cap, bays);
    for (let k = 0; k <= bays; k++)
      m.box('wall', [k * bay, column + cap, 0.06 * scale], [0.36 * scale, top - column, 0.36 * scale], { bevel: 0 });
  });
  m.part('front', () => {
    glazed(true, -thick, width + thick, depth + thick / 2, front + cap, bays);
    for (let k = 0; k <= bays; k++)
      m.box('wall', [k * bay, 0, depth - 0.06 * scale], [0.36 * scale, top, 0.36 * scale], { bevel: 0 });
  });
  const side = (depth - gate) / 2;
  const lintel = Math.min(sill, gate * 1.05);
  for (const [name, x] of [
    ['left', -thick / 2],
    ['right', width + thick / 2],
  ] as const) {
    m.part(name, () => {
      const panes = Math.max(1, Math.round(side / 5));
      glazed(false, 0, side, x, back + cap, panes);
      glazed(false, depth - side, depth, x, front + cap, panes);
      // The gate: a frame, and its leaf rolled half-way up so that the way in is seen.
      m.box('wall', [x, lintel, depth / 2], [thick, top + 0.3 * scale - lintel, gate], { bevel: 0 });
      for (const z of [side, depth - side])
        m.box('structure', [x, 0, z], [thick * 1.5, lintel, 0.18 * scale], { bevel: 0 });
      for (let k = 0; k < 3; k++)
        m.box('structure', [x, lintel - (k + 1) * 0.3 * scale, depth / 2], [thick * 0.4, 0.27 * scale, gate], {
          bevel: 0,
        });
    });
  }
  m.part('roof', () => {
    const chord = 0.16 * scale;
    const panels = 2 * Math.max(2, Math.round(depth / 5));
    for (let k = 0; k <= bays; k++) {
      const x = Math.min(width - chord / 2, Math.max(chord / 2, k * bay));
      for (const y of [eaves, top - chord]) m.box('structure', [x, y, depth / 2], [chord, chord, depth], { bevel: 0 });
      for (let p = 0; p < panels; p++) {
        const [a, b] = [(p * depth) / panels, ((p + 1) * depth) / panels];
        const [low, high] = [eaves + chord / 2, top - chord / 2];
        const rises = p % 2 === 0;
        m.beam('structure', [x, rises ? low : high, a], [x, rises ? high : low, b], chord * 0.6, chord * 0.6, {
          bevel: 0,
        });
      }
    }
    // In each bay the roof leaves a band of skylight along the ridge.
    const light = depth * 0.14;
    const plate = (depth - light) / 2;
    for (const z of [plate / 2, depth - plate / 2])
      m.box('wall', [width / 2, top, z], [width + 2 * thick, 0.14 * scale, plate + thick * 2], { bevel: 0 });
    for (let k = 0; k < bays; k++) {
      m.glass([(k + 0.5) * bay, top + 0.04, depth / 2], [bay - chord, 0.04, light]);
      m.box('wall', [k * bay, top, depth / 2], [chord * 2, 0.14 * scale, light], { bevel: 0 });
    }
    m.box('wall', [width, top, depth / 2], [chord * 2, 0.14 * scale, light], { bevel: 0 });
  });
  return m;
}
