import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Hello, Reply } from '../../protocol/messages.ts';
import type { Note } from '../../protocol/notes.ts';
import { cubes } from '../../twin/model-file/glb.fixture.ts';
import type { Plant } from '../../twin/plant.ts';
import { indexPlant } from '../../twin/plant-index.ts';
import { openRecording } from '../commands/open.ts';
import { correctionsOf, received } from '../historian/corrections.contract.ts';
import { openHistorian } from '../historian/duckdb-historian.ts';
import { batchOf, readAll } from '../historian/historian.contract.ts';
import { firstTextNumber, type Historian } from '../historian/historian.ts';
import { verifyStore } from '../historian/verify.ts';
import { loadPlant } from '../plants/load-plant.ts';
import { Texts } from '../texts.ts';
import { textPart, writeArchive } from './archive.ts';
import { fillRecording, openedRecording } from './opened-recording.ts';
import {
  type Recorded,
  recordedCorrections,
  recordedNotes,
  recordedSamples,
  recordingFile,
  unpackRecording,
} from './recording-file.ts';

const never = new AbortController().signal;
const thinned = { number: Date.UTC(2030, 0, 1, 6, 1, 30) };
const startMs = Date.UTC(2030, 0, 1, 6);
const [fromMs, toMs] = [startMs + 60_000, startMs + 120_000];
const title = 'recording of Bottling plant, 2030-01-01 06:01 to 2030-01-01 06:02 UTC';
const shipped = (await loadPlant('bottling')).index.plant;
const secret = 'mqtt://me:hunter2@broker.works.example:1883';
const sources = [{ id: 'edge', type: 'sparkplug', url: secret, group: 'g', edgeNode: 'e', host: 'gemba' }];
const cube = cubes([{ name: 'Rotor', mesh: 0 }]);
/** By machine: one that is there, the same by another way to write it, one that is not, and one that is elsewhere. */
const models = ['./models/filler.glb', 'models/filler.glb', 'models/none.glb', '../outside.glb'];
let modelled = 0;
const withModels = JSON.parse(JSON.stringify({ ...shipped, sources }), (_, value) =>
  Array.isArray(value?.bindings) && modelled < models.length
    ? { ...value, bindings: [], model: { file: models[modelled++] } }
    : value,
);
const index = indexPlant(withModels as Plant);
const [there, again, missing, outside] = index.machines.flatMap(({ machine: { id, model } }) => (model ? [id] : []));
const noted = (id: string, from: number, to: number): Note => ({
  ...{ id, kind: 'incident', text: `Note ${id}`, fromMs: from, toMs: to, machine: there!, view: '?m=filler' },
  ...{ author: { id: 'anna', name: 'Anna' }, createdMs: from, editedMs: null },
});
const touching = [
  noted('moment at the start', fromMs, fromMs),
  noted('moment of the end', toMs, toMs),
  noted('range up to the start', fromMs - 5000, fromMs),
  noted('range around it', fromMs - 1, toMs + 1),
];
const notes = [...touching, noted('just before', fromMs - 9, fromMs - 1), noted('just after', toMs + 1, toMs + 9)];
const ids = index.tags.map(({ id }) => id);

let folder: string;
let file: string;
let historian: Historian;
let logged: string[];

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
  // Some of it was told otherwise at first, and before that otherwise again.
  for (const [n, value] of [-1, -2].entries()) {
    await historian.append(
      received(
        rows.slice(590, 650).map((row) => ({ ...row, value })),
        startMs + 179_000 + n,
      ),
    );
  }
  await historian.append(batch);
  const home = join(folder, 'home');
  await mkdir(join(home, 'models'), { recursive: true });
  await writeFile(join(home, 'models/filler.glb'), cube);
  await writeFile(join(folder, 'outside.glb'), cube);
  logged = [];
  // As if it had been thinned: what that does to samples is not a recording's.
  const thinnedRecord: Recorded['historian'] = {
    readTags: (...args) => historian.readTags(...args),
    corrections: (...args) => historian.corrections(...args),
    snapshot: (...args) => historian.snapshot(...args),
    thinned: async () => new Map(Object.entries(thinned)),
  };
  const recorded = { historian: thinnedRecord, index, folder: home, notes, log: (line: string) => logged.push(line) };
  const made = await recordingFile(recorded, { fromMs, toMs, tags: index.tags }, never);
  await copyFile(made.path, file);
  await made.remove();
});
afterAll(async () => {
  await historian.close();
  await rm(folder, { recursive: true });
});

