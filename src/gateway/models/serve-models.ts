import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { checkModelBytes, mostModelBytes } from '../../twin/model-file/container.ts';
import { type ModelFault, ModelFileError } from '../../twin/model-file/model-fault.ts';
import type { MachineId } from '../../twin/plant.ts';
import type { PersonIdentity } from '../access/identity.ts';
import type { PlantDesk } from '../plants/plant-desk.ts';
import { inWords, type Sentence } from '../sentence.ts';
import { acceptedLanguage } from '../server.ts';
import { openModel } from './model-file.ts';
import { ModelFolder, ModelNotKeptError } from './model-folder.ts';

export interface ModelParts {
  readonly desk: PlantDesk;
  readonly personOf: (cookies: string | undefined) => Promise<PersonIdentity | null>;
}

/** Of a machine that the plant has, or that a page is about to add: its model comes before it. */
const machineIdPattern = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/;

/** Models by machine, for those signed in: `GET` the file that the plant file names, `PUT` a new one beside it. */
export function modelServer({ desk, personOf }: ModelParts) {
  const folder = new ModelFolder(desk.folder);
  const tidied = desk.locked() === null ? folder.removeDrafts() : Promise.resolve();
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = (request.url ?? '').split('?', 1)[0]!;
    const id = path.slice('/models/'.length);
    if ((await personOf(request.headers.cookie)) === null) return say(response, 401, 'Sign in first.');
    if (!machineIdPattern.test(id)) return say(response, 404, 'There is no such machine.');
    if (request.method === 'PUT') {
      await tidied;
      return take(request, response, { desk, folder }, id);
    }
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
      checkModelBytes(stats.size);
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
    if (!(error instanceof ModelFileError)) throw error;
    reply(response, error.fault.code === 'tooLarge' ? 413 : 404, { fault: error.fault });
  }
}

/** Takes a model in, and answers when it is there, whole and sound by its header, or all traces of it are gone. */
async function take(
  request: IncomingMessage,
  response: ServerResponse,
  { desk, folder }: { readonly desk: PlantDesk; readonly folder: ModelFolder },
  id: string,
): Promise<void> {
  const locked = desk.locked();
  if (locked !== null) return refuse(request, response, 409, locked);
  try {
    const toldBytes = Number(request.headers['content-length'] ?? 0);
    checkModelBytes(toldBytes);
    // Left open: the reason for a refusal half way is told on the same connection.
    const chunks = request.iterator({ destroyOnReturn: false });
    reply(response, 200, { file: await folder.keep(chunks, toldBytes, id) });
  } catch (error) {
    if (error instanceof ModelNotKeptError) refuse(request, response, error.status, error.sentence);
    else if (error instanceof ModelFileError) {
      refuse(request, response, error.fault.code === 'tooLarge' ? 413 : 422, error.fault);
    } else if (error !== request.errored) throw error; // whoever hangs up while sending, hangs up
  }
}

/**
 * What is still being sent is let pass when it is known to end: a browser that is cut off while sending does not show
 * the answer. Else the connection ends.
 */
function refuse(request: IncomingMessage, response: ServerResponse, status: number, why: ModelFault | Sentence): void {
  const toldBytes = Number(request.headers['content-length'] ?? Number.POSITIVE_INFINITY);
  if (toldBytes <= mostModelBytes) request.resume();
  else response.setHeader('Connection', 'close');
  if ('key' in why) reply(response, status, { sentence: inWords(why, acceptedLanguage(request.headers)) });
  else reply(response, status, { fault: why });
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
