import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { EventsRequest, PlantEvent, PlantEvents } from '../../../protocol/messages.ts';
import type { MachineId } from '../../../twin/plant.ts';
import { findPlantEvent } from './find-plant-event.ts';
import type { Direction, EventKind } from './state-events.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const bounds = { fromMs: 0, toMs: 400 * dayMs };
const window = { fromMs: 200 * dayMs, toMs: 200 * dayMs + 8 * hourMs };
const middleMs = 200 * dayMs + 4 * hourMs;

const event = (timeMs: number, kind: 'raised' | 'cleared' | 'started', machine = 'm'): PlantEvent => {
  const of = { timeMs, machine: machine as MachineId };
  if (kind === 'started') return { ...of, kind, state: 6 };
  return { ...of, kind, priority: 1, cause: { kind: 'state', state: 'held' }, value: 11 };
};

let happened: PlantEvent[];
let asked: EventsRequest[];

/** A gateway: the newest first, no more than asked for, and no window that is longer than 62 days or empty. */
async function fetch(request: EventsRequest): Promise<PlantEvents> {
  asked.push(request);
  const { fromMs, toMs, limit } = request;
  if (!(Number.isInteger(fromMs) && Number.isInteger(toMs)) || fromMs >= toMs) throw new Error('no such window');
  if (toMs - fromMs > 62 * dayMs) throw new Error('at most 62 days');
  const rows = happened
    .filter(({ timeMs }) => timeMs >= fromMs && timeMs < toMs)
    .toSorted((a, b) => b.timeMs - a.timeMs);
  return { rows: rows.slice(0, limit), more: Math.max(0, rows.length - limit) };
}

const find = (direction: Direction, kind: EventKind = 'change', atMs = middleMs, shown = window) =>
  findPlantEvent(fetch, { window: shown, bounds, atMs, direction, kind }, null);

beforeEach(() => {
  happened = [];
  asked = [];
});

