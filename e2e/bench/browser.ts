import { type Browser, type CDPSession, chromium, type Page } from '@playwright/test';
import { findChromium } from '../tools.mjs';

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Rejects with what to install where there is none. */
export async function launchChromium(): Promise<Browser> {
  const found = findChromium();
  if (found.path === undefined) throw new Error(found.why);
  return chromium.launch({
    executablePath: found.path,
    args: ['--no-sandbox', '--use-angle=gl-egl', '--ignore-gpu-blocklist', '--disable-background-networking'],
  });
}

/** One of the browser's own counters of a page: "TaskDuration" (main thread, s), "JSHeapUsedSize", "Nodes", ... */
async function metric(cdp: CDPSession, wanted: string): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  const found = metrics.find(({ name }) => name === wanted);
  if (!found) throw new Error(`the browser has no metric "${wanted}"`);
  return found.value;
}

export async function metricsOf(page: Page): Promise<CDPSession> {
  const cdp = await page.context().newCDPSession(page);
  // Processor time, so that what else runs on this machine does not count.
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  return cdp;
}

/** Main-thread ms of the page in each second, in processor time, while `during` runs. */
export async function busyMsPerSecond(cdp: CDPSession, during: () => Promise<void>): Promise<number> {
  const before = await metric(cdp, 'TaskDuration');
  const startMs = performance.now();
  await during();
  return ((await metric(cdp, 'TaskDuration')) - before) / ((performance.now() - startMs) / 1e6);
}

const heapReadings = 12;
const soakSeconds = 60;

/** How long `--soak MINUTES` watches. */
export function soakSecondsOf(args: readonly string[]): number {
  const at = args.indexOf('--soak');
  return at < 0 ? soakSeconds : Number(args[at + 1]) * 60;
}

/**
 * Bytes a second that stay after garbage collection, by least squares over the last two thirds of the time: at first
 * rings and caches fill up. Each reading is told.
 */
export async function heapGrowth(page: Page, seconds: number): Promise<number> {
  const cdp = await metricsOf(page);
  await cdp.send('HeapProfiler.enable');
  const read = async () => {
    await cdp.send('HeapProfiler.collectGarbage');
    await cdp.send('HeapProfiler.collectGarbage');
    return {
      bytes: await metric(cdp, 'JSHeapUsedSize'),
      nodes: await metric(cdp, 'Nodes'),
      listeners: await metric(cdp, 'JSEventListeners'),
    };
  };
  await sleep(5000);
  const startMs = performance.now();
  const kept: { readonly secs: number; readonly bytes: number }[] = [];
  for (let n = 0; n <= heapReadings; n++) {
    await sleep(Math.max(0, (n / heapReadings) * seconds * 1000 - (performance.now() - startMs)));
    const { bytes, nodes, listeners } = await read();
    const secs = (performance.now() - startMs) / 1000;
    console.error(`after ${secs.toFixed(0)} s: ${(bytes / 1e6).toFixed(2)} MB, ${nodes} nodes, ${listeners} listeners`);
    if (n >= heapReadings / 3) kept.push({ secs, bytes });
  }
  const mean = (of: (each: (typeof kept)[number]) => number) =>
    kept.reduce((sum, each) => sum + of(each), 0) / kept.length;
  const [middleSecs, middleBytes] = [mean(({ secs }) => secs), mean(({ bytes }) => bytes)];
  return (
    mean(({ secs, bytes }) => (secs - middleSecs) * (bytes - middleBytes)) /
    mean(({ secs }) => (secs - middleSecs) ** 2)
  );
}
