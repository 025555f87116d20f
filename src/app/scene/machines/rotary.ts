import {
  bed,
  beltHeight,
  bottlesRound,
  cabinet,
  chain,
  duct,
  gearmotor,
  guards,
  operatorPanel,
  signalColumn,
  standingMotor,
  starWheel,
} from '../parts/fittings.ts';
import { ModelBuilder, type Point } from '../parts/model.ts';
import type { Drawing } from './drawing.ts';

/** Machines that carry bottles round on a carousel, between an infeed and an outfeed star. */

/** Of the glass round the capper's caps, metres. */
const hopperHeight = 0.28;

const spin: { axis: Point } = { axis: [0, 1, 0] };
const bedTop = 0.86;
const starPockets = 10;
const around = (count: number): readonly (readonly [x: number, z: number])[] =>
  Array.from({ length: count }, (_, k) => {
    const turn = (k / count) * 2 * Math.PI;
    return [Math.cos(turn), Math.sin(turn)] as const;
  });

/** Bed, guards, stars, chains and control; the carousel, of this diameter and so many pockets, is left to the caller. */
function rotaryBase(m: ModelBuilder, [width, height, depth]: Point, diameter: number, pockets: number): Point {
  bed(m, width, depth, bedTop);
  const centre: Point = [0, bedTop, -depth * 0.06];
  const star = Math.min(0.7, width * 0.2);
  const starX = width / 2 - star * 0.75;
  const starZ = depth / 2 - star * 0.75;
  chain(m, -width / 2 - 0.02, -starX, 0);
  chain(m, starX, width / 2 + 0.02, 0);
  m.part('carousel', () => {
    for (const side of [-1, 1]) {
      m.moving('carousel', [side * starX, bedTop, starZ * 0.2], { axis: [0, -pockets / starPockets, 0] }, () =>
        starWheel(m, [0, 0, 0], star, starPockets),
      );
    }
  });
  const reach = Math.min(width, depth) - 0.2;
  guards(m, width, depth, bedTop, height - 0.1 - (diameter > reach ? 0.1 : 0), false);
  cabinet(m, [-width / 2 + 0.5, 0.02, -depth / 2 - 0.18], 0.8, 1.9, 0.4);
  cabinet(m, [-width / 2 + 1.3, 0.02, -depth / 2 - 0.18], 0.7, 1.9, 0.4);
  operatorPanel(m, [width / 2 - 0.35, bedTop - 0.2, depth / 2 + 0.05]);
  signalColumn(m, [width / 2 - 0.1, height - 0.1, -depth / 2 + 0.1]);
  gearmotor(m, [width * 0.1, 0.5, depth / 2 + 0.14], 0.85);
  return centre;
}

