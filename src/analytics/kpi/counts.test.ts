import { expect, test } from 'vitest';
import { Quality } from '../../twin/quality.ts';
import { accountOf } from './account.ts';
import { countWithin } from './counts.ts';
import { minute, row, span, states, unit } from './test-unit.ts';

const all = span(0, 60);

test('KPI-4: items are counted between stretches as well as in them', () => {
  expect(countWithin([row(0, 100, 110), row(1, 112, 120)], all)).toBe(20);
});

test('KPI-4: of a stretch before the span only the last value matters', () => {
  expect(countWithin([row(0, 100, 110), row(10, 111, 120)], span(10, 60))).toBe(10);
});

test('KPI-4: a reset between stretches and inside one loses nothing', () => {
  expect(countWithin([row(0, 100, 110), row(1, 3, 8)], all)).toBe(18);
  expect(countWithin([row(0, 100, 4, 130)], all)).toBe(34);
});

test('KPI-4: what was counted while the state was not known is told apart, and in no figure', () => {
  const state = states([0, 'Execute'], [10, 'Execute', Quality.stale], [30, 'Execute']);
  const good = [row(0, 0, 50), row(9, 90, 95), row(31, 400, 410), row(32, 412, 420)];
  const account = accountOf(unit({ states: state, over: all, recordedTo: 60, good, rateAt: () => 10 }), [all]);
  // 50 + 40 + 5 before, 10 + 2 + 8 after; 305 between.
  expect(account.items).toEqual({ good: 115, rejected: 0, reworked: 0, unrecorded: 305 });
  expect(account.idealMs).toBe(11.5 * minute);
});
