import { ModelBuilder, type Point } from '../parts/model.ts';
import { alongWay, freshSpot, roundedWay, type Spot, wayLength } from '../paths/polyline.ts';
import type { PathDrawing } from './drawing.ts';
import { between, driveOn, every, placeOn, slab, straights } from './on-way.ts';

/** Of the rail, metres: trolleys take tight bends, but not corners. */
export const railRadius = 0.9;
/** From the rail to the ceiling that it hangs from where it has no posts. */
const ceilingAbove = 1;

/** A power-and-free conveyor: a rail high up, trolleys with hooks below it, posts beside it or hangers above it. */
export const overheadConveyor: PathDrawing = (course, [, , width], parameters) => {
  const m = new ModelBuilder();
  const way = roundedWay(course, railRadius);
  for (const { spot, reachOf } of straights(way)) {
    const reach = reachOf(0.1);
    slab(m, 'structure', spot, [0.005, 0], [reach, 0.02, 0.1], { bevel: 0 });
    slab(m, 'structure', spot, [-0.06, 0], [reach, 0.12, 0.03], { bevel: 0 });
    slab(m, 'steel', spot, [-0.125, 0], [reach, 0.018, 0.1], { bevel: 0 });
    slab(m, 'moving', spot, [-0.2, 0], [reach, 0.025, 0.03], { bevel: 0 });
  }
  for (const spot of between(way, parameters.hangerSpacing!, 0.3)) {
    if (parameters.posts === 0) hanger(m, spot);
    else post(m, spot, Math.max(0.5, width * 0.88));
  }
  m.part('carriers', () => {
    for (const spot of every(way, parameters.carrierPitch!)) carrier(m, spot, parameters.carrierLength!, width);
  });
  const end = freshSpot();
  alongWay(way, wayLength(way) - 0.8, end);
  m.part('motor', () => {
    slab(m, 'cover', end, [0.1, 0], [0.9, 0.16, 0.3], { bevel: 0.02 });
    slab(m, 'structure', end, [-0.21, 0.1], [0.8, 0.06, 0.12]);
  });
  driveOn(m, end, 0.3, 0, 0.7);
  return m;
};

/** A post to the right of the rail, with an arm over it. */
function post(m: ModelBuilder, spot: Spot, aside: number): void {
  const at = placeOn({ ...spot, y: 0, rise: 0 });
  const top = spot.y + 0.18;
  m.box('structure', at(0, 0, aside), [0.3, 0.02, 0.3], { bevel: 0 });
  for (const [ahead, across] of [
    [0.1, 0.1],
    [-0.1, -0.1],
  ] as const) {
    m.rod('steel', at(ahead, 0.02, aside + across), at(ahead, 0.06, aside + across), 0.035);
  }
  m.beam('structure', at(0, 0.02, aside), at(0, top, aside), 0.12, 0.12);
  m.beam('structure', at(0, top - 0.05, aside + 0.06), at(0, top - 0.05, -0.12), 0.08, 0.1);
  m.beam('structure', at(0, top - 0.6, aside), at(0, top - 0.08, aside - Math.min(0.5, aside * 0.7)), 0.06, 0.06);
  m.beam('structure', at(0, spot.y, 0), at(0, top - 0.08, 0), 0.08, 0.05);
}

function hanger(m: ModelBuilder, spot: Spot): void {
  const at = placeOn({ ...spot, rise: 0 });
  for (const side of [-0.14, 0.14]) m.rod('steel', at(0, -0.02, side), at(0, ceilingAbove, side), 0.025);
  m.beam('structure', at(0, 0.03, -0.2), at(0, 0.03, 0.2), 0.06, 0.05);
  m.beam('structure', at(0, ceilingAbove, -0.3), at(0, ceilingAbove, 0.3), 0.1, 0.08);
}

/** Two wheels on the rail, a swivel, a bar along the way and a hook at either end. */
function carrier(m: ModelBuilder, spot: Spot, length: number, width: number): void {
  const at = placeOn({ ...spot, rise: 0 });
  const below = (ahead: number, y: number, aside = 0): Point => at(ahead, y, aside);
  for (const side of [-1, 1]) m.barrel('moving', below(0, -0.085, side * 0.022), below(0, -0.085, side * 0.055), 0.07);
  m.beam('moving', below(0, -0.06, 0.062), below(0, -0.24, 0.062), 0.05, 0.014);
  m.beam('moving', below(0, -0.06, -0.062), below(0, -0.24, -0.062), 0.05, 0.014);
  m.beam('moving', below(-0.06, -0.25), below(0.06, -0.25), 0.05, 0.14);
  const bar = -length * 0.55;
  const half = Math.min(0.3, width * 0.32);
  m.rod('steel', below(0, -0.27), below(0, bar), 0.035);
  m.beam('moving', below(-half - 0.03, bar), below(half + 0.03, bar), 0.05, 0.04);
  for (const end of [-half, half]) {
    const hook = -length + 0.06;
    m.rod('steel', below(end, bar), below(end, hook), 0.022);
    m.rod('steel', below(end, hook, 0), below(end, hook - 0.06, 0.05), 0.022);
    m.rod('steel', below(end, hook - 0.06, 0.05), below(end, hook, 0.1), 0.022);
  }
}