const filler: Drawing = (size, { valves }) => {
  const m = new ModelBuilder();
  const [width, height, depth] = size;
  const diameter = Math.min(width, depth) * 0.74;
  const centre = rotaryBase(m, size, diameter, valves!);
  const ringY = beltHeight - bedTop;
  const bowlY = height - bedTop - 0.86;
  // The turret: a column, the bottle ring, the valves under an annular bowl.
  m.part('body', () => m.rod('structure', centre, [0, bedTop + 0.1, centre[2]], diameter * 0.42));
  m.moving('carousel', centre, spin, () => {
    m.rod('steel', [0, 0.1, 0], [0, bowlY, 0], diameter * 0.26);
    m.drum('steel', [0, 0.04, 0], diameter + 0.16, ringY - 0.06, { bevel: 0.02 });
    m.ring('moving', [0, ringY + 0.08, 0], diameter - 0.14, 0.03);
    for (const [x, z] of around(6)) {
      m.beam(
        'moving',
        [x * diameter * 0.13, bowlY + 0.1, z * diameter * 0.13],
        [x * diameter * 0.42, bowlY + 0.06, z * diameter * 0.42],
        0.1,
        0.08,
        { bevel: 0 },
      );
    }
    m.part('valves', () => {
      for (const [x, z] of around(valves!)) {
        const r = diameter / 2;
        m.box('steel', [x * r, ringY + 0.27, z * r], [0.024, bowlY - ringY - 0.43, 0.024], { bevel: 0 });
        m.rod('steel', [x * r, bowlY - 0.2, z * r], [x * r, bowlY + 0.02, z * r], 0.07, { top: 0.09 });
        m.box('moving', [x * (r + 0.07), bowlY - 0.12, z * (r + 0.07)], [0.045, 0.18, 0.045], { bevel: 0 });
      }
    });
    bottlesUnderValves(m, ringY, diameter / 2, valves!);
    m.part('bowl', () => {
      m.drum('steel', [0, bowlY, 0], diameter * 1.06, 0.3, { bevel: 0.06 });
      m.drum('cover', [0, bowlY + 0.3, 0], diameter * 0.98, 0.07, { top: diameter * 0.8, bevel: 0.02 });
      m.ring('steel', [0, bowlY + 0.15, 0], diameter * 1.065, 0.035);
      for (const [x, z] of around(4)) {
        const [lidX, lidZ] = [x * diameter * 0.3, z * diameter * 0.3];
        m.rod('steel', [lidX, bowlY + 0.36, lidZ], [lidX, bowlY + 0.43, lidZ], 0.12);
      }
    });
    bowlGlasses(m, diameter * 0.53 + 0.05, bowlY - 0.02, 0.4);
  });
  // Product comes in through a swivel on top and a pipe from behind.
  const top = bedTop + bowlY + 0.4;
  m.part('bowl', () => {
    m.drum('steel', [0, top - 0.04, centre[2]], 0.34, 0.2, { bevel: 0.03 });
    m.drum('steel', [0, top + 0.16, centre[2]], 0.2, 0.16);
  });
  m.part('body', () => {
    const back = -depth / 2 - 0.12;
    m.hose(
      'steel',
      [
        [0, top + 0.26, centre[2]],
        [0, top + 0.26, back],
        [0, 0.3, back],
        [0.7, 0.3, back],
      ],
      0.11,
    );
    m.hose(
      'steel',
      [
        [0.22, top + 0.1, centre[2]],
        [0.22, top + 0.1, back - 0.02],
        [0.22, 1.2, back - 0.02],
      ],
      0.05,
    );
    duct(m, [-width / 2 + 0.4, height - 0.16, back + 0.1], [width / 2 - 0.4, height - 0.16, back + 0.1]);
  });
  standingMotor(m, [width / 2 - 0.5, bedTop, -depth / 2 + 0.45], 1.1);
  return m;
};

/** Their necks are hidden in the valves, so a square one does. */
function bottlesUnderValves(m: ModelBuilder, y: number, r: number, count: number): void {
  for (const [x, z] of around(count)) {
    m.rod('bottle', [x * r, y, z * r], [x * r, y + 0.17, z * r], 0.07, { top: 0.066 });
    m.box('bottle', [x * r, y + 0.17, z * r], [0.028, 0.07, 0.028], { bevel: 0 });
  }
}

/** Upright glasses round the bowl, in which its level stands. */
function bowlGlasses(m: ModelBuilder, r: number, y: number, height: number): void {
  const places = around(6).map(([x, z]) => [x * r, z * r] as const);
  m.part('bowl', () => {
    for (const [x, z] of places)
      for (const end of [0, height - 0.04]) m.box('structure', [x, y + end, z], [0.13, 0.04, 0.13], { bevel: 0 });
  });
  for (const [x, z] of places) m.glass([x, y + 0.04, z], [0.1, height - 0.08, 0.1]);
  m.moving('bowl', [0, y + 0.04, 0], { fills: true }, () => {
    for (const [x, z] of places) m.box('liquid', [x, 0, z], [0.075, height - 0.08, 0.075], { bevel: 0 });
  });
}

