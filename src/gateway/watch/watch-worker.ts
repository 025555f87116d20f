import { parentPort, workerData } from 'node:worker_threads';
import { WatchEngine, type WatchRequest, type WatchStart } from './watch-engine.ts';

/** The watch's thread: answers each request. */
if (parentPort === null) throw new Error('watch-worker runs as a worker thread, started by the watch');
const port = parentPort;
const engine = new WatchEngine(workerData as WatchStart);
port.on('message', (request: WatchRequest) => port.postMessage(engine.answer(request)));
