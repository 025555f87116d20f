import type { Browser, Page } from '@playwright/test';
import { systemClock } from '../../src/gateway/clock.ts';
import type { Connector } from '../../src/gateway/connectors/connector.ts';
import type { Measurement } from '../../src/gateway/historian/historian.bench.ts';
import type { Historian } from '../../src/gateway/historian/historian.ts';
import { SampleBatchBuilder } from '../../src/series/sample-batch.ts';
import type { Plant } from '../../src/twin/plant.ts';
import { indexPlant } from '../../src/twin/plant-index.ts';
import { launchChromium, metricsOf, sleep } from './browser.ts';
import { served } from './served.ts';
import { largeSite, readings } from './site.ts';

/** 1,000 tags every ten seconds, and 10,000 tags once a minute: of a moment, what lies before it matters, not how much. */
const machineCount = 50;
const everyMs = 10_000;
const largeMachineCount = 500;
const largeEveryMs = 60_000;
const dayMs = 86_400_000;
const farSeeks = 60;
const nearSeeks = 120;
const playMs = 20_000;
const backs = 20;
/** By then even a processor that stands in for a graphics card has drawn: the next seek waits for no picture before it, ms. */
const drawnMs = 1200;
const batchRows = 100_000;

/** Nothing new: what is measured is the past. */
const silent: Connector = {
  async run(sink, signal) {
    sink.connection({ connected: true, detail: null });
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
  },
};

/** A day up to a minute ago, each tag every so many ms. */
async function fillDay(plant: Plant, everyMs: number, historian: Historian): Promise<void> {
  const read = readings(plant);
  const { length } = indexPlant(plant).tags;
  const batch = new SampleBatchBuilder(batchRows);
  const toMs = Math.floor(systemClock.now() / everyMs) * everyMs - 60_000;
  for (let timeMs = toMs - dayMs; timeMs < toMs; timeMs += everyMs) {
    const tick = (timeMs - (toMs - dayMs)) / 100;
    for (let slot = 0; slot < length; slot++) batch.push(slot, timeMs + (slot % 10) * 1000, read(slot, tick, false));
    if (batch.length < batchRows) continue;
    await historian.append(batch);
    batch.clear();
  }
  await historian.append(batch);
}

/**
 * Presses or drags to each share of the strip in turn; ms from the event to the frame that was submitted with that very
 * moment. `restMs` between them.
 */
async function pointerToPicture(page: Page, shares: readonly number[], restMs: number): Promise<number[]> {
  return page.evaluate(
    async ({ shares, restMs }) => {
      const strip = document.querySelector<HTMLElement>('.strip')!;
      const hall = document.querySelector<HTMLElement>('.hall')!;
      strip.setPointerCapture = () => undefined;
      strip.hasPointerCapture = () => true;
      const took: number[] = [];
      const send = (type: string, share: number) => {
        const box = strip.getBoundingClientRect();
        const at = { clientX: box.left + share * box.width, clientY: box.top + box.height / 2 };
        strip.dispatchEvent(
          new PointerEvent(type, { bubbles: true, pointerId: 1, button: 0, buttons: 1, isPrimary: true, ...at }),
        );
      };
      send('pointerdown', shares[0]!);
      await new Promise((resolve) => setTimeout(resolve, 1500));
      for (const share of shares.slice(1)) {
        const before = hall.dataset.moment;
        // The time that is counted ends with the last drawing call of the frame that has another moment.
        const drawn = new Promise<number>((resolve, reject) => {
          const gaveUp = setTimeout(
            () => reject(new Error(`no picture of ${share} after ${took.length} seeks`)),
            20_000,
          );
          const observer = new MutationObserver(() => {
            if (hall.dataset.moment === before) return;
            observer.disconnect();
            clearTimeout(gaveUp);
            resolve((globalThis as unknown as Drawing).drawnMs);
          });
          observer.observe(hall, { attributes: true, attributeFilter: ['data-moment'] });
        });
        const fromMs = performance.now();
        send('pointermove', share);
        took.push((await drawn) - fromMs);
        await new Promise((resolve) => setTimeout(resolve, restMs));
      }
      send('pointerup', shares.at(-1)!);
      return took;
    },
    { shares, restMs },
  );
}

/** Goes back from the past to live so many times; ms from the click to the frame that was submitted with live values. */
async function backToLive(page: Page, shares: readonly number[]): Promise<number[]> {
  const strip = page.locator('.strip');
  const took: number[] = [];
  for (const share of shares) {
    const box = (await strip.boundingBox())!;
    await strip.click({ position: { x: share * box.width, y: box.height / 2 } });
    await page.locator('.hall:not([data-moment="live"])').waitFor();
    await sleep(drawnMs);
    took.push(
      await page.evaluate(async () => {
        const hall = document.querySelector<HTMLElement>('.hall')!;
        const live = new Promise<number>((resolve) => {
          const observer = new MutationObserver(() => {
            if (hall.dataset.moment !== 'live') return;
            observer.disconnect();
            resolve((globalThis as unknown as Drawing).drawnMs);
          });
          observer.observe(hall, { attributes: true, attributeFilter: ['data-moment'] });
        });
        const fromMs = performance.now();
        [...document.querySelectorAll('button')]
          .find(({ textContent }) => textContent?.includes('Back to live'))!
          .click();
        return (await live) - fromMs;
      }),
    );
  }
  return took;
}

