import { gearmotor } from '../parts/fittings.ts';
import { segmentRow } from '../parts/fixtures.ts';
import { ModelBuilder, type Point } from '../parts/model.ts';
import { alongWay, freshSpot, roundedWay, type Way, type WayPoint, wayLength } from '../paths/polyline.ts';
import type { BeltSurface, Drawing, Parameters, PathDrawing } from './drawing.ts';
import { driveOn, every, legs, placeOn, shifted, slab, straights } from './on-way.ts';
import { overheadConveyor } from './overhead.ts';

/** What carries material over the floor: belts and rollers along a way, tables. */

/** Tightest bend of a belt's centre line: belts wider than bottles' need more room. */
export const bendRadius = (width: number): number => Math.max(0.6, width * 1.4);

/** The end of the way that pulls, `back` metres before it. */
function pullingEnd(way: Way, back: number) {
  const spot = freshSpot();
  alongWay(way, Math.max(wayLength(way) / 2, wayLength(way) - back), spot);
  return spot;
}

/** Drawn in hall metres: bottles go on flat-top chain, cases and pallets on rollers, all else on a belt. */
const conveyor: PathDrawing = (course, size, parameters, surface) =>
  surface === 'rollers'
    ? rollerConveyor(course, size, { ...parameters, rollerPitch: 0.24, rollerDiameter: 0.06 }, 'belt')
    : beltConveyor(course, size, parameters, surface);

function beltConveyor(
  course: readonly WayPoint[],
  [, , width]: Point,
  parameters: Parameters,
  surface: BeltSurface,
): ModelBuilder {
  const m = new ModelBuilder();
  const way = roundedWay(course, bendRadius(width));
  const chain = surface === 'chain';
  const lanes = chain ? Math.max(1, Math.round(width / 0.2)) : 1;
  m.part('belt', () => {
    for (const { spot, bends, reach, reachOf } of straights(way)) {
      const bevel = bends ? 0 : 0.01;
      const long = reachOf(width);
      slab(m, 'rubber', spot, [-0.015, 0], [long, 0.03, width], { bevel: 0, shade: 1.15 });
      slab(m, 'steel', spot, [-0.08, 0], [long, 0.1, width + 0.05], { bevel });
      // Seams between the lanes of chain.
      for (let lane = 1; lane < lanes; lane++) {
        slab(
          m,
          'structure',
          spot,
          [0.0005, (lane / lanes - 0.5) * width],
          [reach((lane / lanes - 0.5) * width), 0.003, 0.012],
          {
            shade: 0.8,
            bevel: 0,
          },
        );
      }
      // The belt comes back below.
      if (!chain) slab(m, 'rubber', spot, [-0.155, 0], [long, 0.02, width * 0.96], { bevel: 0 });
    }
    for (const end of [0, wayLength(way)]) {
      const spot = freshSpot();
      alongWay(way, end, spot);
      const at = placeOn(spot);
      const drum = chain ? 0.09 : 0.15;
      m.barrel('moving', at(0, -drum / 2 - 0.005, -width / 2), at(0, -drum / 2 - 0.005, width / 2), drum, {
        bevel: 0.006,
      });
    }
    guides(m, way, width, parameters.guideHeight!, parameters.legSpacing!);
    legs(m, way, width, 0.13, parameters.legSpacing!);
  });
  drive(m, way, width);
  return m;
}

/** Side rails on brackets, their upper edge as far above the belt as said. */
function guides(m: ModelBuilder, way: Way, width: number, height: number, spacing: number): void {
  if (height < 0.02) return;
  const out = width / 2 + 0.03;
  for (const { spot, bends, reach } of straights(way)) {
    const look = { bevel: bends ? 0 : 0.008 };
    for (const side of [-1, 1]) {
      const long = reach(side * out);
      slab(m, 'steel', spot, [height - 0.015, side * out], [long, 0.03, 0.016], look);
      if (height > 0.2) slab(m, 'steel', spot, [height / 2, side * out], [long, 0.03, 0.016], look);
    }
  }
  for (const spot of every(way, spacing / 2)) {
    for (const side of [-1, 1]) {
      slab(m, 'structure', spot, [height / 2 - 0.06, side * (out + 0.016)], [0.03, height + 0.1, 0.02], { bevel: 0 });
    }
  }
}

/** Gearmotor hung beside the end that pulls, a switch box and the name plate. */
function drive(m: ModelBuilder, way: Way, width: number): void {
  const spot = pullingEnd(way, 0.45);
  driveOn(m, spot, Math.max(-0.16, 0.14 - spot.y), width / 2 + 0.16);
  m.part('motor', () => {
    slab(m, 'cover', shifted(spot, -0.6), [-0.1, width / 2 + 0.07], [0.2, 0.14, 0.08]);
    slab(m, 'steel', shifted(spot, -0.85), [-0.08, width / 2 + 0.028], [0.14, 0.06, 0.008], { bevel: 0 });
  });
}

/** Rollers between two side channels; `carrying` is the part that the rollers belong to. */
function rollerConveyor(
  course: readonly WayPoint[],
  [, , width]: Point,
  { rollerPitch, rollerDiameter, guideHeight, legSpacing }: Parameters,
  carrying = 'rollers',
): ModelBuilder {
  const m = new ModelBuilder();
  const way = roundedWay(course, bendRadius(width));
  const body = carrying === 'rollers' ? 'body' : carrying;
  m.part(body, () => {
    for (const { spot, bends, reach } of straights(way)) {
      for (const side of [-1, 1]) {
        const out = side * (width / 2 + 0.02);
        slab(m, 'steel', spot, [-0.045, out], [reach(out), 0.13, 0.025], { bevel: bends ? 0 : 0.008 });
        slab(m, 'steel', spot, [-0.105, out - side * 0.025], [reach(out), 0.012, 0.05], { bevel: 0 });
      }
    }
    guides(m, way, width, guideHeight!, legSpacing!);
    legs(m, way, width, 0.1, legSpacing!);
    for (const spot of every(way, legSpacing!)) slab(m, 'structure', spot, [-0.13, 0], [0.06, 0.04, width]);
  });
  m.part(carrying, () => {
    const half = width / 2;
    for (const spot of every(way, rollerPitch!)) {
      const at = placeOn(spot);
      const y = -rollerDiameter! / 2;
      m.rod('steel', at(0, y, -half + 0.005), at(0, y, half - 0.005), rollerDiameter!);
    }
  });
  drive(m, way, width);
  return m;
}

/** A wide bed on which bottles gather, with lane guides and a drive. */
function accumulationTable([width, height, depth]: Point, parameters: Parameters): ModelBuilder {
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
    const lanes = parameters.lanes || Math.max(4, Math.round(depth / 0.3));
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
  // The bottles themselves come with the flow; how full the bed is also stands along its front.
  segmentRow(m, 'bed', [0, top - 0.2, depth / 2 - 0.02], width * 0.6, 0.08, 10);
  for (const k of [-1, 1]) gearmotor(m, [k * width * 0.24, 0.56, depth / 2 + 0.08], 0.6);
  m.box('cover', [width / 2 - 0.5, 0.44, depth / 2 + 0.06], [0.4, 0.3, 0.16], { bevel: 0.015 });
  return m;
}

export const conveyingDrawings: Readonly<Record<string, Drawing>> = { 'accumulation-table': accumulationTable };

export const conveyingPaths: Readonly<Record<string, PathDrawing>> = {
  conveyor,
  'roller-conveyor': (course, size, parameters) => rollerConveyor(course, size, parameters),
  'overhead-conveyor': overheadConveyor,
};