const rinser: Drawing = (size, { grippers }) => {
  const m = new ModelBuilder();
  const [width, height, depth] = size;
  const diameter = Math.min(width, depth) * 0.7;
  const centre = rotaryBase(m, size, diameter, grippers!);
  const ringY = beltHeight - bedTop;
  const tiltY = height - bedTop - 0.62;
  m.moving('carousel', centre, spin, () => {
    m.drum('steel', [0, 0, 0], diameter * 0.24, tiltY + 0.2, { bevel: 0.03 });
    m.drum('steel', [0, 0.02, 0], diameter + 0.12, 0.05, { bevel: 0.015 });
    m.drum('moving', [0, tiltY, 0], diameter * 0.86, 0.09, { bevel: 0.02 });
    m.ring('moving', [0, tiltY - 0.2, 0], diameter, 0.04);
    // Grippers turn every bottle over: neck down in the upper half of the round.
    for (const [k, [x, z]] of around(grippers!).entries()) {
      const r = diameter / 2;
      const over = k > grippers! / 8 && k < grippers! * 0.62;
      m.beam(
        'moving',
        [x * r * 0.82, tiltY + 0.02, z * r * 0.82],
        [x * r, tiltY - (over ? 0.02 : 0.2), z * r],
        0.05,
        0.045,
      );
      const [base, neck] = over ? [tiltY + 0.12, tiltY - 0.12] : [ringY, ringY + 0.24];
      const shoulder = base + (neck - base) * 0.6;
      m.rod('bottle', [x * r, base, z * r], [x * r, shoulder, z * r], 0.07);
      m.rod('bottle', [x * r, shoulder, z * r], [x * r, neck, z * r], 0.065, { top: 0.028 });
      if (over) m.rod('steel', [x * r, 0.06, z * r], [x * r, 0.3, z * r], 0.022);
    }
    m.drum('cover', [0, tiltY + 0.2, 0], diameter * 0.4, 0.14, { top: diameter * 0.26, bevel: 0.02 });
  });
  // Water set: a pump with its pipes beside the bed.
  m.part('pump', () => {
    const [x, z] = [-width / 2 + 0.55, depth / 2 + 0.2];
    m.box('structure', [x, 0, z], [0.7, 0.1, 0.3]);
    m.barrel('steel', [x - 0.3, 0.26, z], [x - 0.12, 0.26, z], 0.3, { bevel: 0.03 });
    m.barrel('moving', [x - 0.1, 0.26, z], [x + 0.26, 0.26, z], 0.2, { bevel: 0.02 });
    m.hose(
      'steel',
      [
        [x - 0.22, 0.36, z],
        [x - 0.22, 0.66, z],
        [x - 0.22, 0.66, z - 0.25],
      ],
      0.06,
    );
  });
  return m;
};

const capper: Drawing = (size, { heads }) => {
  const m = new ModelBuilder();
  const [width, height, depth] = size;
  const diameter = Math.min(width, depth) * 0.56;
  const centre = rotaryBase(m, size, diameter, heads!);
  const ringY = beltHeight - bedTop;
  const headY = height - bedTop - 0.9;
  m.moving('carousel', centre, spin, () => {
    m.drum('steel', [0, 0, 0], diameter * 0.3, headY + 0.2, { bevel: 0.03 });
    m.drum('steel', [0, ringY - 0.08, 0], diameter + 0.1, 0.06, { bevel: 0.015 });
    m.drum('moving', [0, headY, 0], diameter * 1.12, 0.16, { bevel: 0.03 });
    for (const [x, z] of around(heads!)) {
      const r = diameter / 2;
      m.rod('steel', [x * r, ringY + 0.38, z * r], [x * r, headY, z * r], 0.05);
      m.rod('moving', [x * r, ringY + 0.27, z * r], [x * r, ringY + 0.4, z * r], 0.06, { top: 0.085 });
      m.rod('structure', [x * r, headY + 0.16, z * r], [x * r, headY + 0.3, z * r], 0.06);
    }
    bottlesRound(m, [0, ringY, 0], diameter, heads!);
    m.drum('cover', [0, headY + 0.16, 0], diameter * 0.7, 0.16, { top: diameter * 0.5, bevel: 0.03 });
  });
  // Caps: a hopper on a stand behind, a sorter and a chute down to the heads.
  m.part('hopper', () => {
    const [x, z] = [width / 2 - 0.62, -depth / 2 + 0.28];
    m.box('structure', [x, bedTop, z], [0.16, height - bedTop - 0.52, 0.16]);
    m.drum('steel', [x, height - 0.52, z], 0.5, 0.22, { top: 0.95, bevel: 0.01 });
    // Glass all round, so that the caps are seen.
    for (const [u, v, turn] of [
      [0, 1, 0],
      [0, -1, 0],
      [1, 0, 90],
      [-1, 0, 90],
    ] as const) {
      m.glass([x + u * 0.4, height - 0.3, z + v * 0.4], [0.8, hopperHeight, 0.012], { turn: [0, turn, 0] });
      m.box('steel', [x + u * 0.4, height - 0.02, z + v * 0.4], [0.84, 0.03, 0.03], { bevel: 0, turn: [0, turn, 0] });
    }
    for (const u of [-0.4, 0.4])
      for (const v of [-0.4, 0.4]) m.box('steel', [x + u, height - 0.3, z + v], [0.04, 0.3, 0.04], { bevel: 0 });
    m.beam(
      'steel',
      [x - 0.1, height - 0.45, z + 0.1],
      [0.1, bedTop + headY + 0.05, centre[2] + diameter * 0.4],
      0.09,
      0.05,
    );
  });
  heapedCaps(m, [width / 2 - 0.62, height - 0.29, -depth / 2 + 0.28], hopperHeight - 0.03);
  standingMotor(m, [-width / 2 + 0.4, height - 0.62, -depth / 2 + 0.4], 0.8);
  return m;
};

