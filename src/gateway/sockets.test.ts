import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decodeColumns, decodeSnapshot } from '../protocol/columns-frame.ts';
import { FrameDecoder } from '../protocol/live-frame.ts';
import type { ClientEvents, Hello, PlantEdit, PlantEdited, Reply, ServerEvents } from '../protocol/messages.ts';
import { buildVocabulary } from '../query/vocabulary.ts';
import { SampleBatchBuilder } from '../series/sample-batch.ts';
import type { MachineId, Plant } from '../twin/plant.ts';
import { indexPlant } from '../twin/plant-index.ts';
import { Quality } from '../twin/quality.ts';
import { systemClock } from './clock.ts';
import type { Historian } from './historian/historian.ts';
import { Intake } from './intake.ts';
import { LiveValues } from './live-values.ts';
import { Requests } from './requests.ts';
import { serveSockets } from './sockets.ts';

const plant: Plant = {
  format: 'gemba-plant/1',
  id: 'p',
  name: 'P',
  site: { name: 'S', timeZone: 'UTC', shifts: [], floor: [5, 5] },
  sources: [
    { id: 'a', type: 'simulation', seed: 1 },
    {
      id: 'b',
      type: 'sparkplug',
      url: 'mqtt://operator:s3cret@broker',
      group: 'g',
      edgeNode: 'n',
      host: 'h',
    },
  ],
  areas: [
    {
      id: 'a',
      name: 'A',
      lines: [
        {
          id: 'l',
          name: 'L',
          machines: [
            {
              id: 'pump' as MachineId,
              name: 'Pump',
              type: 'pump',
              pose: { x: 1, z: 1 },
              components: [],
              mainTags: [],
              bindings: [],
              tags: [{ id: 'pressure', name: 'Pressure', kind: 'number', unit: 'bar', address: 'p' }],
            },
          ],
        },
      ],
    },
  ],
  flows: [],
};
const index = indexPlant(plant);

/** A record of one tag: the values 1, 1, 2, 2 at 1, 2, 3, 4 s. */
const historian: Historian = {
  append: async () => undefined,
  extent: async () => ({ fromMs: 1000, toMs: 4000 }),
  close: async () => undefined,
  thin: async () => {
    throw new Error('the disk is gone');
  },
  snapshot: async (atMs) => ({
    atMs,
    timesMs: Float64Array.of(1000),
    values: Float64Array.of(1),
    qualities: Uint8Array.of(Quality.good),
  }),
  async *readTags() {},
  async *read() {
    yield {
      timesMs: Float64Array.of(1000, 2000, 3000, 4000),
      values: Float64Array.of(1, 1, 2, 2),
      qualities: new Uint8Array(4),
    };
  },
};

type Client = Socket<ServerEvents, ClientEvents>;
let http: Server;
let stop: AbortController;
let intake: Intake;
let clients: Client[];
let changed: () => void;
let edited: (readonly [string, readonly PlantEdit[]])[];

beforeEach(async () => {
  clients = [];
  stop = new AbortController();
  http = createServer();
  const live = new LiveValues(1);
  intake = new Intake(index, live, historian, systemClock.now);
  const requests = new Requests(index, buildVocabulary(index), historian, live, systemClock.now);
  const personOf = async (cookies: string | undefined) =>
    cookies === 'session=good' ? ({ kind: 'person', id: 'admin', name: 'Administrator' } as const) : null;
  const desk = {
    index,
    models: [],
    onChange(listener: (now: typeof index) => void) {
      changed = () => listener(index);
    },
    edit: async (edits: readonly PlantEdit[], who: string) => {
      edited.push([who, edits]);
      changed();
      return { restart: false };
    },
  };
  edited = [];
  serveSockets(http, { desk, live, intake, requests, clock: systemClock, personOf }, stop.signal);
  await new Promise<void>((resolve) => http.listen(0, 'localhost', resolve));
});
afterEach(() => {
  for (const client of clients) client.disconnect();
  stop.abort();
  http.close();
});

function connect(extraHeaders: Record<string, string>): Client {
  const { port } = http.address() as AddressInfo;
  const client: Client = io(`http://localhost:${port}`, {
    transports: ['websocket'],
    extraHeaders,
    reconnection: false,
    forceNew: true,
  });
  clients.push(client);
  return client;
}

const told = <T>(client: Client, event: 'hello' | 'connect_error' | 'frame' | 'status'): Promise<T> =>
  new Promise((resolve) => client.once(event, ((value: T) => resolve(value)) as never));

const ask = <T>(send: (reply: (reply: Reply<T>) => void) => void): Promise<Reply<T>> => new Promise(send);

