import { beforeEach, describe, expect, it } from 'vitest';
import type { Snapshot } from '../../series/columns.ts';
import { Timeline, timeStore } from './time.ts';

const empty = { timesMs: new Float64Array(0), values: new Float64Array(0), qualities: new Uint8Array(0) };
const settle = async () => {
  for (let k = 0; k < 5; k++) await Promise.resolve();
};

function setUp() {
  const world = {
    nowMs: 100_000,
    shown: [] as number[],
    live: true,
    asked: [] as number[],
    waiting: [] as (() => void)[],
    keptFromMs: Number.POSITIVE_INFINITY,
    prefetched: [] as (readonly [number, number])[],
  };
  let hold = false;
  let broken = '';
  const timeline = new Timeline({
    nowMs: () => world.nowMs,
    extent: () => ({ fromMs: 10_000, toMs: 100_000 }),
    snapshot: async (atMs): Promise<Snapshot> => {
      world.asked.push(atMs);
      if (hold) await new Promise<void>((resolve) => world.waiting.push(resolve));
      if (broken) throw new Error(broken);
      return { atMs, ...empty };
    },
    recall: (atMs) => (atMs >= world.keptFromMs ? { atMs, ...empty } : null),
    prefetch: (atMs, velocity) => world.prefetched.push([atMs, velocity]),
    showPast: ({ atMs }) => world.shown.push(atMs),
    pauseLive: () => {
      world.live = false;
    },
    resumeLive: () => {
      world.live = true;
    },
  });
  return {
    world,
    timeline,
    holdAnswers: (on: boolean) => {
      hold = on;
    },
    breakHistory: (why: string) => {
      broken = why;
    },
  };
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

describe('the timeline', () => {
  it('stops the live values and shows the moment', async () => {
    const { world, timeline } = setUp();
    timeline.seek(50_000);
    await settle();
    expect(world).toMatchObject({ live: false, shown: [50_000] });
    expect(timeStore.getState()).toMatchObject({ mode: 'past', cursorMs: 50_000 });
  });

  it('stays within the record', () => {
    const { timeline } = setUp();
    timeline.seek(1);
    expect(timeStore.getState().cursorMs).toBe(10_000);
    timeline.seek(1e9);
    expect(timeStore.getState().cursorMs).toBe(100_000);
  });

  it('asks for one moment at a time while it is dragged, and ends at the last', async () => {
    const { world, timeline, holdAnswers } = setUp();
    holdAnswers(true);
    for (const toMs of [20_000, 30_000, 40_000]) timeline.seek(toMs);
    expect(world.asked).toEqual([20_000]);
    holdAnswers(false);
    world.waiting[0]!();
    await settle();
    expect(world.asked).toEqual([20_000, 40_000]);
    expect(world.shown.at(-1)).toBe(40_000);
  });

  it('TIME-9 a moment that is here already is shown at once, and no older answer after it', async () => {
    const { world, timeline, holdAnswers } = setUp();
    world.keptFromMs = 60_000;
    holdAnswers(true);
    timeline.seek(50_000);
    timeline.seek(70_000);
    expect(world.shown).toEqual([70_000]);
    world.waiting[0]!();
    await settle();
    expect(world.asked).toEqual([50_000]);
    expect(world.shown).toEqual([70_000]);
    expect(world.prefetched).toEqual([
      [50_000, 0],
      [70_000, 0],
    ]);
  });

  it('MOTION-1 a moment that stands is told anew when more of its record is here', async () => {
    const { world, timeline } = setUp();
    timeline.seek(50_000);
    await settle();
    timeline.again();
    expect(world.shown).toEqual([50_000]);
    world.keptFromMs = 0;
    timeline.again();
    expect(world.shown).toEqual([50_000, 50_000]);
    timeline.goLive();
    timeline.again();
    expect(world.shown).toHaveLength(2);
    expect(world.asked).toEqual([50_000]);
  });

  it('TIME-9 asks anew for a moment that stands when samples before it were stored late', async () => {
    const { world, timeline } = setUp();
    timeline.late(20_000);
    timeline.seek(50_000);
    await settle();
    timeline.late(50_001);
    await settle();
    expect(world.asked).toEqual([50_000]);
    timeline.late(20_000);
    await settle();
    expect(world.asked).toEqual([50_000, 50_000]);
    expect(world.shown).toEqual([50_000, 50_000]);
  });

  it('plays at the chosen speed and is live again when it reaches now', async () => {
    const { world, timeline } = setUp();
    timeline.seek(50_000);
    await settle();
    timeline.setSpeed(10);
    timeline.play();
    world.nowMs += 100;
    timeline.tick();
    await settle();
    expect(timeStore.getState().cursorMs).toBe(51_000);
    timeline.setSpeed(600);
    world.nowMs += 100;
    timeline.tick();
    expect(timeStore.getState()).toMatchObject({ mode: 'live', playing: false });
    expect(world.live).toBe(true);
  });

  it('drops an answer that comes after the return to live', async () => {
    const { world, timeline, holdAnswers } = setUp();
    holdAnswers(true);
    timeline.seek(50_000);
    timeline.goLive();
    world.waiting[0]!();
    await settle();
    expect(world.shown).toEqual([]);
  });

  it('stops playing and says why when the record cannot be read', async () => {
    const { timeline, breakHistory } = setUp();
    timeline.seek(50_000);
    await settle();
    breakHistory('the disk is gone');
    timeline.play();
    timeline.seek(51_000);
    await settle();
    expect(timeStore.getState()).toMatchObject({ playing: false, trouble: 'the disk is gone' });
  });
});
