import { PerspectiveCamera } from 'three';
import { expect, test } from 'vitest';
import type { Machine, MachineId, Plant } from '../../twin/plant.ts';
import { indexPlant } from '../../twin/plant-index.ts';
import { assemble, placeInstances } from './assembly.ts';
import { Detail } from './detail.ts';
import { whole } from './quality.ts';

const filler = (id: string, x: number): Machine => ({
  id: id as MachineId,
  name: id,
  type: 'filler',
  pose: { x, z: 10 },
  components: [],
  mainTags: [],
  tags: [{ id: 'speed', name: 'Speed', kind: 'number', unit: '/min', address: `${id}/speed` }],
  bindings: [{ tag: 'speed', part: 'carousel', as: 'rotation' }],
});

const plant: Plant = {
  format: 'gemba-plant/1',
  id: 'two',
  name: 'Two',
  site: { name: 'Two', timeZone: 'UTC', shifts: [], floor: [200, 20] },
  sources: [{ id: 'source', type: 'simulation', seed: 1 }],
  areas: [{ id: 'a', name: 'A', lines: [{ id: 'l', name: 'L', machines: [filler('one', 10), filler('two', 150)] }] }],
  flows: [],
};

function hall() {
  const assembly = assemble(indexPlant(plant));
  const camera = new PerspectiveCamera(32.6, 1.6, 0.2, 600);
  const detail = new Detail(assembly);
  const look = (x: number, distance: number, leastPx = whole.leastPx) => {
    camera.position.set(x, distance * 0.5, 10 + distance);
    camera.lookAt(x, 1, 10);
    camera.updateMatrixWorld();
    detail.update(camera, 900, { ...whole, leastPx });
    const [first, second] = assembly.ofMachine;
    const drawn = (of: typeof first) => of!.instances.filter(({ mesh, at }) => mesh.isDrawn(at)).length;
    return { first: drawn(first), second: drawn(second), all: first!.instances.length };
  };
  return { assembly, look };
}

test('SCENE-41 near by every piece is drawn, out of sight none', () => {
  const { look } = hall();
  const { first, second, all } = look(10, 6);
  expect(first).toBe(all);
  expect(second).toBe(0);
});

test('SCENE-41 from afar only what is large enough is drawn, and less of it on a slow device', () => {
  const { look } = hall();
  const far = look(80, 180);
  expect(far.first).toBeGreaterThan(3);
  expect(far.first).toBeLessThan(far.all / 2);
  expect(look(80, 180, 8).first).toBeLessThan(far.first);
  expect(look(10, 6).first).toBe(far.all);
});

test('SCENE-41 a camera that trembles does not make pieces come and go', () => {
  const { look } = hall();
  const counts = new Set(Array.from({ length: 40 }, (_, k) => look(80, 180 + (k % 2) * 4).first));
  expect(counts.size).toBe(1);
});

test('SCENE-41 what moved out of sight is in its new place when it comes into sight', () => {
  const { assembly, look } = hall();
  look(150, 6);
  const [one] = assembly.ofMachine;
  const turned = one!.model.nodes.findIndex(({ part }) => part === 'carousel');
  const place = () =>
    one!.movable.flatMap(({ mesh, at }) => Array.from(mesh.mesh.instanceMatrix.array.slice(at * 16, at * 16 + 16)));
  const before = place();
  one!.states[turned]!.turnDeg = 90;
  expect(placeInstances(one!)).toBe(false);
  expect(place()).toEqual(before);
  look(10, 6);
  expect(place()).not.toEqual(before);
});
