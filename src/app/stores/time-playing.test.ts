import { beforeEach, describe, expect, test } from 'vitest';
import { Timeline, timeStore } from './time.ts';

const startMs = 10_000_000;
const empty = { timesMs: new Float64Array(0), values: new Float64Array(0), qualities: new Uint8Array(0) };
const settle = async () => {
  for (let k = 0; k < 6; k++) await Promise.resolve();
};

/** A page that draws a frame every 16 ms, and a gateway that answers after `delayMs`. */
function stage(delayMs: (askedMs: number) => number) {
  const world = { nowMs: startMs + 24 * 3_600_000, shown: [] as number[], asked: 0 };
  let due: { readonly atMs: number; readonly answer: () => void }[] = [];
  const timeline = new Timeline({
    nowMs: () => world.nowMs,
    extent: () => ({ fromMs: startMs, toMs: world.nowMs }),
    recall: () => null,
    prefetch: () => undefined,
    snapshot: async (atMs) => {
      world.asked++;
      await new Promise<void>((answer) => due.push({ atMs: world.nowMs + delayMs(world.nowMs), answer }));
      return { atMs, ...empty };
    },
    showPast: ({ atMs }) => world.shown.push(atMs),
    pauseLive() {},
    resumeLive() {},
  });
  const passTo = async (nowMs: number) => {
    for (;;) {
      const [next] = due.filter(({ atMs }) => atMs <= nowMs).sort((a, b) => a.atMs - b.atMs);
      if (!next) break;
      world.nowMs = Math.max(world.nowMs, next.atMs);
      due = due.filter((each) => each !== next);
      next.answer();
      await settle();
    }
    world.nowMs = nowMs;
  };
  const run = async (ms: number, frameMs = 16) => {
    for (const endMs = world.nowMs + ms; world.nowMs < endMs; ) {
      await passTo(world.nowMs + frameMs);
      timeline.tick();
      await settle();
    }
  };
  return { world, timeline, run, cursorMs: () => timeStore.getState().cursorMs };
}

beforeEach(() => {
  timeStore.setState({
    mode: 'live',
    cursorMs: Number.NaN,
    playing: false,
    speed: 60,
    achieved: null,
    loop: null,
    trouble: '',
  });
});

describe('playing', () => {
  test.each([60, -60, 3600, -1])(
    'TIME-3: at %i times, 98 % of it is reached where snapshots come quickly',
    async (speed) => {
      const { world, timeline, run, cursorMs } = stage(() => 15);
      timeline.seek(startMs + 12 * 3_600_000);
      await run(100);
      timeline.setSpeed(speed);
      timeline.play();
      const from = { cursorMs: cursorMs(), nowMs: world.nowMs };
      await run(10_000);
      const achieved = (cursorMs() - from.cursorMs) / (world.nowMs - from.nowMs);
      expect(achieved / speed).toBeGreaterThan(0.98);
      expect(achieved / speed).toBeLessThan(1.001);
      expect(timeStore.getState().achieved! / speed).toBeGreaterThan(0.98);
      expect(Math.abs(world.shown.at(-1)! - cursorMs())).toBeLessThanOrEqual(Math.abs(speed) * 48);
    },
  );

  test('TIME-3: a slow picture does not slow playing, a page that nobody saw for a while does not leap', async () => {
    const { timeline, run, cursorMs } = stage(() => 15);
    timeline.seek(startMs + 3_600_000);
    await run(100);
    timeline.play();
    const fromMs = cursorMs();
    await run(4000, 400);
    expect((cursorMs() - fromMs) / 4000 / 60).toBeGreaterThan(0.98);
    const beforeMs = cursorMs();
    await run(60_000, 60_000);
    expect(cursorMs() - beforeMs).toBe(60 * 1000);
  });

  test('TIME-3: where snapshots come slowly, no more than a quarter of a second goes unshown, and the speed says so', async () => {
    const { world, timeline, run, cursorMs } = stage(() => 1000);
    timeline.seek(startMs + 3_600_000);
    await run(1100);
    timeline.play();
    const from = { cursorMs: cursorMs(), nowMs: world.nowMs };
    await run(10_000);
    const achieved = (cursorMs() - from.cursorMs) / (world.nowMs - from.nowMs);
    expect(achieved / 60).toBeGreaterThan(0.2);
    expect(achieved / 60).toBeLessThan(0.3);
    expect(timeStore.getState().achieved! / 60).toBeLessThan(0.5);
  });

  test('TIME-3: backwards it stops where the record starts', async () => {
    const { world, timeline, run } = stage(() => 15);
    timeline.seek(startMs + 30_000);
    await run(100);
    timeline.setSpeed(-60);
    timeline.play();
    await run(1000);
    expect(timeStore.getState()).toMatchObject({ mode: 'past', cursorMs: startMs, playing: false });
    expect(world.shown.at(-1)).toBe(startMs);
  });

  test('TIME-3: backwards from the newest moment it plays, and is not live again', async () => {
    const { world, timeline, run, cursorMs } = stage(() => 15);
    timeline.seek(world.nowMs);
    timeline.setSpeed(-10);
    timeline.play();
    timeline.tick();
    await run(1000);
    expect(timeStore.getState()).toMatchObject({ mode: 'past', playing: true });
    expect(cursorMs()).toBeLessThan(world.nowMs - 10_000);
  });

  test('TIME-3: forwards it is live again when it reaches now', async () => {
    const { world, timeline, run } = stage(() => 15);
    timeline.seek(world.nowMs - 30_000);
    timeline.setSpeed(60);
    timeline.play();
    await run(1000);
    expect(timeStore.getState()).toMatchObject({ mode: 'live', playing: false });
  });
});

