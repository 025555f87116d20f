import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, CDPSession, Page } from '@playwright/test';
import { Server } from 'socket.io';
import { systemClock } from '../../src/gateway/clock.ts';
import type { Connector } from '../../src/gateway/connectors/connector.ts';
import { startGateway } from '../../src/gateway/gateway.ts';
import { openHistorian } from '../../src/gateway/historian/duckdb-historian.ts';
import type { Measurement } from '../../src/gateway/historian/historian.bench.ts';
import { loadPage } from '../../src/gateway/page.ts';
import { PlantDesk } from '../../src/gateway/plants/plant-desk.ts';
import { FrameDecoder, frameHeader } from '../../src/protocol/live-frame.ts';
import { SampleBatchBuilder } from '../../src/series/sample-batch.ts';
import type { Machine, MachineId, Plant } from '../../src/twin/plant.ts';
import { indexPlant } from '../../src/twin/plant-index.ts';
import { freePort, startGemba } from '../gateway.ts';
import { launchChromium } from './browser.ts';

const machineCount = 200;
const tagsEach = 50;
const tagCount = machineCount * tagsEach;
const periodMs = 100;
const measureMs = 15_000;
const settleMs = 5000;

/** 10,000 slow sensors on 200 pumps, each with a limit, so that the hall needs every one of them. */
function widePlant(): Plant {
  const machines = Array.from({ length: machineCount }, (_, m): Machine => {
    const column = m % 20;
    const row = Math.floor(m / 20);
    return {
      id: `pump${m}` as MachineId,
      name: `Pump ${m}`,
      type: 'pump',
      pose: { x: 2 + column * 3, z: 2 + row * 3 },
      components: [],
      mainTags: ['t0'],
      bindings: [{ tag: 't0', part: 'body', as: 'colour' }],
      tags: Array.from({ length: tagsEach }, (_, t) => ({
        id: `t${t}`,
        name: `Temperature ${t}`,
        kind: 'number' as const,
        unit: 'Cel',
        range: [0, 200] as const,
        limits: { high: 180 },
        address: `${m}/${t}`,
      })),
    };
  });
  return {
    format: 'gemba-plant/1',
    id: 'bench',
    name: 'Bench',
    site: { name: 'Bench', timeZone: 'UTC', shifts: [], floor: [64, 34] },
    sources: [{ id: 'sensors', type: 'simulation', seed: 1 }],
    areas: [{ id: 'area', name: 'Area', lines: [{ id: 'line', name: 'Line', machines }] }],
    flows: [],
  };
}

/** A temperature with a slow swing and the noise of a real sensor. */
const reading = (slot: number, tick: number): number =>
  20 + (slot % 100) + 5 * Math.sin((tick + slot) / 600) + 0.05 * Math.sin(slot * 7 + tick * 13);

/** All tags every 100 ms, with the time they were read. `stop` ends the data, the connection stays. */
function sensors(stop: AbortSignal): Connector {
  return {
    async run(sink, signal) {
      sink.connection({ connected: true, detail: null });
      const batch = new SampleBatchBuilder(tagCount);
      let tick = 0;
      let storing = Promise.resolve();
      systemClock.every(
        periodMs,
        () => {
          const timeMs = systemClock.now();
          batch.clear();
          for (let slot = 0; slot < tagCount; slot++) batch.push(slot, timeMs, reading(slot, tick));
          tick++;
          storing = sink.deliver(batch);
        },
        AbortSignal.any([stop, signal]),
      );
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
      await storing;
    },
  };
}

/** Seconds that the page's main thread was busy since it started. */
async function busySecs(cdp: CDPSession): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration')!.value;
}

async function busyMsPerSecond(cdp: CDPSession): Promise<number> {
  const before = await busySecs(cdp);
  const startMs = performance.now();
  await sleep(measureMs);
  return ((await busySecs(cdp)) - before) / ((performance.now() - startMs) / 1e6);
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

interface Wire {
  bytes: number;
  readonly binary: Uint8Array[];
}

async function watchPage(page: Page): Promise<{ cdp: CDPSession; wire: Wire }> {
  const cdp = await page.context().newCDPSession(page);
  const wire: Wire = { bytes: 0, binary: [] };
  await cdp.send('Network.enable');
  await cdp.send('Performance.enable');
  cdp.on('Network.webSocketFrameReceived', ({ response }) => {
    const binary = response.opcode === 2;
    const bytes = Buffer.from(response.payloadData, binary ? 'base64' : 'utf8');
    wire.bytes += bytes.length;
    if (binary) wire.binary.push(bytes);
  });
  return { cdp, wire };
}

interface Figures {
  readonly bytesPerValue: number;
  readonly p50: number;
  readonly p95: number;
  /** Main thread above idle, for each second of data (10 ticks) that it showed. */
  readonly busyMs: number;
}

/** The product: its gateway with its historian recording, its page. */
async function product(root: string, browser: Browser): Promise<Figures> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'gemba-bench-'));
  const port = await freePort();
  const quiet = new AbortController();
  const gateway = await startGateway({
    desk: await PlantDesk.open(
      { index: indexPlant(widePlant()), folder: dataFolder, file: join(dataFolder, 'plant.json'), ships: true },
      () => undefined,
    ),
    port,
    pagePort: port,
    dataFolder,
    pageFolder: join(root, 'dist/page'),
    clock: systemClock,
    openHistorian: (folder, { tags }) =>
      openHistorian(
        folder,
        tags.map(({ id }) => id),
      ),
    connectorFor: () => sensors(quiet.signal),
    log: () => undefined,
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const { cdp, wire } = await watchPage(page);
    await page.goto(await gateway.createLink());
    await page.locator('[data-ready="true"]').waitFor({ timeout: 120_000 });
    await sleep(settleMs);
    // Only whole frames from the start of a numbering can be decoded: count the values of all, take the difference.
    const startBytes = wire.bytes;
    const startFrames = wire.binary.length;
    const busy = await busyMsPerSecond(cdp);
    const bytes = wire.bytes - startBytes;
    const frames = wire.binary.length;
    const latency = await readLatency(page);
    const values = countValues(wire.binary.slice(0, frames)) - countValues(wire.binary.slice(0, startFrames));
    const ticks = values / tagCount;
    quiet.abort();
    await sleep(settleMs);
    const idle = await busyMsPerSecond(cdp);
    await page.close();
    const seconds = measureMs / 1000;
    return {
      bytesPerValue: bytes / values,
      ...latency,
      busyMs: (((busy - idle) * seconds) / ticks) * (1000 / periodMs),
    };
  } finally {
    await gateway.stop();
    await rm(dataFolder, { recursive: true, force: true });
  }
}

