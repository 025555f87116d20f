import { Vector3 } from 'three';
import { flange } from '../parts/fixtures.ts';
import { ModelBuilder, type Point } from '../parts/model.ts';
import type { WayPoint } from '../paths/polyline.ts';
import type { Parameters } from './drawing.ts';

/** Pipes come in lengths of so many metres, with a pair of flanges between them. */
const pipeLength = 6;
/** A bend's radius in pipe diameters. */
const bendShare = 1.5;
/** Straighter than this needs no bend, radians. */
const straight = 0.02;

interface Run {
  readonly from: Vector3;
  readonly to: Vector3;
}

/** A pipe along its course, up and down as well: bends, flanges, posts to the floor, insulation with its seams. */
export function pipeRun(
  course: readonly WayPoint[],
  size: Point,
  { insulation = 0, supports = 1 }: Parameters,
): ModelBuilder {
  const m = new ModelBuilder();
  const bore = size[2];
  const across = bore + (2 * insulation) / 1000;
  const { runs, bends } = route(
    course.map(([x, z, y]) => new Vector3(x, y, z)),
    bendShare * across,
  );
  m.part('pipe', () => {
    for (const [k, run] of runs.entries()) length(m, run, bore, across, [k === 0, k === runs.length - 1]);
    for (const bend of bends) curve(m, bend, across, across > bore);
    const [first, last] = [runs[0], runs.at(-1)];
    if (first) flange(m, at(first.from), at(direction(first)), bore, 8);
    if (last) flange(m, at(last.to), at(direction(last).negate()), bore, 8);
    arrow(m, runs, across);
  });
  m.part('supports', () => {
    for (const run of runs) posts(m, run, across, supports);
  });
  return m;
}

/** Straight lengths, and the bends between them as points along each arc. */
function route(corners: readonly Vector3[], radius: number): { runs: Run[]; bends: Vector3[][] } {
  const runs: Run[] = [];
  const bends: Vector3[][] = [];
  let from = corners[0];
  for (let k = 1; from && k < corners.length; k++) {
    const [corner, after] = [corners[k]!, corners[k + 1]];
    const into = corner.clone().sub(corners[k - 1]!);
    const out = after?.clone().sub(corner);
    const angle = out ? into.angleTo(out) : 0;
    if (!out || angle < straight) {
      if (!out || out.length() > 0) {
        runs.push({ from, to: corner });
        from = corner;
      }
      continue;
    }
    const cut = Math.min(radius * Math.tan(angle / 2), into.length() / 2, out.length() / 2);
    const start = corner.clone().addScaledVector(into.normalize(), -cut);
    const end = corner.clone().addScaledVector(out.normalize(), cut);
    runs.push({ from, to: start });
    bends.push(arc(start, corner, end, angle));
    from = end;
  }
  return { runs: runs.filter((run) => run.from.distanceTo(run.to) > 1e-3), bends };
}

/** From start to end, tangential to both legs that meet in the corner. */
function arc(start: Vector3, corner: Vector3, end: Vector3, angle: number): Vector3[] {
  const steps = Math.max(2, Math.ceil(angle / (Math.PI / 12)));
  const towards = start.clone().add(end).multiplyScalar(0.5).sub(corner);
  const cut = corner.distanceTo(start);
  // The centre lies on the bisector; an arc that turns right round has none, and is two straight lines.
  if (towards.length() < 1e-6) return [start, corner, end];
  const centre = corner.clone().addScaledVector(towards.normalize(), cut / Math.sin(angle / 2));
  const [a, b] = [start.clone().sub(centre), end.clone().sub(centre)];
  return Array.from({ length: steps + 1 }, (_, k) => {
    const share = k / steps;
    const [u, v] = [Math.sin((1 - share) * angle) / Math.sin(angle), Math.sin(share * angle) / Math.sin(angle)];
    return centre.clone().addScaledVector(a, u).addScaledVector(b, v);
  });
}

const at = ({ x, y, z }: Vector3): Point => [x, y, z];
const direction = ({ from, to }: Run): Vector3 => to.clone().sub(from).normalize();
const along = (run: Run, metres: number): Vector3 => run.from.clone().addScaledVector(direction(run), metres);

