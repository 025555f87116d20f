import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TransitBuffer } from './transit-buffer.ts';

const step = fc.record({
  waitMs: fc.nat(50),
  put: fc.boolean(),
  count: fc.integer({ min: 1, max: 9 }),
  underfilled: fc.nat(4),
  uncapped: fc.nat(4),
});

test('SIM-2 a buffer is a list of items that arrive one transit later, with their faults', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 120 }), fc.integer({ min: 9, max: 40 }), (steps, capacity) => {
      const buffer = new TransitBuffer(capacity, 100);
      const groups: { readyMs: number; left: number; underfilled: number; uncapped: number }[] = [];
      const fill = () => groups.reduce((sum, group) => sum + group.left, 0);
      let nowMs = 0;
      let putUnderfilled = 0;
      let takenUnderfilled = 0;
      for (const { waitMs, put, count, underfilled, uncapped } of steps) {
        nowMs += waitMs;
        if (put) {
          const faulty = Math.min(underfilled, count);
          const open = Math.min(uncapped, count - faulty);
          if (count > capacity - fill()) expect(() => buffer.put(nowMs, count)).toThrow(/fit/);
          else {
            buffer.put(nowMs, count, faulty, open);
            groups.push({ readyMs: nowMs + 100, left: count, underfilled: faulty, uncapped: open });
            putUnderfilled += faulty;
          }
        } else if (count <= fill()) {
          let left = count;
          let readyMs = 0;
          for (const group of groups) {
            if (left > 0) readyMs = group.readyMs;
            left -= group.left;
          }
          expect(buffer.readyAtMs(count)).toBe(readyMs);
          buffer.take(count);
          takenUnderfilled += buffer.takenUnderfilled;
          expect(buffer.takenUnderfilled + buffer.takenUncapped).toBeLessThanOrEqual(count);
          for (left = count; left > 0; ) {
            const group = groups[0]!;
            const taken = Math.min(left, group.left);
            group.left -= taken;
            left -= taken;
            if (group.left === 0) groups.shift();
          }
        } else expect(buffer.readyAtMs(count)).toBe(Number.POSITIVE_INFINITY);
        expect(buffer.fill).toBe(fill());
        expect(buffer.free).toBe(capacity - fill());
      }
      while (buffer.fill > 0) {
        buffer.take(1);
        takenUnderfilled += buffer.takenUnderfilled;
      }
      expect(takenUnderfilled).toBe(putUnderfilled);
    }),
  );
});
