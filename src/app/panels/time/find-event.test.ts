import { expect, test } from 'vitest';
import type { Span } from '../../../twin/calendar.ts';
import { packmlCode } from '../../../twin/packml.ts';
import { findEvent } from './find-event.ts';

const hourMs = 3_600_000;
const bounds = { fromMs: 0, toMs: 100 * hourMs };
const window = { fromMs: 50 * hourMs, toMs: 51 * hourMs };
const states = [packmlCode('Execute'), packmlCode('Idle'), packmlCode('Held')];

/** A record of tags that change at these times; it hands out what it is asked for, and half as much on either side. */
function recordOf(changes: Readonly<Record<number, readonly number[]>>) {
  const asked: (readonly [number, Span])[] = [];
  const load = async (slot: number, span: Span) => {
    asked.push([slot, span]);
    const half = (span.toMs - span.fromMs) / 2;
    const timesMs = [-1, ...changes[slot]!];
    const values = timesMs.map((_, k) => states[k % states.length]!);
    const first = timesMs.findLastIndex((timeMs) => timeMs <= span.fromMs - half);
    const kept = timesMs.flatMap((timeMs, k) => (k >= first && timeMs <= span.toMs + half ? [k] : []));
    return {
      timesMs: kept.map((k) => timesMs[k]!),
      values: kept.map((k) => values[k]!),
      qualities: kept.map(() => 0),
      untilMs: span.toMs + half,
      bucketMs: 0,
    };
  };
  return { asked, record: { load } };
}

test('TIME-6: the nearest event of a machine is found, in the window alone', async () => {
  const { record, asked } = recordOf({ 3: [50.1 * hourMs, 50.4 * hourMs, 50.6 * hourMs, 50.9 * hourMs] });
  const find = (direction: -1 | 1) => findEvent(record, 3, { window, bounds, atMs: 50.5 * hourMs, direction });
  expect((await find(1)).event).toMatchObject({ timeMs: 50.6 * hourMs });
  expect((await find(-1)).event).toMatchObject({ timeMs: 50.4 * hourMs });
  expect(asked.every(([, span]) => span.fromMs >= window.fromMs && span.toMs <= window.toMs)).toBe(true);
});

test('TIME-6: where the window has none, it is looked for once more, a day beyond', async () => {
  const { record, asked } = recordOf({ 3: [30 * hourMs, 60 * hourMs] });
  const find = (direction: -1 | 1) => findEvent(record, 3, { window, bounds, atMs: 50.5 * hourMs, direction });
  expect((await find(1)).event?.timeMs).toBe(60 * hourMs);
  expect((await find(-1)).event?.timeMs).toBe(30 * hourMs);
  expect(asked).toHaveLength(4);
});

test('TIME-6: that there is none is told with how far was looked', async () => {
  const { record } = recordOf({ 3: [1 * hourMs] });
  const find = (atMs: number, direction: -1 | 1) =>
    findEvent(record, 3, {
      window: { fromMs: atMs - hourMs, toMs: atMs + hourMs },
      bounds,
      atMs,
      direction,
    });
  expect(await find(50 * hourMs, -1)).toEqual({ event: null, lookedToMs: 25 * hourMs });
  expect(await find(90 * hourMs, 1)).toEqual({ event: null, lookedToMs: bounds.toMs });
});

test('TIME-6: among changes that were summed up it is looked for part by part, until each is told', async () => {
  const changes = Array.from({ length: 3600 }, (_, k) => 50 * hourMs + k * 1000);
  const { record, asked } = recordOf({ 3: changes });
  const summing = {
    load: async (slot: number, span: Span) => {
      const rows = await record.load(slot, span);
      return rows.timesMs.length > 100 ? { ...rows, bucketMs: 5000 } : rows;
    },
  };
  const find = (direction: -1 | 1) => findEvent(summing, 3, { window, bounds, atMs: 50.5 * hourMs + 1, direction });
  expect((await find(1)).event?.timeMs).toBe(50.5 * hourMs + 1000);
  expect((await find(-1)).event?.timeMs).toBe(50.5 * hourMs);
  expect(asked.length).toBeLessThan(12);
});
