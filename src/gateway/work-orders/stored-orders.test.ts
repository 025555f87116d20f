import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { orderLines } from '../commands/work-orders.ts';
import { foretold, orderPlant, speedSlot } from './orders.fixture.ts';
import { journalFile, storedOrders } from './stored-orders.ts';
import { WorkOrders } from './work-orders.ts';

let folder: string;
let nowMs: number;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gemba-stored-orders-'));
  nowMs = Date.UTC(2030, 0, 7, 6);
});
afterEach(() => rm(folder, { recursive: true }));

it('stored orders are read beside a gateway that has them open, and nothing is changed', async () => {
  expect(await storedOrders(folder)).toBeNull();
  const orders = await WorkOrders.open(folder, orderPlant, () => nowMs, console.error);
  for (const minute of [0, 10]) {
    nowMs += minute * 60_000;
    await orders.consider(foretold(nowMs, speedSlot));
  }
  expect(await storedOrders(folder)).toEqual(orders.all());
  const [draft] = orders.all();
  await orders.accept(draft, { kind: 'person', id: 'anna', name: 'Anna' });
  // Half a line: the gateway is just writing it.
  await appendFile(join(folder, journalFile), '{"id":');
  const bytes = await readFile(join(folder, journalFile));
  expect(await storedOrders(folder)).toEqual(orders.all());
  expect(await readFile(join(folder, journalFile))).toEqual(bytes);
  expect(orderLines(orders.all())).toEqual([
    'accepted     filler: Replace the bearings (filler.speed high 1300 between 2030-01-07 08:10Z and 2030-01-07 10:10Z)',
  ]);
  await orders.reject({ id: draft!.id, reason: 'Seen' }, { kind: 'person', id: 'ben', name: 'Ben' });
  expect(orderLines(await storedOrders(folder).then((stored) => stored!))).toEqual(['No work order is open.']);
  await orders.end();
});
