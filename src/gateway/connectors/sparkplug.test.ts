import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import mqtt, { type MqttClient } from 'mqtt';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Mosquitto, mosquittoPath, startMosquitto } from '../../../e2e/mosquitto.ts';
import type { SparkplugSource } from '../../twin/plant.ts';
import type { PlantIndex } from '../../twin/plant-index.ts';
import { systemClock } from '../clock.ts';
import { loadPlant } from '../plants/load-plant.ts';
import { runReplay } from './replay.ts';
import { sparkplugConnector } from './sparkplug.ts';
import { DataType, decodePayload, encodePayload, type Payload } from './sparkplug-codec.ts';
import { RememberingSink, type Row } from './test-sink.ts';

const plants = fileURLToPath(new URL('../plants', import.meta.url));
/** GPL-3.0, so it lies beside the repository and not in it. */
const skab = fileURLToPath(new URL('../../../../shared/data/skab/valve1/0.csv.gz', import.meta.url));
const skabText = await readFile(skab).then(
  (bytes) => gunzipSync(bytes).toString(),
  () => undefined,
);

const columns = [
  'Accelerometer1RMS',
  'Accelerometer2RMS',
  'Current',
  'Pressure',
  'Temperature',
  'Thermocouple',
  'Voltage',
  'Volume Flow RateRMS',
];

/** 300 rows, a second apart but for one gap; every value different. */
function madeUpRows(): string {
  const lines = [`datetime;${columns.join(';')};anomaly`];
  for (let row = 0; row < 300; row++) {
    const second = row < 200 ? row : row + 30;
    const time = new Date(Date.UTC(2020, 2, 9) + second * 1000).toISOString().slice(0, 19).replace('T', ' ');
    lines.push(`${time};${columns.map((_, column) => row + column / 8 + 0.123).join(';')};0`);
  }
  return `${lines.join('\n')}\n`;
}

/** What the file says, read as plainly as can be: seconds since its first row, and the values by column. */
function plainRows(text: string): { seconds: number; values: number[] }[] {
  const [header, ...lines] = text
    .trim()
    .split('\n')
    .map((line) => line.split(';'));
  const at = columns.map((column) => header!.indexOf(column));
  const rows = lines.map((cells) => ({
    seconds: Date.parse(`${cells[0]!.replace(' ', 'T')}Z`) / 1000,
    values: at.map((i) => Number(cells[i])),
  }));
  return rows.map(({ seconds, values }) => ({ seconds: seconds - rows[0]!.seconds, values }));
}

const stops: (() => unknown)[] = [];
let broker: Mosquitto;
let index: PlantIndex;
let source: SparkplugSource;
let folder: string;

async function until(what: string, holds: () => boolean, withinMs = 20_000): Promise<void> {
  const endMs = systemClock.now() + withinMs;
  while (!holds()) {
    if (systemClock.now() > endMs) throw new Error(`not within ${withinMs} ms: ${what}`);
    await systemClock.sleep(10, new AbortController().signal);
  }
}

/** A connector of the rig; `stop` ends it and waits for its end. */
function listen(url = broker.url) {
  const sink = new RememberingSink();
  const stopping = new AbortController();
  const connector = sparkplugConnector({ ...source, url }, index, { now: systemClock.now, random: () => 0.5 });
  const done = connector.run(sink, stopping.signal);
  const stop = () => {
    stopping.abort();
    return done;
  };
  stops.push(stop);
  return { sink, stop };
}

/** `gemba replay` of a file; `log` is what it prints. */
function replay(file: string, speed: number) {
  const log: string[] = [];
  const stopping = new AbortController();
  const options = {
    file,
    mapping: 'skab',
    mappingsFolder: plants,
    broker: broker.url,
    group: 'gemba',
    node: 'rig',
    speed,
    loop: false,
    clock: systemClock,
  };
  const done = runReplay(options, stopping.signal, (line) => log.push(line));
  stops.push(() => {
    stopping.abort();
    return done.catch(() => undefined);
  });
  const startMs = () => Date.parse(log.join('\n').split('first row is ')[1]!.slice(0, 24));
  return { log, done, startMs, stop: () => stopping.abort() };
}

interface Heard {
  readonly topic: string;
  readonly payload: Payload;
  readonly text: string;
}

