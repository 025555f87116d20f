import { expect, test } from 'vitest';
import type { SampleBatch } from '../../series/sample-batch.ts';
import { sentence } from '../sentence.ts';
import { Delivery } from './delivery.ts';
import { RememberingSink, rowsOf } from './test-sink.ts';

/** A sink whose deliveries end when the test says so. */
class SlowSink extends RememberingSink {
  readonly taken: number[] = [];
  readonly finish: (() => void)[] = [];
  override deliver(batch: SampleBatch): Promise<void> {
    this.taken.push(batch.length);
    this.rows.push(...rowsOf(batch));
    return new Promise((resolve) => this.finish.push(resolve));
  }
}

const put = (delivery: Delivery, count: number) => {
  for (let k = 0; k < count; k++) delivery.pending.push(0, k, k);
  delivery.flush();
};

test('a batch does not wait for the one before to be stored; many gather into fewer', async () => {
  const sink = new SlowSink();
  const delivery = new Delivery(sink, new AbortController().signal);
  for (let k = 0; k < 30; k++) put(delivery, 1);
  expect(sink.taken).toEqual(Array.from({ length: 16 }, () => 1));
  sink.finish[0]!();
  await Promise.resolve();
  await Promise.resolve();
  expect(sink.taken.slice(16)).toEqual([14]);
  const idle = delivery.idle();
  for (const finish of sink.finish) finish();
  await idle;
  expect(sink.rows).toHaveLength(30);
});

test('there is no room while too much is under way', async () => {
  const sink = new SlowSink();
  const delivery = new Delivery(sink, new AbortController().signal);
  put(delivery, 19_999);
  expect(delivery.isFull).toBe(false);
  put(delivery, 1);
  expect(delivery.isFull).toBe(true);
  let hasRoom = false;
  const room = delivery.room().then(() => {
    hasRoom = true;
  });
  await Promise.resolve();
  expect(hasRoom).toBe(false);
  sink.finish[1]!();
  await room;
});

/** A record that takes nothing until `repair`; live values are taken all the same. */
function brokenSink() {
  const sink = new RememberingSink();
  let isBroken = true;
  const attempts: number[] = [];
  const deliver = sink.deliver.bind(sink);
  sink.deliver = async (batch) => {
    attempts.push(batch.length);
    if (isBroken) throw new Error('disk full');
    await deliver(batch);
  };
  const repair = () => {
    isBroken = false;
  };
  return { sink, attempts, repair };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

test('DEL-1 live rows go on while the record takes nothing, and all of them are stored when it does again', async () => {
  const { sink, attempts, repair } = brokenSink();
  const delivery = new Delivery(sink, new AbortController().signal);
  delivery.report({ connected: true, detail: sentence('simulation.live') });
  for (let k = 0; k < 50; k++) {
    put(delivery, 1000);
    await delivery.room();
    await settled();
  }
  expect(attempts).toHaveLength(50);
  expect(sink.state).toEqual({ connected: true, detail: 'live; the record takes nothing: disk full' });
  repair();
  await delivery.idle();
  expect(sink.rows).toHaveLength(50_000);
  expect(attempts.slice(50)).toEqual([10_000, 10_000, 10_000, 10_000, 10_000]);
  expect(sink.state).toEqual({ connected: true, detail: 'live' });
  expect(sink.drops).toEqual([]);
});

test('DEL-2 history waits while the record takes nothing', async () => {
  const { sink, repair } = brokenSink();
  const delivery = new Delivery(sink, new AbortController().signal);
  put(delivery, 20_000);
  let hasRoom = false;
  const room = delivery.roomForHistory().then(() => {
    hasRoom = true;
  });
  await settled();
  expect(delivery.isFull).toBe(false);
  expect(hasRoom).toBe(false);
  repair();
  await room;
  expect(sink.rows).toHaveLength(20_000);
});

test('DEL-3 rows beyond what can be kept are given up, oldest first, and counted', async () => {
  const { sink, repair } = brokenSink();
  const delivery = new Delivery(sink, new AbortController().signal);
  for (let k = 0; k < 45; k++) {
    for (let row = 0; row < 10_000; row++) delivery.pending.push(k, row, 0);
    delivery.flush();
    await settled();
  }
  const given = { reason: 'unrecorded', detail: '10,000 rows are given up, as the record takes nothing: disk full' };
  expect(sink.drops).toEqual(Array.from({ length: 5 }, () => ({ ...given, count: 10_000 })));
  repair();
  await delivery.idle();
  expect([...new Set(sink.rows.map(({ slot }) => slot))]).toEqual(Array.from({ length: 40 }, (_, k) => k + 5));
});

test('DEL-4 at the end there is one last try, and what it cannot store is counted', async () => {
  for (const isRepaired of [true, false]) {
    const { sink, attempts, repair } = brokenSink();
    const stopping = new AbortController();
    const delivery = new Delivery(sink, stopping.signal);
    put(delivery, 3);
    await settled();
    if (isRepaired) repair();
    stopping.abort();
    await delivery.idle();
    expect(attempts).toEqual([3, 3]);
    expect(sink.rows).toHaveLength(isRepaired ? 3 : 0);
    expect(sink.drops.map(({ reason, count }) => [reason, count])).toEqual(isRepaired ? [] : [['unrecorded', 3]]);
  }
});
