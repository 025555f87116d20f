import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { jobLogReport } from '../../analytics/kpi/job-log.ts';
import type { Measurement } from '../historian/historian.bench.ts';
import { readJobLog } from './read-job-log.ts';

/** The log of a real machine shop, beside the totals that its description gives. Takes a second. */
export async function bench(root: string): Promise<Measurement[]> {
  const file = join(root, '../shared/data/production_4tu/production_joined.csv.gz');
  if (!existsSync(file)) {
    console.error(`There is no ${file}: the log to hold key figures against is not part of this repository.`);
    return [];
  }
  const report = jobLogReport(await readJobLog(file, {}))!;
  const machine4 = report.resources.find(({ resource }) => resource.startsWith('Machine 4 '))!;
  const { orders } = report;
  // Each beside what the log's own description says of it.
  const totals = [
    ['minutes booked', report.bookedMs / 60_000, 800_578],
    ['items rejected', report.rejected, 593],
    ['items in review', report.inReview, 105],
    ['orders', orders.count, 225],
    ['orders with a reject', orders.withReject, 122],
    ['Machine 4, minutes booked', machine4.bookedMs / 60_000, 91_962],
    ['Machine 4, minutes busy', machine4.busyMs / 60_000, 84_506],
  ] as const;
  const alone = (name: string, unit: string, value: number): Measurement => ({
    name: `job log: ${name}`,
    unit,
    value,
    baseline: null,
    ratio: null,
  });
  return [
    alone('totals other than its description says', '', totals.filter(([, value, said]) => value !== said).length),
    ...totals.map(([name, value, said]) => alone(`${name} (${said.toLocaleString('en')})`, '', value)),
    alone('Machine 4, utilisation', '%', 100 * machine4.utilisation!),
    alone('Machine 4, first-pass yield', '%', 100 * machine4.firstPassYield!),
    alone('Machine 4, scrap', '%', 100 * machine4.scrapRatio!),
    alone('jobs of rework', '', report.reworkJobs),
    alone('lead time, mean', 'days', orders.leadTimeMs!.mean / 86_400_000),
    alone('lead time, median', 'days', orders.leadTimeMs!.median / 86_400_000),
  ];
}