/** Somebody else at the broker, who hears everything and may say anything. */
async function bystander(): Promise<{ client: MqttClient; heard: Heard[] }> {
  const client = mqtt.connect(broker.url, { reconnectPeriod: 100 });
  const heard: Heard[] = [];
  client.on('error', () => undefined);
  client.on('message', (topic, bytes) => {
    const payload = decodePayload(bytes);
    heard.push({
      topic,
      payload: 'malformed' in payload ? { metrics: [], timestampMs: 0, seq: 0 } : payload,
      text: bytes.toString(),
    });
  });
  await new Promise<void>((resolve) => client.once('connect', () => resolve()));
  await client.subscribeAsync({ 'spBv1.0/#': { qos: 1 } });
  stops.push(() => client.endAsync(true));
  return { client, heard };
}

const isGood = ({ quality }: Row) => quality === 'good';

/** What is stored, by tag and time, good values only. */
const recordOf = (rows: readonly Row[]) =>
  new Map(rows.filter(isGood).map((row) => [`${row.slot} ${row.timeMs}`, row.value]));

/** Every value of the file is in the record, at its time. */
function expectNoHole(rows: readonly Row[], text: string, startMs: number, speed: number): void {
  const record = recordOf(rows);
  const slots = [
    'motor.vibration',
    'pump.vibration',
    'motor.current',
    'pump.pressure',
    'motor.temperature',
    'tank.temperature',
    'motor.voltage',
    'valve-1.flow',
  ].map((id) => index.tags.find((tag) => tag.id === id)!.slot);
  const missing: string[] = [];
  for (const { seconds, values } of plainRows(text)) {
    values.forEach((value, column) => {
      const key = `${slots[column]} ${Math.round(startMs + (seconds * 1000) / speed)}`;
      if (record.get(key) !== value) missing.push(`${key}: ${record.get(key)} instead of ${value}`);
    });
  }
  expect(missing.slice(0, 5)).toEqual([]);
}

