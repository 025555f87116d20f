import type { CDPSession, Page } from '@playwright/test';

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** One of the browser's own counters of a page: "TaskDuration" (main thread, s), "JSHeapUsedSize", "Nodes", ... */
export async function metric(cdp: CDPSession, wanted: string): Promise<number> {
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
