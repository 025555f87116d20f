import { beforeEach, describe, expect, test } from 'vitest';
import type { MachineId, TagId } from '../../../twin/plant.ts';
import type { WorkOrder, WorkOrderState } from '../../../twin/work-order.ts';
import { rankOrders } from './order-rank.ts';
import { learnOrders, ordersStore } from './order-store.ts';

const nowMs = Date.UTC(2030, 0, 7);
const hourMs = 3_600_000;
const person = { id: 'anna', name: 'Anna' };

/** `changes` times changed, each a minute after the one before; it may fail in so many hours. */
const order = (id: string, state: WorkOrderState, hours = 24, changes = 0, machine = 'filler'): WorkOrder => ({
  id,
  machine: machine as MachineId,
  component: null,
  title: id,
  steps: ['Look'],
  parts: [],
  minutes: 60,
  evidence: {
    kind: 'forecast',
    tag: 'filler.vibration' as TagId,
    limit: 'high',
    at: 4.5,
    fromMs: nowMs - hourMs,
    earliestMs: nowMs + hours * hourMs,
    likelyMs: nowMs + hours * hourMs,
    latestMs: nowMs + hours * hourMs,
  },
  state,
  draftedMs: nowMs,
  log: Array.from({ length: changes }, (_, k) => ({ event: 'accept', atMs: nowMs + k * 60_000, by: person })),
  reason: null,
  finding: null,
});
const ids = (orders: readonly WorkOrder[]) => orders.map(({ id }) => id);

describe('the list of work orders', () => {
  test('begins with the most urgent; of those that ended the newest is first', () => {
    const { open, ended } = rankOrders(
      [
        order('planned', 'draft', 30),
        order('soon', 'accepted', 6),
        order('old', 'closed', 1, 2),
        order('urgent', 'inProgress', 1),
        order('sooner', 'draft', 5),
        order('new', 'rejected', 1, 3),
      ],
      nowMs,
      null,
    );
    expect(ids(open)).toEqual(['urgent', 'sooner', 'soon', 'planned']);
    expect(ids(ended)).toEqual(['new', 'old']);
  });

  test('of a machine has its own alone', () => {
    const orders = [order('a', 'draft', 5), order('b', 'draft', 5, 0, 'capper')];
    expect(ids(rankOrders(orders, nowMs, 'capper').open)).toEqual(['b']);
  });
});

describe('what the page knows of work orders', () => {
  beforeEach(() => ordersStore.setState({ orders: null }));
  const known = () => [...(ordersStore.getState().orders?.values() ?? [])].map(({ id, state }) => `${id} ${state}`);

  test('is nothing before the gateway has told it, and then all', () => {
    expect(ordersStore.getState().orders).toBeNull();
    learnOrders([]);
    expect(known()).toEqual([]);
    learnOrders([order('a', 'draft')]);
    learnOrders([order('b', 'draft'), order('a', 'accepted', 24, 1)]);
    expect(known()).toEqual(['b draft', 'a accepted']);
  });

  test('is not undone by a list that was under way while an order was changed', () => {
    learnOrders([order('a', 'inProgress', 24, 2)]);
    learnOrders([order('a', 'accepted', 24, 1), order('b', 'draft')]);
    expect(known()).toEqual(['a inProgress', 'b draft']);
  });
});
