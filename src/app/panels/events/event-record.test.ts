import { beforeEach, describe, expect, it } from 'vitest';
import type { EventsRequest, PlantEvent } from '../../../protocol/messages.ts';
import type { MachineId } from '../../../twin/plant.ts';
import { EventRecord } from './event-record.ts';

const minuteMs = 60_000;
let nowMs: number;
let asked: EventsRequest[];
/** A start every minute. */
let more: number;
let record: EventRecord;
let failure: Error | null;

async function answer(request: EventsRequest) {
  asked.push(request);
  if (failure) throw failure;
  const rows: PlantEvent[] = [];
  for (let timeMs = Math.ceil(request.fromMs / minuteMs) * minuteMs; timeMs < request.toMs; timeMs += minuteMs) {
    rows.unshift({ kind: 'started', timeMs, machine: 'filler' as MachineId, state: 6 });
  }
  return { rows, more };
}

const settled = () => new Promise<void>((resolve) => setTimeout(resolve));
async function look(window = { fromMs: nowMs - 10 * minuteMs, toMs: nowMs + minuteMs }) {
  record.view(window);
  await settled();
  return record.view(window);
}
const minutes = ({ rows }: { readonly rows: readonly PlantEvent[] }) => rows.map(({ timeMs }) => timeMs / minuteMs);

beforeEach(() => {
  nowMs = 1000.5 * minuteMs;
  asked = [];
  more = 0;
  failure = null;
  record = new EventRecord(answer, () => nowMs);
});

describe('the events of the window', () => {
  it('EVENT-3 are continued live with what is new, each once and the newest first', async () => {
    expect(minutes(await look())).toEqual([1000, 999, 998, 997, 996, 995, 994, 993, 992, 991]);
    nowMs += 2 * minuteMs;
    expect(minutes(await look())).toEqual([1002, 1001, 1000, 999, 998, 997, 996, 995, 994, 993]);
    expect(asked[1]).toMatchObject({ fromMs: 998.5 * minuteMs });
  });

  it('EVENT-3 are asked for anew where a shorter window has room for what was left out', async () => {
    more = 7;
    expect(await look()).toMatchObject({ more: 7 });
    more = 0;
    expect(await look({ fromMs: nowMs - 5 * minuteMs, toMs: nowMs })).toMatchObject({ more: 0 });
    expect(asked).toHaveLength(2);
  });

  it('TIME-9 are asked for as a whole when samples came late, and not for those after them', async () => {
    const window = { fromMs: nowMs - 20 * minuteMs, toMs: nowMs - 10 * minuteMs };
    await look(window);
    record.late(nowMs - minuteMs);
    await look(window);
    expect(asked).toHaveLength(1);
    record.late(nowMs - 15 * minuteMs);
    expect(record.view(window).rows).toHaveLength(10); // until the answer is here
    await settled();
    await look(window);
    expect(asked).toHaveLength(2);
    expect(asked[1]).toEqual(asked[0]);
  });

  it('say that they are being read, why they cannot be, and are asked for again after a while', async () => {
    failure = new Error('the disk is gone');
    expect(record.view({ fromMs: 0, toMs: nowMs })).toMatchObject({ loading: true, rows: [] });
    await settled();
    expect(await look()).toMatchObject({ loading: false, trouble: 'the disk is gone' });
    failure = null;
    nowMs += 6000;
    expect(await look()).toMatchObject({ loading: false, trouble: '' });
  });
});