/** Values in the frames that one viewer got; each new start of the numbering needs a new decoder. */
function countValues(frames: readonly Uint8Array[]): number {
  let values = 0;
  let decoder = new FrameDecoder(tagCount);
  for (const frame of frames) {
    if (frameHeader(frame).sequence === 0) decoder = new FrameDecoder(tagCount);
    decoder.decode(frame, () => values++);
  }
  return values;
}

async function readLatency(page: Page): Promise<{ p50: number; p95: number }> {
  const meter = page.getByRole('status', { name: 'Sensor to screen' });
  return { p50: Number(await meter.getAttribute('data-p50')), p95: Number(await meter.getAttribute('data-p95')) };
}

/** The obvious way: JSON objects over socket.io, a zustand store, a React component a tag. */
async function baseline(root: string, browser: Browser): Promise<Figures> {
  const http = createServer(await loadPage(join(root, 'dist/bench-page')));
  const io = new Server(http, { transports: ['websocket'], perMessageDeflate: false });
  await new Promise<void>((resolve) => http.listen(0, 'localhost', resolve));
  const { port } = http.address() as AddressInfo;
  const stop = new AbortController();
  let tick = 0;
  systemClock.every(
    periodMs,
    () => {
      const timeMs = systemClock.now();
      const samples = Array.from({ length: tagCount }, (_, slot) => ({
        id: `pump${Math.floor(slot / tagsEach)}.t${slot % tagsEach}`,
        time: timeMs,
        value: reading(slot, tick),
        quality: 'good',
      }));
      tick++;
      io.emit('samples', samples);
    },
    stop.signal,
  );
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const { cdp, wire } = await watchPage(page);
    await page.goto(`http://localhost:${port}/e2e/bench/baseline.html`);
    await page.locator('[data-ticks]').waitFor();
    await sleep(settleMs);
    const drawnBefore = Number(await page.locator('[data-ticks]').getAttribute('data-ticks'));
    const startBytes = wire.bytes;
    const startTicks = tick;
    const busy = await busyMsPerSecond(cdp);
    const bytes = wire.bytes - startBytes;
    const sent = (tick - startTicks) * tagCount;
    const root = page.locator('[data-ticks]');
    const drawn = Number(await root.getAttribute('data-ticks')) - drawnBefore;
    const p50 = Number(await root.getAttribute('data-p50'));
    const p95 = Number(await root.getAttribute('data-p95'));
    await page.close();
    // It cannot keep up, so its busy time is counted for the ticks it did show.
    const busyMs = ((busy * (measureMs / 1000)) / Math.max(1, drawn)) * (1000 / periodMs);
    return { bytesPerValue: bytes / sent, p50, p95, busyMs };
  } finally {
    stop.abort();
    await io.close();
  }
}

/** A newcomer's first start: from the command to the sign-in link, and from the link to the drawn live hall. */
async function firstStart(browser: Browser): Promise<{ readySecs: number; pictureMs: number }> {
  const startMs = performance.now();
  const gateway = await startGemba('bottling');
  const readySecs = (performance.now() - startMs) / 1000;
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const openedMs = performance.now();
    await page.goto(gateway.link);
    await page.locator('[data-ready="true"]').waitFor({ timeout: 120_000 });
    const pictureMs = performance.now() - openedMs;
    await page.close();
    return { readySecs, pictureMs };
  } finally {
    await gateway.stop();
  }
}

/** 10,000 tags at 10 Hz through gateway and browser, ours and the obvious way. */
export async function bench(root: string): Promise<Measurement[]> {
  const browser = await launchChromium();
  try {
    const first = await firstStart(browser);
    const naive = await baseline(root, browser);
    const ours = await product(root, browser);
    const row = (name: string, unit: string, value: number, against: number): Measurement => ({
      name,
      value,
      unit,
      baseline: against,
      ratio: against / value,
    });
    return [
      { name: 'first start with 24 h of history', value: first.readySecs, unit: 's', baseline: null, ratio: null },
      { name: 'link opened to live hall', value: first.pictureMs, unit: 'ms', baseline: null, ratio: null },
      row('bytes a value on the wire', 'B', ours.bytesPerValue, naive.bytesPerValue),
      row('main-thread time', 'ms per second of data', ours.busyMs, naive.busyMs),
      row('sensor to screen, p50', 'ms', ours.p50, naive.p50),
      row('sensor to screen, p95', 'ms', ours.p95, naive.p95),
    ];
  } finally {
    await browser.close();
  }
}
