import fc from 'fast-check';
import { expect, test } from 'vitest';
import { trendSpans, trendStretch, trendVisible } from './trend-window.ts';

const now = Date.UTC(2026, 10, 22, 12);

test('what is drawn is always at hand', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...trendSpans),
      fc.option(fc.integer({ min: now - 86_400_000, max: now })),
      fc.constantFrom(0, 1, 60, 600),
      ({ spanMs }, cursorMs, speed) => {
        const choice = { spanMs, fixed: null };
        const visible = trendVisible(choice, cursorMs, now);
        const stretch = trendStretch(choice, cursorMs, now, speed);
        expect(stretch.fromMs).toBeLessThanOrEqual(visible.fromMs);
        expect(stretch.toMs).toBeGreaterThanOrEqual(visible.toMs);
        expect(visible.toMs - visible.fromMs).toBe(spanMs);
      },
    ),
  );
});

test('at 600 times real time it is asked for at most every other second', () => {
  const choice = { spanMs: trendSpans[0].spanMs, fixed: null };
  const stretches = new Set<number>();
  for (let second = 0; second < 60; second += 0.1) {
    stretches.add(trendStretch(choice, now - 86_400_000 + second * 600_000, now, 600).fromMs);
  }
  expect(stretches.size).toBeLessThanOrEqual(31);
});

test('the window of an answer stands still', () => {
  const fixed = { fromMs: now - 5000, toMs: now };
  expect(trendVisible({ spanMs: 1, fixed }, null, now + 60_000)).toBe(fixed);
});
