import { InstancedMesh, Matrix4, Vector3 } from 'three';
import { beforeEach, expect, test } from 'vitest';
import { cubes } from '../../../twin/model-file/glb.fixture.ts';
import type { Binding, MachineId, Plant, Tag } from '../../../twin/plant.ts';
import { indexPlant } from '../../../twin/plant-index.ts';
import { Quality, type QualityCode } from '../../../twin/quality.ts';
import { LiveTable } from '../../live/live-table.ts';
import { palette } from '../../palette.ts';
import { assemble } from '../assembly.ts';
import type { Frame } from '../layer.ts';
import { Motions } from '../motion.ts';
import { CadFigure } from './cad-figure.ts';
import { CadGhosts } from './cad-ghosts.ts';
import { CadMeshes } from './cad-meshes.ts';
import { CadModel } from './cad-model.ts';
import { readModel } from './read-model.ts';

const tags = ['lift', 'swing', 'fill', 'spin', 'run'].map(
  (id): Tag => ({ id, name: id, kind: 'number', unit: '1', range: [0, 100], address: id }),
);
const bind = (tag: string, part: string, as: Binding['as']): Binding => ({ tag, part, as });
const press = {
  id: 'press' as MachineId,
  name: 'Press',
  type: 'cad',
  pose: { x: 5, z: 5 },
  model: { file: 'press.glb' },
  components: [],
  mainTags: [],
  tags: tags.slice(0, 4),
  bindings: [
    bind('lift', 'Slide', 'position'),
    bind('swing', 'Arm', 'angle'),
    bind('fill', 'Bin', 'level'),
    bind('spin', 'Rotor', 'rotation'),
  ],
};
const cart = {
  ...press,
  id: 'cart' as MachineId,
  type: 'agv',
  path: [
    [1, 1],
    [11, 1],
  ],
  tags: tags.slice(4),
  bindings: [bind('run', 'vehicle', 'position')],
};
const plant = {
  format: 'gemba-plant/1',
  id: 'p',
  name: 'P',
  site: { name: 'S', timeZone: 'UTC', shifts: [], floor: [20, 20] },
  sources: [{ id: 'a', type: 'simulation', seed: 1 }],
  areas: [{ id: 'a', name: 'A', lines: [{ id: 'l', name: 'L', machines: [press, cart] }] }],
  flows: [],
} as unknown as Plant;
const index = indexPlant(plant);
const [lift, swing, fill, spin, run] = [0, 1, 2, 3, 4];
/** A hand hangs on the arm; the table is bound to nothing. */
const file = cubes([
  { name: 'Press', children: [1, 2, 3, 5, 6] },
  { name: 'Table', mesh: 0, scale: [2, 0.4, 2] },
  { name: 'Slide', mesh: 0, translation: [0, 1, 0] },
  { name: 'Arm', mesh: 0, translation: [0, 2, 0], scale: [2, 0.2, 0.2], children: [4] },
  { name: 'Hand', mesh: 0, translation: [1, 0, 0] },
  { name: 'Bin', mesh: 0, translation: [3, 0, 0] },
  { name: 'Rotor', mesh: 0, translation: [-3, 0, 0] },
]);

let a: LiveTable;
let b: LiveTable;
let figures: CadFigure[];
let ghosts: CadGhosts;
let motions: Motions;
let timeMs = 0;

const set = (table: LiveTable, slot: number, value: number, quality: QualityCode = Quality.good) =>
  table.write(slot, ++timeMs, value, quality);
/** Where ghosts are drawn, hall metres. */
function drawn(open: MachineId | null = null): Vector3[] {
  const frame = { table: a, lost: false, seconds: 0, colours: palette.light } as Frame;
  motions.update(0);
  let moved = false;
  for (const figure of figures) moved = figure.update(frame, false).moved || moved;
  ghosts.update(a, b, moved, open);
  const found: Vector3[] = [];
  ghosts.group.traverseVisible((each) => {
    if (!(each instanceof InstancedMesh)) return;
    for (let at = 0; at < each.count; at++) {
      const matrix = new Matrix4();
      each.getMatrixAt(at, matrix);
      found.push(new Vector3().setFromMatrixPosition(matrix));
    }
  });
  return found;
}

beforeEach(async () => {
  a = new LiveTable(tags.length);
  b = new LiveTable(tags.length);
  for (const table of [a, b]) for (const slot of tags.keys()) set(table, slot, 10);
  const model = new CadModel(await readModel(file, () => undefined));
  const meshes = new CadMeshes(model, 2);
  const assembly = assemble(index);
  const { ofMachine } = assembly;
  motions = new Motions(assembly, index, a);
  figures = index.machines.map(
    (placed, at) => new CadFigure(placed.machine.id, { meshes, at }, model, placed, index, {}, ofMachine[at]!.base),
  );
  ghosts = new CadGhosts(figures, ofMachine, index, b);
});

test('SCENE-47 a bound node of a maker’s model that stood elsewhere has a ghost there, and none when it stands as it did', () => {
  expect(drawn()).toEqual([]);
  set(b, lift, 60);
  const [slide] = drawn();
  // The slide travels its own length, which is a metre, along its axis.
  expect(drawn()).toHaveLength(1);
  const own = new Matrix4();
  const { placement } = figures[0]!;
  own.copy(placement.matrices[placement.model.nodeByName.get('Slide')!]!);
  expect(slide!.distanceTo(new Vector3().setFromMatrixPosition(own))).toBeCloseTo(0.5, 5);
  set(b, lift, 10);
  expect(drawn()).toEqual([]);
});

test('SCENE-47 what hangs on a node has a ghost with it; what is bound to nothing has none', () => {
  set(b, swing, 50);
  expect(drawn()).toHaveLength(2);
  set(b, fill, 90);
  expect(drawn()).toHaveLength(3);
  set(a, swing, 50);
  expect(drawn()).toHaveLength(1);
});

test('SCENE-47 a full turn is none, what nobody would see is none, and what only spins has none', () => {
  set(b, swing, 370);
  set(b, lift, 11);
  set(b, spin, 90);
  expect(drawn()).toEqual([]);
});

test('SCENE-47 there is none of a value that is stale at either moment, nor of a machine that stands open', () => {
  set(b, lift, 60);
  expect(drawn(press.id)).toEqual([]);
  set(b, swing, 10, Quality.stale);
  expect(drawn()).toEqual([]);
  set(b, swing, 10);
  set(a, fill, 10, Quality.stale);
  expect(drawn()).toEqual([]);
  set(a, fill, 10);
  expect(drawn()).toHaveLength(1);
});

test('SCENE-47 a vehicle of a maker’s model stood elsewhere as a whole', () => {
  set(b, run, 60);
  const stood = drawn();
  expect(stood).toHaveLength(6);
  const { placement } = figures[1]!;
  const now = placement.model.instances.map((_, k) =>
    new Vector3().setFromMatrixPosition(placement.matrixOf(k, new Matrix4())),
  );
  // Half of a way of 10 m.
  for (const [k, at] of stood.entries()) expect(at.distanceTo(now[k]!)).toBeCloseTo(5, 1);
});

test('SCENE-47 moments that stand ask for no picture', () => {
  set(b, lift, 60);
  drawn();
  expect(ghosts.update(a, b, false, null)).toBe(false);
  set(b, lift, 70);
  expect(ghosts.update(a, b, false, null)).toBe(true);
  set(b, lift, 10);
  expect(ghosts.update(a, b, false, null)).toBe(true); // it goes
  set(b, lift, 10.1);
  expect(ghosts.update(a, b, false, null)).toBe(false);
});