describe('a range that is marked', () => {
  const loop = { fromMs: startMs + 60_000, toMs: startMs + 120_000 };

  test.each([60, -60])('TIME-4: holds playing at %i times, over and over', async (speed) => {
    const { timeline, run, cursorMs } = stage(() => 15);
    timeline.seek(startMs + 600_000);
    await run(100);
    timeline.setLoop(loop);
    timeline.setSpeed(speed);
    timeline.play();
    const seen: number[] = [];
    for (let k = 0; k < 200; k++) {
      await run(16);
      seen.push(cursorMs());
    }
    expect(Math.min(...seen)).toBeGreaterThanOrEqual(loop.fromMs);
    expect(Math.max(...seen)).toBeLessThanOrEqual(loop.toMs);
    expect(seen[0]).toBe(speed > 0 ? loop.fromMs : loop.toMs);
    const starts = seen.slice(1).filter((at, k) => (at - seen[k]!) * speed < 0);
    expect(starts).toHaveLength(3);
    expect(timeStore.getState()).toMatchObject({ mode: 'past', playing: true });
  });

  test('TIME-4: without any record is passed over', async () => {
    const { world, timeline, run } = stage(() => 15);
    timeline.seek(world.nowMs - 6000);
    timeline.setLoop({ fromMs: world.nowMs + 3_600_000, toMs: world.nowMs + 7_200_000 });
    timeline.play();
    await run(500);
    expect(timeStore.getState().mode).toBe('live');
  });

  test('TIME-4: is set by its ends, in any order, and needs a length', () => {
    const { world, timeline } = stage(() => 15);
    timeline.seek(startMs + 60_000);
    timeline.markStart();
    expect(timeStore.getState().loop).toEqual({ fromMs: startMs + 60_000, toMs: world.nowMs });
    timeline.seek(startMs + 90_000);
    timeline.markEnd();
    expect(timeStore.getState().loop).toEqual({ fromMs: startMs + 60_000, toMs: startMs + 90_000 });
    timeline.seek(startMs + 30_000);
    timeline.markEnd();
    expect(timeStore.getState().loop).toEqual({ fromMs: startMs, toMs: startMs + 30_000 });
    timeline.setLoop({ fromMs: 5, toMs: 5 });
    expect(timeStore.getState().loop).toBeNull();
  });
});

describe('back to live', () => {
  test('TIME-5: is one step, and no snapshot under way comes after it, not even once the past is shown again', async () => {
    const { world, timeline, run } = stage((askedMs) => (askedMs === startMs + 24 * 3_600_000 ? 5000 : 15));
    timeline.seek(startMs + 3_600_000);
    timeline.goLive();
    expect(timeStore.getState()).toMatchObject({ mode: 'live', playing: false });
    await run(200);
    timeline.seek(startMs + 7_200_000);
    await run(6000);
    expect(world.shown).toEqual([startMs + 7_200_000]);
  });

  test('TIME-5: a record that could not be read for a moment that was left is no trouble any more', async () => {
    const refuse: ((why: Error) => void)[] = [];
    const timeline = new Timeline({
      nowMs: () => startMs + 1000,
      extent: () => ({ fromMs: startMs, toMs: startMs + 1000 }),
      recall: () => null,
      prefetch: () => undefined,
      snapshot: () => new Promise((_, reject) => refuse.push(reject)),
      showPast() {},
      pauseLive() {},
      resumeLive() {},
    });
    timeline.seek(startMs);
    timeline.goLive();
    refuse[0]!(new Error('the disk is gone'));
    await settle();
    expect(timeStore.getState().trouble).toBe('');
  });
});