/** Caps up to the level, with a few on top that ride on the others. */
function heapedCaps(m: ModelBuilder, at: Point, height: number): void {
  m.moving('hopper', at, { fills: true }, () => m.box('case', [0, 0, 0], [0.76, height, 0.76], { bevel: 0 }));
  m.moving('hopper', at, { fills: true, travel: [0, height, 0] }, () => {
    for (let k = 0; k < 24; k++) {
      // The golden angle strews them evenly.
      const [r, turn] = [0.36 * Math.sqrt((k + 0.5) / 24), k * 2.4];
      const [x, z] = [r * Math.cos(turn), r * Math.sin(turn)];
      const lean: Point = [Math.cos(k * 3) * 0.03, 0.035, Math.sin(k * 3) * 0.03];
      const look = { shownFrom: 0.02, shade: k % 2 ? 1.06 : 0.88 };
      m.rod('case', [x, -0.005, z], [x + lean[0], lean[1], z + lean[2]], 0.11, look);
    }
  });
}

const labeller: Drawing = (size, { stations, plates }) => {
  const m = new ModelBuilder();
  const [width, height, depth] = size;
  const diameter = Math.min(width, depth) * 0.54;
  const centre = rotaryBase(m, size, diameter, plates!);
  const ringY = beltHeight - bedTop;
  const headY = height - bedTop - 0.6;
  m.moving('carousel', centre, spin, () => {
    m.drum('steel', [0, 0, 0], diameter + 0.14, ringY - 0.02, { bevel: 0.02 });
    m.drum('structure', [0, ringY, 0], diameter * 0.3, headY - ringY, { bevel: 0.03 });
    m.drum('cover', [0, headY, 0], diameter * 1.1, 0.2, { bevel: 0.04 });
    for (const [x, z] of around(plates!)) {
      const r = diameter / 2;
      m.rod('moving', [x * r, ringY - 0.02, z * r], [x * r, ringY + 0.012, z * r], 0.11);
      m.rod('steel', [x * r, ringY + 0.25, z * r], [x * r, headY, z * r], 0.035);
    }
    bottlesRound(m, [0, ringY, 0], diameter, plates!);
  });
  // Labelling stations in front: unwinding reel, web rollers, applicator.
  const apart = Math.min(1.04, (width - 0.9) / Math.max(1, stations! - 1));
  for (let k = 0; k < stations!; k++) {
    const x = (k - (stations! - 1) / 2) * apart;
    const z = depth / 2 - 0.28;
    const y = bedTop;
    m.part('reel', () => {
      m.box('structure', [x, y, z], [0.6, 0.12, 0.44]);
      m.box('cover', [x, y + 0.12, z + 0.12], [0.56, 0.5, 0.1], { bevel: 0.02 });
    });
    m.moving('reel', [x + (k % 2 ? 0.08 : -0.08), y + 0.72, z - 0.02], spin, () => {
      m.drum('cover', [0, 0, 0], 0.46, 0.13, { bevel: 0.006, shade: 1.05 });
      m.drum('structure', [0, -0.02, 0], 0.52, 0.02, { bevel: 0.004 });
      m.drum('steel', [0, -0.1, 0], 0.1, 0.3);
      m.box('structure', [0.14, 0.13, 0], [0.12, 0.006, 0.03]);
    });
    m.part('reel', () => {
      for (const dx of [-0.2, 0, 0.2]) m.rod('steel', [x + dx, y + 0.12, z - 0.18], [x + dx, y + 0.5, z - 0.18], 0.05);
    });
  }
  standingMotor(m, [-width / 2 + 0.42, bedTop, -depth / 2 + 0.42], 0.9);
  return m;
};

export const rotaryDrawings: Readonly<Record<string, Drawing>> = { rinser, filler, capper, labeller };
