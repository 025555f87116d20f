import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textBands } from './text-bands.ts';

const window = { fromMs: 1000, toMs: 2000 };
const span = (fromMs: number, toMs: number, code: number) => ({ fromMs, toMs, code, cut: false });

test('TREND-4 a text has a band for as long as it held; those too short to be told apart share one', () => {
  const spans = [
    span(1000, 1400, 7),
    span(1400, 1410, 8),
    span(1410, 1420, 9),
    span(1420, 1900, 7),
    span(1900, 2000, NaN),
  ];
  expect(textBands(spans, window, 100)).toEqual([
    { fromPx: 0, toPx: 40, code: 7 },
    { fromPx: 40, toPx: 42, code: null },
    { fromPx: 42, toPx: 90, code: 7 },
    { fromPx: 90, toPx: 100, code: Number.NaN },
  ]);
  // A single short one is still itself.
  expect(textBands([span(1000, 1990, 7), span(1990, 2000, 8)], window, 100).at(-1)!.code).toBe(8);
});

test('TREND-4 whatever changes how often, the bands fill the lane, and there are no more than fit', () => {
  const cuts = fc.uniqueArray(fc.integer({ min: 1001, max: 1999 }), { maxLength: 900 });
  fc.assert(
    fc.property(cuts, fc.integer({ min: 1, max: 400 }), (inner, widthPx) => {
      const edges = [1000, ...inner.sort((a, b) => a - b), 2000];
      const spans = edges.slice(1).map((toMs, k) => span(edges[k]!, toMs, k % 5));
      const bands = textBands(spans, window, widthPx);
      expect(bands[0]!.fromPx).toBe(0);
      expect(bands.at(-1)!.toPx).toBeCloseTo(widthPx);
      for (const [k, { fromPx }] of bands.entries()) if (k > 0) expect(fromPx).toBe(bands[k - 1]!.toPx);
      expect(bands.length).toBeLessThanOrEqual((2 * widthPx) / 3 + 2);
    }),
  );
});
