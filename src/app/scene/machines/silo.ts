import { around, handrail, ladder, namePlate, sightGlass } from '../parts/fixtures.ts';
import { ModelBuilder, type Point } from '../parts/model.ts';
import type { Parameters } from './drawing.ts';

/** Bulk material over a cone on legs; a dust filter and a rail on the roof, a rotary valve below. */
export function silo([width, height, depth]: Point, { cone = 60, legs = 4 }: Parameters): ModelBuilder {
  const m = new ModelBuilder();
  const across = Math.min(width - 1.1, depth * 0.9);
  const r = across / 2;
  const mouth = Math.min(0.4, across * 0.2);
  // What is above the cone shrinks as the cone grows steeper: the outlet stays at the height of a man.
  const outlet = Math.min(1.1, height * 0.14);
  const slant = (r - mouth / 2) * Math.tan((cone * Math.PI) / 180);
  const shell = Math.min(outlet + slant, height * 0.6);
  const eaves = height * 0.86;
  m.drum('steel', [0, outlet, 0], mouth, shell - outlet, { top: across, bevel: 0 });
  m.drum('cover', [0, shell, 0], across, eaves - shell, { bevel: 0.03 });
  const bands = Math.max(2, Math.round((eaves - shell) / 1.4));
  for (let k = 0; k <= bands; k++) {
    m.drum('steel', [0, shell + ((eaves - shell - 0.07) * k) / bands, 0], across + 0.05, 0.07, { bevel: 0 });
  }
  m.drum('cover', [0, eaves, 0], across, height * 0.05, { top: across * 0.5, bevel: 0 });
  support(m, r, shell, Math.round(legs));
  roof(m, [across, eaves, height]);
  discharge(m, mouth, outlet);
  sightGlass(m, 'content', [0, shell + 0.15, r + 0.03], 0.34, eaves - shell - 0.35);
  fillPipe(m, [r + 0.16, eaves, height]);
  caged(m, -r - 0.12, eaves);
  namePlate(m, [0.62, shell + 0.5, r * 0.86], 0.5);
  m.barrel('steel', [r * 0.66, shell + 0.9, r * 0.7], [r * 0.72, shell + 0.9, r * 0.78], 0.5);
  return m;
}

function support(m: ModelBuilder, r: number, shell: number, legs: number): void {
  // The first leg stands beside the front, so that the outlet is seen between two.
  const places = Array.from({ length: legs }, (_, k) => {
    const turn = ((k + 0.5) / legs) * 2 * Math.PI + Math.PI / 2;
    return [Math.cos(turn) * (r - 0.06), Math.sin(turn) * (r - 0.06)] as const;
  });
  m.drum('structure', [0, shell - 0.12, 0], 2 * r + 0.1, 0.22, { bevel: 0.02 });
  for (const [k, [x, z]] of places.entries()) {
    const [nx, nz] = places[(k + 1) % legs]!;
    m.box('structure', [x, 0, z], [0.36, 0.04, 0.36]);
    m.box('structure', [x, 0.04, z], [0.2, shell - 0.1, 0.2], { bevel: 0.02 });
    m.beam('structure', [x, shell * 0.55, z], [nx, shell * 0.55, nz], 0.1, 0.1);
    m.rod('structure', [x, shell * 0.08, z], [nx, shell * 0.54, nz], 0.06);
    m.rod('structure', [nx, shell * 0.08, nz], [x, shell * 0.54, z], 0.06);
  }
}

function roof(m: ModelBuilder, [across, eaves, height]: Point): void {
  const r = across * 0.49;
  handrail(
    m,
    around(8).map(([x, z]) => [x * r, eaves + 0.02, z * r] as const),
    Math.min(0.9, height * 0.1),
  );
  const top = eaves + height * 0.05;
  m.part('filter', () => {
    const [x, d] = [across * 0.06, across * 0.26];
    const high = height - top - 0.12;
    m.drum('steel', [x, top - 0.12, 0], d, high, { bevel: 0.02 });
    m.drum('steel', [x, top + high * 0.42, 0], d + 0.06, 0.05);
    m.drum('cover', [x, top - 0.12 + high, 0], d + 0.04, 0.16, { top: d * 0.5 });
    m.box('structure', [x + d * 0.4, top + high * 0.5, 0], [d * 0.5, 0.2, d * 0.5]);
    m.barrel('moving', [x + d * 0.4, top + high * 0.5 + 0.3, 0], [x + d * 0.8, top + high * 0.5 + 0.3, 0], 0.22);
  });
  m.drum('steel', [-across * 0.24, eaves + height * 0.02, across * 0.12], 0.5, 0.28);
  m.drum('cover', [-across * 0.24, eaves + height * 0.02 + 0.28, across * 0.12], 0.56, 0.05);
  m.drum('steel', [-across * 0.1, eaves + height * 0.03, -across * 0.26], 0.3, 0.3);
  m.drum('structure', [-across * 0.1, eaves + height * 0.03 + 0.3, -across * 0.26], 0.4, 0.08);
}

