import type { PathPoint } from '../../../twin/plant.ts';

/** Hall metres, the height filled in. */
export type WayPoint = Required<PathPoint>;

/** A way through the hall: hall metres, as sampled points with the length up to each. */
export interface Way {
  readonly points: readonly WayPoint[];
  /** Metres from the start, one a point, measured up the slope; the last is the whole length. */
  readonly reached: Float64Array;
}

/** A place on a way, and where it leads: (dx, dz) is a direction over the floor, `rise` metres up for each along it. */
export interface Spot {
  x: number;
  y: number;
  z: number;
  dx: number;
  dz: number;
  rise: number;
}

export const freshSpot = (): Spot => ({ x: 0, y: 0, z: 0, dx: 1, dz: 0, rise: 0 });

const stepRad = Math.PI / 12;
/** Of a bend in the slope alone. */
const bendSteps = 4;

/**
 * Rounds each corner with an arc of `radius`, or as much of it as half of the shorter side leaves room for. Where the
 * slope changes, the height runs over from one to the other along the arc. `height` is that of points that say none.
 */
export function roundedWay(corners: readonly PathPoint[], radius: number, height = 0): Way {
  const known = corners.map(([x, z, y]): WayPoint => [x, z, y ?? height]);
  const points: WayPoint[] = [];
  for (const [k, at] of known.entries()) {
    const [before, after] = [known[k - 1], known[k + 1]];
    if (!before || !after) points.push(at);
    else points.push(...arc(before, at, after, radius));
  }
  const reached = new Float64Array(points.length);
  for (let k = 1; k < points.length; k++) reached[k] = reached[k - 1]! + distance(points[k - 1]!, points[k]!);
  return { points, reached };
}

function arc(before: WayPoint, at: WayPoint, after: WayPoint, radius: number): WayPoint[] {
  const [lengthIn, lengthOut] = [overFloor(before, at), overFloor(at, after)];
  if (lengthIn === 0 || lengthOut === 0) return distance(before, at) === 0 ? [] : [at];
  const into = [(at[0] - before[0]) / lengthIn, (at[1] - before[1]) / lengthIn] as const;
  const out = [(after[0] - at[0]) / lengthOut, (after[1] - at[1]) / lengthOut] as const;
  const turn = Math.atan2(into[0] * out[1] - into[1] * out[0], into[0] * out[0] + into[1] * out[1]);
  const [slopeIn, slopeOut] = [(at[2] - before[2]) / lengthIn, (after[2] - at[2]) / lengthOut];
  const straight = Math.abs(turn) < 1e-6;
  if (straight && Math.abs(slopeIn - slopeOut) < 1e-6) return [at];
  const half = Math.tan(Math.abs(turn) / 2);
  const cut = Math.min(straight ? radius / 2 : radius * half, lengthIn / 2, lengthOut / 2);
  const start = [at[0] - into[0] * cut, at[1] - into[1] * cut] as const;
  const [low, high] = [at[2] - slopeIn * cut, at[2] + slopeOut * cut];
  const steps = straight ? bendSteps : Math.max(1, Math.ceil(Math.abs(turn) / stepRad));
  const fitted = straight ? 0 : cut / half;
  const side = Math.sign(turn);
  const centre = [start[0] - into[1] * fitted * side, start[1] + into[0] * fitted * side] as const;
  return Array.from({ length: steps + 1 }, (_, k): WayPoint => {
    const share = k / steps;
    // A parabola that leaves either side at its slope.
    const y = (1 - share) ** 2 * low + 2 * share * (1 - share) * at[2] + share ** 2 * high;
    if (straight) return [start[0] + into[0] * cut * 2 * share, start[1] + into[1] * cut * 2 * share, y];
    const angle = turn * share;
    const [dx, dz] = [start[0] - centre[0], start[1] - centre[1]];
    return [
      centre[0] + dx * Math.cos(angle) - dz * Math.sin(angle),
      centre[1] + dx * Math.sin(angle) + dz * Math.cos(angle),
      y,
    ];
  });
}

export const wayLength = (way: Way): number => way.reached.at(-1) ?? 0;

/** Where `metres` from the start is, kept within the way. */
export function alongWay(way: Way, metres: number, out: Spot): void {
  const { points, reached } = way;
  const within = Math.min(Math.max(metres, 0), wayLength(way));
  let low = 0;
  let high = Math.max(1, points.length - 1);
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (reached[middle]! <= within) low = middle;
    else high = middle;
  }
  const [from, to] = [points[low], points[high] ?? points[low]];
  if (!from || !to) return;
  const length = reached[high]! - reached[low]!;
  const share = length > 0 ? (within - reached[low]!) / length : 0;
  out.x = from[0] + (to[0] - from[0]) * share;
  out.z = from[1] + (to[1] - from[1]) * share;
  out.y = from[2] + (to[2] - from[2]) * share;
  const floor = overFloor(from, to);
  out.dx = floor > 0 ? (to[0] - from[0]) / floor : 1;
  out.dz = floor > 0 ? (to[1] - from[1]) / floor : 0;
  out.rise = floor > 0 ? (to[2] - from[2]) / floor : 0;
}

const overFloor = (a: WayPoint, b: WayPoint): number => Math.hypot(b[0] - a[0], b[1] - a[1]);
const distance = (a: WayPoint, b: WayPoint): number => Math.hypot(b[0] - a[0], b[1] - a[1], b[2] - a[2]);
