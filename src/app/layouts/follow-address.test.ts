import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { MachineId, Plant } from '../../twin/plant.ts';
import { indexPlant } from '../../twin/plant-index.ts';
import { smallPlant } from '../../twin/small-plant.ts';
import { timelineViewStore } from '../panels/time/timeline-view.ts';
import { compareWith, comparisonStore, togglePin } from '../stores/comparison.ts';
import { panesStore, setPanes } from '../stores/panes.ts';
import { select, selectionStore } from '../stores/selection.ts';
import { Timeline, timeStore } from '../stores/time.ts';
import { twinStore } from '../stores/twin.ts';
import { setView, viewStore } from '../stores/view.ts';
import { stateOf } from '../stores/view-address.ts';
import { followAddress, openView, queryAt } from './follow-address.ts';

const index = indexPlant(smallPlant as unknown as Plant);
const [a, b] = index.machines.map(({ machine }) => machine.id) as [MachineId, MachineId];
const nowMs = Date.UTC(2026, 5, 1, 12);

/** A browser's history: what Back leads to, and whether it takes more. */
const steps: string[] = [];
let refuses = false;
let calls = 0;
const shown = { pathname: '/desk', search: '', origin: 'http://localhost:7000' };
const write = (address: string, step: boolean) => {
  calls++;
  if (refuses) throw new DOMException('more than 100 times per 30 seconds', 'SecurityError');
  const { pathname, search } = new URL(address, shown.origin);
  Object.assign(shown, { pathname, search });
  if (step) steps.push(address);
  else steps[steps.length - 1] = address;
};

const timeline = new Timeline({
  nowMs: () => nowMs,
  extent: () => ({ fromMs: nowMs - 3_600_000, toMs: nowMs }),
  recall: () => null,
  prefetch: () => undefined,
  snapshot: () => new Promise(() => {}),
  showPast() {},
  pauseLive() {},
  resumeLive() {},
});
let stop = () => {};

