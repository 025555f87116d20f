import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type FileHistorian, openHistorian } from '../historian/duckdb-historian.ts';
import { batchOf, readAll } from '../historian/historian.contract.ts';
import { verifyStore } from '../historian/verify.ts';
import { loadPlant } from '../plants/load-plant.ts';
import { backup, restore } from './backup.ts';
import { serveControl, withFrozenStore } from './control.ts';

const nowMs = Date.UTC(2030, 0, 2);
const startMs = Date.UTC(2030, 0, 1, 6);
const loaded = await loadPlant('bottling');
const ids = loaded.index.tags.map(({ id }) => id);
const quiet = () => undefined;

let place: string;
let dataFolder: string;
let file: string;
let historian: FileHistorian | undefined;
let control: Server | undefined;

beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'gemba-backup-'));
  dataFolder = join(place, 'data');
  file = join(place, 'backup.tar');
  await mkdir(join(dataFolder, 'notes'), { recursive: true });
  await writeFile(join(dataFolder, 'notes/journal.jsonl'), '{"note":1}\n');
  await mkdir(join(dataFolder, 'anomalies/learnt'), { recursive: true });
  await writeFile(join(dataFolder, 'anomalies/verdicts.jsonl'), '{"verdict":1}\n');
  await writeFile(join(dataFolder, 'anomalies/learnt/pump.json'), '{}');
  historian = await openHistorian(join(dataFolder, 'history'), ids, { keyframeSpacing: 20_000 });
});
afterEach(async () => {
  await stopGateway();
  await rm(place, { recursive: true });
});

const runGateway = async () => {
  control = await serveControl(dataFolder, {
    freeze: () => historian!.freeze(),
    kpis: async () => undefined,
    exports: async () => undefined,
  });
};
async function stopGateway(): Promise<void> {
  control?.close();
  control?.closeAllConnections();
  control = undefined;
  await historian?.close();
  historian = undefined;
}

const settle = async (folder: string) => (await openHistorian(folder, [])).close();
const makeBackup = () => backup(file, { loaded, dataFolder, nowMs, settle, told: quiet });
const restoreTo = (folder: string, replace = false) =>
  restore(file, { plantId: loaded.index.plant.id, dataFolder: folder, replace, nowMs, told: quiet });

let written = 0;
async function write(count: number): Promise<void> {
  const rows = Array.from({ length: count }, () => {
    const i = written++;
    return { slot: i % 5, timeMs: startMs + i * 10, value: i, quality: 0 };
  });
  await historian!.append(batchOf(rows));
}
beforeEach(() => {
  written = 0;
});

/** How many of the samples written are in the folder's history, in order and without a gap. */
async function soundCount(folder: string): Promise<number> {
  const faults: string[] = [];
  const options = { stopwatch: () => 0, progress: quiet };
  for await (const each of verifyStore(join(folder, 'history'), options)) faults.push(...each.faults);
  expect(faults).toEqual([]);
  const restored = await openHistorian(join(folder, 'history'), ids);
  const found: number[] = [];
  for (let slot = 0; slot < 5; slot++) {
    for (const { timeMs, value } of await readAll(restored, slot, 0, nowMs)) {
      expect(timeMs).toBe(startMs + value * 10);
      found.push(value);
    }
  }
  await restored.close();
  found.sort((a, b) => a - b);
  expect(found.every((value, i) => value === i)).toBe(true);
  return found.length;
}

describe('a backup', { timeout: 300_000 }, () => {
  test('made while the plant is recorded has all that was acknowledged before it began', async () => {
    await runGateway();
    await write(50_000);
    let recording = true;
    const ingest = (async () => {
      while (recording) await write(2000);
    })();
    await write(3000);
    const acknowledged = written - 2000;
    await makeBackup();
    recording = false;
    await ingest;
    await restoreTo(join(place, 'restored'));
    const count = await soundCount(join(place, 'restored'));
    expect(count).toBeGreaterThanOrEqual(acknowledged);
    expect(count).toBeLessThanOrEqual(written);
    // The gateway has lost nothing by it, and its log is emptied again.
    await stopGateway();
    expect(await soundCount(dataFolder)).toBe(written);
    expect(await readFile(join(place, 'restored/notes/journal.jsonl'), 'utf8')).toBe('{"note":1}\n');
    expect(await readFile(join(place, 'restored/anomalies/verdicts.jsonl'), 'utf8')).toBe('{"verdict":1}\n');
    expect(await readFile(join(place, 'restored/plant.json'), 'utf8')).toBe(await readFile(loaded.file, 'utf8'));
  });

  test('made without a gateway has everything', async () => {
    await write(3000);
    await stopGateway();
    await makeBackup();
    await restoreTo(join(place, 'restored'));
    expect(await soundCount(join(place, 'restored'))).toBe(3000);
  });

  test('is given up when the gateway stops meanwhile, and leaves nothing', async () => {
    await runGateway();
    await write(3000);
    const copying = withFrozenStore(dataFolder, stopGateway);
    await expect(copying).rejects.toThrow(/gateway stopped.* run the command again/);
    await stopGateway();
    expect(await soundCount(dataFolder)).toBe(3000);
  });

  test('of a record that is being copied already waits for nobody, and harms no recording', async () => {
    await runGateway();
    await withFrozenStore(dataFolder, async () => {
      await expect(makeBackup()).rejects.toThrow(/cannot give its record now: it is being copied already/);
      await write(500);
    });
    await makeBackup();
    await restoreTo(join(place, 'restored'));
    expect(await soundCount(join(place, 'restored'))).toBe(500);
  });

  test('is restored only where nothing is lost by it', async () => {
    await write(100);
    await stopGateway();
    await makeBackup();
    await expect(makeBackup()).rejects.toThrow(`${file} is there already: choose another name.`);
    await expect(restoreTo(dataFolder)).rejects.toThrow(
      /is not empty: choose another with --data, or move .* --replace/,
    );
    const lines = await restoreTo(dataFolder, true);
    expect(lines[0]).toBe(`Moved what was there to ${dataFolder}-replaced-2030-01-02T00-00-00Z`);
    expect((await readdir(place)).sort()).toEqual(['backup.tar', 'data', 'data-replaced-2030-01-02T00-00-00Z']);
    expect(await soundCount(dataFolder)).toBe(100);
  });

  test('that is damaged changes nothing', async () => {
    await write(100);
    await stopGateway();
    await makeBackup();
    const bytes = await readFile(file);
    bytes[bytes.length - 20_000]! ^= 1;
    await writeFile(file, bytes);
    await expect(restoreTo(dataFolder, true)).rejects.toThrow(/damaged or cut off/);
    expect((await readdir(place)).sort()).toEqual(['backup.tar', 'data']);
    expect(await soundCount(dataFolder)).toBe(100);
  });

  test('of another plant is refused', async () => {
    await stopGateway();
    await makeBackup();
    const other = restore(file, { plantId: 'rig', dataFolder: join(place, 'x'), replace: false, nowMs, told: quiet });
    await expect(other).rejects.toThrow('is a backup of the plant "bottling", not of "rig"');
  });
});
