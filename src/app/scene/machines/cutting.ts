import { cabinet, signalColumn } from '../parts/fittings.ts';
import {
  around,
  chipConveyor,
  footing,
  framedPane,
  hungControl,
  louvres,
  namePlate,
  sightGlass,
} from '../parts/fixtures.ts';
import { ModelBuilder, type Point } from '../parts/model.ts';
import type { Parameters } from './drawing.ts';

/** Machine tools that cut: what turns, what feeds, and the enclosure that keeps chips and coolant in. */

/** The chip conveyor stands at the right of the enclosure, metres. */
const beside = 0.85;

/** A vertical machining centre, open above, so that head and tool magazine are seen. */
export function mill([width, height, depth]: Point, { travel, tools }: Parameters): ModelBuilder {
  const m = new ModelBuilder();
  const w = width - beside;
  const cx = -beside / 2;
  const front = depth / 2 - 0.16;
  const back = -depth / 2 + 0.62;
  const [middle, deep] = [(front + back) / 2, front - back];
  const [sill, top] = [0.82, height * 0.8];
  footing(m, cx, 0, w - 0.3, depth - 0.4);
  m.box('structure', [cx, 0.1, -0.02], [w - 0.1, 0.12, depth - 0.3], { shade: 0.8 });
  m.box('cover', [cx, 0.22, middle], [w, sill - 0.22, deep], { bevel: 0.02 });
  m.box('steel', [cx, sill - 0.04, middle], [w + 0.03, 0.05, deep + 0.03]);
  for (const side of [-1, 1]) m.box('cover', [cx + side * (w / 2 - 0.025), sill, middle], [0.05, top - sill, deep]);
  m.box('cover', [cx, sill, back + 0.02], [w - 0.1, top - sill, 0.04], { shade: 0.9 });
  // Column with its ways, behind the work.
  m.box('structure', [cx, 0.2, back - 0.1], [0.9, height - 0.55, 0.5], { bevel: 0.03 });
  for (const side of [-1, 1]) m.box('steel', [cx + side * 0.2, sill + 0.3, back + 0.17], [0.07, height - 1.5, 0.05]);
  // Front: two panels, a head rail, two doors that part in the middle.
  const opening = w * 0.52;
  const panel = (w - opening) / 2;
  for (const side of [-1, 1]) {
    m.box('cover', [cx + side * (w / 2 - panel / 2), sill, front - 0.02], [panel, top - sill, 0.05]);
  }
  m.box('cover', [cx, top - 0.16, front - 0.02], [w, 0.2, 0.07]);
  m.box('rubber', [cx, sill - 0.02, front + 0.05], [w - 0.1, 0.03, 0.06]);
  for (const side of [-1, 1]) {
    m.moving('door', [cx, sill + 0.01, front + 0.05], { travel: [side * opening * 0.46, 0, 0] }, () => {
      framedPane(m, [(side * opening) / 4, 0, 0], opening / 2 - 0.005, top - sill - 0.12, 0.1);
      m.rod('steel', [side * 0.09, 0.42, 0.05], [side * 0.09, 0.8, 0.05], 0.035);
    });
  }
  millWork(m, [cx, sill, (middle + back) / 2 + 0.12], (travel ?? 0) / 1000, height, Math.round(tools ?? 0));
  cabinet(m, [cx + 0.2, 0.06, -depth / 2 + 0.2], w * 0.7, height * 0.72, 0.36);
  m.box('structure', [cx - w * 0.4, 0.2, -depth / 2 + 0.3], [0.3, 0.9, 0.4]);
  m.drum('moving', [cx - w * 0.4, 1.1, -depth / 2 + 0.3], 0.2, 0.3);
  hungControl(m, [cx + w / 2 - 0.2, top - 0.05, front], 0.22, 0.12, 0.5);
  sightGlass(m, 'coolant', [cx - w * 0.42, 0.34, front + 0.012], 0.07, 0.32);
  louvres(m, [cx + w * 0.3, 0.36, front + 0.012], w * 0.2, 0.26, 6);
  namePlate(m, [cx - w * 0.26, top - 0.12, front + 0.03], 0.5);
  signalColumn(m, [cx + w / 2 - 0.1, top, back + 0.1]);
  chipConveyor(m, [cx + w / 2, 0.12, middle]);
  return m;
}

