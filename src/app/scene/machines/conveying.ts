import { gearmotor } from '../parts/fittings.ts';
import { ModelBuilder, type Point } from '../parts/model.ts';
import { alongWay, freshSpot, roundedWay, type Way, type WayPoint, wayLength } from '../paths/polyline.ts';
import type { BeltSurface, Drawing, PathDrawing } from './drawing.ts';

/** What carries material: belts along a way, tables. */

interface Belt {
  readonly way: Way;
  /** Bottles go on flat-top chain, cases and pallets on rollers. */
  readonly surface: BeltSurface;
  readonly width: number;
  /** Top of the belt above the floor. */
  readonly top: number;
}

/** Tightest bend of a belt's centre line: belts wider than bottles' need more room. */
export const bendRadius = (width: number): number => Math.max(0.6, width * 1.4);

const beltAlong = (path: readonly WayPoint[], [, top, width]: Point, surface: BeltSurface): Belt => ({
  way: roundedWay(path, bendRadius(width)),
  surface,
  width,
  top,
});

const legEvery = 1.8;

/** Drawn in hall metres. */
function conveyor({ way, surface, width, top }: Belt): ModelBuilder {
  const m = new ModelBuilder();
  const rollers = surface === 'rollers';
  m.part('belt', () => {
    for (let k = 1; k < way.points.length; k++) {
      const [a, b] = [way.points[k - 1]!, way.points[k]!];
      const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
      if (length < 1e-6) continue;
      const yaw = (-Math.atan2(b[1] - a[1], b[0] - a[0]) * 180) / Math.PI;
      const [x, z] = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
      const [sx, sz] = [-(b[1] - a[1]) / length, (b[0] - a[0]) / length];
      const straight = length > 0.5;
      // Pieces of a bend overlap a little, so that no wedge stays open on its outer side.
      const reach = straight ? length : length + width * 0.14;
      const look = { turn: [0, yaw, 0] as Point, bevel: straight ? 0.008 : 0 };
      m.box('rubber', [x, top - 0.03, z], [reach, 0.03, width], { ...look, bevel: 0, shade: 1.15 });
      m.box('steel', [x, top - 0.13, z], [reach, 0.1, width + 0.05], { ...look, bevel: straight ? 0.01 : 0 });
      for (const side of [-1, 1]) {
        const out = width / 2 + 0.02;
        const at: Point = [x + sx * side * out, top + (rollers ? 0 : 0.08), z + sz * side * out];
        m.box('steel', at, [reach, rollers ? 0.07 : 0.03, 0.016], look);
      }
      if (!rollers) {
        // Seams between the lanes of chain.
        const lanes = Math.max(1, Math.round(width / 0.2));
        for (let lane = 1; lane < lanes; lane++) {
          const aside = (lane / lanes - 0.5) * width;
          m.box('structure', [x + sx * aside, top - 0.001, z + sz * aside], [reach, 0.003, 0.012], {
            ...look,
            bevel: 0,
            shade: 0.8,
          });
        }
      }
      if (rollers && straight) {
        for (let s = 0.1; s < length; s += 0.24) {
          const [px, pz] = [a[0] + ((b[0] - a[0]) * s) / length, a[1] + ((b[1] - a[1]) * s) / length];
          const half = width / 2 - 0.02;
          m.rod(
            'steel',
            [px - sx * half, top - 0.02, pz - sz * half],
            [px + sx * half, top - 0.02, pz + sz * half],
            0.06,
          );
        }
      }
    }
    legs(m, way, width, top, rollers);
  });
  drive(m, way, width, top);
  return m;
}

