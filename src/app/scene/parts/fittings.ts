import type { ModelBuilder, Point } from './model.ts';

/** What machines of all kinds have in common. All places are in the frame of the piece's node, metres. */

/** Belt height through the whole hall. */
export const beltHeight = 1;

const corners = (width: number, depth: number): readonly (readonly [number, number])[] => [
  [-width / 2, -depth / 2],
  [width / 2, -depth / 2],
  [-width / 2, depth / 2],
  [width / 2, depth / 2],
];

/** Levelling feet under the corners. */
export function feet(m: ModelBuilder, width: number, depth: number, height = 0.14): void {
  for (const [x, z] of corners(width, depth)) {
    m.rod('rubber', [x, 0, z], [x, 0.03, z], 0.13, { top: 0.09 });
    m.rod('steel', [x, 0.03, z], [x, height, z], 0.04);
  }
}

/** A machine bed on feet, with a shadow gap and a plinth: what nearly every packaging machine stands on. */
export function bed(m: ModelBuilder, width: number, depth: number, top = 0.86): void {
  feet(m, width - 0.3, depth - 0.3);
  m.box('structure', [0, 0.14, 0], [width - 0.12, 0.1, depth - 0.12], { shade: 0.8 });
  m.box('cover', [0, 0.26, 0], [width, top - 0.32, depth], { bevel: 0.02 });
  m.box('steel', [0, top - 0.06, 0], [width + 0.04, 0.06, depth + 0.04]);
  const doors = Math.max(2, Math.round(width / 1.1));
  for (let k = 0; k < doors; k++) {
    const x = ((k + 0.5) / doors - 0.5) * (width - 0.1);
    for (const side of [-1, 1]) {
      m.box('cover', [x, 0.32, (side * depth) / 2], [(width - 0.1) / doors - 0.05, top - 0.46, 0.03], {
        shade: 0.94,
        bevel: 0,
      });
      m.box('rubber', [x + 0.3, 0.5, side * (depth / 2 + 0.025)], [0.03, 0.12, 0.03], { bevel: 0 });
    }
  }
}

/** Guards all round: posts, top rail, panes with a middle rail and a door handle. */
export function guards(m: ModelBuilder, width: number, depth: number, from: number, to: number, roof = true): void {
  const post = 0.06;
  for (const [x, z] of corners(width - post, depth - post))
    m.box('structure', [x, from, z], [post, to - from, post], { bevel: 0 });
  for (const z of [-1, 1]) {
    const at = (z * (depth - post)) / 2;
    m.box('structure', [0, to - post, at], [width - 2 * post, post, post]);
    const panes = Math.max(1, Math.round(width / 1.3));
    for (let k = 0; k < panes; k++) {
      const pane = (width - post) / panes;
      const x = (k + 0.5) * pane - (width - post) / 2;
      m.glass([x, from + 0.02, at], [pane - 0.05, to - from - 0.1, 0.012]);
      if (k > 0) m.box('structure', [x - pane / 2, from, at], [0.045, to - from - post, 0.045], { bevel: 0 });
      m.box('rubber', [x + pane / 2 - 0.12, from + 0.25, at + z * 0.03], [0.03, 0.16, 0.03], { bevel: 0 });
    }
  }
  for (const x of [-1, 1]) {
    const at = (x * (width - post)) / 2;
    m.box('structure', [at, to - post, 0], [post, post, depth - 2 * post]);
    // Bottles pass through the ends: the pane starts above them.
    m.glass([at, from + 0.5, 0], [0.012, to - from - 0.58, depth - 0.14]);
    m.box('structure', [at, from + 0.46, 0], [0.04, 0.04, depth - 2 * post]);
  }
  if (roof) {
    m.box('cover', [0, to, 0], [width, 0.05, depth], { bevel: 0.015 });
    m.box('structure', [0, to + 0.05, 0], [width * 0.5, 0.05, depth * 0.5], { shade: 0.95 });
  }
}

