import { describe, expect, test } from 'vitest';
import type { Site } from '../../twin/plant.ts';
import { accountOf } from './account.ts';
import { figuresOf, kpiSpan, missingOf } from './figures.ts';
import { counted, minute, span, states, unit } from './test-unit.ts';

const hour = 60 * minute;
const percent = (value: number | null) => (value === null ? null : 100 * value);

describe('a shift by hand (KPI-5)', () => {
  /**
   * 480 min, 30 of them a planned break in which the machine is stopped: PBT = 450 min.
   * Stops: 40 min and 20 min Held (breakdowns), 3 + 2 min Held (micro-stops), 25 min Suspended.
   * APT = 450 - 40 - 20 - 5 - 25 = 360 min; availability = 360/450 = 80 %.
   * Rated 10 a minute: 3600 could be made in APT; 3240 good and 60 rejected were: effectiveness = 3300/3600 = 91.667 %.
   * Quality = 3240/3300 = 98.182 %; OEE = 0.8 x 0.91667 x 0.98182 = 3240/4500 = 72 %.
   * 40 of the good were reworked: first-pass yield = 3200/3300 = 96.970 %; scrap = 60/3300 = 1.818 %.
   * Throughput = 3300/7.5 h = 440 an hour. Two failures: MTBF = 360/2 = 180 min, MTTR = 60/2 = 30 min.
   */
  const shift = unit({
    over: span(0, 480),
    planned: [span(200, 230)],
    states: states(
      [0, 'Execute'],
      [60, 'Held'],
      [100, 'Execute'],
      [150, 'Held'],
      [153, 'Execute'],
      [200, 'Stopped'],
      [230, 'Execute'],
      [300, 'Aborted'],
      [318, 'Resetting'],
      [319, 'Starting'],
      [320, 'Execute'],
      [400, 'Suspended'],
      [425, 'Execute'],
      [470, 'Held'],
      [472, 'Execute'],
    ),
    good: counted(0, 480, 3240),
    rejected: counted(0, 480, 60),
    reworked: counted(0, 480, 40),
    rateAt: () => 10,
  });
  const account = accountOf(shift, [span(0, 480)]);

  test('the figures of ISO 22400-2', () => {
    const figures = figuresOf(account);
    expect(percent(figures.availability)).toBeCloseTo(80, 6);
    expect(percent(figures.effectiveness)).toBeCloseTo(91.667, 3);
    expect(percent(figures.quality)).toBeCloseTo(98.182, 3);
    expect(percent(figures.oee)).toBeCloseTo(72, 6);
    expect(percent(figures.firstPassYield)).toBeCloseTo(96.97, 2);
    expect(percent(figures.scrapRatio)).toBeCloseTo(1.818, 3);
    expect(figures.throughput).toBeCloseTo(440, 6);
    expect(figures.mtbfMs).toBe(180 * minute);
    expect(figures.mttrMs).toBe(30 * minute);
    expect(missingOf(account, figures, true)).toEqual({});
  });

  test('the time of each kind', () => {
    expect(account.times).toMatchObject({
      planned: 30 * minute,
      breakdown: 60 * minute,
      microStop: 5 * minute,
      waiting: 25 * minute,
      production: 360 * minute,
      unknown: 0,
    });
  });
});

describe('nothing is clipped, and no denominator is 0 (KPI-6)', () => {
  test('a rated output that is too low gives more than 100 %', () => {
    const fast = unit({
      over: span(0, 60),
      states: states([0, 'Execute']),
      good: counted(0, 60, 900),
      rateAt: () => 10,
    });
    expect(figuresOf(accountOf(fast, [span(0, 60)])).effectiveness).toBeCloseTo(1.5, 9);
  });

  test('a shift that was planned and made nothing has an OEE of 0, but no quality', () => {
    const idle = unit({ over: span(0, 60), states: states([0, 'Stopped']), good: [], rateAt: () => 10 });
    const account = accountOf(idle, [span(0, 60)]);
    const figures = figuresOf(account);
    expect(figures).toMatchObject({ availability: 0, oee: 0, quality: null, effectiveness: null, mtbfMs: null });
    expect(missingOf(account, figures, true)).toMatchObject({
      quality: 'nothingMade',
      effectiveness: 'noProduction',
      mtbfMs: 'noFailure',
    });
  });

  test.each([
    ['a machine without states', {}, false, { availability: 'noState', oee: 'noState' }],
    ['of which nothing is recorded', {}, true, { availability: 'nothingKnown' }],
    ['that was not planned to run', { planned: [span(0, 60)] }, true, { availability: 'nothingPlanned' }],
    ['without a counter', { states: states([0, 'Execute']) }, true, { oee: 'noCounter', quality: 'noCounter' }],
    [
      'without a rated output',
      { states: states([0, 'Execute']), good: counted(0, 60, 9) },
      true,
      { effectiveness: 'noRate', oee: 'noRate' },
    ],
  ] as const)('%s says why', (_, parts, hasState, expected) => {
    const account = accountOf(unit({ over: span(0, 60), states: states(), ...parts }), [span(0, 60)]);
    expect(missingOf(account, figuresOf(account), hasState)).toMatchObject(expected);
  });
});

test('each product is held against its own rate (KPI-7)', () => {
  // 30 min at 10 a minute and 30 min at 4 a minute could make 420; 300 and 120 were made: 100 %.
  const rateAt = (timeMs: number) => (timeMs < 30 * minute ? 10 : 4);
  const good = [...counted(0, 30, 300), { ...counted(30, 60, 420)[1]! }];
  const record = unit({ over: span(0, 60), states: states([0, 'Execute']), good, rateAt });
  expect(figuresOf(accountOf(record, [span(0, 60)])).effectiveness).toBeCloseTo(1, 9);
  expect(accountOf(record, [span(30, 60)]).items).toMatchObject({ good: 120 });
});

describe('the shift so far (KPI-12)', () => {
  const site: Site = {
    name: 'S',
    timeZone: 'Europe/Berlin',
    shifts: [{ name: 'Night', days: ['sat'], start: '22:00', end: '06:00' }],
    floor: [1, 1],
  };

  test('a night in which the clocks go back is an hour longer', () => {
    // Saturday 2026-10-24 22:00 is 20:00 UTC; Sunday 05:00 in winter time is 04:00 UTC: 8 h, not 7.
    const at = Date.UTC(2026, 9, 25, 4);
    expect(kpiSpan(site, at)).toEqual({ shift: 'Night', fromMs: Date.UTC(2026, 9, 24, 20), toMs: at });
    expect(at - Date.UTC(2026, 9, 24, 20)).toBe(8 * hour);
  });

  test('between shifts there is none; without shifts it is the day', () => {
    const noon = Date.UTC(2026, 10, 25, 11);
    expect(kpiSpan(site, noon)).toBeNull();
    expect(kpiSpan({ ...site, shifts: [] }, noon)).toMatchObject({ shift: null, fromMs: Date.UTC(2026, 10, 24, 23) });
  });
});
