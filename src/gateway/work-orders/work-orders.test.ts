import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WorkOrder } from '../../twin/work-order.ts';
import type { PersonIdentity } from '../access/identity.ts';
import { foretold, orderPlant, speedSlot } from './orders.fixture.ts';
import { WorkOrders } from './work-orders.ts';

const anna: PersonIdentity = { kind: 'person', id: 'anna', name: 'Anna' };
const ben: PersonIdentity = { kind: 'person', id: 'ben', name: 'Ben' };
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const startMs = Date.UTC(2030, 0, 7);

let folder: string;
let logged: string[];
let nowMs: number;
let opened: WorkOrders[];
const journal = () => join(folder, 'journal.jsonl');
const open = async () => {
  const orders = await WorkOrders.open(
    folder,
    orderPlant,
    () => nowMs,
    (line) => logged.push(line),
  );
  opened.push(orders);
  return orders;
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gemba-orders-'));
  logged = [];
  opened = [];
  nowMs = startMs;
});
afterEach(async () => {
  for (const orders of opened) await orders.end().catch(() => undefined);
  await rm(folder, { recursive: true });
});

/** The same is foretold each minute for so long, from now on. */
async function foretell(orders: WorkOrders, minutes: number, slot = speedSlot): Promise<void> {
  for (let minute = 0; minute <= minutes; minute++) {
    if (minute > 0) nowMs += minuteMs;
    await orders.consider(foretold(nowMs, slot));
  }
}

async function drafted(orders: WorkOrders): Promise<WorkOrder> {
  await foretell(orders, 10);
  expect(orders.all()).toHaveLength(1);
  return orders.all()[0]!;
}

const taskOf = ({ id, title, steps, parts, minutes }: WorkOrder) => ({ id, title, steps, parts, minutes });

describe('drafts', () => {
  it('WO-G1 WO-2 are made of a forecast that has held for ten minutes, with what the plant file says', async () => {
    const orders = await open();
    await foretell(orders, 9);
    expect(orders.all()).toEqual([]);
    await foretell(orders, 1);
    expect(orders.all()).toEqual([
      {
        id: expect.any(String),
        machine: 'filler',
        component: 'drive',
        title: 'Replace the bearings',
        steps: ['Lock it out', 'Draw the bearings'],
        parts: [{ number: '6308', name: 'Bearing', quantity: 2 }],
        minutes: 60,
        evidence: {
          kind: 'forecast',
          tag: 'filler.speed',
          limit: 'high',
          at: 1300,
          fromMs: nowMs - 2 * hourMs,
          earliestMs: nowMs + 2 * hourMs,
          likelyMs: nowMs + 3 * hourMs,
          latestMs: nowMs + 4 * hourMs,
        },
        state: 'draft',
        draftedMs: nowMs,
        log: [],
        reason: null,
        finding: null,
      },
    ]);
  });

  it('WO-G1 wait for ten minutes anew after a break of more than fifteen', async () => {
    const orders = await open();
    await foretell(orders, 5);
    nowMs += 16 * minuteMs;
    await foretell(orders, 9);
    expect(orders.all()).toEqual([]);
    nowMs += 15 * minuteMs;
    await foretell(orders, 0);
    expect(orders.all()).toHaveLength(1);
  });

  it('WO-G1 are not made of tags without a procedure, nor by a plant file that is new', async () => {
    const orders = await open();
    await foretell(orders, 60, 0);
    await foretell(orders, 9);
    orders.adopt(orderPlant);
    await foretell(orders, 9);
    expect(orders.all()).toEqual([]);
  });

  it('WO-G2 are one of a cause while it is open, and none for eight hours after', async () => {
    const orders = await open();
    const { id } = await drafted(orders);
    await foretell(orders, 60);
    expect(orders.all()).toHaveLength(1);
    await orders.reject({ id, reason: 'Seen this morning' }, anna);
    nowMs += 8 * hourMs - 11 * minuteMs;
    await foretell(orders, 10);
    expect(orders.all()).toHaveLength(1);
    await foretell(orders, 2);
    expect(orders.all().map(({ state }) => state)).toEqual(['rejected', 'draft']);
  });

  it('WO-G2 stay one over a restart', async () => {
    await drafted(await open());
    const again = await open();
    await foretell(again, 60);
    expect(again.all()).toHaveLength(1);
  });

  it('WO-G3 that the disk does not take are not told, and made when it does', async () => {
    const orders = await open();
    const told: WorkOrder[] = [];
    orders.onChange((order) => told.push(order));
    await orders.end();
    await foretell(orders, 10);
    expect(orders.all()).toEqual([]);
    expect(told).toEqual([]);
    expect(logged[0]).toContain('No work order could be drafted (the order cannot be kept');
  });
});

