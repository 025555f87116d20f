import { cabinet } from '../parts/fittings.ts';
import { around, dial, footing } from '../parts/fixtures.ts';
import { ModelBuilder, type Point } from '../parts/model.ts';
import type { Parameters } from './drawing.ts';

/**
 * A turbofan on a test stand, air from left to right. Its casing is cut open towards the viewer, so that the rotor is
 * seen turning from the fan to the turbine.
 */
export function turbine([width, height, depth]: Point, { blades = 0, stages = 0 }: Parameters): ModelBuilder {
  const m = new ModelBuilder();
  const axis = height * 0.54;
  const across = Math.min(depth * 0.5, height * 0.5);
  const from = -width * 0.36;
  const length = width * 0.5;
  const at = (share: number): number => from + length * share;
  stand(m, [width, height, depth], axis, [at(0.22), at(0.74)], across);
  casing(m, 'inlet', axis, [at(0.02), at(0.24)], [across, across], 26);
  casing(m, 'compressor', axis, [at(0.24), at(0.56)], [across * 0.74, across * 0.52], 22);
  casing(m, 'combustor', axis, [at(0.56), at(0.72)], [across * 0.66, across * 0.66], 22);
  casing(m, 'turbine', axis, [at(0.72), at(0.9)], [across * 0.56, across * 0.62], 22);
  m.part('inlet', () => {
    m.ring('steel', [at(0), axis, 0], across * 1.14, across * 0.2, { turn: [0, 0, 90] });
    m.ring('structure', [at(0.24), axis, 0], across * 1.0, 0.05, { turn: [0, 0, 90] });
  });
  for (const [part, share, d] of [
    ['compressor', 0.56, 0.62],
    ['combustor', 0.72, 0.68],
    ['turbine', 0.9, 0.66],
  ] as const) {
    m.part(part, () => m.ring('structure', [at(share), axis, 0], across * d, 0.045, { turn: [0, 0, 90] }));
  }
  rotor(m, [at(0.08), axis, 0], length, across, Math.round(blades), Math.round(stages));
  m.part('combustor', () => {
    for (const [y, z] of around(8)) {
      if (z > 0.5 && y > -0.5) continue;
      m.rod(
        'moving',
        [at(0.58), axis + y * across * 0.27, z * across * 0.27],
        [at(0.7), axis + y * across * 0.27, z * across * 0.27],
        across * 0.16,
      );
    }
  });
  exhaust(m, [at(0.9), axis, 0], across, [width / 2, height]);
  fuel(m, [at(0.62), axis], across, depth);
  boom(m, [-width / 2 + 0.3, 0, -depth * 0.3], axis, [at(-0.02), 0]);
  cabinet(m, [at(0.46), 0, -depth / 2 + 0.22], 0.8, Math.min(1.7, height * 0.55), 0.4);
  return m;
}

/** Staves round three quarters of a circle: the quarter above and before the axis is cut away. */
function casing(
  m: ModelBuilder,
  part: string,
  axis: number,
  [from, to]: readonly [number, number],
  [first, last]: readonly [number, number],
  staves: number,
): void {
  const role = part === 'inlet' ? 'cover' : part === 'turbine' ? 'moving' : 'steel';
  m.part(part, () => {
    for (let k = 0; k < staves; k++) {
      const degrees = (k * 360) / staves;
      if (part !== 'inlet' && degrees > 10 && degrees < 110) continue;
      const angle = (degrees * Math.PI) / 180;
      // From straight up, over the viewer's side, round.
      const [y, z] = [Math.cos(angle), Math.sin(angle)];
      const [r, mid] = [(first + last) / 4, (from + to) / 2];
      const wide = ((Math.PI * Math.max(first, last)) / staves) * 1.06;
      const cone = (Math.atan2((last - first) / 2, to - from) * 180) / Math.PI;
      m.box(role, [mid, axis + y * r - 0.01, z * r], [to - from, 0.02, wide], {
        turn: [degrees, 0, cone],
        bevel: 0,
      });
    }
  });
}

