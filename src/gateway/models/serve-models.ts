import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm, rmdir } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { checkModelBytes, mostModelBytes } from '../../twin/model-file/container.ts';
import { type ModelFault, ModelFileError } from '../../twin/model-file/model-fault.ts';
import type { MachineId } from '../../twin/plant.ts';
import type { PersonIdentity } from '../access/identity.ts';
import type { PlantDesk } from '../plants/plant-desk.ts';
import { openModel, surveyModelFile } from './model-file.ts';

export interface ModelParts {
  readonly desk: PlantDesk;
  readonly personOf: (cookies: string | undefined) => Promise<PersonIdentity | null>;
}

const machineIdPattern = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/;

/** Models by machine, for those signed in: `GET` the file that the plant file names, `PUT` a new one beside it. */
export function modelServer({ desk, personOf }: ModelParts) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = (request.url ?? '').split('?', 1)[0]!;
    const id = path.slice('/models/'.length);
    if ((await personOf(request.headers.cookie)) === null) return say(response, 401, 'Sign in first.');
    if (!machineIdPattern.test(id)) return say(response, 404, 'There is no such machine.');
    if (request.method === 'PUT') return take(request, response, desk, id);
    if (request.method === 'GET' || request.method === 'HEAD') return give(request, response, desk, id);
    say(response, 405, 'A model is read with GET and replaced with PUT.');
  };
}

async function give(request: IncomingMessage, response: ServerResponse, desk: PlantDesk, id: string): Promise<void> {
  const model = desk.index.machineById.get(id as MachineId)?.machine.model;
  if (!model) return say(response, 404, 'There is no such machine, or it has no model.');
  try {
    const { handle, stats, type, version } = await openModel(desk.folder, model.file);
    try {
      if (stats.size > mostModelBytes) return say(response, 413, 'This model is larger than 256 MB.');
      const headers = { ETag: `"${version}"`, 'Cache-Control': 'private, no-cache' };
      if (request.headers['if-none-match'] === headers.ETag) {
        response.writeHead(304, headers).end();
        return;
      }
      response.writeHead(200, { ...headers, 'Content-Type': type, 'Content-Length': stats.size });
      if (request.method === 'HEAD' || stats.size === 0) {
        response.end();
        return;
      }
      // To its size as told and no further, though it may be growing. Whoever hangs up while reading, hangs up.
      const bytes = handle.createReadStream({ autoClose: false, start: 0, end: stats.size - 1 });
      await pipeline(bytes, response).catch(() => undefined);
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof ModelFileError) return say(response, 404, error.message);
    throw error;
  }
}

/** Takes a model in, and answers when it is there, whole and sound by its header, or all traces of it are gone. */
async function take(request: IncomingMessage, response: ServerResponse, desk: PlantDesk, id: string): Promise<void> {
  const locked = desk.locked();
  if (locked !== null) return refuse(response, 409, { sentence: locked });
  try {
    checkModelBytes(Number(request.headers['content-length'] ?? 0));
    reply(response, 200, { file: await keep(request, desk.folder, id) });
  } catch (error) {
    if (!(error instanceof ModelFileError)) throw error;
    refuse(response, error.fault.code === 'tooLarge' ? 413 : 422, error.fault);
  }
}

/** The path of what came in, from the plant file's folder. Rejects with a `ModelFileError`. */
async function keep(request: IncomingMessage, plantFolder: string, id: string): Promise<string> {
  const folder = join(plantFolder, 'models');
  const made = await mkdir(folder, { recursive: true });
  const draft = join(folder, `.${randomBytes(8).toString('hex')}.part`);
  const handle = await open(draft, 'wx+', 0o644);
  try {
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const chunk of request as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      checkModelBytes(bytes);
      hash.update(chunk);
      await handle.write(chunk);
    }
    await surveyModelFile(handle, bytes);
    const head = Buffer.alloc(4);
    await handle.read(head, 0, 4, 0);
    await handle.sync();
    const ending = head.toString('latin1') === 'glTF' ? 'glb' : 'gltf';
    // Named by what is in it: a file that a plant file names today is never written over.
    const file = `models/${id}-${hash.digest('hex').slice(0, 10)}.${ending}`;
    await rename(draft, join(plantFolder, file));
    return file;
  } finally {
    await handle.close();
    await rm(draft, { force: true });
    // Where nothing was taken the folder made for it goes, too; one with files in it stays by itself.
    if (made !== undefined) await rmdir(folder).catch(() => undefined);
  }
}

type Refusal = ModelFault | { readonly sentence: string };

/** The rest of what is being sent is not read: the connection ends. */
function refuse(response: ServerResponse, status: number, refusal: Refusal): void {
  response.setHeader('Connection', 'close');
  reply(response, status, 'sentence' in refusal ? refusal : { fault: refusal });
}

function reply(response: ServerResponse, status: number, value: unknown): void {
  if (response.headersSent) return;
  response
    .writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' })
    .end(JSON.stringify(value));
}

function say(response: ServerResponse, status: number, sentence: string): void {
  if (response.headersSent) return;
  response
    .writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' })
    .end(`${sentence}\n`);
}