describe('work orders', () => {
  it('WO-G3 WO-G6 go from draft to closed with what each person did, and outlive the gateway', async () => {
    const orders = await open();
    const told: WorkOrder[] = [];
    orders.onChange((order) => told.push(order));
    const draft = await drafted(orders);
    const { id } = draft;
    const atMs = nowMs;
    const changed = {
      ...taskOf(draft),
      title: ' Replace both bearings ',
      steps: ['Lock it out'],
      parts: [],
      minutes: 45,
    };
    await orders.accept(changed, anna);
    nowMs += hourMs;
    await orders.start(id, ben);
    nowMs += hourMs;
    const closed = await orders.close({ id, kind: 'confirmed', text: ' Outer race pitted ' }, ben);
    expect(closed).toEqual({
      ...draft,
      title: 'Replace both bearings',
      steps: ['Lock it out'],
      parts: [],
      minutes: 45,
      state: 'closed',
      log: [
        { event: 'accept', atMs, by: { id: 'anna', name: 'Anna' } },
        { event: 'start', atMs: atMs + hourMs, by: { id: 'ben', name: 'Ben' } },
        { event: 'close', atMs: atMs + 2 * hourMs, by: { id: 'ben', name: 'Ben' } },
      ],
      finding: {
        kind: 'confirmed',
        text: 'Outer race pitted',
        fromMs: draft.evidence.fromMs,
        toMs: atMs + hourMs,
      },
    });
    expect(told.map(({ state }) => state)).toEqual(['draft', 'accepted', 'inProgress', 'closed']);
    expect((await open()).all()).toEqual([closed]);
    expect(logged).toEqual([]);
  });

  it('WO-G3 cut off at any byte, hold every whole line, and the rest is put aside', async () => {
    const orders = await open();
    const draft = await drafted(orders);
    const accepted = await orders.accept(taskOf(draft), anna);
    const rejected = await orders.reject({ id: draft.id, reason: 'größer als üblich' }, ben);
    const whole = await readFile(journal());
    const ends = [...whole.keys()].filter((at) => whole[at] === 0x0a);
    const states = [[], [draft], [accepted], [rejected]];
    for (let cut = 0; cut <= whole.length; cut += 7) {
      await rm(join(folder, 'damaged.jsonl'), { force: true });
      await writeFile(journal(), whole.subarray(0, cut));
      const again = await open();
      expect(again.all(), `cut at ${cut}`).toEqual(states[ends.filter((end) => end <= cut).length]);
      await again.end();
    }
  });

  it('WO-G3 damaged in the middle keep what is before and behind, and say so', async () => {
    const orders = await open();
    const draft = await drafted(orders);
    await appendFile(journal(), '{"id":"x","state":"draft"}\n\0\0\n');
    expect((await open()).all()).toEqual([draft]);
    expect(logged).toEqual([`work orders: 2 damaged lines were put aside in ${join(folder, 'damaged.jsonl')}`]);
  });

  it('WO-G4 are refused what their state does not allow, and say what they are', async () => {
    const orders = await open();
    const draft = await drafted(orders);
    const { id } = draft;
    const closure = { id, kind: 'nothing', text: '' };
    await expect(orders.start(id, anna)).rejects.toThrow('this order is still a draft: accept it first');
    await expect(orders.close(closure, anna)).rejects.toThrow('this order is still a draft');
    await orders.accept(taskOf(draft), anna);
    await orders.accept({ ...taskOf(draft), minutes: 30 }, ben);
    await expect(orders.close(closure, anna)).rejects.toThrow('the work on this order has not begun');
    // Both at once: the first does it, the second is told.
    const [first, second] = await Promise.allSettled([orders.start(id, anna), orders.start(id, ben)]);
    expect(first.status).toBe('fulfilled');
    expect(second).toMatchObject({
      reason: { message: 'Anna started the work on this order: it can only be closed now' },
    });
    await expect(orders.reject({ id, reason: 'late' }, ben)).rejects.toThrow('Anna started the work');
    await orders.close(closure, anna);
    await expect(orders.accept(taskOf(draft), ben)).rejects.toThrow('Anna closed this order');
    await expect(orders.start('nowhere', ben)).rejects.toThrow('there is no such work order');
  });

  it('WO-G4 are refused with a sentence what is no change of one', async () => {
    const orders = await open();
    const draft = await drafted(orders);
    const task = taskOf(draft);
    const accept = (change: object, why: string) =>
      expect(async () => orders.accept({ ...task, ...change }, anna)).rejects.toThrow(why);
    await accept({ title: ' ' }, 'a work order has a title of 1 to 2,000 characters');
    await accept({ title: 'x'.repeat(2001) }, 'a work order has a title of 1 to 2,000 characters');
    await accept({ steps: [] }, 'a work order has 1 to 100 steps');
    await accept({ steps: [5] }, 'a work order has 1 to 100 steps');
    await accept({ parts: [{ number: '1', name: 'Bearing', quantity: 0 }] }, 'a quantity above 0');
    await accept({ parts: Array(101).fill(draft.parts[0]) }, 'at most 100 parts');
    await accept({ minutes: Number.NaN }, 'the working time is a number of minutes above 0');
    await accept({ id: 5 }, 'there is no such work order');
    await expect(async () => orders.accept(null, anna)).rejects.toThrow('a work order has a title');
    await expect(async () => orders.reject({ id: draft.id, reason: '' }, anna)).rejects.toThrow(
      'why the order is rejected',
    );
    const close = (kind: unknown, text: unknown, why: string) =>
      expect(async () => orders.close({ id: draft.id, kind, text }, anna)).rejects.toThrow(why);
    await close('__proto__', '', 'what was found is one of confirmed, nothing, other');
    await close('confirmed', '', 'what was found');
    await close('nothing', 5, 'what was found');
    expect(orders.all()).toEqual([draft]);
  });

  it('WO-G5 that ended are told up to the newest 200, those that are open all', async () => {
    const draft = await drafted(await open());
    const ended = (k: number) => ({ ...draft, id: `${k}`, state: 'rejected', reason: 'x' });
    const lines = [draft, ...Array.from({ length: 250 }, (_, k) => ended(k))].map(
      (each) => `${JSON.stringify(each)}\n`,
    );
    await writeFile(journal(), lines.join(''));
    const orders = await open();
    expect(orders.all()).toHaveLength(251);
    expect(orders.told().map(({ id }) => id)).toEqual([
      draft.id,
      ...Array.from({ length: 200 }, (_, k) => `${k + 50}`),
    ]);
  });
});