function rotor(m: ModelBuilder, at: Point, length: number, across: number, blades: number, stages: number): void {
  /** Blades on a disc: their roots on the hub, their chords turned against the axis. */
  const stage = (x: number, hub: number, tip: number, count: number, twist: number) => {
    const [reach, mid] = [(tip - hub) / 2, (tip + hub) / 4];
    const chord = Math.max(0.03, Math.min(0.2, ((Math.PI * (tip + hub)) / 2 / count) * 0.9));
    m.barrel('steel', [x - 0.03, 0, 0], [x + 0.03, 0, 0], hub);
    for (const [k, [y, z]] of around(count).entries()) {
      m.box('moving', [x, y * mid - reach / 2, z * mid], [0.012, reach, chord], {
        turn: [(k * 360) / count, twist, 0],
        bevel: 0,
        shade: k % 2 ? 1.06 : 0.92,
      });
    }
  };
  m.moving('rotor', at, { axis: [1, 0, 0] }, () => {
    m.barrel('cover', [-0.26, 0, 0], [0.04, 0, 0], 0.03, { top: across * 0.3 });
    m.box('rubber', [-0.07, across * 0.07, 0], [0.16, 0.02, 0.03], { turn: [0, 0, 36], bevel: 0 });
    stage(0.06, across * 0.3, across * 0.96, blades, 35);
    m.rod('steel', [0, 0, 0], [length * 0.8, 0, 0], across * 0.13);
    for (let k = 0; k < stages; k++) {
      const share = stages > 1 ? k / (stages - 1) : 0;
      stage(length * (0.19 + 0.27 * share), across * (0.3 + 0.08 * share), across * (0.68 - 0.18 * share), 14, 30);
    }
    for (const [k, share] of [0.66, 0.74, 0.8].entries())
      stage(length * share, across * 0.3, across * (0.52 + k * 0.025), 16, -35);
  });
}

/** Bed on the floor; the cradle hangs on flexures and pushes on the load cell. */
function stand(
  m: ModelBuilder,
  [width, height, depth]: Point,
  axis: number,
  legs: readonly number[],
  across: number,
): void {
  const bed = height * 0.1;
  const d = depth * 0.44;
  footing(m, -width * 0.08, 0, width * 0.6, d, 0.1);
  for (const z of [-1, 1])
    m.box('structure', [-width * 0.08, 0.08, (z * d) / 2], [width * 0.66, bed, 0.2], { bevel: 0.02 });
  for (const x of [-0.36, -0.08, 0.2]) m.box('structure', [width * x, 0.08, 0], [0.2, bed * 0.8, d]);
  const cradle = axis - across * 0.62;
  for (const z of [-1, 1]) {
    m.box('cover', [-width * 0.08, cradle - 0.16, z * d * 0.42], [width * 0.5, 0.14, 0.16], { bevel: 0.02 });
    for (const x of [-0.28, 0.12]) {
      m.box('steel', [width * x, bed + 0.06, z * d * 0.42], [0.03, cradle - bed - 0.2, 0.22]);
      for (const y of [bed + 0.06, cradle - 0.24]) m.box('structure', [width * x, y, z * d * 0.42], [0.14, 0.08, 0.26]);
    }
  }
  for (const x of legs) {
    m.box('cover', [x, cradle - 0.02, 0], [0.16, 0.12, d]);
    for (const z of [-1, 1])
      m.beam('cover', [x, cradle + 0.04, z * d * 0.42], [x, axis - across * 0.1, z * across * 0.36], 0.14, 0.08);
  }
  m.part('loadCell', () => {
    const x = width * 0.22;
    m.box('structure', [x + 0.36, bed, 0], [0.16, cradle - bed, 0.5]);
    m.beam('structure', [x + 0.4, cradle - 0.12, 0], [x + 0.9, bed + 0.04, 0], 0.14, 0.14);
    m.box('cover', [x - 0.06, cradle - 0.2, 0], [0.12, 0.22, d * 0.8]);
    m.barrel('steel', [x, cradle - 0.09, 0], [x + 0.28, cradle - 0.09, 0], 0.09);
    m.barrel('moving', [x + 0.06, cradle - 0.09, 0], [x + 0.22, cradle - 0.09, 0], 0.26, { bevel: 0.02 });
    m.hose(
      'rubber',
      [
        [x + 0.14, cradle - 0.2, 0.1],
        [x + 0.14, bed + 0.14, 0.2],
        [x + 0.14, bed + 0.08, d / 2],
      ],
      0.03,
    );
  });
}

/** Nozzle and plug, then the collector that takes the jet to the stack; open towards the engine. */
function exhaust(m: ModelBuilder, [x, y, z]: Point, across: number, [end, height]: readonly [number, number]): void {
  m.part('exhaust', () => {
    m.barrel('moving', [x - 0.05, y, z], [x + 0.34, y, z], across * 0.3, { top: 0.04, bevel: 0 });
    casingPlates(m, [x, x + 0.24], y, [across * 0.62, across * 0.46], 18);
    const duct = across * 0.86;
    const [from, to] = [x + 0.42, end - duct * 0.5];
    casingPlates(m, [from, to], y, [duct, duct], 24);
    casingPlates(m, [from - 0.2, from], y, [duct * 1.3, duct], 24);
    for (const share of [0.02, 0.5, 0.96])
      m.ring('structure', [from + (to - from) * share, y, z], duct * 1.03, 0.06, { turn: [0, 0, 90] });
    m.box('cover', [end - duct * 0.5, y - duct * 0.62, z], [duct * 1.1, duct * 1.2, duct * 1.2], { bevel: 0.04 });
    m.drum('steel', [end - duct * 0.5, y + duct * 0.58, z], duct * 0.92, height - y - duct * 0.58 - 0.06, { bevel: 0 });
    m.drum('rubber', [end - duct * 0.5, height - 0.055, z], duct * 0.86, 0.015, { bevel: 0 });
    for (const share of [0.3, 1])
      m.drum(
        'structure',
        [end - duct * 0.5, y + duct * 0.58 + (height - y - duct * 0.58 - 0.1) * share, z],
        duct * 0.99,
        0.05,
      );
    for (const dz of [-1, 1])
      for (const dx of [-0.42, 0.42]) {
        m.box('structure', [end - duct * (0.5 + dx), 0, z + dz * duct * 0.5], [0.12, y - duct * 0.6, 0.12]);
      }
    for (const dz of [-1, 1])
      m.beam(
        'structure',
        [from + 0.15, 0, z + dz * duct * 0.5],
        [from + 0.15, y - duct * 0.36, z + dz * duct * 0.3],
        0.1,
        0.08,
      );
  });
}

