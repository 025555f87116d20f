import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Hello, Reply } from '../../protocol/messages.ts';
import type { Plant } from '../../twin/plant.ts';
import { indexPlant } from '../../twin/plant-index.ts';
import { openRecording } from '../commands/open.ts';
import { openHistorian } from '../historian/duckdb-historian.ts';
import { batchOf, readAll } from '../historian/historian.contract.ts';
import type { Historian } from '../historian/historian.ts';
import { loadPlant } from '../plants/load-plant.ts';
import { fillRecording, openedRecording } from './opened-recording.ts';
import { recordedSamples, recordingFile, unpackRecording } from './recording-file.ts';

const never = new AbortController().signal;
const startMs = Date.UTC(2030, 0, 1, 6);
const [fromMs, toMs] = [startMs + 60_000, startMs + 120_000];
const title = 'recording of Bottling plant, 2030-01-01 06:01 to 2030-01-01 06:02 UTC';
const shipped = (await loadPlant('bottling')).index.plant;
const secret = 'mqtt://me:hunter2@broker.works.example:1883';
const sources = [{ id: 'edge', type: 'sparkplug', url: secret, group: 'g', edgeNode: 'e', host: 'gemba' }];
const index = indexPlant({ ...shipped, sources } as unknown as Plant);
const ids = index.tags.map(({ id }) => id);

let folder: string;
let file: string;
let historian: Historian;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gemba-recording-test-'));
  file = join(folder, 'incident.gemba');
  historian = await openHistorian(join(folder, 'history'), ids);
  const rows = Array.from({ length: 1800 }, (_, i) => ({
    slot: i % 3,
    timeMs: startMs + i * 100,
    value: i % 50 === 0 ? Number.NaN : i / 7,
    quality: i % 50 === 0 ? 3 : i % 3,
  }));
  const batch = batchOf([...rows, { slot: 9, timeMs: startMs - 3_600_000, value: 4, quality: 0 }]);
  batch.receivedMs.fill(startMs + 180_500);
  await historian.append(batch);
  const made = await recordingFile(historian, index, { fromMs, toMs, tags: index.tags }, never);
  await copyFile(made.path, file);
  await made.remove();
});
afterAll(async () => {
  await historian.close();
  await rm(folder, { recursive: true });
});

describe('a recording', () => {
  test('has the samples of its window, and what was in force at its start', async () => {
    const unpacked = join(folder, 'unpacked');
    expect(await unpackRecording(file, unpacked)).toEqual({ name: 'Bottling plant', fromMs, toMs });
    const { index: again } = await loadPlant(join(unpacked, 'plant.json'));
    const copy = await openHistorian(join(folder, 'copy'), ids);
    await fillRecording(copy, recordedSamples(unpacked, again), { name: '', fromMs, toMs });
    for (const slot of [0, 1, 2, 9]) {
      expect(await readAll(copy, slot, fromMs, toMs)).toEqual(await readAll(historian, slot, fromMs, toMs));
    }
    for (const atMs of [fromMs, fromMs + 12_345, toMs - 1]) {
      expect(await copy.snapshot(atMs, never)).toEqual(await historian.snapshot(atMs, never));
    }
    for await (const batch of copy.readTags([0, 1, 2], fromMs, toMs, never)) {
      expect(batch.receivedMs!.every((each) => each === startMs + 180_500)).toBe(true);
    }
    // Nobody knows what came after.
    const { qualities } = await copy.snapshot(toMs, never);
    expect([0, 1, 2, 9].map((slot) => qualities[slot])).toEqual([2, 2, 2, 2]);
    expect(await readAll(copy, 0, toMs + 1, Number.POSITIVE_INFINITY)).toEqual([]);
    await copy.close();
  });

  test('says nothing of where its plant gets its data from', async () => {
    const text = await readFile(file, 'latin1');
    expect(text).toContain('"Bottling plant"');
    for (const word of ['hunter2', 'broker.works', 'mqtt:', 'edgeNode']) expect(text).not.toContain(word);
  });

  test('opened takes no samples, and ends where it ends', async () => {
    const opened = openedRecording(historian, { name: 'Bottling plant', fromMs, toMs });
    await opened.append(batchOf([{ slot: 0, timeMs: toMs + 1, value: 7, quality: 0 }]));
    expect((await readAll(historian, 0, toMs, toMs + 2)).map(({ value }) => value)).not.toContain(7);
    expect(await opened.extent()).toEqual({ fromMs, toMs });
  });

  test('is served read-only, at its start, and never as if it were live', async () => {
    const place = join(folder, 'opened');
    await mkdir(join(place, 'page'), { recursive: true });
    await writeFile(join(place, 'page/index.html'), '<title>Gemba</title>');
    const gateway = await openRecording(file, place, { port: await freePort(), pageFolder: join(place, 'page') });
    try {
      const signedIn = await fetch(await gateway.createLink(), { redirect: 'manual' });
      expect(signedIn.headers.get('location')).toBe(
        '/?at=2030-01-01T06:01:00.000Z&window=2030-01-01T06:01:00.000Z_2030-01-01T06:02:00.000Z',
      );
      const cookie = signedIn.headers.getSetCookie()[0]!.split(';')[0]!;
      const socket = io(gateway.url, { transports: ['websocket'], extraHeaders: { cookie } });
      const hello = await new Promise<Hello>((resolve, reject) => {
        socket.once('hello', resolve);
        socket.once('connect_error', reject);
      });
      expect(hello.recording).toEqual({ recording: false, detail: title, extent: { fromMs, toMs }, thinned: {} });
      expect(hello.sources).toMatchObject([{ id: 'edge', connected: false, detail: title }]);
      const edited: Reply<unknown> = await socket.emitWithAck('editPlant', [{ kind: 'model', machine: 'filler' }]);
      expect(edited).toEqual({ ok: false, error: `This is a ${title}: it stays as it is.` });
      socket.close();
    } finally {
      await gateway.stop();
    }
  });

  test('that is something else is refused', async () => {
    await writeFile(join(folder, 'other.gemba'), 'time,tag\r\n'.repeat(100));
    const other = unpackRecording(join(folder, 'other.gemba'), join(folder, 'other'));
    await expect(other).rejects.toThrow(/is damaged or cut off/);
    await expect(unpackRecording(join(folder, 'none'), join(folder, 'other'))).rejects.toThrow(
      /cannot be read \(ENOENT\)/,
    );
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
