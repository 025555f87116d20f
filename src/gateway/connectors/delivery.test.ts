import { expect, test } from 'vitest';
import type { SampleBatch } from '../../series/sample-batch.ts';
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
  const delivery = new Delivery(sink, new AbortController().signal, () => undefined);
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
  const delivery = new Delivery(sink, new AbortController().signal, () => undefined);
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

test('what could not be stored is tried again until it is, unless all is to stop', async () => {
  const stopping = new AbortController();
  const sink = new RememberingSink();
  const troubles: (string | null)[] = [];
  let refusals = 1;
  sink.beforeDelivery = async () => {
    if (refusals-- > 0) throw new Error('disk full');
  };
  const delivery = new Delivery(sink, stopping.signal, (trouble) => troubles.push(trouble));
  put(delivery, 3);
  await delivery.idle();
  expect(sink.rows).toHaveLength(3);
  expect(troubles).toEqual(['the record takes nothing: disk full', null]);
  refusals = Number.POSITIVE_INFINITY;
  put(delivery, 1);
  stopping.abort();
  await delivery.idle();
  expect(sink.rows).toHaveLength(3);
});
