import { beforeEach, expect, test, vi } from 'vitest';
import type { Plant } from '../../twin/plant.ts';
import { indexPlant } from '../../twin/plant-index.ts';
import { Quality } from '../../twin/quality.ts';
import { smallPlant } from '../../twin/small-plant.ts';
import { asStale, LastStateKeeper } from './last-state.ts';
import { LiveTable } from './live-table.ts';

/** What idb-keyval promises, in memory; like a browser it keeps copies. */
const kept = vi.hoisted(() => new Map<string, unknown>());
/** What the next answers of the storage wait for, after they were done. */
const slow = vi.hoisted(() => ({ until: Promise.resolve() }));
vi.mock('idb-keyval', () => ({
  get: async (key: string) => structuredClone(kept.get(key)),
  set: async (key: string, value: unknown) => {
    kept.set(key, structuredClone(value));
    await slow.until;
  },
  clear: async () => kept.clear(),
}));

const plant = smallPlant as unknown as Plant;
const index = indexPlant(plant);
const dayMs = 24 * 3_600_000;
let nowMs = 0;
const clock = () => nowMs;

function tableWith(value: number): LiveTable {
  const table = new LiveTable(3);
  table.write(0, 900, value, Quality.good);
  table.write(1, 950, 7, Quality.bad);
  return table;
}

beforeEach(() => {
  kept.clear();
  nowMs = 1_000_000;
});

test('KEPT-1 what was shown is had again with its date, and none of it is good any more', async () => {
  await new LastStateKeeper(clock).save(index, tableWith(42));
  nowMs += dayMs;
  const last = (await new LastStateKeeper(clock).load())!;
  expect(last.plant).toEqual(plant);
  expect(last.savedMs).toBe(1_000_000);
  const shown = asStale(last);
  expect([...shown.values]).toEqual([42, 7, Number.NaN]);
  expect([...shown.timesMs]).toEqual([900, 950, Number.NaN]);
  expect([...shown.qualities]).toEqual([Quality.stale, Quality.bad, Quality.stale]);
});

test('KEPT-1 texts are kept with the values that stand for them', async () => {
  const texts = new Map([
    [42, 'Lot 42'],
    [43, 'Lot 43'],
  ]);
  const tags = index.tags.map((tag) => (tag.slot === 0 ? { ...tag, texts } : tag));
  await new LastStateKeeper(clock).save({ ...index, tags }, tableWith(42));
  expect((await new LastStateKeeper(clock).load())!.texts).toEqual([{ slot: 0, number: 42, text: 'Lot 42' }]);
});

test('KEPT-4 it is written every 10 s at most, unless the page is about to go', async () => {
  const keeper = new LastStateKeeper(clock);
  const saved = async () => (await new LastStateKeeper(clock).load())!.values[0];
  await keeper.save(index, tableWith(1));
  nowMs += 9_999;
  await keeper.save(index, tableWith(2));
  expect(await saved()).toBe(1);
  await keeper.save(index, tableWith(3), true);
  expect(await saved()).toBe(3);
  nowMs += 10_000;
  await keeper.save(index, tableWith(4));
  expect(await saved()).toBe(4);
});

test('KEPT-4 a table that knows nothing yet does not replace what was known', async () => {
  const keeper = new LastStateKeeper(clock);
  await keeper.save(index, tableWith(5));
  nowMs += 60_000;
  await keeper.save(index, new LiveTable(3));
  expect((await keeper.load())!.values[0]).toBe(5);
});

test('KEPT-4 values of another plant file, and those older than a sign-in lasts, are not shown', async () => {
  const keeper = new LastStateKeeper(clock);
  await keeper.save(index, tableWith(6));
  const state = kept.get('state');
  nowMs += 20_000;
  await keeper.save(indexPlant({ ...plant, name: 'edited' }), tableWith(7));
  kept.set('state', state);
  expect(await keeper.load()).toBeNull();
  nowMs += 20_000;
  await keeper.save(index, tableWith(8));
  nowMs += 30 * dayMs + 1;
  expect(await keeper.load()).toBeNull();
  expect(kept.size).toBe(0);
});

test('KEPT-4 of two pages that keep the same plant, what either saved last is shown', async () => {
  const [desk, wall] = [new LastStateKeeper(clock), new LastStateKeeper(clock)];
  await desk.save(index, tableWith(1));
  nowMs += 5000;
  await wall.save(indexPlant(structuredClone(plant)), tableWith(2));
  nowMs += 10_000;
  await desk.save(index, tableWith(3));
  expect((await desk.load())?.values[0]).toBe(3);
});

test('KEPT-4 it is forgotten when the person is refused', async () => {
  const keeper = new LastStateKeeper(clock);
  await keeper.save(index, tableWith(9));
  await keeper.forget();
  expect(await keeper.load()).toBeNull();
});

test('KEPT-4 what was being saved when the person was refused is not written after that', async () => {
  const keeper = new LastStateKeeper(clock);
  let storageAnswers = () => {};
  slow.until = new Promise((resolve) => {
    storageAnswers = resolve;
  });
  const saving = keeper.save(index, tableWith(10));
  await keeper.forget();
  storageAnswers();
  await saving;
  expect(kept.size).toBe(0);
  // Whoever signs in then has the plant kept again, not only its values.
  await keeper.save(index, tableWith(11), true);
  expect((await keeper.load())?.values[0]).toBe(11);
});
