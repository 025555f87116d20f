import { expect, test } from 'vitest';
import type { Snapshot } from '../../../series/columns.ts';
import { Timeline, timeStore } from '../../stores/time.ts';
import { showMoment } from './show-moment.ts';

const never = new AbortController().signal;

/** A gateway that answers when `answer` is called. */
function world() {
  const table = { shownMs: Number.NaN };
  let answer: (failed?: Error) => void = () => undefined;
  const timeline = new Timeline({
    nowMs: () => 5000,
    extent: () => ({ fromMs: 1000, toMs: 5000 }),
    snapshot: (atMs) =>
      new Promise<Snapshot>((resolve, reject) => {
        answer = (failed) => (failed ? reject(failed) : resolve({ atMs } as Snapshot));
      }),
    recall: () => null,
    prefetch: () => undefined,
    showPast: ({ atMs }) => {
      table.shownMs = atMs;
    },
    pauseLive: () => undefined,
    resumeLive: () => undefined,
  });
  timeline.goLive();
  return { table, timeline, answer: (failed?: Error) => answer(failed) };
}

test('a moment is shown when the table holds it, and not before', async () => {
  const { table, timeline, answer } = world();
  let shown = false;
  const showing = showMoment(timeline, table, 3000, never).then(() => {
    shown = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(shown).toBe(false);
  answer();
  await showing;
  expect(table.shownMs).toBe(3000);
});

test('a moment before the record is its first one', async () => {
  const { table, timeline, answer } = world();
  const showing = showMoment(timeline, table, 10, never);
  answer();
  await showing;
  expect(table.shownMs).toBe(1000);
});

test('what cannot be shown is told', async () => {
  const { table, timeline, answer } = world();
  const showing = showMoment(timeline, table, 3000, never);
  answer(new Error('the gateway is gone'));
  await expect(showing).rejects.toThrow('the gateway is gone');
  timeStore.setState({ trouble: '' });
});

test('whoever stops the film waits for no moment', async () => {
  const { table, timeline } = world();
  const stop = new AbortController();
  const showing = showMoment(timeline, table, 3000, stop.signal);
  stop.abort(new Error('stopped'));
  await expect(showing).rejects.toThrow('stopped');
});