/** One straight length; insulation, where it has any, leaves the flanges free: between pipes and at an open end. */
function length(
  m: ModelBuilder,
  run: Run,
  bore: number,
  across: number,
  [first, last]: readonly [boolean, boolean],
): void {
  const total = run.from.distanceTo(run.to);
  m.barrel('steel', at(run.from), at(run.to), bore, { bevel: 0 });
  const insulated = across > bore;
  const pieces = Math.max(1, Math.ceil(total / pipeLength));
  for (let k = 0; k < pieces; k++) {
    const [from, to] = [(total * k) / pieces, (total * (k + 1)) / pieces];
    if (k > 0) {
      flange(m, at(along(run, from)), at(direction(run)), bore);
      flange(m, at(along(run, from)), at(direction(run).negate()), bore, 0);
    }
    if (!insulated) continue;
    const bare = Math.min(0.12, (to - from) * 0.1);
    const start = from + (first || k > 0 ? bare : 0);
    const end = to - (last || k < pieces - 1 ? bare : 0);
    m.barrel('cover', at(along(run, start)), at(along(run, end)), across, { bevel: 0 });
    for (let seam = from + bare + 0.5; seam < to - bare - 0.1; seam += 1) {
      m.barrel('steel', at(along(run, seam)), at(along(run, seam + 0.03)), across * 1.015, { bevel: 0 });
    }
  }
}

function curve(m: ModelBuilder, points: readonly Vector3[], across: number, insulated: boolean): void {
  for (let k = 1; k < points.length; k++) {
    const run = { from: points[k - 1]!, to: points[k]! };
    // Each reaches a little into the next, so that no wedge stays open on the outer side.
    const reach = across * 0.07;
    const [from, to] = [along(run, -reach), along(run, run.from.distanceTo(run.to) + reach)];
    m.barrel(insulated ? 'cover' : 'steel', at(from), at(to), across, { bevel: 0 });
  }
}

/** Which way it flows, on the longest length. */
function arrow(m: ModelBuilder, runs: readonly Run[], across: number): void {
  const longest = runs.toSorted((a, b) => b.from.distanceTo(b.to) - a.from.distanceTo(a.to))[0];
  if (!longest) return;
  const way = direction(longest);
  const aside = Math.abs(way.y) > 0.9 ? new Vector3(0, 0, 1) : new Vector3(0, 1, 0);
  const middle = along(longest, longest.from.distanceTo(longest.to) / 2).addScaledVector(aside, across * 0.56);
  const reach = Math.min(0.3, across * 1.2);
  const tip = middle.clone().addScaledVector(way, reach);
  m.beam('rubber', at(middle.clone().addScaledVector(way, -reach)), at(middle), across * 0.2, across * 0.06);
  m.rod('rubber', at(middle), at(tip), across * 0.44, { top: 0.005 });
}

/** Posts with a saddle and a clamp, evenly under what does not stand upright. */
function posts(m: ModelBuilder, run: Run, across: number, spacing: number): void {
  const way = direction(run);
  const total = run.from.distanceTo(run.to);
  if (Math.abs(way.y) > 0.7 || total < 0.6) return;
  const count = Math.max(1, Math.round(total / spacing));
  const yaw = (-Math.atan2(way.z, way.x) * 180) / Math.PI;
  for (let k = 0; k < count; k++) {
    const { x, y, z } = along(run, (total * (k + 0.5)) / count);
    const under = y - across / 2;
    if (under < 0.12) continue;
    const turn: Point = [0, yaw, 0];
    m.box('structure', [x, 0, z], [0.26, 0.025, 0.26], { turn });
    m.box('structure', [x, 0.025, z], [0.09, under - 0.08, 0.09], { turn });
    m.box('structure', [x, under - 0.06, z], [0.14, 0.06, across * 1.5], { turn });
    m.barrel(
      'structure',
      at(along(run, (total * (k + 0.5)) / count - 0.025)),
      at(along(run, (total * (k + 0.5)) / count + 0.025)),
      across * 1.06,
      { bevel: 0 },
    );
  }
}
