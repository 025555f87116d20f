import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitPanes } from './pane-sizes.ts';

const size = fc.integer({ min: 0, max: 5000 });
const sizes = fc.record({ tree: size, inspector: size, timeline: size });
const open = fc.record({ tree: fc.boolean(), inspector: fc.boolean(), timeline: fc.boolean() });
/** From a desk of 1024 x 640 with its rail, head and status, to a very large one. */
const room = fc.record({ width: fc.integer({ min: 968, max: 2500 }), height: fc.integer({ min: 560, max: 1500 }) });

test('PANE-1 whatever is wished, the hall keeps 320 px across and 200 px down', () => {
  fc.assert(
    fc.property(sizes, open, room, (wish, opened, within) => {
      const fit = fitPanes(wish, opened, within);
      expect(within.width - fit.tree - fit.inspector).toBeGreaterThanOrEqual(320);
      expect(within.height - fit.timeline).toBeGreaterThanOrEqual(200);
    }),
  );
});

test('PANE-2 an open pane is never too small to use, a closed one takes no room, and what fits is given', () => {
  fc.assert(
    fc.property(sizes, open, room, (wish, opened, within) => {
      const fit = fitPanes(wish, opened, within);
      for (const [pane, least] of [
        ['tree', 180],
        ['inspector', 260],
        ['timeline', 96],
      ] as const) {
        if (opened[pane]) expect(fit[pane]).toBeGreaterThanOrEqual(least);
        else expect(fit[pane]).toBe(0);
      }
    }),
  );
  const all = { tree: true, inspector: true, timeline: true };
  const wish = { tree: 240, inspector: 340, timeline: 140 };
  expect(fitPanes(wish, all, { width: 1392, height: 820 })).toEqual(wish);
});