/** A switch cabinet with its door seam, handle, vent and name plate. It faces +z. */
export function cabinet(m: ModelBuilder, [x, y, z]: Point, width = 0.7, height = 1.9, depth = 0.4): void {
  m.box('structure', [x, y, z], [width, 0.1, depth - 0.04], { shade: 0.8 });
  m.box('cover', [x, y + 0.1, z], [width, height - 0.1, depth], { bevel: 0.018 });
  m.box('cover', [x, y + 0.16, z + depth / 2], [width - 0.06, height - 0.24, 0.025], { shade: 0.96 });
  m.box('rubber', [x + width / 2 - 0.1, y + height * 0.5, z + depth / 2 + 0.02], [0.03, 0.2, 0.03], { bevel: 0 });
  for (const k of [0, 1, 2]) {
    m.box('structure', [x - 0.05, y + 0.28 + k * 0.05, z + depth / 2 + 0.012], [width * 0.5, 0.022, 0.012]);
  }
  m.box('steel', [x - width * 0.1, y + height - 0.3, z + depth / 2 + 0.012], [width * 0.34, 0.09, 0.01]);
}

/** An operator's panel on an arm; it faces +z, tilted to the reader. */
export function operatorPanel(m: ModelBuilder, [x, y, z]: Point): void {
  m.rod('structure', [x, y, z], [x, y + 0.75, z], 0.06);
  m.beam('structure', [x, y + 0.75, z], [x, y + 0.78, z + 0.22], 0.07, 0.05);
  m.box('cover', [x, y + 0.66, z + 0.28], [0.46, 0.34, 0.07], { turn: [-14, 0, 0], bevel: 0.016 });
  m.box('rubber', [x, y + 0.71, z + 0.318], [0.36, 0.24, 0.01], { turn: [-14, 0, 0] });
}

/** A signal column, all grey: colours are kept for limits. */
export function signalColumn(m: ModelBuilder, [x, y, z]: Point): void {
  m.rod('structure', [x, y, z], [x, y + 0.2, z], 0.03);
  for (const k of [0, 1, 2]) m.rod('cover', [x, y + 0.2 + k * 0.08, z], [x, y + 0.27 + k * 0.08, z], 0.07);
  m.rod('structure', [x, y + 0.44, z], [x, y + 0.46, z], 0.075);
}

/** A motor lying along x towards +x, its gearbox at -x: ribs, fan cover, terminal box. About 0.75 m long at size 1. */
export function gearmotor(m: ModelBuilder, [x, y, z]: Point, size = 1): void {
  const at = (dx: number, dy = 0, dz = 0): Point => [x + dx * size, y + dy * size, z + dz * size];
  m.part('motor', () => {
    m.box('structure', at(-0.2, -0.16), [0.26 * size, 0.3 * size, 0.26 * size], { bevel: 0.03 * size });
    m.barrel('structure', at(-0.07), at(0.02), 0.26 * size, { top: 0.22 * size });
    m.barrel('moving', at(0.02), at(0.36), 0.24 * size, { bevel: 0.02 });
    for (const k of [0, 1, 2]) {
      m.rod('moving', at(0.07 + k * 0.095), at(0.092 + k * 0.095), 0.27 * size, { shade: 0.92 });
    }
    m.barrel('structure', at(0.36), at(0.47), 0.25 * size, { top: 0.2 * size, bevel: 0.02 });
    m.box('cover', at(0.17, 0.1), [0.15 * size, 0.1 * size, 0.13 * size]);
  });
}

/** A motor standing on its flange, shaft down. */
export function standingMotor(m: ModelBuilder, [x, y, z]: Point, size = 1): void {
  m.part('motor', () => {
    m.rod('structure', [x, y, z], [x, y + 0.05 * size, z], 0.32 * size);
    m.rod('structure', [x, y + 0.05 * size, z], [x, y + 0.21 * size, z], 0.26 * size);
    m.drum('moving', [x, y + 0.21 * size, z], 0.24 * size, 0.34 * size, { bevel: 0.02 });
    for (const k of [0, 1, 2]) {
      const rib = y + (0.27 + k * 0.095) * size;
      m.rod('moving', [x, rib, z], [x, rib + 0.022 * size, z], 0.27 * size, { shade: 0.92 });
    }
    m.drum('structure', [x, y + 0.55 * size, z], 0.25 * size, 0.1 * size, { top: 0.2 * size, bevel: 0.02 });
    m.box('cover', [x + 0.14 * size, y + 0.3 * size, z], [0.1 * size, 0.16 * size, 0.14 * size]);
  });
}

