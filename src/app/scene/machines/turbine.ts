import { cabinet } from '../parts/fittings.ts';
import { around, openTube } from '../parts/fixtures.ts';
import { ModelBuilder, type Point } from '../parts/model.ts';
import type { Parameters } from './drawing.ts';
import { boom, exhaust, fuel, stand } from './test-stand.ts';

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
  m.part('inlet', () => openTube(m, 'cover', axis, [at(0.02), at(0.24)], [across, across], 26));
  for (const [part, role, start, end, first, last] of [
    ['compressor', 'steel', 0.24, 0.56, 0.74, 0.52],
    ['combustor', 'steel', 0.56, 0.72, 0.66, 0.66],
    ['turbine', 'moving', 0.72, 0.9, 0.56, 0.62],
  ] as const) {
    m.part(part, () => {
      openTube(m, role, axis, [at(start), at(end)], [across * first, across * last], 22, cutAway);
      m.ring('structure', [at(end), axis, 0], across * (last + 0.04), 0.045, { turn: [0, 0, 90] });
    });
  }
  m.part('inlet', () => {
    m.ring('steel', [at(0), axis, 0], across * 1.14, across * 0.2, { turn: [0, 0, 90] });
    m.ring('structure', [at(0.24), axis, 0], across * 1.0, 0.05, { turn: [0, 0, 90] });
  });
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

/** A casing without the quarter above and before the axis. */
const cutAway = (degrees: number): boolean => degrees <= 10 || degrees >= 110;

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