/** Table, head and magazine about the point on the sill under the spindle. */
function millWork(m: ModelBuilder, [x, y, z]: Point, travel: number, height: number, tools: number): void {
  m.box('structure', [x, y, z + 0.1], [0.7, 0.06, 1], { shade: 0.85 });
  m.moving('saddle', [x, y + 0.06, z - 0.12], { travel: [0, 0, 0.3] }, () => {
    m.box('structure', [0, 0, 0], [0.8, 0.12, 0.5], { bevel: 0.02 });
    m.box('rubber', [0, 0, 0.4], [0.6, 0.07, 0.34], { shade: 1.1 });
    m.moving('table', [-travel / 2, 0.12, 0], { travel: [travel, 0, 0] }, () => {
      const length = Math.min(travel * 1.15 + 0.1, 1.1);
      m.box('steel', [0, 0, 0], [length, 0.09, 0.46]);
      for (const slot of [-0.14, 0, 0.14]) {
        m.box('rubber', [0, 0.089, slot], [length, 0.004, 0.022], { bevel: 0 });
      }
      for (const [at, jaw] of [
        [-0.1, 0],
        [0.1, 0],
      ] as const)
        m.box('structure', [at, 0.09, jaw], [0.05, 0.13, 0.2]);
      m.box('structure', [0, 0.09, 0], [0.34, 0.05, 0.2]);
      m.box('case', [0, 0.14, 0], [0.15, 0.12, 0.16]);
    });
  });
  const nose = y + 0.72;
  m.moving('head', [x, nose, z], { travel: [0, -0.32, 0] }, () => {
    m.box('structure', [0, 0.06, -0.16], [0.42, 0.56, 0.66], { bevel: 0.03 });
    m.box('cover', [0, 0.3, 0.18], [0.3, 0.22, 0.03]);
    m.drum('steel', [0, -0.06, 0], 0.2, 0.12, { top: 0.26 });
    m.drum('moving', [0, 0.62, 0], 0.28, height - nose - 0.66, { bevel: 0.02 });
    m.drum('structure', [0, height - nose - 0.06, 0], 0.29, 0.06);
    m.hose(
      'rubber',
      [
        [0.16, 0.5, -0.3],
        [0.3, 0.74, -0.3],
        [0.3, 0.5, -0.5],
      ],
      0.05,
    );
    for (const side of [-1, 1]) m.rod('steel', [side * 0.14, 0.04, 0.06], [side * 0.06, -0.14, 0.02], 0.022);
    m.moving('spindle', [0, -0.06, 0], { axis: [0, 1, 0] }, () => {
      m.rod('steel', [0, -0.06, 0], [0, 0, 0], 0.12, { top: 0.16 });
      m.box('structure', [0, -0.05, 0], [0.17, 0.03, 0.03], { bevel: 0 });
      m.rod('moving', [0, -0.14, 0], [0, -0.06, 0], 0.05, { top: 0.1 });
      m.box('steel', [0, -0.28, 0], [0.045, 0.14, 0.02], { bevel: 0 });
      m.box('steel', [0, -0.28, 0], [0.02, 0.14, 0.045], { bevel: 0 });
    });
  });
  const across = Math.max(0.44, (tools * 0.075) / Math.PI);
  m.beam('structure', [x - 0.3, nose + 0.54, z - 0.5], [x - 0.36 - across / 2, nose + 0.54, z - 0.18], 0.14, 0.12);
  m.moving('magazine', [x - 0.36 - across / 2, nose + 0.36, z - 0.16], { axis: [0, 1, 0] }, () => {
    m.drum('moving', [0, 0, 0], across, 0.09);
    m.drum('structure', [0, 0.09, 0], 0.2, 0.12);
    m.box('rubber', [across * 0.28, 0.088, 0], [across * 0.3, 0.006, 0.05], { bevel: 0 });
    for (const [dx, dz] of around(tools)) {
      const r = across / 2 + 0.02;
      m.rod('steel', [dx * r, -0.12, dz * r], [dx * r, 0.03, dz * r], 0.035, { top: 0.06 });
    }
  });
}