/** Slide gate, rotary valve with its drive, and the spout. */
function discharge(m: ModelBuilder, mouth: number, outlet: number): void {
  m.drum('steel', [0, outlet - 0.04, 0], mouth * 1.4, 0.06);
  m.box('structure', [0.1, outlet - 0.14, 0], [mouth * 2, 0.08, mouth * 1.2]);
  m.box('steel', [mouth * 1.3, outlet - 0.12, 0], [mouth * 0.8, 0.03, mouth * 0.8]);
  const y = outlet - 0.14 - mouth * 0.55;
  m.barrel('structure', [0, y, -mouth * 0.6], [0, y, mouth * 0.6], mouth * 1.1, { bevel: 0.02 });
  for (const z of [-1, 1]) m.barrel('steel', [0, y, z * mouth * 0.6], [0, y, z * mouth * 0.68], mouth * 1.24);
  m.moving('valve', [0, y, mouth * 0.68], { axis: [0, 0, -1] }, () => {
    m.barrel('steel', [0, 0, 0], [0, 0, 0.16], mouth * 0.2);
    m.barrel('moving', [0, 0, 0.06], [0, 0, 0.12], mouth * 0.7);
    for (const turn of [0, 60, 120])
      m.box('structure', [0, -mouth * 0.28, 0.125], [mouth * 0.1, mouth * 0.56, 0.02], {
        turn: [0, 0, turn],
        bevel: 0,
      });
  });
  m.barrel('moving', [mouth * 0.75, y, 0], [mouth * 0.75 + 0.4, y, 0], 0.24, { bevel: 0.02 });
  m.barrel('structure', [mouth * 0.75 + 0.4, y, 0], [mouth * 0.75 + 0.5, y, 0], 0.25, { top: 0.2 });
  m.drum('steel', [0, 0.06, 0], mouth * 0.8, y - mouth * 0.5 - 0.06, { top: mouth, bevel: 0 });
  m.drum('rubber', [0, 0.02, 0], mouth * 0.9, 0.12);
}

function fillPipe(m: ModelBuilder, [x, eaves, height]: Point): void {
  m.hose(
    'steel',
    [
      [x, 1, 0],
      [x, eaves + 0.5, 0],
      [x * 0.66, eaves + 0.75, 0],
      [x * 0.55, eaves + height * 0.02, 0],
    ],
    0.13,
  );
  m.hose(
    'steel',
    [
      [x + 0.25, 0.9, 0],
      [x, 1, 0],
    ],
    0.13,
  );
  m.barrel('structure', [x + 0.24, 0.9, 0], [x + 0.32, 0.87, 0], 0.22);
  for (let y = 1.5; y < eaves; y += 1.6) m.box('structure', [x - 0.1, y, 0], [0.2, 0.06, 0.06], { bevel: 0 });
}

/** The way up: a ladder with safety hoops above head height. */
function caged(m: ModelBuilder, x: number, eaves: number): void {
  const top = eaves + 0.9;
  ladder(m, x, 0, 0, top);
  const hoops = Math.max(2, Math.min(6, Math.round((top - 2.4) / 1.1)));
  for (let k = 0; k < hoops; k++) {
    const y = 2.4 + ((top - 2.5) * k) / (hoops - 1);
    for (const z of [-1, 1]) {
      m.beam('structure', [x, y, z * 0.22], [x - 0.34, y, z * 0.3], 0.05, 0.012, { bevel: 0 });
      m.beam('structure', [x - 0.34, y, z * 0.3], [x - 0.5, y, z * 0.12], 0.05, 0.012, { bevel: 0 });
    }
    m.beam('structure', [x - 0.5, y, -0.12], [x - 0.5, y, 0.12], 0.05, 0.012, { bevel: 0 });
  }
  for (const [dx, z] of [
    [-0.5, 0.1],
    [-0.5, -0.1],
    [-0.36, 0.29],
    [-0.36, -0.29],
  ] as const) {
    m.box('structure', [x + dx, 2.36, z], [0.012, top - 2.4, 0.04], { bevel: 0 });
  }
}