describe('TIME-6: the event of the whole plant', () => {
  test('next to the moment is found with one request, of whichever machine', async () => {
    const machines = Array.from({ length: 2000 }, (_, k) => `m${k}`);
    happened = machines.flatMap((machine, k) => [
      event(middleMs - 60_000 - 30_000 * k, 'started', machine),
      event(middleMs + 60_000 + 30_000 * k, 'started', machine),
    ]);
    happened.push(event(middleMs - 5000, 'cleared', 'm1999'), event(middleMs + 5000, 'raised', 'm1999'));
    expect((await find(-1)).event).toMatchObject({ timeMs: middleMs - 5000, machine: 'm1999' });
    expect((await find(1)).event).toMatchObject({ timeMs: middleMs + 5000, machine: 'm1999' });
    expect(asked).toHaveLength(2);
  });

  test('of the machine that is asked for alone, however much others did between', async () => {
    happened = Array.from({ length: 900 }, (_, k) => event(middleMs + 1000 * (k + 1), 'raised', 'other'));
    happened.push(event(middleMs + 500_500, 'cleared'), event(middleMs + 700_500, 'raised'));
    const ofMachine = (kind: EventKind) =>
      findPlantEvent(fetch, { window, bounds, atMs: middleMs, direction: 1, kind }, 'm' as MachineId);
    expect((await ofMachine('alarm')).event).toMatchObject({ timeMs: middleMs + 700_500, machine: 'm' });
    expect((await ofMachine('change')).event).toMatchObject({ timeMs: middleMs + 500_500, machine: 'm' });
  });

  test('at the moment itself is neither before nor after it, also between two milliseconds', async () => {
    happened = [event(middleMs - 1, 'raised'), event(middleMs, 'raised'), event(middleMs + 1, 'raised')];
    expect((await find(-1)).event?.timeMs).toBe(middleMs - 1);
    expect((await find(1)).event?.timeMs).toBe(middleMs + 1);
    expect((await find(-1, 'change', middleMs + 0.5)).event?.timeMs).toBe(middleMs);
    expect((await find(1, 'change', middleMs + 0.5)).event?.timeMs).toBe(middleMs + 1);
  });

  test('that is an alarm is one that began', async () => {
    happened = [
      event(middleMs - 5 * hourMs, 'raised'),
      event(middleMs - 1000, 'cleared'),
      event(middleMs + 1000, 'started'),
      event(middleMs + 5 * hourMs, 'raised'),
    ];
    expect((await find(-1, 'alarm')).event?.timeMs).toBe(middleMs - 5 * hourMs);
    expect((await find(1, 'alarm')).event?.timeMs).toBe(middleMs + 5 * hourMs);
    expect(asked).toHaveLength(4);
  });

  test('is found among more than an answer holds, with few requests', async () => {
    happened = Array.from({ length: 20_000 }, (_, k) => event(middleMs - hourMs / 2 + 360 * k, 'started'));
    const alarm = event(middleMs + hourMs / 4, 'raised');
    happened.push(alarm);
    expect((await find(1)).event?.timeMs).toBe(middleMs + 360);
    expect((await find(-1)).event?.timeMs).toBe(middleMs - 360);
    expect(asked.length).toBeLessThanOrEqual(4);
    expect((await find(1, 'alarm')).event).toEqual(alarm);
  });

  test('is looked for through a window longer than 62 days, and in no more at once', async () => {
    happened = [event(1 * dayMs, 'raised'), event(399 * dayMs, 'raised')];
    expect((await find(-1, 'change', middleMs, bounds)).event?.timeMs).toBe(dayMs);
    expect((await find(1, 'change', middleMs, bounds)).event?.timeMs).toBe(399 * dayMs);
    expect(asked.length).toBeLessThanOrEqual(16);
  });

  test('is looked for a day beyond the window, or four times its length, and it is told how far', async () => {
    happened = [event(dayMs, 'raised')];
    expect(await find(-1)).toEqual({ event: null, lookedToMs: window.fromMs - 32 * hourMs });
    expect(await find(1)).toEqual({ event: null, lookedToMs: window.toMs + 32 * hourMs });
    expect(Math.min(...asked.map(({ fromMs }) => fromMs))).toBe(window.fromMs - 32 * hourMs);
    expect(Math.max(...asked.map(({ toMs }) => toMs))).toBe(window.toMs + 32 * hourMs);
  });

  test('is not looked for outside of the record', async () => {
    const from = (atMs: number) => ({ fromMs: atMs - hourMs, toMs: atMs + hourMs });
    expect(await find(-1, 'change', 0, from(0))).toEqual({ event: null, lookedToMs: 0 });
    expect(await find(1, 'change', bounds.toMs, from(bounds.toMs))).toEqual({ event: null, lookedToMs: bounds.toMs });
    expect(asked).toEqual([]);
  });

  test('is the one that a look at all events finds, however they lie', async () => {
    const kinds = ['raised', 'cleared', 'started'] as const;
    const some = fc.array(fc.tuple(fc.integer({ min: -40, max: 40 }), fc.constantFrom(...kinds)), { maxLength: 60 });
    const cases = fc.record({
      some,
      burst: fc.integer({ min: 0, max: 450 }),
      apartMs: fc.constantFrom(0, 1, 7, 9000),
      direction: fc.constantFrom<Direction>(-1, 1),
      kind: fc.constantFrom<EventKind>('change', 'alarm'),
    });
    await fc.assert(
      fc.asyncProperty(cases, async ({ some: times, burst, apartMs, direction, kind }) => {
        asked = [];
        happened = times.map(([hours, of]) => event(middleMs + (hours * hourMs) / 2, of));
        // A burst of one machine, some of it in one millisecond.
        for (let k = 0; k < burst; k++) happened.push(event(middleMs + direction * (5000 + apartMs * k), 'cleared'));
        const wanted = happened
          .filter((each) => (kind === 'change' || each.kind === 'raised') && (each.timeMs - middleMs) * direction > 0)
          .map(({ timeMs }) => timeMs);
        const nearest = direction > 0 ? Math.min(...wanted) : Math.max(...wanted);
        const { event: found } = await find(direction, kind);
        expect(found?.timeMs ?? null).toBe(wanted.length === 0 ? null : nearest);
      }),
      { seed: 11, numRuns: 200 },
    );
  });
});