/** A slant-bed turning centre: headstock at the left, turret behind the work, a door that leans back. */
export function lathe([width, height, depth]: Point, { chuck, stations }: Parameters): ModelBuilder {
  const m = new ModelBuilder();
  const w = width - beside;
  const cx = -beside / 2;
  const [left, right] = [cx - w / 2, cx + w / 2];
  const front = depth / 2 - 0.12;
  const back = -depth / 2 + 0.3;
  const [middle, deep] = [(front + back) / 2, front - back];
  const sill = height * 0.42;
  const top = height - 0.12;
  const [head, tail] = [w * 0.29, w * 0.16];
  footing(m, cx, 0, w - 0.3, depth - 0.6);
  m.box('structure', [cx, 0.1, middle], [w - 0.1, 0.12, deep - 0.1], { shade: 0.8 });
  m.box('cover', [cx, 0.22, middle], [w, sill - 0.22, deep], { bevel: 0.02 });
  m.box('steel', [cx, sill - 0.03, middle], [w + 0.03, 0.04, deep + 0.03]);
  // The front leans back from the sill up; headstock and tail are closed, the work lies between.
  const lean = 14;
  const slope = (top - sill) / Math.cos((lean * Math.PI) / 180);
  const hood = (x: number, wide: number) => {
    m.box('cover', [x, sill, middle - 0.14], [wide, top - sill, deep - 0.3], { bevel: 0.03 });
    framelessPanel(m, [x, sill, front - 0.02], wide, slope, lean);
  };
  hood(left + head / 2, head);
  hood(right - tail / 2, tail);
  const [from, to] = [left + head, right - tail];
  const span = to - from;
  m.box('cover', [(from + to) / 2, sill, back + 0.05], [span, top - sill, 0.06], { shade: 0.92 });
  m.box('cover', [(from + to) / 2, top - 0.05, back + 0.26], [span, 0.05, 0.4]);
  m.box('rubber', [cx, sill, front + 0.01], [w - 0.1, 0.025, 0.06]);
  m.moving('door', [(from + to) / 2, sill + 0.02, front + 0.03], { travel: [-head, 0, 0] }, () => {
    framedPane(m, [0, 0, 0], span + 0.04, slope - 0.04, 0.13, lean);
    m.rod('steel', [span / 2 - 0.1, 0.26, 0.0], [span / 2 - 0.1, 0.56, -0.075], 0.035);
  });
  latheWork(m, [from, sill, middle - 0.02], [to, top], (chuck ?? 0) / 1000, Math.round(stations ?? 0));
  hungControl(m, [right - tail / 2, top - 0.02, front - 0.26], 0.36, 0.14, 0.46);
  namePlate(m, [left + head / 2, sill + 0.34, front - 0.02 - 0.06], 0.4);
  louvres(m, [left + head / 2, 0.3, front + 0.012], head * 0.6, 0.26, 6);
  sightGlass(m, 'coolant', [right - tail / 2, 0.32, front + 0.012], 0.07, 0.32);
  cabinet(m, [cx + 0.3, 0.08, -depth / 2 + 0.15], w * 0.5, height * 0.8, 0.3);
  m.box('structure', [left + 0.35, 0.1, -depth / 2 + 0.14], [0.6, 0.35, 0.3]);
  m.barrel('moving', [left + 0.15, 0.56, -depth / 2 + 0.14], [left + 0.5, 0.56, -depth / 2 + 0.14], 0.2);
  m.barrel('structure', [left - 0.05, sill + 0.36, middle - 0.02], [left, sill + 0.36, middle - 0.02], 0.3);
  signalColumn(m, [right - 0.1, top, back + 0.15]);
  chipConveyor(m, [right, 0.12, middle]);
  return m;
}

