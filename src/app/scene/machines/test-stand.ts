import { around, dial, footing, openTube } from '../parts/fixtures.ts';
import type { ModelBuilder, Point } from '../parts/model.ts';

/** What an engine is run on: bed and load cell, fuel, exhaust, probes. */

/** Bed on the floor; the cradle hangs on flexures and pushes on the load cell. */
export function stand(
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
export function exhaust(
  m: ModelBuilder,
  [x, y, z]: Point,
  across: number,
  [end, height]: readonly [number, number],
): void {
  m.part('exhaust', () => {
    m.barrel('moving', [x - 0.05, y, z], [x + 0.34, y, z], across * 0.3, { top: 0.04, bevel: 0 });
    openTube(m, 'steel', y, [x, x + 0.24], [across * 0.62, across * 0.46], 18);
    const duct = across * 0.86;
    const [from, to] = [x + 0.42, end - duct * 0.5];
    openTube(m, 'steel', y, [from, to], [duct, duct], 24);
    openTube(m, 'steel', y, [from - 0.2, from], [duct * 1.3, duct], 24);
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

/** Skid with filter, valve and meter on the floor; the line goes to a ring round the combustor. */
export function fuel(m: ModelBuilder, [x, axis]: readonly [number, number], across: number, depth: number): void {
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
export function boom(m: ModelBuilder, [x, y, z]: Point, axis: number, [toX, toZ]: readonly [number, number]): void {
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
