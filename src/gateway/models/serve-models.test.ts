import * as files from 'node:fs/promises';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { mostModelBytes } from '../../twin/model-file/container.ts';
import { cubeJson, cubes, glb } from '../../twin/model-file/glb.fixture.ts';
import { faultSentence, type ModelFault } from '../../twin/model-file/model-fault.ts';
import type { CadModel } from '../../twin/plant.ts';
import { smallPlant } from '../../twin/small-plant.ts';
import { loadPlant } from '../plants/load-plant.ts';
import { PlantDesk } from '../plants/plant-desk.ts';
import { mostFolderBytes } from './model-folder.ts';
import { modelServer } from './serve-models.ts';

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof files>();
  return { ...real, open: vi.fn(real.open) };
});

let outer: string;
let folder: string;
let server: Server;
const cube = cubes([{ name: 'Rotor', mesh: 0 }]);

/** A gateway whose filler has this model. */
async function serve(model: CadModel | undefined, ships = false): Promise<void> {
  const plant = JSON.parse(JSON.stringify(smallPlant));
  plant.areas[0].lines[0].machines[0].model = model;
  const file = join(folder, 'plant.json');
  await writeFile(file, JSON.stringify(plant));
  const desk = await PlantDesk.open(await loadPlant(file, ships ? folder : '/nowhere'), () => undefined);
  const personOf = async (cookies: string | undefined) =>
    cookies === 'session=good' ? ({ kind: 'person', id: 'admin', name: 'Administrator' } as const) : null;
  const models = modelServer({ desk, personOf });
  server = createServer((request, response) => void models(request, response));
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
}

beforeEach(async () => {
  outer = await mkdtemp(join(tmpdir(), 'gemba-models-'));
  folder = join(outer, 'plant');
  await mkdir(folder);
  await writeFile(join(folder, 'cube.glb'), cube);
  await writeFile(join(outer, 'secret.glb'), cube);
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await rm(outer, { recursive: true });
});

const ask = (path: string, init: RequestInit = {}) => {
  const { port } = server.address() as AddressInfo;
  return fetch(`http://localhost:${port}/models/${path}`, {
    ...init,
    headers: { cookie: 'session=good', ...init.headers },
  });
};
const put = (path: string, body: BodyInit) => ask(path, { method: 'PUT', body });

describe('GET /models/<machine>', () => {
  it('gives the file that the plant file names, once for each version', async () => {
    await serve({ file: 'cube.glb' });
    const first = await ask('filler');
    expect(first.headers.get('content-type')).toBe('model/gltf-binary');
    expect(new Uint8Array(await first.arrayBuffer())).toEqual(cube);
    const etag = first.headers.get('etag')!;
    expect((await ask('filler', { headers: { 'if-none-match': etag } })).status).toBe(304);
    await writeFile(join(folder, 'cube.glb'), cubes([{ mesh: 0 }, { mesh: 0 }]));
    expect((await ask('filler', { headers: { 'if-none-match': etag } })).status).toBe(200);
  });

  it('gives nothing to who is not signed in', async () => {
    await serve({ file: 'cube.glb' });
    expect((await ask('filler', { headers: { cookie: 'session=forged' } })).status).toBe(401);
    expect((await ask('filler', { method: 'PUT', body: cube, headers: { cookie: '' } })).status).toBe(401);
    expect(await readdir(folder)).not.toContain('models');
  });

  it('knows machines, not paths', async () => {
    await serve({ file: 'cube.glb' });
    for (const path of ['..%2fcube.glb', '%2e%2e%2fsecret.glb', 'cube.glb', 'capper', '', 'filler/', '__proto__']) {
      expect((await ask(path)).status).toBe(404);
    }
    expect((await ask('filler', { method: 'DELETE' })).status).toBe(405);
  });

  it.each([
    ['above the folder', '../secret.glb', /does not lie in the folder/],
    ['behind a link', 'link.glb', /does not lie in the folder/],
    ['of another kind', 'plant.json', /neither .glb nor .gltf/],
    ['that is not there', 'none.glb', /There is no file "none.glb"/],
    ['that is a folder', 'dir.glb', /./],
  ])('gives no file %s', async (_, file, reason) => {
    await symlink(join(outer, 'secret.glb'), join(folder, 'link.glb'));
    await mkdir(join(folder, 'dir.glb'));
    await serve({ file });
    const answer = await ask('filler');
    expect(answer.status).toBe(404);
    const { fault } = (await answer.json()) as { fault: ModelFault };
    expect(faultSentence(fault)).toMatch(reason);
  });
});

