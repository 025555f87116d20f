import { InstancedMesh, Matrix4, MeshBasicMaterial, Ray, Raycaster, Vector3 } from 'three';
import { glb } from '../../../twin/model-file/glb.fixture.ts';
import { CadModel } from './cad-model.ts';
import { CadPlacement } from './cad-placement.ts';
import { readModel } from './read-model.ts';

const rays = 2000;
const naiveRays = 20;

/** A model of a million triangles: a wavy sheet of half a million, and 50 copies of one of ten thousand. */
function millionTriangles(): Uint8Array {
  const sheet = (side: number) => {
    const positions = new Float32Array((side + 1) ** 2 * 3);
    const corners = new Uint32Array(side * side * 6);
    for (let row = 0, k = 0; row <= side; row++)
      for (let column = 0; column <= side; column++, k++) {
        const [x, z] = [column / side, row / side];
        positions.set([x, 0.1 * Math.sin(40 * x) * Math.cos(40 * z), z], k * 3);
      }
    for (let row = 0, k = 0; row < side; row++)
      for (let column = 0; column < side; column++, k += 6) {
        const a = row * (side + 1) + column;
        corners.set([a, a + side + 1, a + 1, a + 1, a + side + 1, a + side + 2], k);
      }
    return { positions, corners };
  };
  const meshes = [sheet(500), sheet(71)];
  const parts = meshes.flatMap(({ positions, corners }) => [positions, corners]);
  const starts = parts.map((_, k) => parts.slice(0, k).reduce((sum, each) => sum + each.byteLength, 0));
  const bin = new Uint8Array(parts.reduce((sum, each) => sum + each.byteLength, 0));
  for (const [k, part] of parts.entries()) bin.set(new Uint8Array(part.buffer), starts[k]!);
  const nodes = [
    { name: 'Sheet', mesh: 0, scale: [10, 4, 10] },
    ...Array.from({ length: 50 }, (_, k) => ({
      ...{ name: 'Part', mesh: 1, translation: [k % 10, 1 + Math.floor(k / 10), k / 10] },
    })),
  ];
  const json = {
    asset: { version: '2.0' },
    scenes: [{ nodes: [...nodes.keys()] }],
    nodes,
    meshes: [0, 2].map((at) => ({ primitives: [{ attributes: { POSITION: at }, indices: at + 1 }] })),
    accessors: parts.map((part, k) => ({
      ...{ bufferView: k, componentType: k % 2 === 0 ? 5126 : 5125 },
      ...{ count: k % 2 === 0 ? part.length / 3 : part.length, type: k % 2 === 0 ? 'VEC3' : 'SCALAR' },
    })),
    bufferViews: parts.map(({ byteLength }, k) => ({ buffer: 0, byteOffset: starts[k], byteLength })),
    buffers: [{ byteLength: bin.length }],
  };
  return glb(json, bin);
}

/** From all round, most of them at the model: the same rays each time. */
function* aims(count: number): Generator<Ray> {
  for (let k = 0; k < count; k++) {
    const angle = k * 2.399963; // the golden angle spreads them evenly
    const from = new Vector3(5 + 20 * Math.cos(angle), 4 + (k % 17), 5 + 20 * Math.sin(angle));
    const to = new Vector3((k * 0.618034 * 12) % 10, (k * 0.381966 * 6) % 1, (k * 0.754878 * 12) % 10);
    yield new Ray(from, to.sub(from).normalize());
  }
}

const p95 = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)]!;

/** Picking a node of a model of a million triangles, beside three's own raycast over the same triangles. */
export async function bench() {
  const model = new CadModel(await readModel(millionTriangles(), () => undefined));
  const placement = new CadPlacement(model, {}, new Matrix4());
  const plain = model.geometries.map(({ geometry, instances }) => {
    const mesh = new InstancedMesh(geometry, new MeshBasicMaterial(), instances.length);
    mesh.userData.instances = instances;
    return mesh;
  });
  placement.settle(() => undefined);
  for (const mesh of plain) {
    for (const [at, instance] of (mesh.userData.instances as number[]).entries()) {
      mesh.setMatrixAt(at, placement.matrixOf(instance, new Matrix4()));
    }
  }
  for (const ray of aims(200)) placement.pick(ray, Number.POSITIVE_INFINITY);
  const took: number[] = [];
  let hits = 0;
  for (const ray of aims(rays)) {
    const fromMs = performance.now();
    const hit = placement.pick(ray, Number.POSITIVE_INFINITY);
    took.push(performance.now() - fromMs);
    if (hit) hits++;
  }
  if (hits < rays / 4) throw new Error(`only ${hits} of ${rays} rays hit the model`);
  const naive: number[] = [];
  const caster = new Raycaster();
  for (const ray of aims(naiveRays)) {
    caster.ray.copy(ray);
    const fromMs = performance.now();
    caster.intersectObjects(plain);
    naive.push(performance.now() - fromMs);
  }
  const [value, baseline] = [p95(took), p95(naive)];
  return [{ name: 'picking in a million triangles, p95', value, unit: 'ms', baseline, ratio: baseline / value }];
}
