import type { Figures } from '../../../analytics/kpi/figures.ts';
import { losses } from '../../../analytics/kpi/losses.ts';
import type { KpiReport, KpiRow } from '../../../analytics/kpi/report.ts';
import type { PlantIndex } from '../../../twin/plant-index.ts';

export const figureKeys = [
  'oee',
  'availability',
  'effectiveness',
  'quality',
  'firstPassYield',
  'scrapRatio',
  'throughput',
  'mtbfMs',
  'mttrMs',
] as const satisfies readonly (keyof Figures)[];

/**
 * Lines and machines, a row each: RFC 4180 with the names of `analytics/kpi/SPEC.md`, times in ms, shares of 1; what is
 * n/a is empty.
 */
export function reportCsv(index: PlantIndex, lines: KpiReport, units: KpiReport): string {
  const head = [
    'of',
    'line',
    'machine',
    'from',
    'to',
    ...figureKeys,
    'good',
    'rejected',
    'unrecorded',
    'totalMs',
    ...losses.map((loss) => `${loss}Ms`),
    'goodMs',
    'cost',
    'currency',
  ];
  const cellsOf = (report: KpiReport) => (row: KpiRow) => [
    report.by,
    index.machineById.get(row.machine)!.line.name,
    index.machineById.get(row.machine)!.machine.name,
    new Date(row.fromMs).toISOString(),
    new Date(row.toMs).toISOString(),
    ...figureKeys.map((key) => row.figures[key]),
    row.account.items?.good ?? null,
    row.account.items?.rejected ?? null,
    row.account.items?.unrecorded ?? null,
    row.waterfall.totalMs,
    ...losses.map((loss) => row.waterfall.steps[loss]),
    row.waterfall.goodMs,
    row.cost,
    row.cost === null ? null : report.currency,
  ];
  const rows = [head, ...lines.rows.map(cellsOf(lines)), ...units.rows.map(cellsOf(units))];
  return rows.map((row) => `${row.map((cell) => quoted(String(cell ?? ''))).join(',')}\r\n`).join('');
}

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