describe('the socket', () => {
  it('tells nothing to who is not signed in', async () => {
    for (const cookie of ['', 'session=forged']) {
      const client = connect({ cookie });
      let hello = false;
      client.on('hello', () => {
        hello = true;
      });
      expect((await told<Error>(client, 'connect_error')).message).toBe('not signed in');
      expect(hello).toBe(false);
    }
  });

  it("opens to no other site's page, whatever cookie its browser has", async () => {
    const client = connect({ cookie: 'session=good', origin: 'http://evil.example' });
    expect(await told<Error>(client, 'connect_error')).toBeInstanceOf(Error);
    expect(client.connected).toBe(false);
  });

  it('says hello with the plant and the person, then sends what is watched', async () => {
    const client = connect({ cookie: 'session=good' });
    const hello = await told<Hello>(client, 'hello');
    expect(hello).toMatchObject({ version: 1, plant: { id: 'p' }, person: { id: 'admin' } });
    expect(JSON.stringify(hello)).not.toContain('s3cret');
    client.emit('watch', new Uint8Array(Uint32Array.of(0).buffer), 1);
    const frame = told<Uint8Array>(client, 'frame');
    const batch = new SampleBatchBuilder();
    batch.push(0, systemClock.now(), 2.4);
    await intake.sinkFor({ kind: 'source', id: 'a' }).deliver(batch);
    const values: number[] = [];
    new FrameDecoder(1).decode(new Uint8Array(await frame), (_slot, _timeMs, value) => values.push(value));
    expect(values).toEqual([Math.fround(2.4)]);
  });

  it('answers a request with what was asked, or with a sentence', async () => {
    const client = connect({ cookie: 'session=good' });
    await told(client, 'hello');
    const snapshot = await ask<Uint8Array>((reply) => client.emit('snapshot', 2000, reply as never));
    expect(snapshot.ok && decodeSnapshot(new Uint8Array(snapshot.value)).values).toEqual(Float64Array.of(1));
    const changes = await ask<Uint8Array>((reply) =>
      client.emit('changes', { slot: 0, fromMs: 1500, toMs: 5000 }, reply as never),
    );
    expect(changes.ok && decodeColumns(new Uint8Array(changes.value)).values).toEqual(Float64Array.of(1, 2));
    const answer = await ask((reply) =>
      client.emit('ask', { text: 'pressure', cursorMs: 2000, selected: null }, reply as never),
    );
    expect(answer).toMatchObject({ ok: true, value: { kind: 'answer' } });
  });

  it('refuses what makes no sense, and is still there afterwards', async () => {
    const client = connect({ cookie: 'session=good' });
    await told(client, 'hello');
    const refused = async (send: (reply: (reply: Reply<unknown>) => void) => void, error: string) =>
      expect(await ask(send)).toEqual({ ok: false, error });
    const wrong = (value: unknown) => value as never;
    await refused(
      (reply) => client.emit('snapshot', wrong('now'), wrong(reply)),
      'atMs must be a time in epoch milliseconds',
    );
    await refused((reply) => client.emit('range', wrong({ slot: 7 }), wrong(reply)), 'no such tag');
    await refused((reply) => client.emit('range', wrong(null), wrong(reply)), 'no such tag');
    await refused(
      (reply) => client.emit('range', { slot: 0, fromMs: 5, toMs: 1, buckets: 3 }, wrong(reply)),
      'the window ends before it starts',
    );
    await refused(
      (reply) => client.emit('range', { slot: 0, fromMs: 1, toMs: 5, buckets: 1e9 }, wrong(reply)),
      'buckets must be a whole number from 1 to 4000',
    );
    await refused(
      (reply) => client.emit('ask', { text: 'x'.repeat(501), cursorMs: null, selected: null }, wrong(reply)),
      'a question is text of at most 500 characters',
    );
    client.emit('watch', wrong('everything'), 1);
    client.emit('watch', new Uint8Array(4), wrong({}));
    // Neither can be turned into a number: comparing it would throw.
    client.emit('seen', wrong({ valueOf: 1, toString: 1 }), 0);
    client.emit('seen', 0, wrong({ valueOf: 1, toString: 1 }));
    client.emit('clock', wrong(5));
    const nowMs = await new Promise<number>((resolve) => client.emit('clock', resolve));
    expect(nowMs).toBeGreaterThan(0);
  });

  it('says that it could not answer, without the inside of the error', async () => {
    const client = connect({ cookie: 'session=good' });
    await told(client, 'hello');
    const log = console.error;
    const logged: unknown[] = [];
    console.error = (...parts) => logged.push(...parts);
    const reply = await ask((done) => client.emit('range', { slot: 0, fromMs: 1, toMs: 5, buckets: 3 }, done as never));
    console.error = log;
    expect(reply).toEqual({ ok: false, error: 'the gateway could not answer; its log says why' });
    expect(String(logged[1])).toContain('the disk is gone');
  });

  it('changes the plant file for whoever is signed in, and tells every page', async () => {
    const [editor, watcher] = [connect({ cookie: 'session=good' }), connect({ cookie: 'session=good' })];
    await Promise.all([told(editor, 'hello'), told(watcher, 'hello')]);
    const again = told<Hello>(watcher, 'hello');
    const edits: PlantEdit[] = [{ kind: 'bindings', machine: 'pump' as MachineId, bindings: [] }];
    expect(await ask<PlantEdited>((reply) => editor.emit('editPlant', edits, reply))).toEqual({
      ok: true,
      value: { restart: false },
    });
    expect(edited).toEqual([['Administrator', edits]]);
    expect((await again).plant.id).toBe('p');
  });
});
