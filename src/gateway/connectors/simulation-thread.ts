import { Worker } from 'node:worker_threads';
import { reasonOf, type Sentence, SentenceError, sentence } from '../sentence.ts';
import type { Advanced, AdvanceRequest, SimulationStart } from './simulation-engine.ts';

/** A simulation somewhere else: one request at a time. */
export interface RemoteEngine {
  advance(request: AdvanceRequest): Promise<Advanced>;
  close(): Promise<void>;
}

/** The gateway is built into one file, with the worker's file beside it. */
const workerScript = new URL('./simulation-worker.js', import.meta.url);

/**
 * Runs the simulation in a thread of its own, because a second of back-filling would be a second without live values.
 * When the thread dies, the request under way or the next one rejects with the reason.
 */
export function startThread(start: SimulationStart, script = workerScript): RemoteEngine {
  const worker = new Worker(script, { workerData: start });
  const failed = new Promise<never>((_, reject) => {
    const fail = (why: Sentence): void => reject(new SentenceError(sentence('simulation.stopped', { why })));
    worker.once('error', (error) => fail(reasonOf(error)));
    worker.once('messageerror', (error) => fail(reasonOf(error)));
    worker.once('exit', (code) => fail(sentence('simulation.threadEnded', { code })));
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
