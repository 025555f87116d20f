import { describe, expect, it } from 'vitest';
import { modelLayout, mostModelBytes, parseModelJson } from './container.ts';
import { cubeJson, cubes, glb } from './glb.fixture.ts';
import { ModelFileError } from './model-fault.ts';
import { modelLimits, surveyModel } from './model-survey.ts';

async function survey(file: Uint8Array) {
  const layout = await modelLayout(file.length, async (from, length) => file.subarray(from, from + length));
  const { from, length } = layout.json;
  return surveyModel(parseModelJson(new TextDecoder().decode(file.subarray(from, from + length))));
}

async function faultOf(file: Uint8Array) {
  const error = await survey(file).then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ModelFileError);
  return (error as ModelFileError).fault;
}

const oneCube = [{ name: 'Rotor', mesh: 0 }];

describe('a model file', () => {
  it('says what is in it before anything is decoded', async () => {
    const { nodes, draws, triangles, meshes } = await survey(
      cubes([
        { name: 'Frame', children: [1, 2] },
        { name: ' Rotor ', mesh: 0 },
        { name: 'Rotor', mesh: 0 },
      ]),
    );
    expect(nodes.map(({ name, parent, level }) => [name, parent, level])).toEqual([
      ['Frame', -1, 0],
      ['Rotor', 0, 1],
      ['Rotor #2', 0, 1],
    ]);
    expect([draws.length, triangles, meshes]).toEqual([2, 24, 1]);
  });

  it('of garbage, of nothing, or of another kind is told apart', async () => {
    const garbage = Uint8Array.from({ length: 5000 }, (_, k) => (k * 7919) & 255);
    expect((await faultOf(garbage)).code).toBe('notGltf');
    expect((await faultOf(new Uint8Array(0))).code).toBe('notGltf');
    expect((await faultOf(new TextEncoder().encode('solid stl\nfacet normal 0 0 1'))).code).toBe('notGltf');
    const old = cubes(oneCube);
    new DataView(old.buffer).setUint32(4, 1, true);
    expect(await faultOf(old)).toEqual({ code: 'version', values: { version: 1 } });
  });

  it('that was cut off says how much is missing', async () => {
    const whole = cubes(oneCube);
    expect(await faultOf(whole.subarray(0, whole.length - 40))).toEqual({
      code: 'cutOff',
      values: { said: whole.length, has: whole.length - 40 },
    });
    expect((await faultOf(whole.subarray(0, 10))).code).toBe('cutOff');
  });

  it('whose chunks lie about their lengths is refused', async () => {
    const json = cubes(oneCube);
    new DataView(json.buffer).setUint32(12, 0xfffffff0, true);
    expect((await faultOf(json)).code).toBe('cutOff');
    const bin = cubes(oneCube);
    const at = 20 + new DataView(bin.buffer).getUint32(12, true);
    new DataView(bin.buffer).setUint32(at, 0xfffffff0, true);
    expect((await faultOf(bin)).code).toBe('cutOff');
  });

  it('that is too large is refused by its size alone', async () => {
    const nothingRead = async () => {
      throw new Error('must not be read');
    };
    await expect(modelLayout(mostModelBytes + 1, nothingRead)).rejects.toThrow(/257 MB, and at most 256 MB/);
  });

  it('with a bomb of nested JSON is refused, and walking it needs no stack', async () => {
    const bomb = `{"asset":{"version":"2.0"},"extras":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
    expect((await faultOf(glb(bomb))).code).toBe('deep');
    expect((await faultOf(glb('{"asset": '))).code).toBe('json');
    const wide = `{"asset":{"version":"2.0"},"extras":[${'{},'.repeat(2_600_000)}0]}`;
    expect((await faultOf(glb(wide))).code).toBe('values');
    const chain = Array.from({ length: 5000 }, (_, k) => (k < 4999 ? { children: [k + 1] } : { mesh: 0 }));
    expect(await faultOf(cubes(chain))).toMatchObject({ code: 'structure', values: { where: 'nodes[501]' } });
  });

  it('of ten million triangles is refused with the number, from its counts alone', async () => {
    const file = glb(
      cubeJson(oneCube, {
        accessors: [
          { componentType: 5126, count: 5_000_000, type: 'VEC3' },
          { componentType: 5125, count: 30_000_000, type: 'SCALAR' },
        ],
      }),
    );
    expect(await faultOf(file)).toEqual({
      code: 'triangles',
      values: { triangles: 10_000_000, most: modelLimits.triangles, share: 0.5 },
    });
    await expect(survey(file)).rejects.toThrow('It draws 10,000,000 triangles, and at most 5,000,000 are drawn.');
  });

  it('counts triangles by how often they are drawn', async () => {
    const many = Array.from({ length: 60_000 }, () => ({ mesh: 0 }));
    expect((await survey(cubes(many))).triangles).toBe(720_000);
    const copies = [{ mesh: 0, extensions: { EXT_mesh_gpu_instancing: { attributes: { TRANSLATION: 2 } } } }];
    const accessors = [...(cubeJson([]).accessors as object[]), { componentType: 5126, count: 99_000, type: 'VEC3' }];
    expect((await survey(cubes(copies, { accessors }))).triangles).toBe(99_000 * 12);
    const tooMany = [...(cubeJson([]).accessors as object[]), { componentType: 5126, count: 101_000, type: 'VEC3' }];
    expect((await faultOf(cubes(copies, { accessors: tooMany }))).code).toBe('nodes');
  });

  it('that needs what we have not says what to do', async () => {
    const needs = (name: string) => cubes(oneCube, { extensionsRequired: [name] });
    expect((await faultOf(needs('KHR_draco_mesh_compression'))).code).toBe('draco');
    expect(await faultOf(needs('VENDOR_magic'))).toEqual({ code: 'extension', values: { name: 'VENDOR_magic' } });
    for (const name of ['EXT_meshopt_compression', 'KHR_mesh_quantization', 'KHR_materials_clearcoat']) {
      expect((await survey(needs(name))).triangles).toBe(12);
    }
    const external = cubes(oneCube, { buffers: [{ byteLength: 168, uri: '../../etc/passwd' }] });
    expect(await faultOf(external)).toEqual({ code: 'external', values: { uri: '../../etc/passwd' } });
  });

  it('keeps script in node names as text, and gives every node a name of its own', async () => {
    const script = '<img src=x onerror=alert(1)>';
    const names = [script, '__proto__', 'constructor', '', '  ', 'Fan', 'Fan', 'Fan #2', 'a\u202eb\u0000c'];
    const { nodes } = await survey(cubes(names.map((name) => ({ name, mesh: 0 }))));
    expect(nodes.map(({ name }) => name)).toEqual([
      ...[script, '__proto__', 'constructor', 'Cube', 'Cube #2', 'Fan', 'Fan #2', 'Fan #2 #2', 'a b c'],
    ]);
    expect(new Set(nodes.map(({ name }) => name)).size).toBe(names.length);
  });

  it('with a loop, two parents or entries that are not there is refused with the place', async () => {
    const place = async (file: Uint8Array) => (await faultOf(file)).values.where;
    const loop = cubeJson([{ children: [1] }, { children: [0], mesh: 0 }], { scenes: [{ nodes: [0] }] });
    expect(await place(glb(loop))).toBe('nodes[0]');
    expect(await place(cubes([{ children: [2] }, { children: [2] }, { mesh: 0 }]))).toBe('nodes[2]');
    expect(await place(cubes([{ mesh: 7 }]))).toBe('nodes[0].mesh');
    expect(await place(glb({ ...cubeJson(oneCube), nodes: 'all' }))).toBe('nodes');
    expect(await place(glb('[]'))).toBe('JSON');
    expect((await faultOf(glb({ asset: { version: '2.0' } }))).code).toBe('nothing');
  });
});
