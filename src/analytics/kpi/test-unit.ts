import { type PackmlState, packmlCode } from '../../twin/packml.ts';
import { Quality, type QualityCode } from '../../twin/quality.ts';
import type { UnitRecord } from './account.ts';
import type { CountRow } from './counts.ts';
import { type StateRows, type UnitStates, unitTimes } from './stretches.ts';

/** Of tests that are worked out by hand: times in minutes. */
export const minute = 60_000;

export const span = (from: number, to: number) => ({ fromMs: from * minute, toMs: to * minute });

export const states = (
  ...each: readonly [minutes: number, state: PackmlState, quality?: QualityCode][]
): StateRows => ({
  timesMs: each.map(([at]) => at * minute),
  values: each.map(([, state]) => packmlCode(state)),
  qualities: each.map(([, , quality]) => quality ?? Quality.good),
});

const reasonNames = ['none', 'starved', 'blocked', 'jam'];
export const reasons = (...each: readonly [minutes: number, reason: string][]): NonNullable<UnitStates['reasons']> => ({
  rows: {
    timesMs: each.map(([at]) => at * minute),
    values: each.map(([, reason]) => reasonNames.indexOf(reason)),
    qualities: each.map(() => Quality.good),
  },
  names: reasonNames,
});

/** A stretch of a counter that begins at `at` minutes and lasts one. */
export const row = (at: number, first: number, last: number, high = Math.max(first, last)): CountRow => ({
  firstMs: at * minute,
  lastMs: at * minute + 59_000,
  first,
  high,
  last,
});

/** A counter that was at 0 at the first minute and at `items` at the other. */
export const counted = (from: number, to: number, items: number): readonly CountRow[] => [
  { firstMs: from * minute, lastMs: from * minute, first: 0, high: 0, last: 0 },
  { firstMs: to * minute - 1, lastMs: to * minute - 1, first: items, high: items, last: items },
];

interface UnitParts {
  readonly states: StateRows;
  readonly reasons?: UnitStates['reasons'];
  readonly planned?: readonly ReturnType<typeof span>[];
  readonly over: ReturnType<typeof span>;
  readonly recordedTo?: number;
  readonly good?: readonly CountRow[];
  readonly rejected?: readonly CountRow[];
  readonly reworked?: readonly CountRow[];
  readonly rateAt?: UnitRecord['rateAt'];
}

export function unit(parts: UnitParts): UnitRecord {
  const recordedToMs = (parts.recordedTo ?? Number.POSITIVE_INFINITY) * minute;
  const told = { states: parts.states, reasons: parts.reasons ?? null };
  const { good, rejected = [], reworked = [] } = parts;
  return {
    ...unitTimes(told, parts.planned ?? [], parts.over, recordedToMs),
    counters: good ? { good, rejected, reworked } : null,
    rateAt: parts.rateAt ?? (() => undefined),
  };
}