/** A cable duct with its lid line. */
export function duct(m: ModelBuilder, from: Point, to: Point): void {
  m.beam('structure', from, to, 0.12, 0.08);
}

/** A star wheel that hands bottles over at belt height. */
export function starWheel(m: ModelBuilder, [x, y, z]: Point, diameter: number, pockets: number): void {
  m.drum('steel', [x, y, z], diameter * 0.22, 0.26);
  for (const level of [0.06, 0.2]) {
    m.drum('moving', [x, y + level, z], diameter * 0.78, 0.022, { bevel: 0.006 });
    for (let k = 0; k < pockets; k++) {
      const turn = (k / pockets) * 2 * Math.PI;
      const [dx, dz] = [Math.cos(turn), Math.sin(turn)];
      m.beam(
        'moving',
        [x + dx * diameter * 0.38, y + level + 0.011, z + dz * diameter * 0.38],
        [x + dx * diameter * 0.49, y + level + 0.011, z + dz * diameter * 0.49],
        0.02,
        diameter * 0.06,
      );
    }
  }
}

/** A straight stretch of flat-top chain with side rails, along x at belt height, without legs. */
export function chain(m: ModelBuilder, fromX: number, toX: number, z: number, width = 0.2, top = beltHeight): void {
  const [middle, length] = [(fromX + toX) / 2, toX - fromX];
  m.box('rubber', [middle, top - 0.03, z], [length, 0.03, width], { bevel: 0.004, shade: 1.15 });
  m.box('steel', [middle, top - 0.14, z], [length, 0.11, width + 0.06]);
  for (const side of [-1, 1]) {
    m.box('steel', [middle, top + 0.1, z + side * (width / 2 + 0.02)], [length, 0.03, 0.014]);
  }
}

/** Bottles standing round a circle, at belt height. */
export function bottlesRound(m: ModelBuilder, centre: Point, diameter: number, count: number): void {
  for (let k = 0; k < count; k++) {
    const turn = (k / count) * 2 * Math.PI;
    const [x, z] = [centre[0] + (Math.cos(turn) * diameter) / 2, centre[2] + (Math.sin(turn) * diameter) / 2];
    m.rod('bottle', [x, centre[1], z], [x, centre[1] + 0.15, z], 0.07);
    m.rod('bottle', [x, centre[1] + 0.15, z], [x, centre[1] + 0.24, z], 0.06, { top: 0.028 });
  }
}

/** A EUR pallet: 1.2 x 0.8 x 0.144 m. */
export function pallet(m: ModelBuilder, [x, y, z]: Point, shownFrom = 0): void {
  for (const dz of [-0.35, 0, 0.35])
    m.box('pallet', [x, y, z + dz], [1.2, 0.1, 0.1], { shade: 0.85, shownFrom, bevel: 0 });
  m.box('pallet', [x, y + 0.1, z], [1.2, 0.044, 0.8], { shownFrom, bevel: 0 });
}

/** A pallet with cases in layers. */
export function loadedPallet(m: ModelBuilder, [x, y, z]: Point, layers: number, shownFrom = 0): void {
  pallet(m, [x, y, z], shownFrom);
  for (let k = 0; k < layers; k++) {
    m.box('case', [x, y + 0.15 + k * 0.27, z], [1.16 - (k % 2) * 0.02, 0.27, 0.77 - (k % 2) * 0.02], {
      shade: 1 - (k % 2) * 0.06,
      shownFrom,
      bevel: 0,
    });
  }
}