describe('PUT /models/<machine>', () => {
  it('keeps a model under a name of its own, beside those that are there', async () => {
    await serve({ file: 'cube.glb' });
    const { file } = (await (await put('filler', cube)).json()) as { file: string };
    expect(file).toMatch(/^models\/filler-[0-9a-f]{10}\.glb$/);
    expect(new Uint8Array(await readFile(join(folder, file)))).toEqual(cube);
    const other = (await (await put('filler', cubes([{ mesh: 0 }, { mesh: 0 }]))).json()) as { file: string };
    expect(other.file).not.toBe(file);
    expect(await readdir(join(folder, 'models'))).toHaveLength(2);
  });

  it('refuses garbage with the reason and leaves nothing behind', async () => {
    await serve(undefined);
    const garbage = await put('filler', 'garbage, not a model');
    expect(garbage.status).toBe(422);
    expect(await garbage.json()).toEqual({ fault: { code: 'notGltf', values: {} } });
    const bomb = glb(cubeJson([{ mesh: 0 }], { accessors: [{ count: 3 }, { count: 30_000_000 }] }));
    expect(await (await put('filler', bomb)).json()).toMatchObject({ fault: { code: 'triangles' } });
    expect(await readdir(folder)).not.toContain('models');
  });

  it('refuses what is too large before it takes it', async () => {
    await serve(undefined);
    const { port } = server.address() as AddressInfo;
    const status = await new Promise((resolve, reject) => {
      const headers = { cookie: 'session=good', 'content-length': mostModelBytes + 1 };
      const sent = request({ host: 'localhost', port, path: '/models/filler', method: 'PUT', headers }, (answer) =>
        resolve(answer.statusCode),
      );
      sent.on('error', reject);
      sent.flushHeaders();
    });
    expect(status).toBe(413);
    expect(await readdir(folder)).not.toContain('models');
  });

  it('writes nothing into a plant that ships', async () => {
    await serve(undefined, true);
    const answer = await put('filler', cube);
    expect(answer.status).toBe(409);
    expect(await answer.json()).toEqual({ sentence: expect.stringContaining('npx gemba copy plant my-plant.json') });
    expect(await readdir(folder)).not.toContain('models');
  });

  it('says why not in the language that is asked for', async () => {
    await serve(undefined, true);
    for (const [accepted, reason] of [
      ['de', /gehört zu Gemba und bleibt, wie es ist/],
      ['fr-FR, de-AT;q=0.8, en;q=0.5', /gehört zu Gemba und bleibt, wie es ist/],
      ['fr', /ships with Gemba and stays as it is/],
    ] as const) {
      const answer = await ask('filler', { method: 'PUT', body: cube, headers: { 'accept-language': accepted } });
      expect(await answer.json()).toEqual({ sentence: expect.stringMatching(reason) });
    }
  });

  it('takes one model at a time and says so to the next', async () => {
    await serve(undefined);
    const { port } = server.address() as AddressInfo;
    const headers = { cookie: 'session=good', 'content-length': cube.length };
    const first = request({ host: 'localhost', port, path: '/models/filler', method: 'PUT', headers });
    const answered = new Promise<number | undefined>((resolve) => first.on('response', (it) => resolve(it.statusCode)));
    first.write(cube.subarray(0, 10));
    await vi.waitFor(async () => expect(await readdir(join(folder, 'models'))).toHaveLength(1));
    const second = await put('filler', new Uint8Array(30_000_000)); // still being sent when it is refused
    expect(second.status).toBe(409);
    expect(await second.json()).toEqual({ sentence: expect.stringContaining('another model') });
    first.end(cube.subarray(10));
    expect(await answered).toBe(200);
    expect((await put('filler', cube)).status).toBe(200);
  });

  it('is free for the next after a sender hung up', async () => {
    await serve(undefined);
    const { port } = server.address() as AddressInfo;
    const headers = { cookie: 'session=good', 'content-length': cube.length };
    const first = request({ host: 'localhost', port, path: '/models/filler', method: 'PUT', headers });
    first.on('error', () => undefined);
    first.write(cube.subarray(0, 10));
    await vi.waitFor(async () => expect(await readdir(join(folder, 'models'))).toHaveLength(1));
    first.destroy();
    await vi.waitFor(async () => expect((await put('filler', cube)).status).toBe(200));
  });

  it('takes no more than the folder may have, and says what to delete', async () => {
    await serve(undefined);
    await mkdir(join(folder, 'models'));
    const old = join(folder, 'models', 'old.glb');
    await writeFile(old, '');
    await truncate(old, mostFolderBytes - cube.length);
    expect((await put('filler', cube)).status).toBe(200);
    const full = await put('filler', cubes([{ mesh: 0 }, { mesh: 0 }]));
    expect(full.status).toBe(507);
    expect(await full.json()).toEqual({ sentence: expect.stringMatching(/2 GB.*Delete the files/) });
    expect(await readdir(join(folder, 'models'))).toHaveLength(2);
  });

  it('takes models for ids that a plant file may have, and no others', async () => {
    await serve(undefined);
    expect((await put('press-3-new', cube)).status).toBe(200);
    for (const id of ['-x', '.x', 'a.b', 'a%2fb', '%2e%2e', 'x'.repeat(101)]) {
      expect((await put(id, cube)).status).toBe(404);
    }
  });

  it('clears what a former run did not finish, and nothing else', async () => {
    await mkdir(join(folder, 'models'));
    for (const name of ['.0123456789abcdef.part', 'mine.part', 'a.glb'])
      await writeFile(join(folder, 'models', name), '');
    await serve(undefined);
    await vi.waitFor(async () =>
      expect((await readdir(join(folder, 'models'))).sort()).toEqual(['a.glb', 'mine.part']),
    );
  });

  it.each([
    ['EACCES', /may not write/],
    ['EROFS', /can only be read/],
  ])('says what to do where it cannot begin to write (%s)', async (code, reason) => {
    await serve(undefined);
    vi.mocked(files.open).mockRejectedValueOnce(Object.assign(new Error(code), { code }));
    const answer = await put('filler', cube);
    expect(answer.status).toBe(507);
    expect(await answer.json()).toEqual({ sentence: expect.stringMatching(reason) });
    expect(await readdir(folder)).not.toContain('models');
    expect((await put('filler', cube)).status).toBe(200);
  });

  it('says that the disk is full, while more is being sent, and leaves nothing behind', async () => {
    await serve(undefined);
    const { open } = await vi.importActual<typeof files>('node:fs/promises');
    vi.mocked(files.open).mockImplementationOnce(async (...of) => {
      const handle = await open(...of);
      vi.spyOn(handle, 'appendFile').mockRejectedValue(Object.assign(new Error('full'), { code: 'ENOSPC' }));
      return handle;
    });
    const answer = await put('filler', new Uint8Array(30_000_000));
    expect(answer.status).toBe(507);
    expect(await answer.json()).toEqual({ sentence: expect.stringContaining('disk is full') });
    expect(await readdir(folder)).not.toContain('models');
  });

  it('says that a file is in the way of its folder', async () => {
    await writeFile(join(folder, 'models'), '');
    await serve(undefined);
    expect(await (await put('filler', cube)).json()).toEqual({
      sentence: expect.stringContaining('should be a folder'),
    });
  });
});