/** A sheet that leans like the door beside it. */
function framelessPanel(m: ModelBuilder, [x, y, z]: Point, width: number, slope: number, lean: number): void {
  const angle = (lean * Math.PI) / 180;
  const at: Point = [x, y + (slope / 2) * Math.cos(angle) - slope / 2, z - (slope / 2) * Math.sin(angle)];
  m.box('cover', at, [width - 0.01, slope, 0.05], { turn: [-lean, 0, 0] });
}

/** Chuck, turret and tailstock along the spindle's axis, from the headstock's face to the tail. */
function latheWork(
  m: ModelBuilder,
  [x, sill, z]: Point,
  [end, top]: readonly [number, number],
  chuck: number,
  stations: number,
) {
  const axis = sill + 0.36;
  const span = end - x;
  // The spindle's nose reaches so far that its chuck is not hidden behind the headstock.
  const nose = span * 0.15;
  // The slant bed with its two ways.
  m.box('structure', [x + span / 2, sill - 0.12, z - 0.3], [span, 0.5, 0.34], { turn: [-35, 0, 0] });
  for (const up of [0.16, 0.34]) {
    m.box('steel', [x + span / 2, sill + up - 0.04, z - 0.04 - up * 0.7], [span, 0.06, 0.05], { turn: [-35, 0, 0] });
  }
  m.barrel('structure', [x - 0.02, axis, z], [x + nose, axis, z], Math.max(0.22, chuck * 0.8), { bevel: 0.02 });
  m.moving('chuck', [x + nose, axis, z], { axis: [1, 0, 0] }, () => {
    m.barrel('steel', [0, 0, 0], [0.12, 0, 0], chuck);
    for (const [k, [dy, dz]] of around(3).entries()) {
      const r = chuck * 0.3;
      m.box('structure', [0.15, dy * r - chuck * 0.15, dz * r], [0.07, chuck * 0.3, chuck * 0.18], {
        turn: [k * 120, 0, 0],
      });
    }
    m.barrel('case', [0.12, 0, 0], [0.36, 0, 0], chuck * 0.44);
    m.barrel('case', [0.36, 0, 0], [span * 0.5, 0, 0], chuck * 0.3);
  });
  m.moving('tailstock', [end - 0.3, axis, z], { travel: [-span * 0.18, 0, 0] }, () => {
    m.box('structure', [0.12, -0.2, -0.06], [0.3, 0.34, 0.26], { bevel: 0.03 });
    m.barrel('steel', [-0.12, 0, 0], [0.02, 0, 0], 0.12);
    m.barrel('steel', [-0.24, 0, 0], [-0.12, 0, 0], 0.02, { top: 0.1 });
  });
  m.moving('carriage', [x + span * 0.62, axis, z], { travel: [-span * 0.3, 0, 0] }, () => {
    m.box('structure', [0.04, -0.06, -0.34], [0.34, 0.36, 0.26], { turn: [-35, 0, 0], bevel: 0.02 });
    m.moving('turret', [-0.16, Math.min(0.24, top - axis - 0.2), -0.24], { axis: [1, 0, 0] }, () => {
      const disc = 0.34;
      m.barrel('steel', [-0.05, 0, 0], [0.06, 0, 0], disc);
      m.barrel('structure', [0.06, 0, 0], [0.16, 0, 0], disc * 0.6);
      for (const [k, [dy, dz]] of around(stations).entries()) {
        const r = disc / 2 + 0.02;
        const size: Point = k % 2 ? [0.06, 0.05, 0.05] : [0.14, 0.045, 0.03];
        m.box('moving', [-size[0] / 2 + 0.02, dy * r - size[1] / 2, dz * r], size, {
          turn: [(k * 360) / stations, 0, 0],
          bevel: 0,
        });
      }
    });
  });
}