function open(search: string): void {
  shown.search = search;
  steps.splice(0, steps.length, `/desk${search}`);
  stop = followAddress(index, timeline);
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('location', shown);
  vi.stubGlobal('document', { title: '' });
  vi.stubGlobal('addEventListener', () => {});
  vi.stubGlobal('removeEventListener', () => {});
  vi.stubGlobal('history', {
    pushState: (_: unknown, __: string, address: string) => write(address, true),
    replaceState: (_: unknown, __: string, address: string) => write(address, false),
  });
  refuses = false;
  calls = 0;
});
afterEach(() => {
  stop();
  select(null);
  timeline.goLive();
  twinStore.setState({ keptMs: null });
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('choosing a machine is a step; a quick series is one step that ends where it ended', () => {
  open('');
  select(a);
  vi.advanceTimersByTime(1000);
  select(b);
  expect(steps).toHaveLength(3);
  for (let times = 0; times < 900; times++) {
    vi.advanceTimersByTime(33); // a key held for 30 s
    select(times % 2 === 0 ? a : b);
  }
  vi.advanceTimersByTime(1000);
  expect(steps).toHaveLength(3);
  expect(steps[2]).toContain(b);
  expect(calls).toBeLessThan(90);
});

test('a browser that takes no more steps does no harm, and has the newest address later', () => {
  open('');
  refuses = true;
  expect(() => select(a)).not.toThrow();
  vi.advanceTimersByTime(1000);
  setView({ doctor: true });
  refuses = false;
  vi.advanceTimersByTime(10_000);
  expect(steps.at(-1)).toContain(a);
  setView({ doctor: false });
  expect(selectionStore.getState().machine).toBe(a);
});

test('URL-1 a marked range and a speed backwards are taken from the address, and what becomes of them is written to it', () => {
  const loop = { fromMs: nowMs - 600_000, toMs: nowMs - 300_000 };
  open(`?speed=-60&loop=${new Date(loop.fromMs).toISOString()}_${new Date(loop.toMs).toISOString()}`);
  expect(timeStore.getState()).toMatchObject({ loop, speed: -60 });
  timeline.setLoop({ fromMs: loop.fromMs, toMs: nowMs });
  vi.advanceTimersByTime(1000);
  expect(stateOf(shown.search).loop).toEqual({ fromMs: loop.fromMs, toMs: nowMs });
  timeline.setLoop(null);
  timeline.setSpeed(60);
  vi.advanceTimersByTime(1000);
  expect(shown.search).not.toMatch(/loop|speed/);
});

test('URL-1 what is compared is taken from the address, stays in notes, and what becomes of it is written', () => {
  open(`?at=${new Date(nowMs - 600_000).toISOString()}&b=-30&left=differences`);
  expect(comparisonStore.getState().second).toEqual({ behindMs: 1_800_000 });
  expect(panesStore.getState().left).toBe('differences');
  const view = queryAt(nowMs - 60_000, { fromMs: nowMs - 3_600_000, toMs: nowMs });
  togglePin(nowMs - 600_000, nowMs);
  vi.advanceTimersByTime(1000);
  expect(stateOf(shown.search).second).toEqual({ pinnedMs: nowMs - 2_400_000 });
  compareWith(null);
  vi.advanceTimersByTime(1000);
  expect(shown.search).not.toMatch(/[?&]b=/);
  openView(view, index, timeline);
  expect(comparisonStore.getState().second).toEqual({ behindMs: 1_800_000 });
  compareWith(null);
  setPanes({ left: 'tree' });
});

test('KEPT-3 the moment that a link names stays named without the gateway and is shown when it is back', () => {
  twinStore.setState({ keptMs: nowMs - 60_000 });
  const atMs = nowMs - 600_000;
  open(`?at=${new Date(atMs).toISOString()}`);
  expect(timeStore.getState().mode).toBe('live');
  select(a);
  vi.advanceTimersByTime(1000);
  const named = stateOf(shown.search);
  expect([named.atMs, named.machine]).toEqual([atMs, a]);
  twinStore.setState({ keptMs: null });
  expect(timeStore.getState()).toMatchObject({ mode: 'past', cursorMs: atMs, playing: false });
  // Once: who goes live then stays there.
  timeline.goLive();
  twinStore.setState({ connection: 'connected' });
  vi.advanceTimersByTime(1000);
  expect(timeStore.getState().mode).toBe('live');
  expect(stateOf(shown.search).atMs).toBeNull();
});

test('NOTE-7 the view of a note shows what its author saw, also one that was written live', () => {
  open('');
  select(a);
  setView({ doctor: true, camera: { eye: [1, 2, 3], target: [4, 5, 6] } });
  const atMs = nowMs - 60_000;
  const still = { fromMs: nowMs - 3_600_000, toMs: nowMs };
  const view = queryAt(atMs, still);
  expect(timeStore.getState().mode).toBe('live');

  select(b);
  setView({ doctor: false, camera: null });
  openView(view, index, timeline);
  expect(timeStore.getState()).toMatchObject({ mode: 'past', cursorMs: atMs, playing: false });
  expect(selectionStore.getState().machine).toBe(a);
  expect(viewStore.getState()).toMatchObject({ doctor: true, wished: { eye: [1, 2, 3], target: [4, 5, 6] } });
  expect(timelineViewStore.getState().still).toEqual(still);
  vi.advanceTimersByTime(1000);
  expect(shown.search).toContain('at=');
  setView({ doctor: false, camera: null });
});

test("NOTE-7 a desk's note leaves the tablet's sheet where it is", () => {
  open('');
  setPanes({ arrangement: 'tablet', sheet: 'time' });
  openView(`?at=${new Date(nowMs - 60_000).toISOString()}`, index, timeline);
  expect(panesStore.getState().sheet).toBe('time');
  openView('?sheet=alarms', index, timeline);
  expect(panesStore.getState().sheet).toBe('alarms');
  setPanes({ arrangement: 'desk', sheet: 'machine' });
});
