import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { systemClock } from '../../src/gateway/clock.ts';
import type { Connector } from '../../src/gateway/connectors/connector.ts';
import type { Measurement } from '../../src/gateway/historian/historian.bench.ts';
import { loadPage } from '../../src/gateway/page.ts';
import { SampleBatchBuilder } from '../../src/series/sample-batch.ts';
import { offDelayMsOf } from '../../src/twin/alarm.ts';
import type { Plant } from '../../src/twin/plant.ts';
import { indexPlant } from '../../src/twin/plant-index.ts';
import { firstLoad } from '../first-load.mjs';
import { busyMsPerSecond, heapGrowth, launchChromium, metricsOf, sleep, soakSecondsOf } from './browser.ts';
import { served } from './served.ts';
import { largeSite, readings } from './site.ts';

const periodMs = 100;
const settleMs = 5000;
const measureMs = 10_000;
const machineCount = 500;

/** All tags every 100 ms, as long as `speaking` says so; then all stands still and nothing more is said. */
function sensors(plant: Plant, speaking: { now: boolean }): Connector {
  const read = readings(plant);
  const { tags } = indexPlant(plant);
  return {
    async run(sink, signal) {
      sink.connection({ connected: true, detail: null });
      const batch = new SampleBatchBuilder(tags.length);
      let tick = 0;
      let asleep = false;
      let storing = Promise.resolve();
      systemClock.every(
        periodMs,
        () => {
          if (!speaking.now && asleep) return;
          asleep = !speaking.now;
          const timeMs = systemClock.now();
          batch.clear();
          for (let slot = 0; slot < tags.length; slot++) batch.push(slot, timeMs, read(slot, tick, asleep));
          tick++;
          storing = sink.deliver(batch);
        },
        signal,
      );
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
      await storing;
    },
  };
}

const hallOf = (page: Page) => page.locator('.hall');
const numberOf = async (page: Page, name: string): Promise<number> =>
  Number(await hallOf(page).getAttribute(`data-${name}`));

/** 500 machines, 10,000 tags at 10 Hz: what a frame costs, what silence costs, what a lost context and an hour do. */
async function fiveHundred(root: string, browser: Browser, soakSeconds: number) {
  const plant = largeSite(machineCount);
  const speaking = { now: true };
  return served(root, plant, sensors(plant, speaking), async (link) => {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const cdp = await metricsOf(page);
    await page.goto(link);
    await page.locator('[data-settled="true"]').waitFor({ timeout: 120_000 });
    await sleep(settleMs);
    const busy = await busyMsPerSecond(cdp, () => sleep(measureMs));
    const frameMs = await frameCost(browser, page);
    const [drawCalls, triangles] = [await numberOf(page, 'draw-calls'), await numberOf(page, 'triangles')];
    const meter = page.getByRole('status', { name: 'Sensor to screen' });
    const p95 = Number(await meter.getAttribute('data-p95'));

    const heap = await heapGrowth(page, soakSeconds);

    const lostMs = await loseContext(page);

    speaking.now = false;
    // Alarms that are over go after their off-delay.
    await sleep(settleMs + offDelayMsOf(undefined));
    const before = await numberOf(page, 'drawn');
    const quiet = await busyMsPerSecond(cdp, () => sleep(measureMs));
    const drawnInSilence = (await numberOf(page, 'drawn')) - before;

    speaking.now = true;
    await hide(page);
    await sleep(2000);
    const hidden = await busyMsPerSecond(cdp, () => sleep(measureMs));
    await page.close();
    return { frameMs, busy, drawCalls, triangles, p95, heap, lostMs, quiet, drawnInSilence, hidden };
  });
}

/** Main-thread ms of a drawn frame, median, in processor time: what else runs on this machine does not count. */
async function frameCost(browser: Browser, page: Page): Promise<number> {
  const before = await numberOf(page, 'drawn');
  await browser.startTracing(page, { categories: ['devtools.timeline'] });
  await sleep(measureMs);
  const drawn = (await numberOf(page, 'drawn')) - before;
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
    readonly traceEvents: readonly { readonly name: string; readonly tdur?: number }[];
  };
  // Those in which nothing had changed are the cheaper ones.
  const costs = traceEvents
    .flatMap(({ name, tdur }) => (name === 'FireAnimationFrame' && tdur !== undefined ? [tdur / 1000] : []))
    .sort((x, y) => y - x)
    .slice(0, drawn);
  return costs[Math.floor(costs.length / 2)] ?? Number.NaN;
}

