import { ModelBuilder } from '../parts/model.ts';
import type { Spot, WayPoint } from '../paths/polyline.ts';
import type { PathDrawing } from './drawing.ts';
import { placeOn, slab } from './on-way.ts';

/** Below the panels, metres: room to sweep. */
const gap = 0.14;
const wireEvery = 0.17;

/** Posts with mesh panels between them along a path, and a gate that swings out to its left. */
export const safetyFence: PathDrawing = (course, _, { panelWidth, gateWidth, gateAt }) => {
  const m = new ModelBuilder();
  const legs = course.slice(1).map((to, k) => legOf(course[k]!, to));
  const total = legs.reduce((sum, { length }) => sum + length, 0);
  const gateFrom = Math.min(gateAt!, total - 0.01);
  let passed = 0;
  for (const [k, leg] of legs.entries()) {
    const own = gateFrom >= passed && gateFrom < passed + leg.length && gateWidth! > 0;
    passed += leg.length;
    if (!own) {
      panels(m, leg, 0, leg.length, panelWidth!);
    } else {
      const wide = Math.min(gateWidth!, leg.length);
      const from = Math.min(gateFrom - (passed - leg.length), leg.length - wide);
      panels(m, leg, 0, from, panelWidth!);
      panels(m, leg, from + wide, leg.length, panelWidth!);
      gate(m, leg, from, wide);
    }
    if (k === 0) post(m, leg.at(0), leg.height(0));
    post(m, leg.at(leg.length), leg.height(leg.length));
  }
  return m;
};

interface Leg {
  readonly length: number;
  at(along: number): Spot;
  /** Of the fence's top. */
  height(along: number): number;
}

function legOf(from: WayPoint, to: WayPoint): Leg {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const [dx, dz] = [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
  return {
    length,
    at: (along) => ({ x: from[0] + dx * along, y: 0, z: from[1] + dz * along, dx, dz, rise: 0 }),
    height: (along) => from[2] + ((to[2] - from[2]) * along) / length,
  };
}

function post(m: ModelBuilder, spot: Spot, height: number): void {
  const at = placeOn(spot);
  slab(m, 'structure', spot, [0.008, 0], [0.15, 0.016, 0.15], { bevel: 0 });
  for (const side of [-0.055, 0.055]) m.rod('steel', at(side, 0.01, side), at(side, 0.035, side), 0.02);
  slab(m, 'structure', spot, [height / 2, 0], [0.06, height, 0.06]);
}

function panels(m: ModelBuilder, leg: Leg, from: number, to: number, panelWidth: number): void {
  if (to - from < 0.05) return;
  const count = Math.max(1, Math.ceil((to - from) / panelWidth - 1e-6));
  const wide = (to - from) / count;
  for (let k = 0; k < count; k++) {
    const start = from + k * wide;
    mesh(m, leg.at(start + wide / 2), wide - 0.08, Math.min(leg.height(start), leg.height(start + wide)));
    if (start > 0.05) post(m, leg.at(start), leg.height(start));
  }
  if (to < leg.length - 0.05) post(m, leg.at(to), leg.height(to));
}

/** A frame with a fine mesh, told by its wires and a pane as thin. */
function mesh(m: ModelBuilder, spot: Spot, wide: number, height: number): void {
  const tall = height - gap - 0.03;
  const middle = gap + tall / 2;
  const at = placeOn(spot);
  for (const y of [gap, height - 0.05]) slab(m, 'cover', spot, [y + 0.012, 0], [wide, 0.025, 0.025], { bevel: 0 });
  for (const side of [-1, 1]) {
    slab(m, 'cover', { ...spot, ...xz(at(side * (wide / 2 - 0.0125), 0, 0)) }, [middle, 0], [0.025, tall, 0.025], {
      bevel: 0,
    });
  }
  const wires = Math.max(1, Math.round(wide / wireEvery) - 1);
  for (let k = 1; k <= wires; k++) {
    const u = (k / (wires + 1) - 0.5) * wide;
    m.rod('structure', at(u, gap, 0), at(u, gap + tall, 0), 0.012);
  }
  for (const share of [0.33, 0.66]) {
    m.rod('structure', at(-wide / 2, gap + tall * share, 0.008), at(wide / 2, gap + tall * share, 0.008), 0.012);
  }
  const yaw = (-Math.atan2(spot.dz, spot.dx) * 180) / Math.PI;
  m.glass(at(0, gap, 0), [wide, tall, 0.006], { turn: [0, yaw, 0] });
}

const xz = ([x, , z]: readonly [number, number, number]) => ({ x, z });

/** Hinged where it begins; its lock and switch box are on the post where it ends. */
function gate(m: ModelBuilder, leg: Leg, from: number, wide: number): void {
  const [hinge, end] = [leg.at(from), leg.at(from + wide)];
  const height = Math.min(leg.height(from), leg.height(from + wide));
  slab(m, 'cover', end, [height * 0.52, 0.06], [0.1, 0.26, 0.07], { bevel: 0.01 });
  const at = placeOn(end);
  m.rod('rubber', at(0, height * 0.52 + 0.13, 0.06), at(0, height, 0.06), 0.018);
  m.moving('gate', [hinge.x, 0, hinge.z], { axis: [0, 1, 0] }, () => {
    const spot: Spot = { ...hinge, x: (hinge.dx * wide) / 2, z: (hinge.dz * wide) / 2 };
    mesh(m, spot, wide - 0.1, height);
    const own = placeOn({ ...hinge, x: 0, z: 0 });
    for (const y of [0.35, height - 0.35]) m.rod('steel', own(0.045, y, 0), own(0.045, y + 0.12, 0), 0.04);
    m.rod('rubber', own(wide - 0.12, height * 0.5, 0.05), own(wide - 0.12, height * 0.5 + 0.2, 0.05), 0.03);
    slab(
      m,
      'structure',
      { ...hinge, x: hinge.dx * (wide - 0.1), z: hinge.dz * (wide - 0.1) },
      [height * 0.58, 0],
      [0.1, 0.2, 0.06],
    );
  });
}
