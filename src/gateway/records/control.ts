import { chmod, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { join, relative } from 'node:path';
import type { PersonIdentity } from '../access/identity.ts';
import type { Freeze } from '../historian/duckdb-historian.ts';
import { RecordError } from './record-error.ts';

/** Unix socket addresses hold no more. */
const longestAddress = 100;

/**
 * Where commands on this machine reach the running gateway: a Unix socket in the data folder, for those who may read
 * that anyway. It speaks HTTP, which has framing, errors and backpressure already.
 */
function addressOf(dataFolder: string): string {
  const whole = join(dataFolder, 'control.sock');
  const near = relative(process.cwd(), whole);
  return near.length < whole.length ? near : whole;
}

/** Whoever may read the data folder. */
export const consoleIdentity: PersonIdentity = { kind: 'person', id: 'console', name: 'Command line' };

export interface ControlRoutes {
  readonly freeze: () => Promise<Freeze>;
  /** Answers GET /export, as for a page. */
  readonly exports: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** Answers GET /kpi. */
  readonly kpis: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
}

/** Serves commands until closed. The data folder's history must be open: nobody else is served there then. */
export async function serveControl(dataFolder: string, routes: ControlRoutes): Promise<Server> {
  const address = addressOf(dataFolder);
  if (address.length > longestAddress) throw new Error(`the path ${address} is too long for a socket`);
  await rm(address, { force: true });
  const server = createServer((incoming, response) => {
    answer(incoming, response, routes).catch((error: Error) => {
      console.error('a command failed:', error);
      if (response.headersSent) response.destroy();
      else response.writeHead(500, { 'Content-Type': 'text/plain; charset=utf-8' }).end(error.message);
    });
  });
  // A freeze lasts as long as its copy takes.
  server.requestTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(address, resolve);
  });
  await chmod(address, 0o600);
  return server;
}

async function answer(incoming: IncomingMessage, response: ServerResponse, routes: ControlRoutes): Promise<void> {
  const [path] = incoming.url!.split('?', 1);
  if (incoming.method === 'GET' && path === '/export') return routes.exports(incoming, response);
  if (incoming.method === 'GET' && path === '/kpi') return routes.kpis(incoming, response);
  if (incoming.method !== 'POST' || path !== '/freeze') {
    response.writeHead(404).end('This gateway does not know that command: both must be of the same version.');
    return;
  }
  const frozen = await routes.freeze();
  let intact: boolean;
  try {
    response.writeHead(200).write(`${JSON.stringify({ file: frozen.file, bytes: frozen.bytes })}\n`);
    // The freeze lasts until the command ends its request, or is gone.
    for await (const _ of incoming);
  } finally {
    intact = await frozen.thaw();
  }
  response.end(intact ? 'intact' : 'broken');
}

/**
 * Has the running gateway keep its store's file as it is while `work` copies it: with all that was acknowledged
 * before, and recording goes on. Null when no gateway runs on this data folder.
 */
export async function withFrozenStore<T>(
  dataFolder: string,
  work: (file: string, bytes: number) => Promise<T>,
): Promise<{ readonly result: T } | null> {
  const outgoing = request({ socketPath: addressOf(dataFolder), method: 'POST', path: '/freeze' });
  outgoing.flushHeaders();
  const incoming = await responseOf(outgoing);
  if (incoming === null) return null;
  try {
    const texts = incoming.setEncoding('utf8')[Symbol.asyncIterator]();
    const first = String((await texts.next()).value ?? '');
    if (incoming.statusCode !== 200) throw new RecordError(`The gateway cannot give its record now: ${first}`);
    const { file, bytes } = JSON.parse(first) as { file: string; bytes: number };
    const result = await work(file, bytes);
    outgoing.end();
    let last = '';
    for (let next = await texts.next(); !next.done; next = await texts.next()) last += next.value;
    if (last !== 'intact') throw new Error(last);
    return { result };
  } catch (error) {
    if (error instanceof RecordError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== 'ECONNRESET' && message !== 'broken' && message !== 'aborted') throw error;
    throw new RecordError(
      'The gateway stopped, or opened its record anew, while it was copied: run the command again.',
    );
  } finally {
    outgoing.destroy();
  }
}

/** A running gateway's answer to GET `path`; null when none runs on this data folder. */
export function askGateway(dataFolder: string, path: string): Promise<IncomingMessage | null> {
  const outgoing = request({ socketPath: addressOf(dataFolder), path });
  outgoing.end();
  return responseOf(outgoing);
}

function responseOf(outgoing: ReturnType<typeof request>): Promise<IncomingMessage | null> {
  return new Promise((resolve, reject) => {
    outgoing.once('response', resolve);
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED') resolve(null);
      else reject(error);
    });
  });
}