function legs(m: ModelBuilder, way: Way, width: number, top: number, rollers: boolean): void {
  const at = freshSpot();
  const length = wayLength(way);
  const count = Math.max(2, Math.ceil(length / legEvery) + 1);
  for (let k = 0; k < count; k++) {
    alongWay(way, 0.2 + ((length - 0.4) * k) / (count - 1), at);
    const yaw = (-Math.atan2(at.dz, at.dx) * 180) / Math.PI;
    for (const side of [-1, 1]) {
      const [x, z] = [at.x - (at.dz * side * width) / 2, at.z + (at.dx * side * width) / 2];
      m.rod('rubber', [x, 0, z], [x, 0.025, z], 0.1);
      m.box('structure', [x, 0.025, z], [0.06, top - 0.14, 0.05], { turn: [0, yaw, 0] });
      if (!rollers) {
        m.box('structure', [x, top - 0.06, z], [0.03, 0.16, 0.02], { turn: [0, yaw, 0] });
      }
    }
    m.box('structure', [at.x, top * 0.36, at.z], [0.04, 0.05, width], { turn: [0, yaw, 0] });
  }
}

/** Gearmotor hung beside the end that pulls. */
function drive(m: ModelBuilder, way: Way, width: number, top: number): void {
  const at = freshSpot();
  alongWay(way, wayLength(way) - 0.45, at);
  const out = width / 2 + 0.2;
  gearmotor(m, [at.x - at.dz * out, Math.max(0.16, top - 0.22), at.z + at.dx * out], 0.55);
}

/** A wide bed on which bottles gather, with lane guides and a drive. */
function accumulationTable([width, height, depth]: Point): ModelBuilder {
  const m = new ModelBuilder();
  const top = height - 0.1;
  for (const x of [-width / 2 + 0.2, 0, width / 2 - 0.2]) {
    for (const z of [-depth / 2 + 0.15, depth / 2 - 0.15]) {
      m.rod('rubber', [x, 0, z], [x, 0.03, z], 0.12);
      m.box('structure', [x, 0.03, z], [0.08, top - 0.2, 0.08]);
    }
    m.box('structure', [x, 0.34, 0], [0.06, 0.06, depth - 0.3]);
  }
  for (const z of [-depth / 2 + 0.15, depth / 2 - 0.15]) m.box('structure', [0, 0.34, z], [width - 0.4, 0.06, 0.06]);
  m.box('cover', [0, top - 0.26, 0], [width - 0.1, 0.2, depth - 0.06], { bevel: 0.02 });
  m.part('bed', () => {
    const lanes = Math.max(4, Math.round(depth / 0.3));
    const lane = (depth - 0.12) / lanes;
    for (let k = 0; k < lanes; k++) {
      const z = (k + 0.5 - lanes / 2) * lane;
      m.box('rubber', [0, top - 0.05, z], [width, 0.05, lane - 0.012], { shade: 1.15, bevel: 0.004 });
    }
    m.box('steel', [0, top - 0.08, 0], [width - 0.04, 0.05, depth]);
    for (const z of [-1, 1]) {
      m.box('steel', [0, top + 0.07, (z * depth) / 2], [width, 0.05, 0.02]);
      for (const x of [-0.4, -0.14, 0.14, 0.4])
        m.box('structure', [width * x, top - 0.08, (z * depth) / 2], [0.04, 0.17, 0.03]);
    }
    for (const x of [-1, 1]) {
      for (const z of [-1, 1])
        m.box('steel', [(x * width) / 2, top + 0.07, z * (depth / 4 + 0.1)], [0.02, 0.05, depth / 2 - 0.24]);
    }
  });
  for (const k of [-1, 1]) gearmotor(m, [k * width * 0.24, 0.56, depth / 2 + 0.08], 0.6);
  m.box('cover', [width / 2 - 0.5, 0.44, depth / 2 + 0.06], [0.4, 0.3, 0.16], { bevel: 0.015 });
  return m;
}

export const conveyingDrawings: Readonly<Record<string, Drawing>> = { 'accumulation-table': accumulationTable };

export const conveyingPaths: Readonly<Record<string, PathDrawing>> = {
  conveyor: (course, size, _, surface) => conveyor(beltAlong(course, size, surface)),
};
