import { parentPort, workerData } from 'node:worker_threads';
import { type AdvanceRequest, SimulationEngine, type SimulationStart } from './simulation-engine.ts';

/** The simulation's thread: answers each request with one batch, whose memory is handed over. */
if (parentPort === null)
  throw new Error('simulation-worker runs as a worker thread, started by the simulation connector');
const port = parentPort;
const engine = new SimulationEngine(workerData as SimulationStart);
port.on('message', (request: AdvanceRequest) => {
  const advanced = engine.advance(request);
  const { slots, timesMs, values, qualities } = advanced.batch;
  port.postMessage(advanced, [slots.buffer, timesMs.buffer, values.buffer, qualities.buffer] as ArrayBuffer[]);
});
