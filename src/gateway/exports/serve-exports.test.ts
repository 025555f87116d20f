import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { DuckDBInstance } from '@duckdb/node-api';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Machine, Plant } from '../../twin/plant.ts';
import { indexPlant, learnTexts } from '../../twin/plant-index.ts';
import { received } from '../historian/corrections.contract.ts';
import { openHistorian } from '../historian/duckdb-historian.ts';
import { batchOf } from '../historian/historian.contract.ts';
import { firstTextNumber, type Historian } from '../historian/historian.ts';
import { exportServer } from './serve-exports.ts';

const machine = (id: string, name: string): Machine =>
  ({
    id,
    name,
    type: 'filler',
    mainTags: [],
    pose: { x: 0, y: 0, heading: 0 },
    size: [1, 1, 1],
    components: [],
    bindings: [],
    tags: [
      { id: 'state', name: 'State', kind: 'state', states: ['off', '=cmd()', 'on, hot'], address: 'a' },
      { id: 'temp', name: 'Temperature', kind: 'number', unit: 'Cel', address: 'b' },
    ],
  }) as unknown as Machine;
const plant = {
  id: 'p',
  name: 'P',
  sources: [],
  flows: [],
  areas: [
    {
      id: 'a',
      name: 'A',
      lines: [
        {
          id: 'l',
          name: 'L',
          machines: [
            machine('filler', 'Filler "1"'),
            machine('capper', '=HYPERLINK("x")'),
            { ...machine('packer', 'Packer'), tags: [{ id: 'batch', name: 'Batch', kind: 'text', address: 'c' }] },
          ],
        },
      ],
    },
  ],
} as unknown as Plant;
const index = indexPlant(plant);
const startMs = Date.UTC(2030, 0, 1, 6);
const iso = (seconds: number) => new Date(startMs + seconds * 1000).toISOString();

let folder: string;
let historian: Historian;
let server: Server;
let reads = 0;
/** Before when samples were thinned. */
const marks = new Map<string, number>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gemba-export-test-'));
  historian = await openHistorian(
    join(folder, 'history'),
    index.tags.map(({ id }) => id),
  );
  const received = batchOf([
    { slot: 0, timeMs: startMs, value: 1, quality: 0 },
    { slot: 1, timeMs: startMs, value: -3.25, quality: 1 },
    { slot: 2, timeMs: startMs + 1, value: 2, quality: 2 },
  ]);
  received.receivedMs.fill(startMs + 250);
  await historian.append(received);
  await historian.append(
    batchOf([
      { slot: 3, timeMs: startMs + 1500, value: Number.NaN, quality: 3 },
      { slot: 1, timeMs: startMs + 2000, value: 1e-7, quality: 0 },
    ]),
  );
  const counted: Pick<Historian, 'readTags' | 'corrections' | 'snapshot' | 'thinned'> = {
    corrections: (...args) => historian.corrections(...args),
    snapshot: (...args) => historian.snapshot(...args),
    thinned: async () => marks,
    async *readTags(...args) {
      for await (const batch of historian.readTags(...args)) {
        reads++;
        yield batch;
      }
    },
  };
  const personOf = async (cookies: string | undefined) =>
    cookies === 'me' ? ({ kind: 'person', id: 'i', name: 'I' } as const) : null;
  const answer = exportServer({
    desk: { index, folder },
    historian: counted,
    notes: { all: () => [] },
    personOf,
    log: () => undefined,
  });
  server = createServer((incoming, response) => {
    answer(incoming, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
});
afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await historian.close();
  await rm(folder, { recursive: true });
});

const ask = (query: Record<string, string>, { cookie = 'me', method = 'GET' } = {}) =>
  new Promise<IncomingMessage>((resolve, reject) => {
    const { port } = server.address() as AddressInfo;
    const path = `/export?${new URLSearchParams(query)}`;
    request({ host: 'localhost', port, path, method, headers: { cookie } }, resolve).on('error', reject).end();
  });
async function get(query: Record<string, string>, options = {}) {
  const { statusCode, headers, ...rest } = await ask(query, options).then(async (answer) =>
    Object.assign({ statusCode: answer.statusCode, headers: answer.headers }, { body: await buffer(answer) }),
  );
  return { status: statusCode, headers, body: rest.body, text: rest.body.toString('utf8') };
}
const all = { from: iso(0), to: iso(2.001) };

