import { equipment } from '../../../twin/equipment/equipment.ts';
import { corners, footprint } from '../../../twin/footprint.ts';
import type { MachineId } from '../../../twin/plant.ts';
import type { PlacedMachine, PlantIndex } from '../../../twin/plant-index.ts';

type Point = readonly [x: number, z: number];

/** A machine as a plan shows it, hall metres: its turned rectangle, or its way and how wide that is. */
export interface PlanShape {
  readonly placed: PlacedMachine;
  readonly at: Point;
  readonly outline: readonly Point[];
  readonly way: { readonly points: readonly Point[]; readonly width: number } | null;
}

export interface PlanLine {
  readonly id: string;
  readonly name: string;
  readonly machines: readonly MachineId[];
  /** Left top of what its machines cover. */
  readonly at: Point;
}

export function planShapes({ machines }: PlantIndex): PlanShape[] {
  return machines.map((placed) => {
    const { machine } = placed;
    const { pose, path } = machine;
    const type = equipment[machine.type];
    const [width, , depth] = machine.size ?? type?.size ?? [1, 1, 1];
    if (type?.alongPath && path && path.length > 1) {
      const points = path.map(([x, z]): Point => [x, z]);
      return { placed, at: middleOf(points), outline: [], way: { points, width: depth } };
    }
    const [a, b, c, d] = corners(footprint(pose.x, pose.z, pose.headingDeg ?? 0, width, depth));
    return { placed, at: [pose.x, pose.z], outline: [a!, b!, d!, c!], way: null };
  });
}

/** Lines in the plant file's order, those without machines left out. */
export function planLines(shapes: readonly PlanShape[]): PlanLine[] {
  const lines = new Map<string, { name: string; machines: MachineId[]; at: [number, number] }>();
  for (const { placed, outline, way } of shapes) {
    const { line, machine } = placed;
    const entry = lines.get(line.id) ?? { name: line.name, machines: [], at: [Infinity, Infinity] };
    lines.set(line.id, entry);
    entry.machines.push(machine.id);
    for (const [x, z] of way?.points ?? outline) {
      entry.at[0] = Math.min(entry.at[0], x);
      entry.at[1] = Math.min(entry.at[1], z);
    }
  }
  return [...lines].map(([id, line]) => ({ id, ...line }));
}

const letterPx = 7;
const nameRowPx = 14;

/** Where names of lines stand, as wide as letters make them: below one another where they would overlap. */
export function namesApart(lines: readonly PlanLine[], metresPerPx: number): Point[] {
  const [letter, row] = [letterPx * metresPerPx, nameRowPx * metresPerPx];
  const placed: { readonly x: number; readonly z: number; readonly width: number }[] = [];
  return lines.map(({ name, at: [x, top] }) => {
    const width = name.length * letter;
    let z = Math.max(row, top);
    const covers = (other: (typeof placed)[number]) =>
      Math.abs(other.z - z) < row * 0.99 && x < other.x + other.width && other.x < x + width;
    for (let other = placed.find(covers); other; other = placed.find(covers)) z = other.z + row;
    placed.push({ x, z, width });
    return [x, z];
  });
}

/** Half-way along. */
function middleOf(points: readonly Point[]): Point {
  const lengths = points.slice(1).map(([x, z], k) => Math.hypot(x - points[k]![0], z - points[k]![1]));
  let left = lengths.reduce((a, b) => a + b, 0) / 2;
  for (const [k, length] of lengths.entries()) {
    const [from, to] = [points[k]!, points[k + 1]!];
    if (left <= length && length > 0) {
      const share = left / length;
      return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
    }
    left -= length;
  }
  return points[0]!;
}

export type Way = 'left' | 'right' | 'up' | 'down';
const ways: Readonly<Record<Way, Point>> = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] };

/** The place to go to from `places[from]` by an arrow key: near, and rather straight ahead; `from` where there is none. */
export function nextPlace(places: readonly Point[], from: number, way: Way): number {
  const [dx, dz] = ways[way];
  const [x, z] = places[from]!;
  let best = from;
  let least = Number.POSITIVE_INFINITY;
  for (const [k, [px, pz]] of places.entries()) {
    const ahead = (px - x) * dx + (pz - z) * dz;
    const aside = Math.abs((px - x) * dz) + Math.abs((pz - z) * dx);
    if (k === from || ahead <= 1e-6 || aside > ahead * 3) continue;
    const cost = ahead + 2 * aside;
    if (cost < least) [best, least] = [k, cost];
  }
  return best;
}