/** As if another tab lay over it: headless Chromium itself never hides a page. */
async function hide(page: Page): Promise<void> {
  await page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' });
    document.dispatchEvent(new Event('visibilitychange'));
  });
}

/** The context is lost and never given back by the browser: ms until the next picture. */
async function loseContext(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const hall = document.querySelector<HTMLElement>('.hall')!;
    const canvas = hall.querySelector('canvas')!;
    canvas.getContext('webgl2')!.getExtension('WEBGL_lose_context')!.loseContext();
    const drawn = Number(hall.dataset.drawn);
    const startMs = performance.now();
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      const now = hall.querySelector('canvas');
      if (now && now !== canvas && Number(hall.dataset.drawn) < drawn) return performance.now() - startMs;
      if (performance.now() - startMs > 30_000) return Number.NaN;
    }
  });
}

/** From the link to the first picture. */
async function twoThousand(root: string, browser: Browser): Promise<number> {
  const plant = largeSite(2000);
  return served(root, plant, sensors(plant, { now: true }), async (link) => {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const startMs = performance.now();
    await page.goto(link);
    await page.locator('[data-ready="true"]').waitFor({ timeout: 120_000 });
    const ms = performance.now() - startMs;
    await page.close();
    return ms;
  });
}

/** The obvious way: a mesh and a component a part, a store a tag. Smaller, because it cannot carry the whole site. */
const naiveMachines = 50;

async function naive(root: string, browser: Browser): Promise<{ frameMs: number; drawCalls: number }> {
  const http = createServer(await loadPage(join(root, 'dist/bench-page')));
  await new Promise<void>((resolve) => http.listen(0, 'localhost', resolve));
  const { port } = http.address() as AddressInfo;
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const cdp = await metricsOf(page);
    await page.goto(`http://localhost:${port}/e2e/bench/baseline-hall.html?machines=${naiveMachines}`);
    const body = page.locator('body[data-drawn]');
    await body.waitFor({ timeout: 120_000 });
    await sleep(settleMs);
    const drawn = async () => Number(await body.getAttribute('data-drawn'));
    const before = await drawn();
    const busy = await busyMsPerSecond(cdp, () => sleep(measureMs));
    const frameMs = (busy * measureMs) / 1000 / Math.max(1, (await drawn()) - before);
    const drawCalls = Number(await body.getAttribute('data-draw-calls'));
    await page.close();
    const scale = machineCount / naiveMachines;
    return { frameMs: frameMs * scale, drawCalls: drawCalls * scale };
  } finally {
    http.close();
    http.closeAllConnections();
  }
}

/** A whole site in the browser, and the same in the obvious way. `--soak MINUTES` watches the heap for longer. */
export async function bench(root: string, args: readonly string[]): Promise<Measurement[]> {
  const browser = await launchChromium();
  try {
    const load = firstLoad(join(root, 'dist/page'));
    const start = await twoThousand(root, browser);
    const ours = await fiveHundred(root, browser, soakSecondsOf(args));
    const obvious = await naive(root, browser);
    const alone = (name: string, unit: string, value: number): Measurement => ({
      name,
      value,
      unit,
      baseline: null,
      ratio: null,
    });
    const against = (name: string, unit: string, value: number, baseline: number): Measurement => ({
      name,
      value,
      unit,
      baseline,
      ratio: baseline / value,
    });
    return [
      against('500 machines: draw calls', '', ours.drawCalls, obvious.drawCalls),
      against('500 machines: main thread a frame', 'ms', ours.frameMs, obvious.frameMs),
      alone('500 machines: triangles', '', ours.triangles),
      alone('500 machines: main thread in all', 'ms/s', ours.busy),
      alone('500 machines: sensor to screen, p95', 'ms', ours.p95),
      alone('500 machines: frames drawn in silence', '', ours.drawnInSilence),
      alone('500 machines: main thread in silence', 'ms/s', ours.quiet),
      alone('500 machines: main thread while hidden', 'ms/s', ours.hidden),
      alone('500 machines: lost context to picture', 'ms', ours.lostMs),
      alone('500 machines: heap growth', 'B/s', ours.heap),
      alone('2,000 machines: link to picture', 'ms', start),
      alone('first load: script', 'kB gzip', load.js),
      alone('first load: styles', 'kB gzip', load.css),
    ];
  } finally {
    await browser.close();
  }
}
