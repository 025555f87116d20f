import { beforeEach, expect, test } from 'vitest';
import type { Binding, Machine, MachineId, Plant, Tag } from '../../../twin/plant.ts';
import { indexPlant } from '../../../twin/plant-index.ts';
import { Quality, type QualityCode } from '../../../twin/quality.ts';
import { LiveTable } from '../../live/live-table.ts';
import { type Assembly, assemble } from '../assembly.ts';
import { Motions } from '../motion.ts';
import { Ghosts } from './ghosts.ts';

const tag = (id: string, range: readonly [number, number], unit = '1'): Tag => ({
  id,
  name: id,
  kind: 'number',
  unit,
  range,
  address: id,
});
const bind = (id: string, part: string, as: Binding['as']): Binding => ({ tag: id, part, as });
const machine = (id: string, type: string, tags: readonly Tag[], bindings: readonly Binding[]): Machine => ({
  id: id as MachineId,
  name: id,
  type,
  pose: { x: 5, z: 5 },
  components: [],
  mainTags: [],
  tags,
  bindings,
});
const robot = machine('robot', 'palletiser', [tag('joint', [-190, 190], 'deg')], [bind('joint', 'joint1', 'angle')]);
const rinser = machine('rinser', 'rinser', [tag('speed', [0, 50])], [bind('speed', 'carousel', 'rotation')]);
const plant = {
  format: 'gemba-plant/1',
  id: 'p',
  name: 'P',
  site: { name: 'S', timeZone: 'UTC', shifts: [], floor: [20, 20] },
  sources: [{ id: 'a', type: 'simulation', seed: 1 }],
  areas: [{ id: 'a', name: 'A', lines: [{ id: 'l', name: 'L', machines: [robot, rinser] }] }],
  flows: [],
} as const satisfies Plant;
const index = indexPlant(plant);

let a: LiveTable;
let b: LiveTable;
let assembly: Assembly;
let ghosts: Ghosts;
let motions: Motions;
let timeMs = 0;

const set = (table: LiveTable, joint: number, quality: QualityCode = Quality.good) =>
  table.write(0, ++timeMs, joint, quality);
/** How many pieces of ghosts are drawn after both tables were read. */
function drawn(open: MachineId | null = null): number {
  motions.update(0);
  ghosts.update(a, b, open);
  return ghosts.group.children.reduce((sum, mesh) => sum + (mesh as unknown as { count: number }).count, 0);
}

beforeEach(() => {
  a = new LiveTable(2);
  b = new LiveTable(2);
  for (const table of [a, b]) table.write(1, ++timeMs, 10, Quality.good);
  assembly = assemble(index);
  motions = new Motions(assembly, index, a);
  ghosts = new Ghosts(assembly, index, b);
});

test('SCENE-47 a robot that stood elsewhere has a ghost, and none when it stands as it did', () => {
  set(a, 10);
  set(b, 60);
  expect(drawn()).toBeGreaterThan(0);
  set(b, 10);
  expect(drawn()).toBe(0);
  set(b, 60);
  expect(drawn()).toBeGreaterThan(0);
  expect(ghosts.hide()).toBe(true);
  expect(ghosts.hide()).toBe(false);
});

test('SCENE-47 there is no ghost of a value that is stale or bad at either moment', () => {
  set(a, 10);
  set(b, 60, Quality.stale);
  expect(drawn()).toBe(0);
  set(b, 60);
  expect(drawn()).toBeGreaterThan(0);
  set(a, 10, Quality.bad);
  expect(drawn()).toBe(0);
});

test('SCENE-47 what only spins has none, nor has a machine that stands open', () => {
  set(a, 10);
  set(b, 10);
  b.write(1, ++timeMs, 40, Quality.good);
  expect(drawn()).toBe(0);
  set(b, 60);
  expect(drawn(robot.id)).toBe(0);
});

test('SCENE-47 a moment that stands asks for no picture', () => {
  set(a, 10);
  set(b, 60);
  motions.update(0);
  expect(ghosts.update(a, b, null)).toBe(true);
  expect(ghosts.update(a, b, null)).toBe(false);
  set(b, 61); // less than anybody sees of it, but the ghost goes with it
  expect(ghosts.update(a, b, null)).toBe(true);
});