describe('an export', () => {
  test('as CSV gives every sample of the window, oldest first, and reads back as what was stored', async () => {
    const { status, headers, text } = await get(all);
    expect(status).toBe(200);
    expect(headers['content-disposition']).toBe('attachment; filename="p-20300101T060000Z-20300101T060002Z.csv"');
    expect(text.endsWith('\r\n')).toBe(true);
    const rows: string[][] = parse(text, { record_delimiter: '\r\n' });
    const in250 = '2030-01-01T06:00:00.250Z';
    expect(rows).toEqual([
      ['time', 'tag', 'machine', 'value', 'unit', 'quality', 'state', 'received', 'text'],
      ['2030-01-01T06:00:00.000Z', 'filler.state', 'Filler "1"', '1', '', 'good', "'=cmd()", in250, ''],
      ['2030-01-01T06:00:00.000Z', 'filler.temp', 'Filler "1"', '-3.25', 'Cel', 'uncertain', '', in250, ''],
      ['2030-01-01T06:00:00.001Z', 'capper.state', `'=HYPERLINK("x")`, '2', '', 'stale', 'on, hot', in250, ''],
      ['2030-01-01T06:00:01.500Z', 'capper.temp', `'=HYPERLINK("x")`, '', 'Cel', 'bad', '', '', ''],
      ['2030-01-01T06:00:02.000Z', 'filler.temp', 'Filler "1"', '1e-7', 'Cel', 'good', '', '', ''],
    ]);
  });

  test('as Parquet gives the same, with times as timestamps', async () => {
    const { status, headers, body } = await get({ ...all, format: 'parquet' });
    expect(status).toBe(200);
    expect(headers['content-disposition']).toMatch(/\.parquet"$/);
    await writeFile(join(folder, 'back.parquet'), body);
    const instance = await DuckDBInstance.create();
    const connection = await instance.connect();
    const rows = await connection.runAndReadAll(
      `SELECT epoch_ms(time)::DOUBLE, tag, machine, value, unit, quality, state,
        epoch_ms(received)::DOUBLE FROM read_parquet('${join(folder, 'back.parquet')}')`,
    );
    expect(rows.getRows()).toEqual([
      [startMs, 'filler.state', 'Filler "1"', 1, null, 'good', '=cmd()', startMs + 250],
      [startMs, 'filler.temp', 'Filler "1"', -3.25, 'Cel', 'uncertain', null, startMs + 250],
      [startMs + 1, 'capper.state', '=HYPERLINK("x")', 2, null, 'stale', 'on, hot', startMs + 250],
      [startMs + 1500, 'capper.temp', '=HYPERLINK("x")', Number.NaN, 'Cel', 'bad', null, null],
      [startMs + 2000, 'filler.temp', 'Filler "1"', 1e-7, 'Cel', 'good', null, null],
    ]);
    const types = await connection.runAndReadAll(`DESCRIBE FROM read_parquet('${join(folder, 'back.parquet')}')`);
    expect(types.getRows()[0]!.slice(0, 2)).toEqual(['time', 'TIMESTAMP WITH TIME ZONE']);
    instance.closeSync();
  });

  test('of corrections gives what was replaced, when and by what', async () => {
    const row = (slot: number, seconds: number, value: number, quality = 0) => {
      return { slot, timeMs: startMs + 5_000_000 + seconds * 1000, value, quality };
    };
    const [wrong, again, right] = [
      [row(1, 1, Number.NaN, 3), row(2, 1, 1), row(3, 2, 7)],
      [row(1, 1, 2.5, 1), row(2, 1, 2)],
      [row(1, 1, 2.75)],
    ];
    const inMs = startMs + 5_010_000;
    for (const [n, rows] of [wrong!, again!, right!].entries()) await historian.append(received(rows, inMs + n * 1000));
    const window = { from: iso(5000), to: iso(5100), of: 'corrections' };
    const { headers, text } = await get(window);
    expect(headers['content-disposition']).toMatch(/filename="p-20300101T072320Z-20300101T072500Z-corrections.csv"/);
    const [at, in0, in1, in2] = [5001, 5010, 5011, 5012].map(iso);
    expect(parse(text, { record_delimiter: '\r\n' })).toEqual([
      ...[['time', 'tag', 'machine', 'value', 'unit', 'quality', 'state', 'received', 'text']].map((columns) => [
        ...columns,
        ...['corrected', 'new_value', 'new_quality', 'new_state', 'new_text'],
      ]),
      [at, 'filler.temp', 'Filler "1"', '', 'Cel', 'bad', '', in0, '', in1, '2.5', 'uncertain', '', ''],
      [at, 'filler.temp', 'Filler "1"', '2.5', 'Cel', 'uncertain', '', in1, '', in2, '2.75', 'good', '', ''],
      [at, 'capper.state', `'=HYPERLINK("x")`, '1', '', 'good', "'=cmd()", in0, '', in1, '2', 'good', 'on, hot', ''],
    ]);
    const { body } = await get({ ...window, format: 'parquet' });
    await writeFile(join(folder, 'corrections.parquet'), body);
    const instance = await DuckDBInstance.create();
    const connection = await instance.connect();
    const rows = await connection.runAndReadAll(
      `SELECT epoch_ms(time)::DOUBLE, tag, value, quality, state, epoch_ms(received)::DOUBLE,
        epoch_ms(corrected)::DOUBLE, new_value, new_quality, new_state
       FROM read_parquet('${join(folder, 'corrections.parquet')}')`,
    );
    const atMs = startMs + 5_001_000;
    expect(rows.getRows()).toEqual([
      [atMs, 'filler.temp', Number.NaN, 'bad', null, inMs, inMs + 1000, 2.5, 'uncertain', null],
      [atMs, 'filler.temp', 2.5, 'uncertain', null, inMs + 1000, inMs + 2000, 2.75, 'good', null],
      [atMs, 'capper.state', 1, 'good', '=cmd()', inMs, inMs + 1000, 2, 'good', 'on, hot'],
    ]);
    instance.closeSync();
  });

  test('has texts as text, which no spreadsheet runs', async () => {
    const words = ['Lot 7', '=cmd()', 'on, "hot"', ''];
    const said = words.map((text, n) => ({ slot: 4, number: firstTextNumber + n, text }));
    learnTexts(index, said);
    const rows = said.map(({ slot, number }, i) => ({ slot, timeMs: startMs + 9e6 + i, value: number, quality: 0 }));
    const lost = { slot: 4, timeMs: startMs + 9e6 + 4, value: firstTextNumber + 99, quality: 0 };
    await historian.append({ ...batchOf([...rows, lost]), texts: said });
    const window = { from: iso(9000), to: iso(9001), tags: 'packer' };
    const csv: string[][] = parse((await get(window)).text, { from: 2, record_delimiter: '\r\n' });
    const [valueAt, textAt] = [3, 8];
    expect(csv.map((row) => row[textAt])).toEqual(['Lot 7', "'=cmd()", 'on, "hot"', '', '']);
    expect(csv.map((row) => row[valueAt])).toEqual(['', '', '', '', '']);
    await writeFile(join(folder, 'texts.parquet'), (await get({ ...window, format: 'parquet' })).body);
    const instance = await DuckDBInstance.create();
    const connection = await instance.connect();
    const back = await connection.runAndReadAll(
      `SELECT value, text, quality FROM read_parquet('${join(folder, 'texts.parquet')}')`,
    );
    expect(back.getRows()).toEqual([...words, null].map((text) => [null, text, 'good']));
    instance.closeSync();
  });

  test('has the tags and machines that were named, and ends before its end', async () => {
    const chosen = async (tags: string) => {
      const rows: string[][] = parse((await get({ from: iso(0), to: iso(2), tags })).text, { from: 2 });
      return rows.map((row) => row[1]);
    };
    expect(await chosen('filler.temp')).toEqual(['filler.temp']);
    expect(await chosen('FILLER "1"')).toEqual(['filler.state', 'filler.temp']);
    expect(await chosen('capper, filler.state')).toEqual(['filler.state', 'capper.state', 'capper.temp']);
  });

  test.each([
    [{ from: 'yesterday', to: iso(1) }, 'Give "from" as a time with its zone'],
    [{ from: '2030-01-01T06:00', to: iso(1) }, 'Give "from" as a time with its zone'],
    [{ to: iso(1) }, 'Give "from" as a time with its zone'],
    [{ from: iso(2), to: iso(1) }, 'before it starts'],
    [{ ...all, tags: 'fillr' }, 'This plant has no tag or machine "fillr"'],
    [{ ...all, of: 'notes' }, 'An export is of samples or corrections, not "notes".'],
    [{ ...all, of: 'corrections', format: 'gemba' }, 'A recording has its corrections with it: choose csv or parquet'],
    [{ ...all, format: 'xlsx' }, 'The format is one of csv, parquet, gemba, not "xlsx".'],
  ])('of %o is refused with a sentence', async (query, sentence) => {
    const { status, text } = await get(query as Record<string, string>);
    expect(status).toBe(400);
    expect(text).toContain(sentence);
  });

  test('that reaches into a thinned stretch says so', async () => {
    marks.set('state', startMs + 1000);
    const said = async (query: Record<string, string>) => (await get(query)).headers['gemba-thinned'];
    expect(await said(all)).toMatch(/^Before 2030-01-01T06:00:01.000Z the record is thinned: of each minute/);
    expect(await said({ ...all, from: iso(1) })).toBeUndefined();
    expect(await said({ ...all, tags: 'filler.temp' })).toBeUndefined();
    expect(await said({ ...all, of: 'corrections' })).toBeUndefined();
    marks.clear();
    expect(await said(all)).toBeUndefined();
  });

  test('is for those signed in, and is only read', async () => {
    expect((await get(all, { cookie: 'nobody' })).status).toBe(401);
    expect((await get(all, { method: 'POST' })).status).toBe(405);
  });

  test('waits for its reader, and ends with him; two run at once', async () => {
    const rows = Array.from({ length: 600_000 }, (_, i) => ({
      slot: 3,
      timeMs: startMs + 60_000 + i,
      value: i,
      quality: 0,
    }));
    await historian.append(batchOf(rows));
    const long = { from: iso(60), to: iso(3600) };
    reads = 0;
    const answers = await Promise.all([ask(long), ask(long)]);
    const refused = await get(long);
    expect([refused.status, refused.text]).toEqual([
      503,
      '2 exports are running already: try again when one of them is done.\n',
    ]);
    // Nobody reads: neither export gets to its end, 10 batches each.
    expect(reads).toBeLessThan(20);
    for (const answer of answers) answer.destroy();
    let status: number | undefined = 503;
    while (status === 503) status = (await get({ ...all })).status;
    expect(status).toBe(200);
    expect(reads).toBeLessThan(22);
  });
});
