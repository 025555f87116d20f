import { Worker } from 'node:worker_threads';
import type { WatchAnswer, WatchRequest, WatchStart } from './watch-engine.ts';

/** A watch somewhere else: it answers requests in their order. */
export interface RemoteWatch {
  ask(request: WatchRequest): Promise<WatchAnswer>;
  /** ms of processor time that it was busy for, and ms since it began. */
  busyMs(): { readonly busyMs: number; readonly wholeMs: number };
  close(): Promise<void>;
}

/** The gateway is built into one file, with the worker's file beside it. */
const workerScript = new URL('./watch-worker.js', import.meta.url);

/**
 * Runs the watch in a thread of its own, because it looks at every sample. When the thread dies, every request rejects
 * with the reason.
 */
export function startThread(start: WatchStart, script = workerScript): RemoteWatch {
  const worker = new Worker(script, { workerData: start });
  const waiting: { resolve(answer: WatchAnswer): void; reject(error: Error): void }[] = [];
  let failure: Error | null = null;
  const fail = (error: Error): void => {
    failure ??= error;
    for (const { reject } of waiting.splice(0)) reject(failure);
  };
  worker.on('message', (answer: WatchAnswer) => waiting.shift()?.resolve(answer));
  worker.once('error', fail);
  worker.once('messageerror', fail);
  worker.once('exit', (code) => fail(new Error(`its thread ended with code ${code}`)));
  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        if (failure) return reject(failure);
        waiting.push({ resolve, reject });
        worker.postMessage(request, memoryOf(request));
      }),
    busyMs() {
      const { active, idle } = worker.performance.eventLoopUtilization();
      return { busyMs: active, wholeMs: active + idle };
    },
    close: async () => {
      await worker.terminate();
    },
  };
}

/** Handed over, not copied. */
function memoryOf(request: WatchRequest): ArrayBuffer[] {
  if (request.kind === 'known') return [];
  const batches = request.kind === 'samples' ? [request.batch] : request.batches;
  return batches.flatMap(({ slots, timesMs, values, qualities }) =>
    [slots, timesMs, values, qualities].map(({ buffer }) => buffer as ArrayBuffer),
  );
}
