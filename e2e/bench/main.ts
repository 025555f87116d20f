import { writeFile } from 'node:fs/promises';
import { bench as cadBench } from '../../src/app/scene/cad/pick.bench.ts';
import { bench as alarmsBench } from '../../src/gateway/alarms/alarms.bench.ts';
import { bench as detectBench } from '../../src/gateway/analytics/detect.bench.ts';
import { bench as rulBench } from '../../src/gateway/analytics/rul.bench.ts';
import { bench as forecastBench } from '../../src/gateway/forecasts/forecasts.bench.ts';
import { bench as historyBench, type Measurement } from '../../src/gateway/historian/historian.bench.ts';
import { bench as killsBench } from '../../src/gateway/historian/kills.bench.ts';
import { bench as kpiBench } from '../../src/gateway/kpi/kpi.bench.ts';
import { bench as timelineBench } from '../../src/gateway/summaries/summaries.bench.ts';
import { bench as edgeBench } from '../../src/gateway/watch/edge.bench.ts';
import { bench as ordersBench } from '../../src/gateway/work-orders/orders.bench.ts';
import { bench as simulationBench } from '../../src/simulation/simulation.bench.ts';
import { bench as hallBench } from './hall.ts';
import { bench as liveBench } from './live.ts';
import { bench as scrubBench } from './scrub.ts';
import { bench as seeksBench } from './seeks.ts';
import { bench as wallBench } from './wall.ts';

/** What the product promises; a figure without a target is for information. */
const targets: Record<string, { readonly most?: number; readonly least?: number; readonly ratio?: number }> = {
  'first start with 24 h of history': { most: 30 },
  'link opened to live hall': { most: 3000 },
  'sensor to screen, p95': { most: 100 },
  'bytes a value on the wire': { most: 5 },
  'main-thread time': { ratio: 20 },
  'picking in a million triangles, p95': { most: 2 },
  'history acknowledged at 10,000 samples/s, p99': { most: 50 },
  'history acknowledged at 10,000 samples/s, p99, PostgreSQL': { most: 50 },
  'history snapshot of 10,000 tags, p95': { most: 50 },
  "history a tag's year as at most 1,000 buckets, p95": { most: 50 },
  'kills: stores with something lost, twice or half': { most: 0 },
  'kills: prefixes with something lost, twice or half': { most: 0 },
  'alarms: journals with a transition lost or twice': { most: 0 },
  'forecasts: 90 % intervals that held': { least: 85 },
  'forecasts: false a week': { most: 25 },
  'forecasts: a look at 1,000 tags': { most: 1000 },
  'forecasts: a look at a tag, p99.9': { most: 10 },
  'orders: median lead of what was foretold': { least: 2 },
  'orders: false a week': { most: 1 },
  'SKAB valve1: F1 (published, all runs: Conv-AE 0.78, PCA 0.76, always alarm 0.70)': { least: 0.82 },
  'SKAB valve1: false alarms (Conv-AE 13.6, PCA 26.6)': { most: 25 },
  'SKAB valve1: missed (Conv-AE 28.0, PCA 24.9)': { most: 20 },
  'Tennessee Eastman 1, 2, 4 to 8, 10: detected, mean': { least: 92 },
  'gas sensors: rows of batch 2 until drift is told, median': { most: 150 },
  'gas sensors: false alarms within batch 1, of 20 splits by chance': { most: 0 },
  'gas sensors: false alarms within batch 1, in its order': { most: 0 },
  'edge: false anomalies of a line in a shift': { most: 1 },
  'edge: 10,000 tags, 10 times a second: sample to flag, p99': { most: 100 },
  'edge: of a core: together': { most: 10 },
  'FD001: RMSE against uncapped truth': { most: 13.5 },
  'FD001: RMSE against truth capped at 125 (CNN 18.45, LSTM 16.14, ridge 14.78, best 11)': { most: 12.2 },
  'FD001: 90 % intervals that held': { least: 88, most: 92 },
  'job log: totals other than its description says': { most: 0 },
  'timeline of 24 h, first': { most: 500 },
  'timeline of 24 h, again': { most: 50 },
  '500 machines: draw calls': { most: 150 },
  '500 machines: main thread a frame': { most: 4 },
  '500 machines: sensor to screen, p95': { most: 100 },
  '500 machines: frames drawn in silence': { most: 0 },
  '500 machines: main thread in silence': { most: 30 },
  '500 machines: main thread while hidden': { most: 30 },
  '500 machines: lost context to picture': { most: 3000 },
  '500 machines: heap growth': { most: 2000 },
  '2,000 machines: link to picture': { most: 5000 },
  'first load: script': { most: 400 },
  'wall: heap growth': { most: 2000 },
  'wall: errors in the page': { most: 0 },
  'wall: loaded again': { most: 0 },
  'scrubbing where the record is here: pointer to picture, p95': { most: 33 },
  'scrubbing where it is not: pointer to picture, p95': { most: 100 },
  'scrubbing 10,000 tags where it is not: pointer to picture, p95': { most: 100 },
  'playing at 60x: share of it reached': { least: 0.98 },
  'back to live: click to picture, p95': { most: 250 },
  'scrubbing a day of 1,000 tags: memory': { most: 300 },
  '10000 seeks: other than a replay': { most: 0 },
  '10000 seeks: state there, p95': { most: 100 },
  '2000 seeks while storing: other than a replay': { most: 0 },
};

