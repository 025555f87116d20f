import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io, type Socket } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AlarmJournalRows, AlarmRequest } from '../protocol/alarms.ts';
import type { Anomalies, JudgeAnomaly, MachineAnomaly } from '../protocol/anomalies.ts';
import { decodeChanges, decodeSnapshot, decodeStretch } from '../protocol/columns-frame.ts';
import { FrameDecoder, frameHeader } from '../protocol/live-frame.ts';
import {
  type AlarmsChange,
  type ClientEvents,
  type Forecasts,
  type Hello,
  type Opening,
  type PlantEdit,
  type PlantEdited,
  protocolVersion,
  type Reply,
  type ServerEvents,
} from '../protocol/messages.ts';
import type { NewNote, Note, NoteChange } from '../protocol/notes.ts';
import { buildVocabulary } from '../query/vocabulary.ts';
import { SampleBatchBuilder } from '../series/sample-batch.ts';
import type { MachineId, Plant } from '../twin/plant.ts';
import { indexPlant } from '../twin/plant-index.ts';
import { Quality } from '../twin/quality.ts';
import type { WorkOrder } from '../twin/work-order.ts';
import { Alarms } from './alarms/alarms.ts';
import { systemClock } from './clock.ts';
import type { Historian } from './historian/historian.ts';
import { Intake } from './intake.ts';
import { LiveValues } from './live-values.ts';
import { Notes } from './notes/notes.ts';
import { Requests } from './requests.ts';
import { sentence } from './sentence.ts';
import { serveSockets } from './sockets.ts';
import { Turns } from './turns.ts';
import { foretold as foretoldOf, orderPlant, speedSlot } from './work-orders/orders.fixture.ts';
import { WorkOrders } from './work-orders/work-orders.ts';

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
              tags: [
                {
                  id: 'pressure',
                  name: 'Pressure',
                  kind: 'number',
                  unit: 'bar',
                  limits: { high: 5 },
                  address: 'p',
                },
                { id: 'batch', name: 'Batch', kind: 'text', address: 'b' },
              ],
            },
          ],
        },
      ],
    },
  ],
  flows: [],
};
const index = indexPlant(plant);

/** What the record has of the second tag. */
let recorded = Number.NaN;

