import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Span } from '../../../twin/calendar.ts';
import { Timeline, timeStore } from '../../stores/time.ts';
import { skipQuiet } from './skip-quiet.ts';

const hourMs = 3_600_000;
const startMs = 1_000_000 * hourMs;
const empty = { timesMs: new Float64Array(0), values: new Float64Array(0), qualities: new Uint8Array(0) };
let stop = () => {};

/** A plant of two machines that change their states at these hours, played frame by frame. */
function stage(...changes: readonly (readonly number[])[]) {
  const world = {
    nowMs: startMs + 100 * hourMs,
    leaps: [] as number[],
    shown: [] as number[],
    broken: false,
    looks: [] as { span: Span; leastMs: number }[],
  };
  const recorded = () => ({ fromMs: startMs, toMs: world.nowMs });
  const timeline = new Timeline({
    nowMs: () => world.nowMs,
    extent: recorded,
    recall: () => null,
    prefetch: () => undefined,
    snapshot: async (atMs) => ({ atMs, ...empty }),
    showPast: ({ atMs }) => world.shown.push(atMs),
    pauseLive() {},
    resumeLive() {},
  });
  const quiet = async ({ fromMs, toMs }: Span, leastMs: number) => {
    world.looks.push({ span: { fromMs, toMs }, leastMs });
    if (world.broken) throw new Error('the disk is gone');
    const times = changes.flat().map((hours) => startMs + hours * hourMs);
    const ends = [fromMs, ...times.filter((timeMs) => timeMs > fromMs && timeMs < toMs), toMs].sort((a, b) => a - b);
    const spans = ends.slice(1).map((endMs, k) => ({ fromMs: ends[k]!, toMs: endMs }));
    return spans.filter((span) => span.toMs - span.fromMs >= leastMs);
  };
  stop = skipQuiet({
    timeline,
    quiet,
    nowMs: () => world.nowMs,
    recorded,
    leapt: (ms) => world.leaps.push(ms),
  });
  const run = async (ms: number) => {
    for (const endMs = world.nowMs + ms; world.nowMs < endMs; ) {
      world.nowMs += 20;
      timeline.tick();
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const hours = () => (timeStore.getState().cursorMs - startMs) / hourMs;
  return { world, timeline, run, hours };
}

beforeEach(() => {
  timeStore.setState({ mode: 'live', playing: false, speed: 60, achieved: null, loop: null, trouble: '' });
});
afterEach(() => stop());

test('TIME-7: forwards it leaps to a second before the next change of any machine, plays over it, and leaps again', async () => {
  const { world, timeline, run, hours } = stage([12, 40], [12.5]);
  timeline.seek(startMs + 10 * hourMs);
  timeline.play();
  await run(1000);
  expect(hours()).toBeGreaterThan(12 - 61 / 3600);
  expect(hours()).toBeLessThan(12.02);
  await run(4000);
  expect(hours()).toBeGreaterThan(12.5);
  await run(3000);
  expect(hours()).toBeGreaterThan(13);
  expect(world.shown.some((atMs) => Math.abs(atMs - startMs - 12 * hourMs) <= 1200)).toBe(true);
  expect(world.shown.at(-1)).toBe(timeStore.getState().cursorMs);
});

test('TIME-7: backwards it leaps to a second after the change before', async () => {
  const { timeline, run, hours } = stage([12, 40]);
  timeline.seek(startMs + 12.6 * hourMs);
  timeline.setSpeed(-60);
  timeline.play();
  await run(700);
  expect(hours()).toBeGreaterThan(12);
  expect(hours()).toBeLessThan(12 + 61 / 3600);
});

test('TIME-7: in a range it leaps no farther than its end', async () => {
  const { timeline, run, hours } = stage([40]);
  timeline.setLoop({ fromMs: startMs + 10 * hourMs, toMs: startMs + 10.5 * hourMs });
  timeline.seek(startMs + 10.1 * hourMs);
  timeline.play();
  for (let k = 0; k < 100; k++) {
    await run(20);
    expect(hours()).toBeGreaterThanOrEqual(10);
    expect(hours()).toBeLessThanOrEqual(10.5);
  }
});

test('TIME-7: how much was leapt over is told, and without leaps everything is played', async () => {
  const { world, timeline, run, hours } = stage([11], [11.02, 11.04]);
  timeline.seek(startMs + 11 * hourMs);
  timeline.play();
  await run(2000);
  expect(world.leaps).toEqual([]);
  expect(hours()).toBeCloseTo(11 + (2000 * 60) / hourMs, 2);
  timeline.seek(startMs + 10.5 * hourMs);
  await run(100);
  expect(world.leaps).toHaveLength(1);
  expect(world.leaps[0]! / 60_000).toBeGreaterThan(28);
});

test('TIME-7: a record that cannot be read is asked for once a second, and playing goes on', async () => {
  const { world, timeline, run, hours } = stage([40]);
  world.broken = true;
  timeline.seek(startMs + 10 * hourMs);
  timeline.play();
  await run(3000);
  expect(hours()).toBeCloseTo(10 + (3000 * 60) / hourMs, 2);
  expect(world.looks.length).toBeLessThanOrEqual(4);
});

test('TIME-7: all machines cost one question a stretch; of a slower film shorter quiet times are asked for', async () => {
  const { world, timeline, run } = stage(...Array.from({ length: 2000 }, (_, k) => [10 + k / 500]));
  timeline.seek(startMs + 10 * hourMs);
  timeline.play();
  await run(500);
  expect(world.looks.map(({ leastMs }) => leastMs)).toEqual([120_000]);
  timeline.setSpeed(10);
  await run(2000);
  expect(world.looks.map(({ leastMs }) => leastMs)).toEqual([120_000, 20_000]);
});
