import type { Look, ModelBuilder, Point, Role } from '../parts/model.ts';
import { alongWay, freshSpot, type Spot, type Way, wayLength } from '../paths/polyline.ts';

/** A place on a way, for drawing there. Metres ahead along the slope, above it, and to the right over the floor. */
export type Place = (ahead: number, above: number, aside: number) => Point;

export function placeOn({ x, y, z, dx, dz, rise }: Spot): Place {
  const steep = Math.hypot(1, rise);
  const [cos, sin] = [1 / steep, rise / steep];
  return (ahead, above, aside) => {
    const over = ahead * cos - above * sin;
    return [x + over * dx - aside * dz, y + ahead * sin + above * cos, z + over * dz + aside * dx];
  };
}

/** Degrees about x, y and z, as pieces take them. */
const turnOn = ({ dx, dz, rise }: Spot): Point => [
  0,
  (-Math.atan2(dz, dx) * 180) / Math.PI,
  (Math.atan(rise) * 180) / Math.PI,
];

/** A box along the way, centred `above` and `aside`. Size: along, upright, across. */
export function slab(
  m: ModelBuilder,
  role: Role,
  spot: Spot,
  [above, aside]: readonly [number, number],
  size: Point,
  look: Look = {},
): void {
  const [x, y, z] = placeOn(spot)(0, above, aside);
  m.box(role, [x, y - size[1] / 2, z], size, { ...look, turn: turnOn(spot) });
}

/** A straight of a way, by its middle; pieces of a bend are straights too. */
export interface Straight {
  readonly spot: Spot;
  readonly length: number;
  readonly bends: boolean;
  /** How long a piece `aside` of it has to be to meet its neighbours: shorter inside a bend, longer outside. */
  reach(aside: number): number;
  /** For a piece this wide: as long as its outer edge. */
  reachOf(width: number): number;
}

/** Shorter pieces belong to a bend, metres. */
const bendPiece = 0.5;

export function straights(way: Way): Straight[] {
  const found: { spot: Spot; length: number }[] = [];
  for (let k = 1; k < way.points.length; k++) {
    const length = way.reached[k]! - way.reached[k - 1]!;
    if (length < 1e-6) continue;
    const spot = freshSpot();
    alongWay(way, way.reached[k - 1]! + length / 2, spot);
    found.push({ spot, length });
  }
  return found.map(({ spot, length }, k) => {
    const mitre = [found[k - 1], found[k + 1]].map((next, side) => {
      if (!next) return 0;
      const turn = Math.atan2(
        spot.dx * next.spot.dz - spot.dz * next.spot.dx,
        spot.dx * next.spot.dx + spot.dz * next.spot.dz,
      );
      return Math.tan((side === 0 ? -turn : turn) / 2);
    });
    const [before, after] = [mitre[0]!, mitre[1]!];
    return {
      spot,
      length,
      bends: length < bendPiece,
      reach: (aside) => Math.max(0.01, length - aside * (before + after)),
      reachOf: (width) => length + (width / 2) * (Math.abs(before) + Math.abs(after)),
    };
  });
}

/** Places as far apart as `pitch`, the row centred on the way. */
export function* every(way: Way, pitch: number): Generator<Spot> {
  const length = wayLength(way);
  const count = Math.max(1, Math.floor(length / pitch + 1e-9));
  for (let k = 0; k < count; k++) {
    const spot = freshSpot();
    alongWay(way, length / 2 + (k - (count - 1) / 2) * pitch, spot);
    yield spot;
  }
}

/** Places from `inset` metres off one end to as far off the other, no farther apart than `spacing`. */
export function* between(way: Way, spacing: number, inset: number): Generator<Spot> {
  const length = wayLength(way);
  const margin = Math.min(inset, length / 4);
  const gaps = Math.max(1, Math.ceil((length - 2 * margin) / spacing - 1e-9));
  for (let k = 0; k <= gaps; k++) {
    const spot = freshSpot();
    alongWay(way, margin + ((length - 2 * margin) * k) / gaps, spot);
    yield spot;
  }
}

/** Taller legs are braced, metres. */
const bracedFrom = 1.5;

/** Pairs of legs on levelling feet, up to `below` the way: as tall as a slope needs. */
export function legs(m: ModelBuilder, way: Way, width: number, below: number, spacing: number): void {
  for (const spot of between(way, spacing, 0.2)) {
    const top = spot.y - below;
    if (top < 0.12) continue;
    const upright = { ...spot, rise: 0 };
    const at = placeOn({ ...upright, y: 0 });
    const thick = top > bracedFrom ? 0.08 : 0.055;
    for (const side of [-1, 1]) {
      const aside = (side * width) / 2;
      m.rod('rubber', at(0, 0, aside), at(0, 0.025, aside), thick * 1.8);
      m.rod('steel', at(0, 0.025, aside), at(0, 0.09, aside), 0.03);
      slab(m, 'structure', upright, [(top + 0.09) / 2 - spot.y, aside], [thick, top - 0.09, thick * 0.85]);
    }
    const bars = Math.max(1, Math.round(top / 1.3));
    for (let k = 0; k < bars; k++) {
      const y = ((k + 0.4) / bars) * top;
      slab(m, 'structure', upright, [y - spot.y, 0], [0.04, 0.05, width]);
      if (top > bracedFrom) {
        const y1 = ((k + 1.3) / bars) * top;
        m.rod('structure', at(0, y, -width / 2), at(0, Math.min(top, y1), width / 2), 0.035);
      }
    }
  }
}

/** A gearmotor lying along the way, `aside` of it: gearbox, ribbed motor with its fan cover, terminal box. */
export function driveOn(m: ModelBuilder, spot: Spot, above: number, aside: number, size = 0.55): void {
  const at = placeOn(spot);
  const p = (ahead: number, up = 0): Point => at(ahead * size, above + up * size, aside);
  m.part('motor', () => {
    slab(m, 'structure', shifted(spot, 0.2 * size), [above, aside], [0.26 * size, 0.3 * size, 0.26 * size], {
      bevel: 0.03 * size,
    });
    m.barrel('structure', p(0.07), p(-0.02), 0.26 * size, { top: 0.22 * size });
    m.barrel('moving', p(-0.02), p(-0.36), 0.24 * size, { bevel: 0.02 });
    for (const k of [0, 1, 2])
      m.barrel('moving', p(-0.07 - k * 0.095), p(-0.09 - k * 0.095), 0.27 * size, { shade: 0.92 });
    m.barrel('structure', p(-0.36), p(-0.47), 0.25 * size, { top: 0.2 * size, bevel: 0.02 });
    slab(m, 'cover', shifted(spot, -0.17 * size), [above + 0.15 * size, aside], [0.15 * size, 0.1 * size, 0.13 * size]);
  });
}

export function shifted(spot: Spot, ahead: number): Spot {
  const [x, y, z] = placeOn(spot)(ahead, 0, 0);
  return { ...spot, x, y, z };
}
