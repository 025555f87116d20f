import { MeshoptEncoder } from 'meshoptimizer';
import { Matrix4, Ray, Vector3 } from 'three';
import { describe, expect, it } from 'vitest';
import { cubeBin, cubeCorners, cubeJson, cubePositions, cubes, glb } from '../../../twin/model-file/glb.fixture.ts';
import { ModelFileError } from '../../../twin/model-file/model-fault.ts';
import { CadModel } from './cad-model.ts';
import { CadPlacement } from './cad-placement.ts';
import { readModel } from './read-model.ts';

const read = (file: Uint8Array) => readModel(file, () => undefined);
const placed = async (file: Uint8Array, standing = {}) => {
  const placement = new CadPlacement(new CadModel(await read(file)), standing, new Matrix4().makeTranslation(10, 0, 5));
  placement.settle(() => undefined);
  return placement;
};
const down = (x: number, z: number) => new Ray(new Vector3(x, 50, z), new Vector3(0, -1, 0));

/** The cube as gltfpack writes it: quantised, in two Meshopt streams of which the file has no plain copy. */
async function packedCube(): Promise<Uint8Array> {
  await MeshoptEncoder.ready;
  const quantised = new Int16Array(8 * 4);
  for (let k = 0; k < 8; k++)
    for (let c = 0; c < 3; c++) quantised[k * 4 + c] = Math.round(cubePositions[k * 3 + c]! * 32_767);
  const vertices = MeshoptEncoder.encodeGltfBuffer(new Uint8Array(quantised.buffer), 8, 8, 'ATTRIBUTES');
  const corners = MeshoptEncoder.encodeGltfBuffer(new Uint8Array(cubeCorners.buffer), 36, 2, 'TRIANGLES');
  const bin = new Uint8Array(vertices.length + corners.length);
  bin.set(vertices);
  bin.set(corners, vertices.length);
  const stream = (byteOffset: number, byteLength: number, byteStride: number, count: number, mode: string) => ({
    buffer: 1,
    byteLength: byteStride * count,
    extensions: {
      EXT_meshopt_compression: { buffer: 0, byteOffset, byteLength, byteStride, count, mode },
    },
  });
  const json = cubeJson([{ name: 'Packed', mesh: 0 }], {
    extensionsRequired: ['EXT_meshopt_compression', 'KHR_mesh_quantization'],
    accessors: [
      { bufferView: 0, componentType: 5122, normalized: true, count: 8, type: 'VEC3' },
      { bufferView: 1, componentType: 5123, count: 36, type: 'SCALAR' },
    ],
    bufferViews: [
      stream(0, vertices.length, 8, 8, 'ATTRIBUTES'),
      stream(vertices.length, corners.length, 2, 36, 'TRIANGLES'),
    ],
    buffers: [
      { byteLength: bin.length },
      { byteLength: 136, extensions: { EXT_meshopt_compression: { fallback: true } } },
    ],
  });
  return glb(json, bin);
}

async function reasonOf(file: Uint8Array): Promise<string> {
  const error = await read(file).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ModelFileError);
  return (error as Error).message;
}

describe('a model that is read', () => {
  it('draws what repeats as copies of one mesh', async () => {
    const nodes = Array.from({ length: 500 }, (_, k) => ({ name: 'Bolt', mesh: 0, translation: [k, 0, 0] }));
    const { geometries, instances, triangles } = await read(cubes(nodes));
    expect([geometries.length, instances.length, triangles]).toEqual([1, 500, 6000]);
  });

  it('draws meshes as one that differ only in name or material', async () => {
    const primitive = (material: number) => ({ attributes: { POSITION: 0 }, indices: 1, material });
    const pbr = (baseColorFactor: number[]) => ({ pbrMetallicRoughness: { baseColorFactor } });
    const file = cubes([{ mesh: 0 }, { mesh: 1 }], {
      meshes: [{ primitives: [primitive(0)] }, { primitives: [primitive(1)] }],
      materials: [pbr([0, 0, 0, 1]), pbr([1, 1, 1, 1])],
    });
    const { geometries, instances } = await read(file);
    expect(geometries).toHaveLength(1);
    expect(instances[0]!.shade).toBeLessThan(instances[1]!.shade);
  });

  it('takes copies that a node makes of itself', async () => {
    const places = Float32Array.from([0, 0, 0, 3, 0, 0]);
    const bin = new Uint8Array(168 + 24);
    bin.set(cubeBin());
    bin.set(new Uint8Array(places.buffer), 168);
    const base = cubeJson([]);
    const file = glb(
      cubeJson([{ mesh: 0, extensions: { EXT_mesh_gpu_instancing: { attributes: { TRANSLATION: 2 } } } }], {
        accessors: [...(base.accessors as object[]), { bufferView: 2, componentType: 5126, count: 2, type: 'VEC3' }],
        bufferViews: [...(base.bufferViews as object[]), { buffer: 0, byteOffset: 168, byteLength: 24 }],
        buffers: [{ byteLength: 192 }],
      }),
      bin,
    );
    expect((await read(file)).instances.map(({ place }) => place?.[12])).toEqual([0, 3]);
  });

  it('is the same packed by Meshopt and quantised', async () => {
    const { geometries } = await read(await packedCube());
    const shown = [...geometries[0]!.positions].map((each) => Math.round(each * 1000) / 1000);
    expect(shown).toEqual([...cubePositions]);
  });

  it('of .gltf with everything embedded is read, too', async () => {
    const uri = `data:application/octet-stream;base64,${Buffer.from(cubeBin()).toString('base64')}`;
    const text = JSON.stringify(cubeJson([{ mesh: 0 }], { buffers: [{ byteLength: 168, uri }] }));
    expect((await read(new TextEncoder().encode(`\n ${text}`))).triangles).toBe(12);
  });

  it.each<[string, object, RegExp]>([
    [
      'corners beyond the vertices',
      {
        accessors: [
          { bufferView: 0, componentType: 5126, count: 4, type: 'VEC3' },
          { bufferView: 1, componentType: 5123, count: 36, type: 'SCALAR' },
        ],
      },
      /names vertex 4 of 4|names vertex \d of 4/,
    ],
    [
      'an accessor beyond its view',
      {
        accessors: [
          { bufferView: 0, componentType: 5126, count: 9, type: 'VEC3' },
          { bufferView: 1, componentType: 5123, count: 36, type: 'SCALAR' },
        ],
      },
      /ends beyond its view/,
    ],
    [
      'a view beyond its buffer',
      {
        bufferViews: [
          { buffer: 0, byteLength: 960 },
          { buffer: 0, byteOffset: 96, byteLength: 72 },
        ],
      },
      /ends beyond its buffer/,
    ],
    ['a buffer longer than the file', { buffers: [{ byteLength: 1 << 20 }] }, /has 168 of its 1048576 bytes/],
    [
      'numbers of another kind',
      {
        accessors: [
          { bufferView: 0, componentType: 1, count: 8, type: 'VEC3' },
          { bufferView: 1, componentType: 5123, count: 36, type: 'SCALAR' },
        ],
      },
      /componentType/,
    ],
  ])('with %s is refused, not drawn', async (_, more, reason) => {
    expect(await reasonOf(cubes([{ mesh: 0 }], more))).toMatch(reason);
  });

  it('with positions that are no numbers is refused', async () => {
    const bin = cubeBin();
    new DataView(bin.buffer).setFloat32(8, Number.NaN, true);
    expect(await reasonOf(glb(cubeJson([{ mesh: 0 }]), bin))).toMatch(/values that are no numbers/);
  });

  it('packed with rubbish is refused', async () => {
    const file = await packedCube();
    file.fill(0x5a, file.length - 60);
    expect(await reasonOf(file)).toMatch(/cannot be unpacked by Meshopt|names vertex/);
  });
});

