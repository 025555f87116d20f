import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Snapshot } from '../../series/columns.ts';
import type { Plant } from '../../twin/plant.ts';
import { indexPlant } from '../../twin/plant-index.ts';
import { Quality } from '../../twin/quality.ts';
import { smallPlant } from '../../twin/small-plant.ts';
import { LiveTable } from '../live/live-table.ts';
import { compareWith } from './comparison.ts';
import { SecondMoment } from './second-moment.ts';
import type { Session } from './session.ts';
import { timeStore } from './time.ts';

const index = indexPlant(smallPlant as unknown as Plant);
const startMs = Date.UTC(2026, 5, 1, 12);
const number = index.tags.find(({ tag }) => tag.kind === 'number' && !tag.counter)!;

/** Every tag's value is the moment, in seconds. */
const at = (atMs: number): Snapshot => ({
  atMs,
  timesMs: new Float64Array(index.tags.length).fill(atMs),
  values: new Float64Array(index.tags.length).fill(atMs / 1000),
  qualities: new Uint8Array(index.tags.length).fill(Quality.good),
});

const world = {
  keptFromMs: Number.POSITIVE_INFINITY,
  asked: [] as number[],
  prefetched: [] as (readonly [number, number])[],
  arrived: () => {},
  late: (_fromMs: number) => {},
  broken: '',
};
const table = new LiveTable(index.tags.length);
const session = {
  index,
  table,
  feed: {
    async snapshot(atMs: number) {
      world.asked.push(atMs);
      if (world.broken !== '') throw new Error(world.broken);
      return at(atMs);
    },
  },
  record: {
    recall: (atMs: number) => (atMs >= world.keptFromMs ? at(atMs) : null),
    prefetch: (atMs: number, velocity: number) => world.prefetched.push([atMs, velocity]),
    onArrival(arrived: () => void) {
      world.arrived = arrived;
      return () => undefined;
    },
    onLate(told: (fromMs: number) => void) {
      world.late = told;
      return () => undefined;
    },
  },
} as unknown as Session;

/** What the page's one frame loop has to run next. */
let frame: (() => void) | null = null;
const draw = () => {
  const run = frame;
  frame = null;
  run?.();
};
const settle = () => vi.advanceTimersByTimeAsync(0);
let second: SecondMoment;
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers({ now: startMs });
  vi.stubGlobal('document', { hidden: false, addEventListener() {}, removeEventListener() {} });
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => {
    frame = run;
  });
  Object.assign(world, { keptFromMs: Number.POSITIVE_INFINITY, asked: [], prefetched: [], broken: '' });
  timeStore.setState({ mode: 'past', cursorMs: startMs - 60_000, playing: false, speed: 60 });
  compareWith({ behindMs: 3_600_000 });
  second = new SecondMoment(session);
  stop = second.follow();
});
afterEach(() => {
  stop();
  compareWith(null);
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('AB-4 B is asked for where it is not kept, and told from what is kept where it is', async () => {
  const bMs = startMs - 3_660_000;
  expect(world.asked).toEqual([bMs]);
  expect(world.prefetched).toEqual([[bMs, 0]]);
  await settle();
  expect(second.table.shownMs).toBe(bMs);
  expect(second.table.values[number.slot]).toBe(bMs / 1000);
  world.keptFromMs = 0;
  timeStore.setState({ cursorMs: startMs - 30_000 });
  expect(second.table.shownMs).toBe(startMs - 3_630_000); // at once, in A's own picture
  expect(world.asked).toEqual([bMs]);
});

test('TIME-9 B is asked for anew when samples before it were stored late', async () => {
  const bMs = startMs - 3_660_000;
  await settle();
  world.late(bMs + 1);
  await settle();
  expect(world.asked).toEqual([bMs]);
  world.late(bMs - 600_000);
  await settle();
  expect(world.asked).toEqual([bMs, bMs]);
});

test('AB-4 a film goes on at both moments, a pinned one stands', () => {
  world.keptFromMs = 0;
  timeStore.setState({ playing: true, speed: -10, cursorMs: startMs - 90_000 });
  expect(world.prefetched.at(-1)).toEqual([startMs - 3_690_000, -10]);
  compareWith({ pinnedMs: startMs - 7_200_000 });
  expect(world.prefetched.at(-1)).toEqual([startMs - 7_200_000, 0]);
  const before = world.prefetched.length;
  timeStore.setState({ cursorMs: startMs - 80_000 });
  expect(world.prefetched).toHaveLength(before);
});

test('AB-4 live, what is too new to be kept is asked for once a second', async () => {
  timeStore.setState({ mode: 'live', cursorMs: Number.NaN });
  compareWith({ behindMs: 5000 });
  await settle();
  world.asked = [];
  for (let k = 0; k < 30; k++) {
    await vi.advanceTimersByTimeAsync(100);
    draw();
  }
  expect(world.asked.length).toBeGreaterThanOrEqual(2);
  expect(world.asked.length).toBeLessThanOrEqual(4);
  expect(startMs + 3000 - 5000 - second.table.shownMs).toBeLessThanOrEqual(1000);
});

test('AB-5 why B cannot be shown is told until it can', async () => {
  world.broken = 'no record';
  timeStore.setState({ cursorMs: startMs - 40_000 });
  await settle();
  expect(second.troubleStore.getState().trouble).toBe('no record');
  world.keptFromMs = 0;
  world.arrived();
  expect(second.troubleStore.getState().trouble).toBe('');
  expect(second.table.shownMs).toBe(startMs - 3_640_000);
});

test('AB-6 the differences are those of both tables now, and nothing stays when the comparison ends', async () => {
  await settle();
  table.replace(at(startMs - 3_660_000));
  expect(second.differences().rows).toEqual([]);
  table.write(number.slot, startMs, 0, Quality.good);
  expect(second.differences().rows.map(({ tag }) => tag)).toEqual([number]);
  compareWith(null);
  expect(second.table.timesMs.every(Number.isNaN)).toBe(true);
});
