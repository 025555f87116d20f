import { beforeEach, describe, expect, it } from 'vitest';
import { isListed } from '../../../protocol/event-filter.ts';
import type { EventFilter, EventsRequest, PlantEvent } from '../../../protocol/messages.ts';
import type { MachineId } from '../../../twin/plant.ts';
import { EventRecord } from './event-record.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;
const all: EventFilter = { without: [], machine: null };
let nowMs: number;
let asked: EventsRequest[];
let happened: PlantEvent[];
let record: EventRecord;
let failure: Error | null;

const started = (timeMs: number): PlantEvent => ({ kind: 'started', timeMs, machine: 'filler' as MachineId, state: 6 });

async function answer(request: EventsRequest) {
  asked.push(request);
  if (failure) throw failure;
  expect(request.toMs - request.fromMs).toBeLessThanOrEqual(62 * dayMs);
  const rows = happened
    .filter(
      (event) => event.timeMs >= request.fromMs && event.timeMs < request.toMs && isListed(event, request.filter!),
    )
    .sort((a, b) => b.timeMs - a.timeMs);
  return { rows: rows.slice(0, request.limit), more: Math.max(0, rows.length - request.limit) };
}

const settled = () => new Promise<void>((resolve) => setTimeout(resolve));
const lately = () => ({ fromMs: nowMs - 10 * minuteMs, toMs: nowMs + minuteMs });
/** Until nothing more is asked for. */
async function look(window = lately(), { filter = all, wanted = 500 } = {}) {
  let questions: number;
  do {
    questions = asked.length;
    record.view(window, filter, wanted);
    await settled();
  } while (asked.length > questions);
  return record.view(window, filter, wanted);
}
const minutes = ({ rows }: { readonly rows: readonly PlantEvent[] }) => rows.map(({ timeMs }) => timeMs / minuteMs);

beforeEach(() => {
  nowMs = 10_000 * dayMs + 0.5 * minuteMs;
  asked = [];
  happened = [];
  record = new EventRecord(answer, () => nowMs);
  failure = null;
});

describe('the events of the window', () => {
  it('EVENT-3 are continued live with what is new, each once and the newest first', async () => {
    const first = Math.floor(nowMs / minuteMs);
    for (let k = -20; k <= 2; k++) happened.push(started((first + k) * minuteMs));
    const last = (newest: number) => Array.from({ length: 10 }, (_, k) => first + newest - k);
    expect(minutes(await look())).toEqual(last(0));
    nowMs += 2 * minuteMs;
    expect(minutes(await look())).toEqual(last(2));
    expect(asked[1]).toMatchObject({ fromMs: nowMs - 4 * minuteMs });
  });

  it('EVENT-3 tell a gap that goes on as long as it is by now', async () => {
    const gap = (untilMs: number): PlantEvent => ({ kind: 'gap', timeMs: nowMs - 5 * minuteMs, untilMs });
    happened = [gap(nowMs + 0.5 * minuteMs)];
    await look();
    const longer = gap(nowMs + 3 * minuteMs);
    nowMs += 2.5 * minuteMs;
    happened = [longer];
    expect((await look()).rows).toEqual([longer]);
  });

  it('EVENT-4 of ten years are read back stretch by stretch until the list is filled, and further when asked', async () => {
    for (let day = 0; day < 3650; day++) happened.push(started(nowMs - day * dayMs - minuteMs));
    const window = { fromMs: nowMs - 3650 * dayMs, toMs: nowMs };
    const page = await look(window, { wanted: 100 });
    expect(page).toMatchObject({ older: true, loading: false, full: false });
    expect(page.rows.length).toBeGreaterThanOrEqual(100);
    expect(page.rows.length).toBeLessThan(200);
    expect(page.rows).toEqual(happened.slice(0, page.rows.length));
    expect(page.fromMs).toBeLessThanOrEqual(page.rows.at(-1)!.timeMs);
    const whole = await look(window, { wanted: 5000 });
    expect(whole).toMatchObject({ older: false, loading: false, rows: happened });
    expect(asked.length).toBeLessThan(70);
  });

  it('EVENT-4 lose none where one answer cannot hold a stretch, also of one moment', async () => {
    for (let k = 0; k < 7000; k++) happened.push(started(nowMs - 3000 - Math.floor(k / 3) * 1000));
    const whole = await look({ fromMs: nowMs - 10 * dayMs, toMs: nowMs }, { wanted: 7001 });
    expect(whole).toMatchObject({ older: false, rows: happened });
  });

  it('EVENT-4 reads on for a rare kind, and says when the list takes no more', async () => {
    const rare: PlantEvent = { ...started(nowMs - 9 * dayMs), kind: 'stopped' } as PlantEvent;
    for (let k = 0; k < 40_000; k++) happened.push(started(nowMs - k * 15_000 - 1));
    happened.push(rare);
    const window = { fromMs: nowMs - 20 * dayMs, toMs: nowMs };
    expect((await look(window, { filter: { ...all, without: ['started'] } })).rows).toEqual([rare]);
    const most = await look(window, { wanted: 50_000 });
    expect(most).toMatchObject({ full: true, loading: false, older: true });
    expect(most.rows.length).toBeLessThan(25_000);
  });

  it('EVENT-1 are without what is filtered out at once, and asked for anew with what is added', async () => {
    happened = [started(nowMs - 2), { kind: 'gap', timeMs: nowMs - minuteMs, untilMs: nowMs }];
    await look();
    const without: EventFilter = { ...all, without: ['gap'] };
    expect(record.view(lately(), without, 500).rows).toEqual([happened[0]]);
    await look(lately(), { filter: without });
    expect((await look()).rows).toHaveLength(2);
  });

  it('EVENT-3 a window that ends earlier within what is known costs nothing, one elsewhere is read anew', async () => {
    happened = [started(nowMs - 5 * minuteMs)];
    const window = { fromMs: nowMs - 60 * minuteMs, toMs: nowMs };
    await look(window);
    await look({ fromMs: nowMs - 30 * minuteMs, toMs: nowMs - 2 * minuteMs });
    expect(asked).toHaveLength(1);
    await look({ fromMs: nowMs - 3 * dayMs, toMs: nowMs - 2 * dayMs });
    expect(asked[1]).toMatchObject({ toMs: nowMs - 2 * dayMs });
  });

  it('TIME-9 are asked for as a whole when samples came late, and not for those after them', async () => {
    happened = [started(nowMs - 12 * minuteMs)];
    const window = { fromMs: nowMs - 20 * minuteMs, toMs: nowMs - 10 * minuteMs };
    await look(window);
    record.late(nowMs - minuteMs);
    await look(window);
    expect(asked).toHaveLength(1);
    record.late(nowMs - 15 * minuteMs);
    expect(record.view(window, all, 500).rows).toHaveLength(1); // until the answer is here
    await settled();
    await look(window);
    expect(asked).toHaveLength(2);
    expect(asked[1]).toEqual(asked[0]);
  });

  it('say that they are being read, why they cannot be, and are asked for again after a while', async () => {
    failure = new Error('the disk is gone');
    expect(record.view(lately(), all, 500)).toMatchObject({ loading: true, rows: [] });
    await settled();
    expect(await look()).toMatchObject({ loading: false, trouble: 'the disk is gone' });
    failure = null;
    nowMs += 6000;
    expect(await look()).toMatchObject({ loading: false, trouble: '' });
  });
});
