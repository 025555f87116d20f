import { expect, test } from 'vitest';
import { SampleBatchBuilder } from '../../series/sample-batch.ts';
import { startThread } from './watch-thread.ts';

const script = (source: string) => new URL(`data:text/javascript,${encodeURIComponent(source)}`);
const start = { machines: [], slotCount: 1 };
const samples = () => ({ kind: 'samples', batch: new SampleBatchBuilder(8).copy() }) as const;

test('answers come in the order of the requests, and their memory is handed over', async () => {
  const echo = script(
    "import { parentPort } from 'node:worker_threads'; parentPort.on('message', ({ kind }) => parentPort.postMessage(kind))",
  );
  const thread = startThread(start, echo);
  const request = samples();
  const { buffer } = request.batch.values;
  const asked = [thread.ask(request), thread.ask({ kind: 'known', machine: 'a', learnt: { pattern: null } as never })];
  expect(await Promise.all(asked)).toEqual(['samples', 'known']);
  expect(buffer).toHaveProperty('byteLength', 0);
  expect(request.batch.values.length).toBe(0);
  await thread.close();
});

test.each([
  ['fails', "throw new Error('no memory')", 'no memory'],
  ['ends without a word', 'process.exit(3)', 'its thread ended with code 3'],
])('a thread that %s rejects what waits and what comes, with the reason', async (_, source, reason) => {
  const thread = startThread(start, script(source));
  await expect(thread.ask(samples())).rejects.toThrow(reason);
  await expect(thread.ask(samples())).rejects.toThrow(reason);
});
