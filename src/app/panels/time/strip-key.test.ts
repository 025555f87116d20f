import { beforeEach, expect, test } from 'vitest';
import { Timeline, timeStore } from '../../stores/time.ts';
import { stripKey } from './strip-key.ts';
import { timelineViewStore } from './timeline-view.ts';

const hourMs = 3_600_000;
const bounds = { fromMs: 0, toMs: 103 * hourMs };
const window = { fromMs: 50 * hourMs, toMs: 60 * hourMs };
const cursorMs = 55 * hourMs;
const timeline = new Timeline({
  nowMs: () => 100 * hourMs,
  extent: () => ({ fromMs: 0, toMs: 100 * hourMs }),
  recall: () => null,
  prefetch: () => undefined,
  snapshot: () => new Promise(() => {}),
  showPast() {},
  pauseLive() {},
  resumeLive() {},
});
const press = (key: string, shiftKey = false) =>
  stripKey({ key, shiftKey }, timeline, { window, bounds, live: false }, timeStore.getState().cursorMs);

beforeEach(() => {
  timeline.seek(cursorMs);
  timelineViewStore.setState({ spanMs: 10 * hourMs, still: window });
});

test.each([
  ['ArrowUp', false, 1000],
  ['ArrowDown', false, -1000],
  ['ArrowUp', true, 10_000],
  ['PageUp', false, hourMs],
  ['PageDown', false, -hourMs],
])('TIME-8: %s (with Shift: %s) moves the cursor by %i ms', (key, shift, byMs) => {
  expect(press(key, shift)).toBe(true);
  expect(timeStore.getState().cursorMs).toBe(cursorMs + byMs);
});

test('TIME-8: Home goes where the record starts, End is live', () => {
  press('Home');
  expect(timeStore.getState().cursorMs).toBe(0);
  press('End');
  expect(timeStore.getState().mode).toBe('live');
});

test('TIME-8: plus and minus zoom, and the cursor keeps its place', () => {
  press('+');
  const { still } = timelineViewStore.getState();
  expect(still!.toMs - still!.fromMs).toBeLessThan(10 * hourMs);
  expect((cursorMs - still!.fromMs) / (still!.toMs - still!.fromMs)).toBeCloseTo(0.5);
  press('-');
  expect(timelineViewStore.getState().spanMs).toBeGreaterThan(still!.toMs - still!.fromMs);
});

test('TIME-8: other keys are left to the page', () => {
  expect(press('k')).toBe(false);
});
