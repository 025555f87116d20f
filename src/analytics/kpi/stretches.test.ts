import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { packmlStates } from '../../twin/packml.ts';
import { Quality } from '../../twin/quality.ts';
import { accountOf } from './account.ts';
import { losses, waterfallOf } from './losses.ts';
import { stopsOf } from './stops.ts';
import { counted, minute, reasons, span, states, unit } from './test-unit.ts';

const timesOf = (parts: Parameters<typeof unit>[0], over = parts.over) =>
  Object.fromEntries(
    Object.entries(accountOf(unit(parts), [over]).times)
      .filter(([, ms]) => ms > 0)
      .map(([key, ms]) => [key, ms / minute]),
  );

describe('where time goes (KPI-1)', () => {
  test('is counted inside the span only, from the state in force at its start', () => {
    const state = states([0, 'Execute'], [30, 'Stopped'], [40, 'Execute']);
    expect(timesOf({ states: state, over: span(20, 60) })).toEqual({ production: 30, stopped: 10 });
  });

  test('what nobody recorded is neither production nor loss: before, between, after', () => {
    const state = states([10, 'Execute'], [30, 'Execute', Quality.stale], [50, 'Execute']);
    expect(timesOf({ states: state, over: span(0, 100), recordedTo: 60 })).toEqual({ production: 30, unknown: 70 });
  });

  test('suspended is starved or blocked as the machine says, else waiting', () => {
    const state = states([0, 'Execute'], [10, 'Suspended'], [40, 'Unsuspending'], [42, 'Execute']);
    const told = reasons([0, 'none'], [10, 'starved'], [25, 'blocked'], [42, 'none']);
    expect(timesOf({ states: state, reasons: told, over: span(0, 60) })).toEqual({
      production: 28,
      starved: 15,
      blocked: 17,
    });
    expect(timesOf({ states: state, over: span(0, 60) })).toEqual({ production: 28, waiting: 32 });
  });
});

describe('breakdown and micro-stop (KPI-2)', () => {
  test('five minutes make a breakdown, with the time to reset and start', () => {
    const state = states(
      [0, 'Execute'],
      [10, 'Held'],
      [13, 'Resetting'],
      [14, 'Starting'],
      [15, 'Execute'],
      [30, 'Held'],
      [34, 'Execute'],
    );
    expect(timesOf({ states: state, over: span(0, 60) })).toEqual({ production: 51, breakdown: 5, microStop: 4 });
  });

  test('a stop is judged by its whole length, and counted where it lies', () => {
    const state = states([0, 'Execute'], [58, 'Held'], [64, 'Execute']);
    const record = unit({ states: state, over: span(-5, 65) });
    const account = accountOf(record, [span(0, 60)]);
    expect(account.times).toMatchObject({ breakdown: 2 * minute, production: 58 * minute });
    expect(account.failures).toBe(1);
    expect(accountOf(record, [span(60, 65)]).failures).toBe(1);
  });

  test('a breakdown that a break interrupts is one failure, without the time of the break', () => {
    const state = states([0, 'Execute'], [50, 'Held'], [100, 'Execute']);
    const account = accountOf(unit({ states: state, planned: [span(60, 90)], over: span(0, 120) }), [span(0, 120)]);
    expect(account.times).toMatchObject({ breakdown: 20 * minute, planned: 30 * minute, production: 70 * minute });
    expect(account.failures).toBe(1);
  });
});

describe('planned stops (KPI-3)', () => {
  test('take all but production: who runs through a break is busy then', () => {
    const state = states([0, 'Execute'], [40, 'Stopped'], [70, 'Execute']);
    expect(timesOf({ states: state, planned: [span(30, 60)], over: span(0, 80) })).toEqual({
      production: 50,
      planned: 20,
      stopped: 10,
    });
  });

  test('whether anybody recorded then does not matter', () => {
    const state = states([0, 'Execute'], [30, 'Execute', Quality.stale]);
    expect(timesOf({ states: state, planned: [span(40, 60)], over: span(0, 60) })).toEqual({
      production: 30,
      unknown: 10,
      planned: 20,
    });
  });
});

test('stops say when, why and how long (KPI-10)', () => {
  const state = states([0, 'Execute'], [10, 'Held'], [20, 'Execute'], [30, 'Suspended'], [31, 'Execute']);
  const told = reasons([0, 'none'], [10, 'jam'], [20, 'none'], [30, 'blocked'], [31, 'none']);
  const record = unit({ states: state, reasons: told, planned: [span(12, 14)], over: span(0, 60) });
  expect(stopsOf(record.stretches, span(0, 60))).toEqual([
    { ...span(10, 20), is: 'breakdown', reason: 'jam', lostMs: 8 * minute },
    { ...span(30, 31), is: 'blocked', reason: 'blocked', lostMs: minute },
  ]);
});

describe('the waterfall (KPI-8)', () => {
  test('by hand', () => {
    // 60 min: 10 min Held, 50 min in which 500 could be made; 400 were, 40 of them rejected.
    const record = unit({
      over: span(0, 60),
      states: states([0, 'Execute'], [20, 'Held'], [30, 'Execute']),
      good: counted(0, 60, 360),
      rejected: counted(0, 60, 40),
      rateAt: () => 10,
    });
    const { totalMs, steps, goodMs } = waterfallOf(accountOf(record, [span(0, 60)]));
    expect({ totalMs, goodMs }).toEqual({ totalMs: 60 * minute, goodMs: 36 * minute });
    expect(steps).toMatchObject({ breakdown: 10 * minute, speed: 10 * minute, quality: 4 * minute, starved: 0 });
  });

  test('adds up to the millisecond, whatever happened', () => {
    const at = fc.integer({ min: -100_000, max: 4_000_000 });
    const sampled = <T>(of: fc.Arbitrary<T>) =>
      fc.array(fc.tuple(at, of), { maxLength: 30 }).map((all) => all.sort((a, b) => a[0] - b[0]));
    const spans = fc.tuple(at, at).map(([a, b]) => ({ fromMs: Math.min(a, b), toMs: Math.max(a, b) }));
    fc.assert(
      fc.property(
        sampled(fc.tuple(fc.constantFrom(...packmlStates.keys()), fc.constantFrom(0, 1, 2, 3))),
        sampled(fc.integer({ min: 0, max: 4 })),
        spans.map((each) => [each]),
        spans,
        fc.array(fc.tuple(at, fc.integer({ min: 0, max: 5000 }))),
        fc.double({ min: 0.01, max: 2000, noNaN: true }),
        (rows, why, planned, over, counts, rate) => {
          const states = {
            timesMs: rows.map(([timeMs]) => timeMs),
            values: rows.map(([, [state]]) => state),
            qualities: rows.map(([, [, quality]]) => quality),
          };
          const told = {
            rows: { timesMs: why.map(([t]) => t), values: why.map(([, v]) => v), qualities: why.map(() => 0) },
            names: ['none', 'starved', 'blocked', 'jam', 'reel change'],
          };
          const good = counts
            .sort((a, b) => a[0] - b[0])
            .map(([t, v]) => ({ firstMs: t, lastMs: t, first: v, high: v, last: v }));
          const record = unit({
            states,
            reasons: told,
            planned,
            over,
            recordedTo: 50,
            good,
            rejected: good,
            rateAt: () => rate,
          });
          const { totalMs, steps, goodMs } = waterfallOf(accountOf(record, [over]));
          const sum = losses.reduce((ms, loss) => ms + steps[loss]!, goodMs!);
          expect(sum).toBe(over.toMs - over.fromMs);
          expect(totalMs).toBe(sum);
        },
      ),
    );
  });
});
