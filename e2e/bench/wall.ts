import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { systemClock } from '../../src/gateway/clock.ts';
import type { Connector } from '../../src/gateway/connectors/connector.ts';
import { SimulationEngine } from '../../src/gateway/connectors/simulation-engine.ts';
import type { Measurement } from '../../src/gateway/historian/historian.bench.ts';
import { loadPlant } from '../../src/gateway/plants/load-plant.ts';
import { SampleBatchBuilder } from '../../src/series/sample-batch.ts';
import type { Plant } from '../../src/twin/plant.ts';
import { heapGrowth, launchChromium, soakSecondsOf } from './browser.ts';
import { served } from './served.ts';

/** An hour of the plant in a minute. */
const rate = 60;
const tickMs = 100;
const maxRows = 1_000_000;

/** The plant's own simulation, its times pressed together: in a minute as many stops, jams and alarms as in an hour. */
function hurried(plant: Plant): Connector {
  const source = plant.sources.find((each) => each.type === 'simulation');
  if (!source) throw new Error(`${plant.id} has no simulation`);
  return {
    async run(sink, signal) {
      const startMs = systemClock.now();
      const engine = new SimulationEngine({ plant, source, fromMs: startMs });
      const batch = new SampleBatchBuilder();
      sink.connection({ connected: true, detail: null });
      while (!signal.aborted) {
        const nowMs = systemClock.now();
        const { batch: rows } = engine.advance({ toMs: startMs + (nowMs - startMs) * rate, maxRows });
        batch.clear();
        for (let row = 0; row < rows.length; row++) {
          const timeMs = startMs + (rows.timesMs[row]! - startMs) / rate;
          batch.push(rows.slots[row]!, timeMs, rows.values[row]!, rows.qualities[row]!);
        }
        if (batch.length > 0) await sink.deliver(batch);
        await systemClock.sleep(tickMs, signal);
      }
    },
  };
}

/** Counted in the page itself; a page that was loaded again begins anew. */
interface Seen {
  /** Machines that the tour has gone to. */
  readonly cards: number;
  /** Machines that have come into alarm. */
  readonly alarms: number;
}

async function watch(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen = { cards: 0, alarms: 0 };
    Object.assign(globalThis, { seen });
    let shown = '';
    new MutationObserver((changes) => {
      const card = document.querySelector('.wall-card-name')?.textContent ?? '';
      if (card !== shown && card !== '') seen.cards++;
      shown = card;
      for (const { addedNodes } of changes)
        for (const node of addedNodes) if (node instanceof HTMLElement && node.dataset.beacon) seen.alarms++;
    }).observe(document.body, { childList: true, subtree: true });
  });
}

/** A wall over as many hours of a bottling plant as there are minutes: what it keeps, whether it goes on. */
async function days(root: string, browser: Browser, seconds: number) {
  const { index } = await loadPlant('bottling', join(root, 'src/gateway/plants'));
  const { plant } = index;
  return served(root, plant, hurried(plant), async (link) => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
    const faults: string[] = [];
    let loads = 0;
    page.on('pageerror', ({ message }) => faults.push(message));
    await page.goto(link);
    await page.goto(new URL('/wall?distance=3&diagonal=55', page.url()).href);
    await page.locator('[data-settled="true"]').waitFor({ timeout: 120_000 });
    page.on('load', () => loads++);
    await watch(page);
    const startRss = process.memoryUsage.rss();
    const drawn = async () => Number(await page.locator('.hall').getAttribute('data-drawn'));
    const before = await drawn();
    const heap = await heapGrowth(page, seconds);
    const frames = (await drawn()) - before;
    const seen = await page.evaluate(() => (globalThis as unknown as { readonly seen: Seen }).seen);
    const gatewayMb = (process.memoryUsage.rss() - startRss) / 1e6;
    await page.close();
    for (const fault of faults) console.error(`the page: ${fault}`);
    return { heap, frames, ...seen, faults: faults.length, loads, gatewayMb };
  });
}

/** `--soak 72`: three days of a plant's life on a wall. */
export async function bench(root: string, args: readonly string[]): Promise<Measurement[]> {
  const seconds = soakSecondsOf(args);
  const browser = await launchChromium();
  try {
    const { heap, frames, cards, alarms, faults, loads, gatewayMb } = await days(root, browser, seconds);
    const alone = (name: string, unit: string, value: number): Measurement => ({
      name,
      value,
      unit,
      baseline: null,
      ratio: null,
    });
    return [
      alone('wall: hours of the plant', 'h', (seconds / 3600) * rate),
      alone('wall: frames drawn', '', frames),
      alone('wall: machines come into alarm', '', alarms),
      alone('wall: machines toured', '', cards),
      alone('wall: heap growth', 'B/s', heap),
      alone('wall: growth of the gateway', 'MB', gatewayMb),
      alone('wall: errors in the page', '', faults),
      alone('wall: loaded again', '', loads),
    ];
  } finally {
    await browser.close();
  }
}
