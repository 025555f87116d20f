import type { PathPoint } from '../../../twin/plant.ts';

/** A way over the floor: hall metres, as sampled points with the length up to each. */
export interface Way {
  readonly points: readonly (readonly [x: number, z: number])[];
  /** Metres from the start, one a point; the last is the whole length. */
  readonly reached: Float64Array;
}

const stepRad = Math.PI / 12;

/** Rounds each corner with an arc of `radius`, or as much of it as half of the shorter side leaves room for. */
export function roundedWay(corners: readonly PathPoint[], radius: number): Way {
  const points: (readonly [number, number])[] = [];
  for (let k = 0; k < corners.length; k++) {
    const [before, at, after] = [corners[k - 1], corners[k]!, corners[k + 1]];
    if (!before || !after) points.push([at[0], at[1]]);
    else points.push(...arc(before, at, after, radius));
  }
  const reached = new Float64Array(points.length);
  for (let k = 1; k < points.length; k++) reached[k] = reached[k - 1]! + distance(points[k - 1]!, points[k]!);
  return { points, reached };
}

function arc(before: PathPoint, at: PathPoint, after: PathPoint, radius: number): (readonly [number, number])[] {
  const [lengthIn, lengthOut] = [distance(before, at), distance(at, after)];
  if (lengthIn === 0 || lengthOut === 0) return [];
  const into = [(at[0] - before[0]) / lengthIn, (at[1] - before[1]) / lengthIn] as const;
  const out = [(after[0] - at[0]) / lengthOut, (after[1] - at[1]) / lengthOut] as const;
  const turn = Math.atan2(into[0] * out[1] - into[1] * out[0], into[0] * out[0] + into[1] * out[1]);
  if (Math.abs(turn) < 1e-6) return [[at[0], at[1]]];
  const half = Math.tan(Math.abs(turn) / 2);
  const cut = Math.min(radius * half, lengthIn / 2, lengthOut / 2);
  const fitted = cut / half;
  const side = Math.sign(turn);
  const start = [at[0] - into[0] * cut, at[1] - into[1] * cut] as const;
  const centre = [start[0] - into[1] * fitted * side, start[1] + into[0] * fitted * side] as const;
  const steps = Math.max(1, Math.ceil(Math.abs(turn) / stepRad));
  return Array.from({ length: steps + 1 }, (_, k) => {
    const angle = (turn * k) / steps;
    const [dx, dz] = [start[0] - centre[0], start[1] - centre[1]];
    return [
      centre[0] + dx * Math.cos(angle) - dz * Math.sin(angle),
      centre[1] + dx * Math.sin(angle) + dz * Math.cos(angle),
    ] as const;
  });
}

export const wayLength = (way: Way): number => way.reached.at(-1) ?? 0;

/** Where `metres` from the start is, kept within the way; `out` receives x, z and the direction's dx, dz. */
export function alongWay(way: Way, metres: number, out: { x: number; z: number; dx: number; dz: number }): void {
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
  out.dx = length > 0 ? (to[0] - from[0]) / length : 1;
  out.dz = length > 0 ? (to[1] - from[1]) / length : 0;
}

const distance = (a: PathPoint, b: PathPoint): number => Math.hypot(b[0] - a[0], b[1] - a[1]);
