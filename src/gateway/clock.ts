import { setTimeout as delay } from 'node:timers/promises';

/** Time, handed to everything that needs it, so that tests own it. */
export interface Clock {
  /** Unix epoch ms. */
  now(): number;
  /** Calls `tick` every `periodMs` until `signal` aborts. */
  every(periodMs: number, tick: () => void, signal: AbortSignal): void;
  /** Resolves after `ms`, or at once when `signal` aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

/** The machine's clock: the one place that reads it. */
export const systemClock: Clock = {
  // biome-ignore lint/plugin: this is the clock that everything else is handed
  now: () => Date.now(),
  every(periodMs, tick, signal) {
    if (signal.aborted) return;
    // biome-ignore lint/style/noRestrictedGlobals: this is the clock that everything else is handed
    const timer = setInterval(tick, periodMs);
    signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  },
  async sleep(ms, signal) {
    await delay(ms, undefined, { signal }).catch(() => undefined);
  },
};