describe('a model in the hall', () => {
  it('is put on its foot, wherever its origin is, in metres', async () => {
    const file = cubes([{ mesh: 0, translation: [5000, -300, 900], scale: [1000, 2000, 1000] }]);
    const { box } = await placed(file, { scale: 0.001 });
    expect(box.min.toArray().map((each) => Math.round(each * 1000) / 1000)).toEqual([-0.5, 0, -0.5]);
    expect(box.max.toArray().map((each) => Math.round(each * 1000) / 1000)).toEqual([0.5, 2, 0.5]);
    const lying = await placed(cubes([{ mesh: 0, scale: [1, 1, 3] }]), { turnDeg: [-90, 0, 0] });
    expect(lying.box.max.y).toBeCloseTo(3);
  });

  it('is hit at its nearest triangle, with the node that it belongs to', async () => {
    const placement = await placed(
      cubes([
        { name: 'Low', mesh: 0 },
        { name: 'High', mesh: 0, translation: [0, 2, 0] },
        { name: 'Beside', mesh: 0, translation: [2, 0, 0] },
      ]),
    );
    const hit = placement.pick(down(9, 5), Number.POSITIVE_INFINITY)!;
    expect([placement.model.nodes[hit.node]!.name, Math.round(hit.distance)]).toEqual(['High', 47]);
    expect(placement.pick(down(9, 5), 40)).toBeNull();
    expect(placement.pick(down(10, 5), Number.POSITIVE_INFINITY)).toBeNull();
    placement.set(1, { shown: false });
    placement.settle(() => undefined);
    const below = placement.pick(down(9, 5), Number.POSITIVE_INFINITY)!;
    expect(placement.model.nodes[below.node]!.name).toBe('Low');
  });

  it('moves a node with all that hangs on it, and nothing else', async () => {
    const placement = await placed(
      cubes([
        { name: 'Arm', mesh: 0, children: [1] },
        { name: 'Hand', mesh: 0, translation: [0, 1, 0] },
        { name: 'Other', mesh: 0 },
      ]),
    );
    const moved: number[] = [];
    placement.set(0, { position: 1 });
    placement.settle((instance) => moved.push(placement.model.instances[instance]!.node));
    // The arm with its hand is 2 m high: that is its way.
    expect(moved).toEqual([0, 1]);
    expect(placement.matrices[1]!.elements[13]).toBeCloseTo(3);
    placement.set(0, { position: 0, level: 0.5 });
    placement.settle(() => undefined);
    expect(placement.matrices[1]!.elements[5]).toBeCloseTo(0.5);
  });

  it('turns a node about its own axis; one that is drawn away from its origin about its middle', async () => {
    const spun = await placed(cubes([{ name: 'Wheel', mesh: 0, translation: [4, 0, 0] }]));
    const before = spun.matrices[0]!.elements[12]!;
    spun.set(0, { axis: 'x', turnDeg: 90 });
    spun.settle(() => undefined);
    expect(spun.matrices[0]!.elements[12]).toBeCloseTo(before);
    expect(spun.matrices[0]!.elements[6]).toBeCloseTo(1);
    const baked = await placed(
      cubes([
        { name: 'Wheel', children: [1] },
        { mesh: 0, translation: [4, 0, 0] },
      ]),
    );
    const centre = new Vector3(4, 0.5, 0).applyMatrix4(baked.matrices[0]!);
    baked.set(0, { turnDeg: 180 });
    baked.settle(() => undefined);
    expect(new Vector3(4, 0.5, 0).applyMatrix4(baked.matrices[0]!).distanceTo(centre)).toBeLessThan(1e-6);
  });
});
