import { Worker } from 'node:worker_threads';
import type { Advanced, AdvanceRequest, SimulationStart } from './simulation-engine.ts';

/** A simulation somewhere else: one request at a time. */
export interface RemoteEngine {
  advance(request: AdvanceRequest): Promise<Advanced>;
  close(): Promise<void>;
}

/** Runs the simulation in a thread of its own, because a second of back-filling would be a second without live values. */
export function startThread(start: SimulationStart): RemoteEngine {
  // The gateway is built into one file, with the worker's file beside it.
  const worker = new Worker(new URL('./simulation-worker.js', import.meta.url), { workerData: start });
  const failed = new Promise<never>((_, reject) => {
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the simulation's thread ended with code ${code}`)));
  });
  failed.catch(() => undefined); // told by the next `advance`
  return {
    advance: (request) =>
      Promise.race([
        failed,
        new Promise<Advanced>((resolve) => {
          worker.once('message', resolve);
          worker.postMessage(request);
        }),
      ]),
    close: async () => {
      await worker.terminate();
    },
  };
}
