import { describe, expect, test } from 'vitest';
import type { TagId } from './plant.ts';
import {
  isOpen,
  nextOrderState,
  urgencyOf,
  type WorkOrderEvent,
  type WorkOrderState,
  workOrderStates,
} from './work-order.ts';

const events: readonly WorkOrderEvent[] = ['accept', 'start', 'close', 'reject'];

describe('work orders', () => {
  test.each<[WorkOrderState, (WorkOrderState | undefined)[]]>([
    ['draft', ['accepted', undefined, undefined, 'rejected']],
    ['accepted', ['accepted', 'inProgress', undefined, 'rejected']],
    ['inProgress', [undefined, undefined, 'closed', undefined]],
    ['closed', [undefined, undefined, undefined, undefined]],
    ['rejected', [undefined, undefined, undefined, undefined]],
  ])('WO-1 %s goes on by accept, start, close and reject to %j', (state, expected) => {
    expect(events.map((event) => nextOrderState(state, event))).toEqual(expected);
  });

  test('WO-1 are open as long as an event can be', () => {
    expect(workOrderStates.filter((state) => isOpen({ state }))).toEqual(['draft', 'accepted', 'inProgress']);
  });

  test.each([
    [179, 'urgent'],
    [180, 'soon'],
    [539, 'soon'],
    [540, 'plannable'],
    [-60, 'urgent'],
  ])('WO-3 with an hour of work, %i min before it may fail, are %s', (minutesLeft, urgency) => {
    const nowMs = Date.UTC(2030, 0, 7);
    const evidence = {
      kind: 'forecast',
      tag: 'filler.vibration' as TagId,
      limit: 'high',
      at: 4.5,
      fromMs: 0,
      earliestMs: nowMs + minutesLeft * 60_000,
      likelyMs: nowMs + 1e9,
      latestMs: nowMs + 2e9,
    } as const;
    expect(urgencyOf({ evidence, minutes: 60 }, nowMs)).toBe(urgency);
  });
});