/** When the page last told the driver to draw something. */
interface Drawing {
  drawnMs: number;
}

async function noteDrawing(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const context = WebGL2RenderingContext.prototype as unknown as Record<string, (...args: unknown[]) => unknown>;
    for (const name of ['drawArrays', 'drawElements', 'drawArraysInstanced', 'drawElementsInstanced']) {
      const draw = context[name]!;
      context[name] = function (...args) {
        const done = draw.apply(this, args);
        (globalThis as unknown as Drawing).drawnMs = performance.now();
        return done;
      };
    }
  });
}

async function opened(browser: Browser, link: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await noteDrawing(page);
  await page.goto(link);
  await page.locator('[data-settled="true"]').waitFor({ timeout: 120_000 });
  return page;
}

/** Moments of a whole day, none of them near the one before: the golden ratio spreads them. */
async function farAway(page: Page): Promise<number[]> {
  await page.locator('.timeline').getByRole('button', { name: '24 h', exact: true }).click();
  return pointerToPicture(
    page,
    Array.from({ length: farSeeks + 1 }, (_, k) => 0.02 + 0.9 * ((k * 0.618034) % 1)),
    drawnMs,
  );
}

async function measure(browser: Browser, link: string) {
  const page = await opened(browser, link);
  const cdp = await metricsOf(page);
  const timeline = page.locator('.timeline');
  const far = await farAway(page);
  await timeline.getByRole('button', { name: '15 min', exact: true }).click();
  await sleep(2000);
  const near = await pointerToPicture(
    page,
    Array.from({ length: nearSeeks + 1 }, (_, k) => 0.5 + 0.15 * Math.sin(k / 7)),
    drawnMs,
  );
  await timeline.locator('select').first().selectOption('60');
  await timeline.getByRole('button', { name: 'Play', exact: true }).click();
  await sleep(2000);
  const moment = async () => Number(await page.locator('.hall').getAttribute('data-moment'));
  const [fromMs, fromMoment] = [performance.now(), await moment()];
  await sleep(playMs);
  const achieved = ((await moment()) - fromMoment) / (performance.now() - fromMs) / 60;
  await timeline.getByRole('button', { name: 'Pause', exact: true }).click();
  const back = await backToLive(
    page,
    Array.from({ length: backs }, (_, k) => 0.1 + (0.7 * k) / backs),
  );
  // All of the day once more, stretch by stretch, so that what is kept of it is in memory.
  await timeline.getByRole('button', { name: '24 h', exact: true }).click();
  await pointerToPicture(
    page,
    Array.from({ length: 300 }, (_, k) => 0.01 + (0.94 * k) / 300),
    150,
  );
  await cdp.send('HeapProfiler.enable');
  await cdp.send('HeapProfiler.collectGarbage');
  // Arrays of numbers lie outside of the heap.
  const { usedSize, backingStorageSize } = await cdp.send('Runtime.getHeapUsage');
  await page.close();
  return { far, near, achieved, back, memory: usedSize + backingStorageSize };
}

function p95(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(0.95 * sorted.length))]!;
}

async function measureFar(browser: Browser, link: string): Promise<number[]> {
  const page = await opened(browser, link);
  const far = await farAway(page);
  await page.close();
  return far;
}

/** A recorded day under a hand that scrubs: from the pointer to the picture, and what it takes in memory. */
export async function bench(root: string): Promise<Measurement[]> {
  const browser = await launchChromium();
  const ofDay = <T>(plant: Plant, everyMs: number, use: (link: string) => Promise<T>): Promise<T> =>
    served(root, plant, silent, use, (historian) => fillDay(plant, everyMs, historian));
  try {
    const largeFar = await ofDay(largeSite(largeMachineCount), largeEveryMs, (link) => measureFar(browser, link));
    const seen = await ofDay(largeSite(machineCount), everyMs, (link) => measure(browser, link));
    const alone = (name: string, unit: string, value: number) => ({ name, unit, value, baseline: null, ratio: null });
    return [
      alone('scrubbing where the record is here: pointer to picture, p95', 'ms', p95(seen.near)),
      alone('scrubbing where it is not: pointer to picture, p95', 'ms', p95(seen.far)),
      alone('scrubbing 10,000 tags where it is not: pointer to picture, p95', 'ms', p95(largeFar)),
      alone('playing at 60x: share of it reached', '', seen.achieved),
      alone('back to live: click to picture, p95', 'ms', p95(seen.back)),
      alone('scrubbing a day of 1,000 tags: memory', 'MB', seen.memory / 1e6),
    ];
  } finally {
    await browser.close();
  }
}
