import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Job, jobLogReport } from './job-log.ts';

const minute = 60_000;
const job = (
  order: string,
  resource: string,
  from: number | null,
  to: number | null,
  more: Partial<Job> = {},
): Job => ({
  order,
  resource,
  fromMs: from === null ? null : from * minute,
  toMs: to === null ? null : to * minute,
  bookedMs: from === null || to === null ? 0 : (to - from) * minute,
  good: 0,
  rejected: 0,
  inReview: 0,
  isRework: false,
  ...more,
});

describe('a job log (KPI-13)', () => {
  test('by hand', () => {
    // 0 to 100 min. The lathe: 0-30 and 20-50 overlap, 60-70: 60 of 100 min busy, 70 booked.
    const report = jobLogReport([
      job('1', 'Lathe', 0, 30, { good: 8, rejected: 2 }),
      job('2', 'Lathe', 20, 50, { good: 10, inReview: 1 }),
      job('1', 'Lathe', 60, 70, { good: 2, isRework: true }),
      job('1', 'Oven', 70, 100),
      job('3', 'Oven', null, null, { bookedMs: 5 * minute, good: 4 }),
    ])!;
    expect(report).toMatchObject({ fromMs: 0, toMs: 100 * minute, jobs: 5, undatedJobs: 1, rejected: 2, inReview: 1 });
    expect(report.bookedMs).toBe(105 * minute);
    expect(report.resources.map(({ resource }) => resource)).toEqual(['Lathe', 'Oven']);
    const [lathe, oven] = report.resources;
    expect(lathe).toMatchObject({ bookedMs: 70 * minute, busyMs: 60 * minute, good: 20, reworked: 2, reworkJobs: 1 });
    expect(lathe!.utilisation).toBeCloseTo(0.6, 9);
    // 18 of 22 were good at the first run; 2 of 22 were rejected.
    expect(lathe!.firstPassYield).toBeCloseTo(18 / 22, 9);
    expect(lathe!.scrapRatio).toBeCloseTo(2 / 22, 9);
    // The undated job's items and minutes count, its time nowhere.
    expect(oven).toMatchObject({ good: 4, bookedMs: 35 * minute, busyMs: 30 * minute, firstPassYield: 1 });
    // Order 1 took 100 min, order 2 took 30; nobody knows of 3.
    expect(report.orders).toMatchObject({
      count: 3,
      withReject: 1,
      withRework: 1,
      leadTimeMs: { mean: 65 * minute, median: 30 * minute, p90: 100 * minute },
    });
    expect(report.orders.rightFirstTime).toBeCloseTo(2 / 3, 9);
    expect(report.orders.wip).toBeCloseTo(1.3, 9);
  });

  test('a resource that made nothing has no yield; a log without times has no figures', () => {
    const [oven] = jobLogReport([job('1', 'Oven', 0, 10)])!.resources;
    expect(oven).toMatchObject({ firstPassYield: null, scrapRatio: null, utilisation: 1 });
    expect(jobLogReport([job('1', 'Oven', null, null)])).toBeNull();
  });

  test('busy is each minute in which any job runs, however they overlap', () => {
    const spans = fc.array(fc.tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 60 })), {
      minLength: 1,
    });
    fc.assert(
      fc.property(spans, (all) => {
        const busy = new Set(all.flatMap(([from, long]) => Array.from({ length: long }, (_, k) => from + k)));
        const report = jobLogReport(all.map(([from, long], k) => job(String(k), 'R', from, from + long)))!;
        expect(report.resources[0]!.busyMs).toBe(busy.size * minute);
      }),
    );
  });
});
