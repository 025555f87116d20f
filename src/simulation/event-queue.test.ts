import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EventQueue } from './event-queue.ts';

const sources = 12;
const step = fc.oneof(
  fc.record({ do: fc.constant('schedule' as const), source: fc.nat(sources - 1), timeMs: fc.nat(20) }),
  fc.record({ do: fc.constant('cancel' as const), source: fc.nat(sources - 1) }),
  fc.record({ do: fc.constant('pop' as const) }),
);

test('SIM-1 events come by time, then by source, as from a sorted list', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const queue = new EventQueue(sources);
      const naive = new Map<number, number>();
      for (const each of steps) {
        if (each.do === 'schedule') {
          queue.schedule(each.source, each.timeMs);
          naive.set(each.source, each.timeMs);
        } else if (each.do === 'cancel') {
          queue.cancel(each.source);
          naive.delete(each.source);
        } else {
          const next = [...naive].sort(([a, aMs], [b, bMs]) => aMs - bMs || a - b)[0];
          expect(queue.nextMs).toBe(next?.[1] ?? Number.POSITIVE_INFINITY);
          if (next === undefined) continue;
          expect(queue.pop()).toBe(next[0]);
          naive.delete(next[0]);
        }
        for (let source = 0; source < sources; source++) expect(queue.isPending(source)).toBe(naive.has(source));
      }
    }),
  );
});
