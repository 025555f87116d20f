import { expect, test } from 'vitest';
import type { ChangesRequest } from '../../../protocol/messages.ts';
import { StateRecord } from './state-record.ts';

/** A gateway that keeps the requests until they are answered. */
function bench() {
  const asked: ChangesRequest[] = [];
  const answers: ((rows: readonly (readonly [number, number])[], bucketMs: number) => void)[] = [];
  const clock = { nowMs: 100_000 };
  const record = new StateRecord(
    (request) => {
      asked.push(request);
      return new Promise((resolve) => {
        answers.push((rows, bucketMs) =>
          resolve({
            timesMs: Float64Array.from(rows, ([time]) => time),
            values: Float64Array.from(rows, ([, value]) => value),
            qualities: new Uint8Array(rows.length),
            bucketMs,
          }),
        );
      });
    },
    () => clock.nowMs,
  );
  const answer = async (rows: readonly (readonly [number, number])[], bucketMs = 0) => {
    answers.shift()!(rows, bucketMs);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { record, asked, answer, clock };
}

const window = { fromMs: 90_000, toMs: 100_000 };

test('REC-1: a window is asked for once, and one within it not at all', async () => {
  const { record, asked, answer } = bench();
  expect(record.rows(3, window)).toBeNull();
  record.rows(3, window);
  await answer([[80_000, 6]]);
  expect(record.rows(3, window)?.values).toEqual([6]);
  record.rows(3, { fromMs: 95_000, toMs: 99_000 });
  expect(asked).toEqual([{ slot: 3, fromMs: 85_000, toMs: 100_000, summary: true }]);
});

test('REC-1: live values continue the record, repeats do not', async () => {
  const { record, asked, answer, clock } = bench();
  record.setLive(true);
  record.rows(3, window);
  await answer([[80_000, 6]]);
  clock.nowMs = 200_000;
  const before = record.version();
  record.push(3, 150_000, 6, 0);
  expect(record.version()).toBe(before);
  record.push(3, 160_000, 11, 0);
  record.push(4, 160_000, 11, 0);
  expect(record.rows(3, { fromMs: 95_000, toMs: 200_000 })?.timesMs).toEqual([80_000, 160_000]);
  expect(asked).toHaveLength(1);
});

test('REC-2: what came while live values were off is asked for', async () => {
  const { record, asked, answer, clock } = bench();
  record.setLive(true);
  record.rows(3, window);
  await answer([[80_000, 6]]);
  record.setLive(false);
  expect(record.rows(3, window)?.untilMs).toBe(100_000);
  clock.nowMs = 200_000;
  record.push(3, 160_000, 11, 0);
  expect(record.rows(3, { fromMs: 95_000, toMs: 200_000 })?.timesMs).toEqual([80_000]);
  expect(asked).toHaveLength(2);
});

test('REC-1: two windows far apart do not displace each other', async () => {
  const { record, asked, answer } = bench();
  const early = { fromMs: 0, toMs: 10_000 };
  record.rows(3, window);
  await answer([[80_000, 6]]);
  record.rows(3, early);
  await answer([[0, 11]]);
  expect(record.rows(3, window)?.values).toEqual([6]);
  expect(record.rows(3, early)?.values).toEqual([11]);
  expect(asked).toHaveLength(2);
});

test('REC-3: who waits for a window gets all of it, by the request that is under way where that tells enough', async () => {
  const { record, asked, answer } = bench();
  record.rows(3, window);
  const near = record.load(3, { fromMs: 92_000, toMs: 98_000 });
  const far = record.load(3, { fromMs: 10_000, toMs: 20_000 });
  await answer([[80_000, 6]]);
  expect((await near).values).toEqual([6]);
  expect(asked).toHaveLength(2);
  await answer([[4000, 11]]);
  expect((await far).values).toEqual([11]);
});

test('REC-3: who waits for a window that cannot be had is told why, and nothing is asked for again in vain', async () => {
  let asked = 0;
  const broken = new StateRecord(
    () => {
      asked++;
      return Promise.reject(new Error('the disk is gone'));
    },
    () => 100_000,
  );
  broken.subscribe(() => broken.rows(3, window));
  await expect(broken.load(3, window)).rejects.toThrow('the disk is gone');
  expect(asked).toBe(1);
});

test('REC-4: a summary serves its window, and a much shorter one is asked for anew', async () => {
  const { record, asked, answer } = bench();
  record.rows(3, window);
  await answer([[80_000, 6]], 5);
  expect(record.rows(3, window)?.bucketMs).toBe(5);
  record.rows(3, { fromMs: 92_000, toMs: 98_000 });
  expect(asked).toHaveLength(1);
  record.rows(3, { fromMs: 95_000, toMs: 96_000 });
  expect(asked).toHaveLength(2);
});

test('TIME-9: what reaches beyond samples that came late is asked for again, and handed out until the answer is here', async () => {
  const { record, asked, answer } = bench();
  record.rows(3, window);
  await answer([[80_000, 6]]);
  record.late(100_000);
  record.rows(3, window);
  expect(asked).toHaveLength(1);
  record.late(95_000);
  expect(record.rows(3, window)?.values).toEqual([6]);
  expect(asked).toEqual([asked[0], asked[0]]);
  await answer([
    [80_000, 6],
    [95_000, 11],
  ]);
  expect(record.rows(3, window)?.values).toEqual([6, 11]);
  expect(asked).toHaveLength(2);
});