const groups: Record<string, (root: string, args: readonly string[]) => Promise<readonly Measurement[]>> = {
  live: liveBench,
  hall: hallBench,
  history: historyBench,
  kills: killsBench,
  alarms: alarmsBench,
  scrub: scrubBench,
  seeks: seeksBench,
  forecast: forecastBench,
  orders: ordersBench,
  detect: detectBench,
  edge: edgeBench,
  rul: rulBench,
  kpi: kpiBench,
  timeline: timelineBench,
  simulation: simulationBench,
  cad: cadBench,
  wall: wallBench,
};

/**
 * `npm run bench [-- GROUP ...] [--json FILE] [--soak MINUTES] [--samples N]`, groups as in `groups`: each figure
 * beside a naive baseline.
 */
export async function bench(root: string, args: readonly string[]): Promise<void> {
  const jsonAt = args.indexOf('--json');
  const jsonFile = jsonAt < 0 ? undefined : args[jsonAt + 1];
  const chosen = args.filter(
    (arg, k) => !arg.startsWith('--') && !['--json', '--soak', '--samples'].includes(args[k - 1] ?? ''),
  );
  const unknown = chosen.find((name) => !(name in groups));
  if (unknown !== undefined || (jsonAt >= 0 && jsonFile === undefined)) {
    console.error(
      `usage: npm run bench -- [${Object.keys(groups).join('|')}] [--json FILE] [--soak MINUTES] [--samples N]`,
    );
    process.exit(1);
  }
  const rows: Measurement[] = [];
  for (const name of chosen.length > 0 ? chosen : Object.keys(groups)) {
    console.error(`measuring ${name} ...`);
    rows.push(...(await groups[name]!(root, args)));
  }
  const text = (value: number): string => value.toLocaleString('en', { maximumSignificantDigits: 4 });
  const lines = rows.map(({ name, value, unit, baseline, ratio }) => {
    const target = targets[name];
    const { most = Number.POSITIVE_INFINITY, least = Number.NEGATIVE_INFINITY } = target ?? {};
    const met = target && value <= most && value >= least && (target.ratio ?? 0) <= (ratio ?? 0);
    const wanted =
      target?.ratio !== undefined
        ? `at least ${target.ratio}x`
        : target?.least !== undefined
          ? `at least ${least} ${unit}`.trim()
          : `at most ${most} ${unit}`.trim();
    return [
      name,
      `${text(value)} ${unit}`,
      baseline === null ? '' : `${text(baseline)} ${unit}`,
      ratio === null ? '' : `${text(ratio)}x`,
      target ? `${wanted}: ${met ? 'met' : 'MISSED'}` : '',
    ];
  });
  const table = [['', 'measured', 'naive baseline', 'better by', 'target'], ...lines];
  const widths = table[0]!.map((_, column) => Math.max(...table.map((line) => line[column]!.length)));
  for (const line of table)
    console.log(
      line
        .map((cell, k) => cell.padEnd(widths[k]!))
        .join('   ')
        .trimEnd(),
    );
  if (jsonFile !== undefined) await writeFile(jsonFile, `${JSON.stringify(rows, null, 2)}\n`);
}