describe('a recording', () => {
  test('HIS-24 has the texts of its samples, and of those that they replaced', async () => {
    const at = index.tags[5]!;
    const known = new Map([
      [firstTextNumber + 3, 'Lot 7'],
      [firstTextNumber + 4, '=1 "批"'],
      [firstTextNumber + 5, 'Lot 6'],
    ]);
    const tag = { ...at, tag: { ...at.tag, kind: 'text' as const }, texts: known };
    const own = { ...index, tags: index.tags.map((each) => (each === at ? tag : each)) };
    const store = await openHistorian(join(folder, 'texts'), ids);
    const texts = [...known].map(([number, text]) => ({ slot: 5, number, text }));
    // One is in force at the start, one comes within, and the first comes back.
    const times = [fromMs - 5000, fromMs + 5000, fromMs + 9000];
    const rows = times.map((timeMs, i) => ({ slot: 5, timeMs, value: firstTextNumber + 3 + (i % 2), quality: 0 }));
    const wrong = { ...rows[1]!, value: firstTextNumber + 5 };
    await store.append({ ...received([wrong], toMs), texts });
    await store.append(received(rows, toMs + 1000));
    const made = await recordingFile(
      { historian: store, index: own, folder, notes: [], log: () => undefined },
      { fromMs, toMs, tags: own.tags },
      never,
    );
    await store.close();
    const unpacked = join(folder, 'unpacked texts');
    await unpackRecording(made.path, unpacked);
    await made.remove();
    const copy = await openHistorian(join(folder, 'copy of texts'), ids);
    const numbers = new Texts([]);
    const corrections = recordedCorrections(unpacked, own, numbers);
    await fillRecording(copy, recordedSamples(unpacked, own, numbers), corrections, {
      name: '',
      fromMs,
      toMs,
      thinned,
    });
    const words = new Map((await copy.texts()).map(({ slot, number, text }) => [`${slot} ${number}`, text]));
    const found = (await readAll(copy, 5, 0, toMs)).map(({ slot, timeMs, value }) => [
      timeMs,
      words.get(`${slot} ${value}`),
    ]);
    expect(found).toEqual([
      [fromMs - 5000, 'Lot 7'],
      [fromMs + 5000, '=1 "批"'],
      [fromMs + 9000, 'Lot 7'],
    ]);
    const replaced = await correctionsOf(copy, [5]);
    expect(replaced.map(({ value, newValue }) => [words.get(`5 ${value}`), words.get(`5 ${newValue}`)])).toEqual([
      ['Lot 6', '=1 "批"'],
    ]);
    await copy.close();
  });

  test('has the samples of its window, and what was in force at its start', async () => {
    const unpacked = join(folder, 'unpacked');
    expect(await unpackRecording(file, unpacked)).toEqual({ name: 'Bottling plant', fromMs, toMs, thinned });
    const { index: copied } = await loadPlant(join(unpacked, 'plant.json'));
    const copy = await openHistorian(join(folder, 'copy'), ids);
    const texts = new Texts([]);
    const corrections = recordedCorrections(unpacked, copied, texts);
    await fillRecording(copy, recordedSamples(unpacked, copied, texts), corrections, {
      name: '',
      fromMs,
      toMs,
      thinned,
    });
    for (const slot of [0, 1, 2, 9]) {
      expect(await readAll(copy, slot, fromMs, toMs)).toEqual(await readAll(historian, slot, fromMs, toMs));
    }
    for (const atMs of [fromMs, fromMs + 12_345, toMs - 1]) {
      expect(await copy.snapshot(atMs, never)).toEqual(await historian.snapshot(atMs, never));
    }
    for await (const batch of copy.readTags([0, 1, 2], fromMs, toMs, never)) {
      expect(batch.receivedMs!.every((each) => each === startMs + 180_500)).toBe(true);
    }
    const corrected = await correctionsOf(historian, [0, 1, 2], fromMs, toMs);
    expect(corrected).toHaveLength(2 * 50);
    expect(await correctionsOf(copy, [0, 1, 2])).toEqual(corrected);
    // Nobody knows what came after.
    const { qualities } = await copy.snapshot(toMs, never);
    expect([0, 1, 2, 9].map((slot) => qualities[slot])).toEqual([2, 2, 2, 2]);
    expect(await readAll(copy, 0, toMs + 1, Number.POSITIVE_INFINITY)).toEqual([]);
    await copy.close();
    for await (const { faults } of verifyStore(join(folder, 'copy'), {
      stopwatch: () => 0,
      progress: () => undefined,
    })) {
      expect(faults).toEqual([]);
    }
  });

  test('says nothing of where its plant gets its data from', async () => {
    const text = await readFile(file, 'latin1');
    expect(text).toContain('"Bottling plant"');
    for (const word of ['hunter2', 'broker.works', 'mqtt:', 'edgeNode']) expect(text).not.toContain(word);
  });

  test('NOTE-6 has the notes that touch its window, as they are in force', async () => {
    const unpacked = join(folder, 'notes');
    await unpackRecording(file, unpacked);
    expect(await recordedNotes(file, unpacked)).toEqual(touching);
  });

  test('has the models of its plant once each, and says which are left out', async () => {
    const unpacked = join(folder, 'models');
    await unpackRecording(file, unpacked);
    expect((await readdir(unpacked, { recursive: true })).sort()).toEqual(
      ['corrections.parquet', 'models', 'models/filler.glb', 'notes.json', 'plant.json', 'samples.parquet'].sort(),
    );
    expect(new Uint8Array(await readFile(join(unpacked, 'models/filler.glb')))).toEqual(new Uint8Array(cube));
    expect(logged).toEqual([
      expect.stringContaining('recording: the model models/none.glb is left out. '),
      expect.stringContaining('recording: the model ../outside.glb is left out. '),
    ]);
  });

  test('opened takes no samples, and ends where it ends', async () => {
    const opened = openedRecording(historian, { name: 'Bottling plant', fromMs, toMs, thinned });
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
      const options = { transports: ['websocket'], extraHeaders: { cookie }, forceNew: true };
      const socket = io(gateway.url, options);
      const told = new Promise((resolve) => socket.once('notes', (...all) => resolve(all)));
      const hello = await new Promise<Hello>((resolve, reject) => {
        socket.once('hello', resolve);
        socket.once('connect_error', reject);
      });
      expect(hello.recording).toEqual({ recording: false, detail: title, extent: { fromMs, toMs }, thinned });
      expect(hello.sources).toMatchObject([{ id: 'edge', connected: false, detail: title }]);
      const edited: Reply<unknown> = await socket.emitWithAck('editPlant', [{ kind: 'model', machine: 'filler' }]);
      expect(edited).toEqual({ ok: false, error: `This is a ${title}: it stays as it is.` });
      expect(await told).toEqual([touching, true]);
      const locked = { ok: false, error: `This is a ${title}: it stays as it is.` };
      for (const [event, sent] of [
        ['addNote', noted('new', fromMs, toMs)],
        ['editNote', { id: touching[0]!.id, kind: 'note', text: 'Something else' }],
        ['removeNote', touching[0]!.id],
        ['restoreNote', touching[0]!.id],
      ] as const) {
        expect(await socket.emitWithAck(event, sent)).toEqual(locked);
      }
      socket.emit('language', 'de');
      expect(await socket.emitWithAck('removeNote', touching[0]!.id)).toEqual({
        ok: false,
        error: expect.stringMatching(/^Dies ist eine Aufzeichnung von Bottling plant, .*: Sie bleibt, wie sie ist\.$/),
      });
      socket.close();
      for (const machine of [there, again]) {
        const model = await fetch(`${gateway.url}/models/${machine}`, { headers: { cookie } });
        expect(new Uint8Array(await model.arrayBuffer())).toEqual(new Uint8Array(cube));
      }
      for (const machine of [missing, outside]) {
        expect((await fetch(`${gateway.url}/models/${machine}`, { headers: { cookie } })).status).toBe(404);
      }
    } finally {
      await gateway.stop();
    }
  });

  test('of a time before recordings had notes, models and corrections opens with none', async () => {
    const old = await unpackedFrom('old', []);
    expect(await recordedNotes('old.gemba', old)).toEqual([]);
    for await (const rows of recordedCorrections(old, index, new Texts([]))) expect(rows.length).toBe(0);
  });

  test.each([
    ['{', 'they are no JSON'],
    ['{"0":1}', 'they are no list'],
    [JSON.stringify([touching[0], { ...touching[1], text: 5 }]), 'note 2: a note has a text of 1 to'],
    [JSON.stringify([{ ...touching[0], view: 'https://elsewhere.example' }]), "note 1: a note's view is the query"],
    [JSON.stringify([touching[0], touching[0]]), 'note 2: there is another note with its id'],
    [JSON.stringify(new Array(20_001).fill(touching[0])), 'they are more than 20,000'],
  ])('whose notes are none (%#) is refused with the reason', async (text, why) => {
    const unpacked = await unpackedFrom(`bad-${why.replaceAll(/\W/g, '')}`, [textPart('notes.json', text)]);
    await expect(recordedNotes('incident.gemba', unpacked)).rejects.toThrow(
      `incident.gemba has notes that cannot be read (${why}`,
    );
  });

  test.each(['../evil.glb', 'models/../../evil.glb', '/evil.glb'])('with a model at %s is refused', async (name) => {
    const outer = `outer-${name.length}`;
    await expect(unpackedFrom(`${outer}/in`, [textPart(name, 'x')])).rejects.toThrow(/names a file outside/);
    expect(await readdir(join(folder, outer), { recursive: true })).not.toContain('evil.glb');
  });

  test('with two parts of one name is refused', async () => {
    const twice = unpackedFrom('twice', [textPart('a.glb', '1'), textPart('a.glb', '2')]);
    await expect(twice).rejects.toThrow(/is damaged or cut off \(a\.glb/);
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

/** Unpacks an archive of a plant and these parts, as anybody can make it. */
async function unpackedFrom(name: string, parts: Parameters<typeof writeArchive>[1]['parts']): Promise<string> {
  const archive = join(folder, name, 'made.gemba');
  const about = { name: 'Bottling plant', fromMs, toMs };
  const all = [textPart('plant.json', JSON.stringify(shipped)), ...parts];
  await writeArchive(archive, { format: 'gemba-recording-1', about, parts: all }, () => undefined);
  const unpacked = join(folder, name, 'out');
  await unpackRecording(archive, unpacked);
  return unpacked;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
