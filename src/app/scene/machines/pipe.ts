import { ModelBuilder, type Point } from '../parts/model.ts';

/** A water pipe through points, with flanges at both ends. */
export function pipe(points: readonly Point[], diameter: number): ModelBuilder {
  const m = new ModelBuilder();
  m.hose('steel', points, diameter);
  for (const [end, next] of [
    [points[0], points[1]],
    [points.at(-1), points.at(-2)],
  ]) {
    if (!end || !next) continue;
    const length = Math.hypot(next[0] - end[0], next[1] - end[1], next[2] - end[2]) || 1;
    const flange = end.map((v, k) => v + ((next[k]! - v) * 0.02) / length) as unknown as Point;
    m.barrel('steel', end, flange, diameter * 1.8);
  }
  return m;
}