/** A record of one tag: the values 1, 1, 2, 2 at 1, 2, 3, 4 s. */
const historian: Historian = {
  append: async () => undefined,
  texts: async () => [],
  extent: async () => ({ fromMs: 1000, toMs: 4000 }),
  thinOut: async () => false,
  thinned: async () => new Map(),
  close: async () => undefined,
  rollUps: async () => ({
    slots: new Uint32Array(),
    minutesMs: new Float64Array(),
    firstTimesMs: new Float64Array(),
    lastTimesMs: new Float64Array(),
    firsts: new Float64Array(),
    lows: new Float64Array(),
    highs: new Float64Array(),
    lasts: new Float64Array(),
  }),
  chartedMinutes: async () => new Float64Array(),
  /** The sample at 3 s was bad at first, then 1.5; when the last came in is not known of an older one. */
  async *corrections(slots, fromMs) {
    if (fromMs > 3000) return;
    yield {
      length: 2,
      slots: Uint32Array.of(slots[0]!, slots[0]!),
      timesMs: Float64Array.of(3000, 3000),
      values: Float64Array.of(Number.NaN, fromMs < 3000 ? Number.NaN : 1.5),
      qualities: Uint8Array.of(Quality.bad, Quality.good),
      receivedMs: Float64Array.of(3100, 3200),
      correctedMs: Float64Array.of(3200, fromMs < 3000 ? Number.NaN : 3300),
      newValues: Float64Array.of(1.5, 2),
      newQualities: new Uint8Array(2),
      newResiduals: new Int16Array(2),
    };
  },
  pick: async () => new SampleBatchBuilder(),
  thin: async () => {
    throw new Error('the disk is gone');
  },
  stretch: async (fromMs, toMs) => ({
    fromMs,
    toMs,
    state: await historian.snapshot(fromMs, new AbortController().signal),
    offsetsMs: Uint32Array.of(1000),
    slots: Uint32Array.of(0),
    values: Float64Array.of(2),
    qualities: Uint8Array.of(Quality.good),
  }),
  snapshot: async (atMs) => ({
    atMs,
    timesMs: Float64Array.of(1000, recorded),
    values: Float64Array.of(1, recorded),
    qualities: Uint8Array.of(Quality.good, Quality.good),
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

const nothingStands: AlarmsChange = { whole: true, standing: [], over: [] };

type Client = Socket<ServerEvents, ClientEvents>;
let http: Server;
let stop: AbortController;
let intake: Intake;
let clients: Client[];
let changed: () => void;
let folder: string;
let notes: Notes;
let alarms: Alarms;
let workOrders: WorkOrders;
let edited: (readonly [string, readonly PlantEdit[]])[];
let foretold: Forecasts;
let judged: unknown[];
let tellAnomalies: (told: Anomalies) => void;
let foretell: (told: Forecasts) => void;

beforeEach(async () => {
  clients = [];
  stop = new AbortController();
  http = createServer();
  const live = new LiveValues(2);
  recorded = Number.NaN;
  intake = new Intake(index, live, historian, systemClock.now);
  const requests = new Requests(
    index,
    buildVocabulary(index),
    historian,
    live,
    systemClock.now,
    new Turns(systemClock.sleep),
  );
  const personOf = async (cookies: string | undefined) => {
    if (cookies === 'session=colleague') return { kind: 'person', id: 'colleague', name: 'Colleague' } as const;
    return cookies === 'session=good' ? ({ kind: 'person', id: 'admin', name: 'Administrator' } as const) : null;
  };
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
  folder = await mkdtemp(join(tmpdir(), 'gemba-sockets-'));
  notes = await Notes.open(folder, desk, systemClock.now, () => undefined);
  workOrders = await WorkOrders.open(join(folder, 'work-orders'), orderPlant, systemClock.now, () => undefined);
  foretold = { madeMs: 1, forecasts: [] };
  const forecasts = {
    all: () => foretold,
    onChange(listener: (told: Forecasts) => void) {
      foretell = listener;
    },
  };
  alarms = await Alarms.open(join(folder, 'alarms'), index, {
    live,
    isConnected: () => true,
    now: systemClock.now,
    log: () => undefined,
    locked: null,
  });
  await alarms.begin();
  judged = [];
  const watch = {
    all: (): Anomalies => ({ watched: [], anomalies: [] }),
    onChange(listener: (told: Anomalies) => void) {
      tellAnomalies = listener;
    },
    judge: async (sent: unknown, { id }: { readonly id: string }) => {
      judged.push(sent, id);
      return null;
    },
  };
  const parts = {
    desk,
    live,
    intake,
    requests,
    notes,
    forecasts,
    alarms,
    watch,
    workOrders,
    clock: systemClock,
    personOf,
  };
  serveSockets(http, parts, stop.signal);
  await new Promise<void>((resolve) => http.listen(0, 'localhost', resolve));
});
afterEach(async () => {
  for (const client of clients) client.disconnect();
  stop.abort();
  http.close();
  await notes.close();
  await alarms.close();
  await workOrders.end();
  await rm(folder, { recursive: true });
});

function connect(extraHeaders: Record<string, string>, opening?: Opening): Client {
  const { port } = http.address() as AddressInfo;
  const client: Client = io(`http://localhost:${port}`, {
    transports: ['websocket'],
    extraHeaders,
    ...(opening && { auth: { ...opening } }),
    reconnection: false,
    forceNew: true,
  });
  clients.push(client);
  return client;
}

const told = <T>(client: Client, event: keyof ServerEvents | 'connect_error'): Promise<T> =>
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
    expect(hello).toMatchObject({ version: protocolVersion, plant: { id: 'p' }, person: { id: 'admin' } });
    expect(JSON.stringify(hello)).not.toContain('s3cret');
    client.emit('watch', new Uint8Array(Uint32Array.of(0).buffer), 1);
    const frame = told<Uint8Array>(client, 'frame');
    const batch = new SampleBatchBuilder();
    batch.push(0, systemClock.now(), 2.4);
    await intake.sinkFor({ kind: 'source', id: 'a' }).deliver(batch);
    const values: number[] = [];
    new FrameDecoder(2).decode(new Uint8Array(await frame), (_slot, _timeMs, value) => values.push(value));
    expect(values).toEqual([Math.fround(2.4)]);
  });

  it('WIRE-6 tells a text before the first frame or answer that has its number, once', async () => {
    const client = connect({ cookie: 'session=good' });
    await told(client, 'hello');
    const heard: string[] = [];
    client.on('texts', (texts) => heard.push(texts.map(({ slot, text }) => `${slot} ${text}`).join(', ')));
    client.on('frame', (frame) => {
      const { epoch, sequence } = frameHeader(new Uint8Array(frame));
      client.emit('seen', epoch, sequence);
      heard.push('a frame');
    });
    const start = told(client, 'frame');
    client.emit('watch', new Uint8Array(Uint32Array.of(1).buffer), 1);
    await start;
    const sink = intake.sinkFor({ kind: 'source', id: 'a' });
    const deliver = async (timeMs: number, text: string) => {
      const frame = told(client, 'frame');
      const batch = new SampleBatchBuilder();
      batch.push(1, timeMs, sink.numberOf(index.tags[1]!, text));
      await sink.deliver(batch);
      await frame;
    };
    const nowMs = systemClock.now();
    for (const [k, text] of ['Lot 7', 'Lot 8', 'Lot 7'].entries()) await deliver(nowMs + k, text);
    recorded = sink.numberOf(index.tags[1]!, 'Lot 6');
    for (let times = 0; times < 2; times++) {
      await ask<Uint8Array>((reply) => client.emit('snapshot', 2000, reply as never));
      heard.push('an answer');
    }
    expect(heard).toEqual([
      ...['a frame', '1 Lot 7', 'a frame', '1 Lot 8', 'a frame', 'a frame'],
      ...['1 Lot 6', 'an answer', 'an answer'],
    ]);
  });

  it('tells what is foretold with the hello, and whenever it is worked out anew', async () => {
    const client = connect({ cookie: 'session=good' });
    expect(await told<Forecasts>(client, 'forecasts')).toEqual({ madeMs: 1, forecasts: [] });
    const next = told<Forecasts>(client, 'forecasts');
    foretell({ madeMs: 2, forecasts: [] });
    expect((await next).madeMs).toBe(2);
  });

  it('tells anomalies with the hello and whenever they change, and takes what a person says of one', async () => {
    const client = connect({ cookie: 'session=good' });
    expect(await told<Anomalies>(client, 'anomalies')).toEqual({ watched: [], anomalies: [] });
    const next = told<Anomalies>(client, 'anomalies');
    const anomaly: MachineAnomaly = {
      ...{ id: 'a', machine: 'm', kind: 'pattern', sinceMs: 1, overMs: null, score: 2, isConfirmed: false },
      top: [{ slot: 0, share: 1 }],
    };
    tellAnomalies({ watched: ['m'], anomalies: [anomaly] });
    expect(await next).toEqual({ watched: ['m'], anomalies: [anomaly] });
    const said: JudgeAnomaly = { id: 'a', verdict: 'rejected' };
    expect(await client.emitWithAck('judgeAnomaly', said)).toEqual({ ok: true, value: null });
    expect(judged).toEqual([said, 'admin']);
  });

  it('WO-G5 tells every page of work orders, and who did what with them', async () => {
    const anna = connect({ cookie: 'session=good' });
    const ben = connect({ cookie: 'session=colleague' }, { language: 'de' });
    await Promise.all([told(anna, 'hello'), told(ben, 'hello')]);
    expect(await ask((answer) => anna.emit('workOrders', answer))).toEqual({ ok: true, value: [] });
    const drafted = told<WorkOrder>(anna, 'workOrderChanged');
    for (const minute of [0, 10]) await workOrders.consider(foretoldOf(minute * 60_000, speedSlot));
    const { id, title, steps, parts, minutes } = await drafted;
    const accepted = told<WorkOrder>(anna, 'workOrderChanged');
    const task = { id, title, steps, parts, minutes };
    const reply = await ask<WorkOrder>((answer) => ben.emit('acceptOrder', task, answer));
    expect(await accepted).toMatchObject({ id, state: 'accepted', log: [{ by: { name: 'Colleague' } }] });
    expect(reply).toEqual({ ok: true, value: await accepted });
    expect(await ask((answer) => ben.emit('workOrders', answer))).toEqual({ ok: true, value: [await accepted] });
    const closed = await ask((answer) => ben.emit('closeOrder', { id, kind: 'nothing', text: '' }, answer));
    expect(closed).toMatchObject({ ok: false, error: expect.stringContaining('hat noch nicht begonnen') });
    await ask((answer) => ben.emit('startOrder', id, answer));
    const late = await ask((answer) => anna.emit('rejectOrder', { id, reason: 'no' }, answer));
    expect(late).toMatchObject({ ok: false, error: expect.stringContaining('Colleague started the work') });
  });

  it('speaks to each viewer in its own language, and in another one as soon as it asks', async () => {
    const [anna, ben, other] = [
      connect({ cookie: 'session=good' }, { language: 'en' }),
      connect({ cookie: 'session=good' }, { language: 'de' }),
      connect({ cookie: 'session=good' }, { language: 'xx' as never }),
    ];
    const hellos = await Promise.all([anna, ben, other].map((client) => told<Hello>(client, 'hello')));
    expect(hellos.map(({ sources }) => sources[0]!.detail)).toEqual(['starting', 'startet', 'starting']);

    /** What is next said of the source "b" that holds `words`. */
    const said = (client: Client, words: string) =>
      new Promise<string>((resolve) =>
        client.on('status', (sources) => {
          const { detail } = sources[1]!;
          if (detail.includes(words)) resolve(detail);
        }),
      );
    const heard = Promise.all([anna, ben, other].map((client) => said(client, 'ECONNREFUSED')));
    const values = { broker: 'mqtt://b', code: 'ECONNREFUSED' };
    intake
      .sinkFor({ kind: 'source', id: 'b' })
      .connection({ connected: false, detail: sentence('sparkplug.notReachable', values) });
    expect(await heard).toEqual([
      'broker mqtt://b not reachable: ECONNREFUSED',
      'Broker mqtt://b ist nicht erreichbar: ECONNREFUSED',
      'broker mqtt://b not reachable: ECONNREFUSED',
    ]);

    const ask7 = (client: Client) => ask((reply) => client.emit('range', { slot: 7 } as never, reply as never));
    expect(await ask7(ben)).toEqual({ ok: false, error: 'diese Messstelle gibt es nicht' });
    const again = said(ben, 'not reachable');
    ben.emit('language', 'en');
    expect(await again).toBe('broker mqtt://b not reachable: ECONNREFUSED');
    expect(await ask7(ben)).toEqual({ ok: false, error: 'no such tag' });
    // Only its own from then on, also when all are told.
    const details: string[] = [];
    ben.on('status', (sources) => details.push(sources[1]!.detail));
    const silent = sentence('sparkplug.silent', { broker: 'mqtt://b' });
    const changed = said(anna, 'does not answer');
    intake.sinkFor({ kind: 'source', id: 'b' }).connection({ connected: false, detail: silent });
    await changed;
    await ask7(ben);
    expect(details.at(-1)).toBe('broker mqtt://b does not answer');
    expect(details.join()).not.toMatch(/erreichbar|antwortet/);
  });

  it('answers a request with what was asked, or with a sentence', async () => {
    const client = connect({ cookie: 'session=good' });
    await told(client, 'hello');
    const snapshot = await ask<Uint8Array>((reply) => client.emit('snapshot', 2000, reply as never));
    expect(snapshot.ok && decodeSnapshot(new Uint8Array(snapshot.value)).values).toEqual(
      Float64Array.of(1, Number.NaN),
    );
    const changes = await ask<Uint8Array>((reply) =>
      client.emit('changes', { slot: 0, fromMs: 1500, toMs: 5000 }, reply as never),
    );
    expect(changes.ok && decodeChanges(new Uint8Array(changes.value)).values).toEqual(Float64Array.of(1, 2));
    const stretch = await ask<Uint8Array>((reply) =>
      client.emit('stretch', { fromMs: 1000, toMs: 3000 }, reply as never),
    );
    expect(stretch.ok && decodeStretch(new Uint8Array(stretch.value))).toMatchObject({
      fromMs: 1000,
      toMs: 3000,
      state: { values: Float64Array.of(1, Number.NaN) },
      values: Float64Array.of(2),
    });
    const corrected = (samples: [number, number][]) =>
      ask((reply) => client.emit('corrected', { samples }, reply as never));
    expect(await corrected([[0, 3000]])).toEqual({
      ok: true,
      value: [{ slot: 0, timeMs: 3000, value: 1.5, correctedMs: 3300 }],
    });
    expect(await corrected([[0, 2000]])).toEqual({
      ok: true,
      value: [{ slot: 0, timeMs: 2000, value: null, correctedMs: null }],
    });
    expect(await corrected([[0, 4000]])).toEqual({ ok: true, value: [] });
    // No machine of this plant has a state that could change.
    const quiet = await ask((reply) => client.emit('quiet', { fromMs: 0, toMs: 5000, leastMs: 1 }, reply as never));
    expect(quiet).toEqual({ ok: true, value: [[0, 5000]] });
    // Samples of the last seconds may still be under way.
    const nowMs = systemClock.now();
    expect(await ask((reply) => client.emit('stretch', { fromMs: nowMs - 1000, toMs: nowMs }, reply as never))).toEqual(
      {
        ok: true,
        value: null,
      },
    );
    const answer = await ask((reply) =>
      client.emit('ask', { text: 'pressure', cursorMs: 2000, selected: null }, reply as never),
    );
    expect(answer).toMatchObject({ ok: true, value: { kind: 'answer' } });
  });

  it('TIME-9 tells every page of samples that came late, and of none that came in time', async () => {
    const client = connect({ cookie: 'session=good' });
    await told(client, 'hello');
    const late = new Promise((resolve) => client.once('late', (...span) => resolve(span)));
    const nowMs = systemClock.now();
    for (const timeMs of [nowMs, nowMs - 60_000]) {
      const batch = new SampleBatchBuilder();
      batch.push(0, timeMs, 2);
      await intake.sinkFor({ kind: 'source', id: 'a' }).deliver(batch);
    }
    expect(await late).toEqual([nowMs - 60_000, nowMs - 60_000]);
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
      (reply) => client.emit('corrected', wrong({ samples: 7 }), wrong(reply)),
      'samples must be a list of [slot, time], at most 1,000',
    );
    await refused((reply) => client.emit('corrected', wrong({ samples: [[7, 1]] }), wrong(reply)), 'no such tag');
    await refused((reply) => client.emit('corrected', wrong({ samples: [null] }), wrong(reply)), 'no such tag');
    await refused(
      (reply) => client.emit('stretch', wrong(null), wrong(reply)),
      'fromMs must be a time in epoch milliseconds',
    );
    await refused(
      (reply) => client.emit('range', { slot: 0, fromMs: 5, toMs: 1, buckets: 3 }, wrong(reply)),
      'the window ends before it starts',
    );
    await refused(
      (reply) => client.emit('range', { slot: 0, fromMs: 1, toMs: 5, buckets: 1e9 }, wrong(reply)),
      'buckets must be a whole number from 1 to 4,000',
    );
    await refused(
      (reply) => client.emit('timeline', { fromMs: 0, toMs: 3661 * 86_400_000, buckets: 3 }, wrong(reply)),
      'choose a window of at most 3,660 days',
    );
    await refused(
      (reply) => client.emit('events', { fromMs: 0, toMs: 63 * 86_400_000, limit: 3 }, wrong(reply)),
      'choose a window of at most 62 days',
    );
    await refused(
      (reply) => client.emit('timeline', wrong(null), wrong(reply)),
      'fromMs must be a time in epoch milliseconds',
    );
    await refused(
      (reply) => client.emit('events', { fromMs: 0, toMs: 5, limit: 2001 }, wrong(reply)),
      'limit must be a whole number from 1 to 2,000',
    );
    for (const filter of [null, { without: ['raised'], machine: null }, { without: [], machine: 'nobody' }]) {
      await refused(
        (reply) => client.emit('events', { fromMs: 0, toMs: 5, limit: 1, filter: wrong(filter) }, wrong(reply)),
        'filter must leave out known kinds of events, and name a machine of this plant or none',
      );
    }
    await refused(
      (reply) => client.emit('quiet', wrong({ fromMs: 0, toMs: 5 }), wrong(reply)),
      'leastMs must be a whole number from 1 to 5,356,800,000',
    );
    await refused(
      (reply) => client.emit('ask', { text: 'x'.repeat(501), cursorMs: null, selected: null }, wrong(reply)),
      'a question is text of at most 500 characters',
    );
    await refused(
      (reply) => client.emit('kpis', { fromMs: 0, toMs: 63 * 86_400_000, by: 'line' }, wrong(reply)),
      'choose a window of at most 62 days',
    );
    await refused(
      (reply) => client.emit('kpis', { fromMs: 0, toMs: 5, by: wrong('week') }, wrong(reply)),
      'figures are by one of unit, line, shift, day, product',
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

  it('NOTE-5 shows a note to every page: all when it connects, then what changes', async () => {
    const [anna, ben] = [connect({ cookie: 'session=good' }), connect({ cookie: 'session=colleague' })];
    await Promise.all([told(anna, 'notes'), told(ben, 'notes')]);
    const said: NewNote = { kind: 'incident', text: 'Leak', fromMs: 5, toMs: 5, machine: null, view: '' };
    const heard = told<NoteChange>(ben, 'noteChanged');
    const added = await ask<Note>((reply) => anna.emit('addNote', said, reply));
    if (!added.ok) throw new Error(added.error);
    const note = added.value;
    expect(note).toMatchObject({ ...said, author: { id: 'admin', name: 'Administrator' } });
    expect(await heard).toEqual({ kind: 'kept', note });

    const late = connect({ cookie: 'session=colleague' });
    expect(await told<readonly Note[]>(late, 'notes')).toEqual([note]);
    const refused = { ok: false, error: 'only its author, Administrator, may change this note' };
    const edit = { id: note.id, kind: 'note', text: 'Nothing happened' } as const;
    expect(await ask((reply) => ben.emit('editNote', edit, reply as never))).toEqual(refused);
    expect(await ask((reply) => ben.emit('removeNote', note.id, reply as never))).toEqual(refused);

    const gone = told<NoteChange>(ben, 'noteChanged');
    expect(await ask((reply) => anna.emit('removeNote', note.id, reply as never))).toEqual({ ok: true, value: null });
    expect(await gone).toEqual({ kind: 'removed', id: note.id });
    const back = told<NoteChange>(ben, 'noteChanged');
    expect(await ask<Note>((reply) => anna.emit('restoreNote', note.id, reply))).toEqual({ ok: true, value: note });
    expect(await back).toEqual({ kind: 'kept', note });
  });

  it('ALM-11 tells every page what a person did with an alarm, and by whom; of the past nothing is done', async () => {
    const [anna, ben] = [connect({ cookie: 'session=good' }), connect({ cookie: 'session=colleague' })];
    const first = await Promise.all([told<AlarmsChange>(anna, 'alarms'), told<AlarmsChange>(ben, 'alarms')]);
    expect(first).toEqual([nothingStands, nothingStands]);
    const raised = told<AlarmsChange>(ben, 'alarms');
    const batch = new SampleBatchBuilder();
    batch.push(0, systemClock.now(), 6);
    await intake.sinkFor({ kind: 'source', id: 'a' }).deliver(batch);
    const alarm = { id: 'limit:pump.pressure', state: 'unacknowledged', active: true };
    expect((await raised).standing).toEqual([expect.objectContaining(alarm)]);

    const act = (client: Client, request: AlarmRequest) =>
      ask<number>((reply) => client.emit('actOnAlarms', request, reply));
    const request: AlarmRequest = { alarms: [alarm.id], action: { kind: 'acknowledge' }, cursorMs: null };
    expect(await act(anna, { ...request, cursorMs: 1 })).toMatchObject({ ok: false });
    const heard = told<AlarmsChange>(ben, 'alarms');
    expect(await act(anna, request)).toEqual({ ok: true, value: 1 });
    expect((await heard).standing).toEqual([expect.objectContaining({ state: 'acknowledged', by: 'Administrator' })]);
    expect(await act(ben, request)).toEqual({ ok: false, error: 'This alarm is acknowledged already.' });

    const window = { fromMs: 0, toMs: systemClock.now() + 1, limit: 10 };
    const journal = await ask<AlarmJournalRows>((reply) => ben.emit('alarmJournal', window, reply));
    expect(journal).toMatchObject({
      ok: true,
      value: {
        rows: [
          { n: 2, event: 'acknowledge', by: { id: 'admin' } },
          { n: 1, event: 'raise' },
        ],
        more: 0,
      },
    });
    const endless = { ...window, limit: 1e9 };
    expect(await ask((reply) => ben.emit('alarmJournal', endless, reply as never))).toMatchObject({ ok: false });
  });

  it('NOTE-4 refuses what is no note', async () => {
    const client = connect({ cookie: 'session=good' });
    await told(client, 'hello');
    const wrong = (value: unknown) => value as never;
    expect(await ask((reply) => client.emit('addNote', wrong('x'), wrong(reply)))).toEqual({
      ok: false,
      error: "a note's times must be in epoch milliseconds",
    });
    expect(await ask((reply) => client.emit('removeNote', wrong({}), wrong(reply)))).toEqual({
      ok: false,
      error: 'no such note',
    });
  });
});
