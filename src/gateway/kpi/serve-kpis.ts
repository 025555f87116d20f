import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Historian } from '../historian/historian.ts';
import type { PlantDesk } from '../plants/plant-desk.ts';
import { RecordError } from '../records/record-error.ts';
import { checkKpi, kpisOf } from './kpi-request.ts';

interface KpiParts {
  readonly desk: Pick<PlantDesk, 'index'>;
  readonly historian: Pick<Historian, 'pick' | 'snapshot' | 'rollUps' | 'extent'>;
  readonly now: () => number;
}

/** `GET /kpi?from=&to=&by=` of the command line: a `KpiReport`. */
export function kpiServer({ desk, historian, now }: KpiParts) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const query = new URLSearchParams(request.url!.split('?')[1] ?? '');
    const word = (name: string) => query.get(name) ?? '';
    try {
      const { index } = desk;
      const wanted = checkKpi(index, { from: word('from'), to: word('to'), by: word('by') });
      const report = await kpisOf(index, historian, wanted, now(), gone.signal);
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(report));
    } catch (error) {
      if (gone.signal.aborted) return;
      if (!(error instanceof RecordError)) throw error;
      response.writeHead(400, { 'Content-Type': 'text/plain; charset=utf-8' }).end(error.message);
    }
  };
}
