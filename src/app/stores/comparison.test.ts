import { beforeEach, expect, test } from 'vitest';
import { compareWith, comparisonStore, putSecond, secondMs, startComparing, togglePin } from './comparison.ts';

const hourMs = 3_600_000;
const nowMs = 100 * hourMs;
const second = () => comparisonStore.getState().second;
/** Where B is while A stands there. */
const bAt = (shownMs: number): number => secondMs(second()!, shownMs, nowMs);

beforeEach(() => compareWith(null));

test('AB-1 B keeps its distance to A, and keeps its moment where it is pinned', () => {
  compareWith({ behindMs: 24 * hourMs });
  expect(bAt(nowMs)).toBe(76 * hourMs);
  expect(bAt(50 * hourMs)).toBe(26 * hourMs);
  togglePin(50 * hourMs, nowMs);
  expect(bAt(nowMs)).toBe(26 * hourMs);
  togglePin(27 * hourMs, nowMs);
  expect(second()).toEqual({ behindMs: hourMs });
});

test('AB-1 where B is put, it stays so far from A, or pinned there', () => {
  putSecond(40 * hourMs, 50 * hourMs);
  expect(bAt(51 * hourMs)).toBe(41 * hourMs);
  togglePin(51 * hourMs, nowMs);
  putSecond(30 * hourMs, 51 * hourMs);
  expect(second()).toEqual({ pinnedMs: 30 * hourMs });
});

test('AB-2 B may be after A, but never after now', () => {
  putSecond(60 * hourMs, 50 * hourMs);
  expect(bAt(50 * hourMs)).toBe(60 * hourMs);
  expect(bAt(95 * hourMs)).toBe(nowMs);
});

test('AB-3 a comparison begins an hour before A, in a short record half of the way back', () => {
  startComparing(nowMs, 0);
  expect(second()).toEqual({ behindMs: hourMs });
  startComparing(nowMs, nowMs - hourMs);
  expect(second()).toEqual({ behindMs: hourMs / 2 });
  startComparing(nowMs, nowMs);
  expect(second()).toEqual({ behindMs: 0 });
});