describe.skipIf(mosquittoPath === undefined)('with a real broker (needs mosquitto)', () => {
  beforeAll(async () => {
    index = (await loadPlant('rig')).index;
    source = index.plant.sources[0] as SparkplugSource;
    folder = await mkdtemp(join(tmpdir(), 'gemba-sparkplug-'));
    await writeFile(join(folder, 'made-up.csv'), madeUpRows());
    broker = await startMosquitto();
  });
  afterEach(async () => {
    for (const stop of stops.splice(0).reverse()) await stop();
    await broker.start();
  });
  afterAll(async () => {
    await broker?.stop();
    await rm(folder, { recursive: true });
  });

  test('RPL-1 a replay is born with names and aliases, goes on by alias alone, and takes its leave', async () => {
    const { heard } = await bystander();
    const { done, log, startMs } = replay(join(folder, 'made-up.csv'), 200);
    await done;
    await until('the farewell', () => heard.some(({ topic }) => topic.includes('NDEATH')));
    expect(log[0]).toMatch(
      /^publishing gemba-sparkplug-\w+\/made-up\.csv: 300 rows, 8 columns of 4 devices, as edge node gemba\/rig on mqtt:\S+, 200 x real time; first row is \d{4}-/,
    );
    const [birth, ...rest] = heard;
    expect(birth!.topic).toBe('spBv1.0/gemba/NBIRTH/rig');
    expect(birth!.payload.metrics.map(({ name }) => name)).toEqual(['bdSeq', 'Node Control/Rebirth']);
    expect(
      rest
        .slice(0, 4)
        .map(({ topic }) => topic.split('/').slice(2).join('/'))
        .sort(),
    ).toEqual(['DBIRTH/rig/motor', 'DBIRTH/rig/pump', 'DBIRTH/rig/tank', 'DBIRTH/rig/valve-1']);
    const aliases = rest.slice(0, 4).flatMap(({ payload }) => payload.metrics.map(({ alias }) => alias));
    expect(new Set(aliases).size).toBe(8);
    const death = heard.at(-1)!;
    expect(death.topic).toBe('spBv1.0/gemba/NDEATH/rig');
    expect(death.payload.metrics[0]!.value).toBe(birth!.payload.metrics[0]!.value);
    const numbered = heard.slice(0, -1);
    expect(numbered.map(({ payload }) => payload.seq)).toEqual(numbered.map((_, i) => i % 256));
    const metrics = rest.slice(4, -1).flatMap(({ payload }) => payload.metrics);
    expect(metrics.length).toBeGreaterThanOrEqual(299 * 8);
    expect(metrics.every(({ name, alias }) => name === undefined && aliases.includes(alias))).toBe(true);
    const live = metrics.filter(({ timestampMs }) => timestampMs! > birth!.payload.timestampMs!);
    expect(live.length).toBeGreaterThan(0);
    expect(live.some(({ isHistorical }) => isHistorical)).toBe(false);
    expect(Math.min(...metrics.map(({ timestampMs }) => timestampMs!))).toBe(startMs());
  });

  test('RPL-2 a rebirth command is answered by all births with the same bdSeq', async () => {
    const { client, heard } = await bystander();
    const { stop, done } = replay(join(folder, 'made-up.csv'), 1);
    const births = (type: string) => heard.filter(({ topic }) => topic.includes(`/${type}/`));
    await until('the first births', () => births('DBIRTH').length === 4);
    const command = { name: 'Node Control/Rebirth', datatype: DataType.boolean, value: true };
    client.publish('spBv1.0/gemba/NCMD/rig', Buffer.of(1, 2, 3));
    client.publish('spBv1.0/gemba/NCMD/rig', Buffer.from(encodePayload({ metrics: [command] })));
    await until('the second births', () => births('DBIRTH').length === 8);
    const [first, second] = births('NBIRTH');
    expect(second!.payload.seq).toBe(0);
    expect(second!.payload.metrics[0]!.value).toBe(first!.payload.metrics[0]!.value);
    stop();
    await done;
  });

  test('SPB-12 the host says that it is online, insists on it, and says when it goes', async () => {
    const { client, heard } = await bystander();
    const { sink, stop } = listen();
    const said = () => heard.filter(({ topic }) => topic === 'spBv1.0/STATE/gemba').map(({ text }) => JSON.parse(text));
    await until('online', () => said().length === 1);
    expect(said()[0]).toEqual({ online: true, timestamp: expect.any(Number) });
    expect(sink.state?.detail).toBe('connected, waiting for the birth of edge node gemba/rig');
    client.publish('spBv1.0/STATE/gemba', '{"online":false,"timestamp":1}', { qos: 1, retain: true });
    await until('online again', () => said().length === 3);
    expect(said()[2]).toEqual(said()[0]);
    await stop();
    await until('offline', () => said().length === 4);
    expect(said()[3]).toEqual({ ...said()[0], online: false });
  });

  test('SPB-5 a host that comes late asks for a rebirth and gets what it missed', async () => {
    const { log, done, startMs } = replay(join(folder, 'made-up.csv'), 100);
    await until('connection', () => log.some((line) => line.startsWith('connected')));
    await systemClock.sleep(500, new AbortController().signal);
    const { sink } = listen();
    await until('the end', () => sink.state?.detail === 'edge node gemba/rig has gone offline');
    await done;
    expect(log).toContain('a host asked for a rebirth');
    expectNoHole(sink.rows, madeUpRows(), startMs(), 100);
    expect(sink.drops.filter(({ reason }) => reason !== 'sequence')).toEqual([]);
  });

  test('bad messages among good ones are counted, and nothing else is lost', async () => {
    const { client } = await bystander();
    const { sink } = listen();
    const { done, startMs } = replay(join(folder, 'made-up.csv'), 100);
    await until('values', () => sink.rows.length > 100);
    client.publish('spBv1.0/gemba/DDATA/rig/pump', Buffer.of(0x12, 0x7f, 0));
    await done;
    await until('the end', () => sink.state?.detail === 'edge node gemba/rig has gone offline');
    expect(sink.drops.map(({ reason }) => reason)).toEqual(['malformed']);
    expectNoHole(sink.rows, madeUpRows(), startMs(), 100);
  });

  test('SPB-13 a broker that falls silent is noticed within 2 s', async () => {
    // Between the host and the broker sits somebody who stops passing anything on.
    let isSilent = false;
    const open = new Set<Socket>();
    const proxy = createServer((near) => {
      const far = connect(broker.port, '127.0.0.1');
      for (const [from, to] of [
        [near, far],
        [far, near],
      ] as const) {
        open.add(from);
        from.on('data', (bytes) => isSilent || to.write(bytes));
        from.on('error', () => undefined);
        from.on('close', () => to.destroy());
      }
    }).listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    stops.push(() => {
      for (const socket of open) socket.destroy();
      proxy.close();
    });
    const { sink } = listen(`mqtt://127.0.0.1:${(proxy.address() as { port: number }).port}`);
    replay(join(folder, 'made-up.csv'), 1);
    await until('values', () => sink.rows.length > 8);
    isSilent = true;
    const silentMs = systemClock.now();
    await until('stale values', () => index.tags.every(({ slot }) => sink.inForce(slot)?.quality === 'stale'));
    expect(sink.inForce(0)!.timeMs - silentMs).toBeLessThan(2000);
    expect(sink.states.find(({ detail }) => detail.includes('does not answer'))).toMatchObject({ connected: false });
  });

  test('a broker that is not there is named, with the reason and the next attempt', async () => {
    await broker.stop();
    const { sink } = listen();
    await until('a second attempt', () => sink.states.length >= 2);
    expect(sink.states[0]).toEqual({
      connected: false,
      detail: `broker ${broker.url} not reachable: ECONNREFUSED; trying again in 1 s`,
    });
  });

  const outage = async (file: string, text: string, speed: number) => {
    const { client, heard } = await bystander();
    const { sink } = listen();
    const { log, done, startMs } = replay(file, speed);
    await until('half a second of values', () => sink.rows.length > 0 && systemClock.now() > startMs() + 700);
    expect(sink.drops).toEqual([]);
    const stoppedMs = systemClock.now();
    await broker.stop('SIGKILL');
    await until('stale values', () => index.tags.every(({ slot }) => sink.inForce(slot)?.quality === 'stale'));
    for (const { slot } of index.tags) expect(sink.inForce(slot)!.timeMs - stoppedMs).toBeLessThan(2000);
    expect(sink.state).toMatchObject({
      connected: false,
      detail: expect.stringMatching(/^broker mqtt:.*trying again in 1 s$/),
    });
    await systemClock.sleep(1000, new AbortController().signal);
    const startedMs = systemClock.now();
    await broker.start();
    await until('recovery', () => sink.state?.connected === true);
    await until('live values', () => isGood(sink.inForce(0)!));
    await done;
    await until('the end', () => sink.state?.detail === 'edge node gemba/rig has gone offline');
    client.end(true);

    expectNoHole(sink.rows, text, startMs(), speed);
    // Between the rows of the file only the same values again, at a rebirth, and nothing invented.
    const times = new Set(plainRows(text).map(({ seconds }) => Math.round(startMs() + (seconds * 1000) / speed)));
    const others = sink.rows.filter((row) => isGood(row) && !times.has(row.timeMs));
    expect(others.length).toBeLessThanOrEqual(2 * index.tags.length);
    const missed = heard
      .filter(({ topic }) => topic.includes('DDATA'))
      .flatMap(({ payload }) => payload.metrics)
      .filter(({ timestampMs }) => timestampMs! > stoppedMs && timestampMs! < startedMs);
    expect(missed.length).toBeGreaterThan(0);
    expect(missed.every(({ isHistorical }) => isHistorical)).toBe(true);
    expect(log.some((line) => line.startsWith('connected again') && line.endsWith('follow as history'))).toBe(true);
    const deaths = heard
      .filter(({ topic }) => topic.includes('NBIRTH'))
      .map(({ payload }) => payload.metrics[0]!.value);
    expect(new Set(deaths).size).toBe(2);
  };

  test('SPB-7 RPL-3 RPL-4 a broker that dies and comes back leaves stale values, and then no hole', async () => {
    await outage(join(folder, 'made-up.csv'), madeUpRows(), 60);
  });

  test('RPL-4 rows sent shortly before a loss was noticed are sent again, though nobody asks', async () => {
    const { heard } = await bystander();
    const { log } = replay(join(folder, 'made-up.csv'), 20);
    const values = () => heard.filter(({ topic }) => topic.includes('DDATA')).flatMap(({ payload }) => payload.metrics);
    await until('values', () => values().length > 100);
    await broker.stop('SIGKILL');
    const before = new Set(values().map(({ alias, timestampMs }) => `${alias} ${timestampMs}`));
    heard.length = 0;
    await broker.start();
    await until('connection', () => log.some((line) => line.startsWith('connected again')));
    await until('live values', () => values().some(({ isHistorical }) => !isHistorical));
    const again = new Set(values().map(({ alias, timestampMs }) => `${alias} ${timestampMs}`));
    expect([...before].filter((each) => !again.has(each))).toEqual([]);
    expect(log).not.toContain('a host asked for a rebirth');
  });

  const title =
    skabText === undefined ? `skipped, because there is no ${basename(skab)} of SKAB beside the repository` : 'of SKAB';
  test.skipIf(skabText === undefined)(
    `RPL-4 a real recording ${title} survives a dead broker value for value`,
    async () => {
      await outage(skab, skabText!, 150);
    },
  );
});