function casingPlates(
  m: ModelBuilder,
  [from, to]: readonly [number, number],
  y: number,
  [first, last]: readonly [number, number],
  staves: number,
): void {
  const cone = (Math.atan2((last - first) / 2, to - from) * 180) / Math.PI;
  for (const [k, [up, side]] of around(staves).entries()) {
    const r = (first + last) / 4;
    m.box(
      'steel',
      [(from + to) / 2, y + up * r - 0.01, side * r],
      [to - from, 0.02, ((Math.PI * Math.max(first, last)) / staves) * 1.06],
      { turn: [(k * 360) / staves, 0, cone], bevel: 0 },
    );
  }
}

/** Skid with filter, valve and meter on the floor; the line goes to a ring round the combustor. */
function fuel(m: ModelBuilder, [x, axis]: readonly [number, number], across: number, depth: number): void {
  m.part('fuelLine', () => {
    const z = depth / 2 - 0.26;
    m.ring('steel', [x, axis, 0], across * 0.76, 0.04, { turn: [0, 0, 90] });
    for (const [dy, dz] of around(8))
      m.rod(
        'steel',
        [x, axis + dy * across * 0.38, dz * across * 0.38],
        [x + 0.06, axis + dy * across * 0.3, dz * across * 0.3],
        0.03,
      );
    m.hose(
      'steel',
      [
        [x, axis - across * 0.3, across * 0.24],
        [x, axis - across * 0.5, z - 0.06],
        [x, 0.42, z],
        [x - 0.9, 0.42, z],
      ],
      0.05,
    );
    m.box('structure', [x - 0.55, 0, z], [1.1, 0.08, 0.4]);
    m.drum('cover', [x - 0.42, 0.16, z], 0.18, 0.38, { bevel: 0.03 });
    m.drum('steel', [x - 0.42, 0.5, z], 0.22, 0.05);
    m.box('moving', [x - 0.74, 0.34, z], [0.16, 0.16, 0.14]);
    m.drum('moving', [x - 0.74, 0.5, z], 0.14, 0.16);
    m.barrel('steel', [x - 0.2, 0.42, z - 0.07], [x - 0.2, 0.42, z + 0.07], 0.16);
    for (const dx of [-0.95, -0.6, -0.15]) m.rod('structure', [x + dx, 0.08, z], [x + dx, 0.4, z], 0.05);
  });
  dial(m, [x - 0.2, 0.6, depth / 2 - 0.28], 0.12);
}

/** A post with an arm over the inlet that carries the rake of probes. */
function boom(m: ModelBuilder, [x, y, z]: Point, axis: number, [toX, toZ]: readonly [number, number]): void {
  const high = axis * 1.62;
  m.box('structure', [x, y, z], [0.4, 0.04, 0.4]);
  m.rod('structure', [x, y, z], [x, high - 0.08, z], 0.14);
  m.moving('boom', [x, high, z], { axis: [0, 1, 0] }, () => {
    const [dx, dz] = [toX - x - 0.16, toZ - z];
    m.drum('moving', [0, -0.1, 0], 0.22, 0.2);
    m.beam('moving', [0, 0, 0], [dx, 0, dz], 0.1, 0.08);
    m.rod('structure', [0, 0.34, 0], [dx * 0.6, 0.03, dz * 0.6], 0.03);
    m.rod('structure', [0, 0, 0], [0, 0.36, 0], 0.07);
    m.rod('steel', [dx, 0.06, dz], [dx, axis - high - 0.3, dz], 0.05);
    for (const k of [0, 1, 2, 3])
      m.rod('steel', [dx, axis - high + 0.3 - k * 0.18, dz], [dx + 0.14, axis - high + 0.3 - k * 0.18, dz], 0.025);
    m.hose(
      'rubber',
      [
        [dx, -0.06, dz],
        [dx * 0.5, -0.12, dz * 0.5],
        [0, -0.1, 0],
      ],
      0.03,
    );
  });
}
