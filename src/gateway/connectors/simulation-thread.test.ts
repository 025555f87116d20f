import { expect, test } from 'vitest';
import type { SimulationSource } from '../../twin/plant.ts';
import { simulationConnector } from './simulation.ts';
import { startThread } from './simulation-thread.ts';
import { plantOf } from './test-plant.ts';
import { RememberingSink } from './test-sink.ts';

const throws = 'throw new Error(\'no signal "sped"\')';
const throwsLater =
  "import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => { throw 'oops' })";

test.each([
  ['cannot begin', throws, 'the simulation has stopped: no signal "sped"'],
  ['fails at its work', throwsLater, 'the simulation has stopped: oops'],
  ['ends without a word', 'process.exit(3)', 'the simulation has stopped: its thread ended with code 3'],
])('a thread that %s ends the run with its reason, and marks nothing', async (_, script, reason) => {
  const source: SimulationSource = { id: 'sim', type: 'simulation', seed: 7 };
  const sink = new RememberingSink();
  const connector = simulationConnector(source, plantOf(source, ['m/speed']), {
    now: () => Date.UTC(2030, 0, 7),
    storedToMs: null,
    startEngine: (start) => startThread(start, new URL(`data:text/javascript,${encodeURIComponent(script)}`)),
  });
  await expect(connector.run(sink, new AbortController().signal)).rejects.toThrow(reason);
  expect(sink.rows).toEqual([]);
});
