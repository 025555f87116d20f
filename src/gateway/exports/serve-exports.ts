import { createReadStream } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PersonIdentity } from '../access/identity.ts';
import type { Historian } from '../historian/historian.ts';
import type { NoteBook } from '../notes/notes.ts';
import type { PlantDesk } from '../plants/plant-desk.ts';
import { RecordError } from '../records/record-error.ts';
import type { Recorded } from '../records/recording-file.ts';
import { csvOf, fileOf } from './export-content.ts';
import { checkExport, type ExportRequest } from './export-request.ts';
import { thinnedHeader, thinnedNote } from './thinned-note.ts';

/** The record is read for the pages first. */
const mostAtOnce = 2;
const types = {
  csv: 'text/csv; charset=utf-8; header=present',
  parquet: 'application/vnd.apache.parquet',
  gemba: 'application/x-tar',
} as const;

export interface ExportParts {
  readonly desk: Pick<PlantDesk, 'index' | 'folder'>;
  readonly historian: Recorded['historian'] & Pick<Historian, 'thinned'>;
  readonly notes: Pick<NoteBook, 'all'>;
  readonly personOf: (cookies: string | undefined) => Promise<PersonIdentity | null>;
  readonly log: (line: string) => void;
}

/** `GET /export?from=&to=&tags=&format=&of=` for those signed in: a window of the record as a file. */
export function exportServer({ desk, historian, notes, personOf, log }: ExportParts) {
  let running = 0;
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if ((await personOf(request.headers.cookie)) === null) return say(response, 401, 'Sign in first.');
    if (request.method !== 'GET') return say(response, 405, 'An export is read with GET.');
    if (running >= mostAtOnce) {
      response.setHeader('Retry-After', '30');
      return say(response, 503, `${mostAtOnce} exports are running already: try again when one of them is done.`);
    }
    running++;
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    try {
      const query = new URLSearchParams(request.url!.split('?')[1] ?? '');
      const word = (name: string) => query.get(name) ?? '';
      const [format, of] = [query.get('format') ?? 'csv', query.get('of') ?? 'samples'];
      const words = { from: word('from'), to: word('to'), tags: word('tags'), format, of };
      const { index, folder } = desk;
      const recorded = { historian, index, folder, notes: notes.all(), log };
      await give(response, checkExport(index, words), recorded, gone.signal);
    } catch (error) {
      if (gone.signal.aborted && isHangUp(error)) return;
      if (!(error instanceof RecordError)) throw error;
      say(response, 400, error.message);
    } finally {
      running--;
    }
  };
}

/** Whoever hangs up while reading, hangs up. */
const isHangUp = (error: unknown): boolean =>
  (error as Error).name === 'AbortError' || (error as NodeJS.ErrnoException).code === 'ERR_STREAM_PREMATURE_CLOSE';

async function give(
  response: ServerResponse,
  wanted: ExportRequest,
  recorded: Recorded & { readonly historian: Pick<Historian, 'thinned'> },
  signal: AbortSignal,
): Promise<void> {
  const { index, historian } = recorded;
  const stamp = (ms: number) => new Date(ms).toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
  const of = wanted.of === 'samples' ? '' : `-${wanted.of}`;
  const name = `${index.plant.id}-${stamp(wanted.fromMs)}Z-${stamp(wanted.toMs)}Z${of}.${wanted.format}`;
  const note = thinnedNote(wanted, await historian.thinned());
  const head = () =>
    response.writeHead(200, {
      'Content-Type': types[wanted.format],
      'Content-Disposition': `attachment; filename="${name}"`,
      'Cache-Control': 'no-store',
      ...(note === null ? {} : { [thinnedHeader]: note }),
    });
  if (wanted.format === 'csv') {
    head();
    // An error ends the connection before the last chunk: a browser then tells that the file is not whole.
    return pipeline(Readable.from(csvOf(historian, wanted, signal), { objectMode: false }), response);
  }
  const file = await fileOf(recorded, wanted, signal);
  try {
    head();
    await pipeline(createReadStream(file.path), response);
  } finally {
    await file.remove();
  }
}

function say(response: ServerResponse, status: number, sentence: string): void {
  if (response.headersSent) return;
  response
    .writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' })
    .end(`${sentence}\n`);
}
