import type { Figures } from '../../../analytics/kpi/figures.ts';
import { type Loss, losses, type Waterfall } from '../../../analytics/kpi/losses.ts';
import type { Stop } from '../../../analytics/kpi/stops.ts';
import type { PlantIndex } from '../../../twin/plant-index.ts';
import { locale, number, text } from '../../languages/language.ts';
import { duration, siteClock } from '../../panels/time/clock-text.ts';
import type { Period } from './report-period.ts';

/** Of 1, "87.0 %". */
export const percent = (share: number): string =>
  share.toLocaleString(locale(), { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });

export function figureText(key: keyof Figures, value: number | null): string {
  if (value === null) return text('report.notAvailable');
  if (key === 'mtbfMs' || key === 'mttrMs') return duration(value);
  return key === 'throughput' ? number(value) : percent(value);
}

export const money = (amount: number, currency: string | null): string =>
  currency === null
    ? number(amount)
    : amount.toLocaleString(locale(), { style: 'currency', currency, maximumFractionDigits: 0 });

/** "Early, Mon 30 Mar, 06:00 to 14:00" */
export function periodText(timeZone: string, { name, kind, fromMs, toMs }: Period): string {
  const clock = siteClock(timeZone);
  if (kind === 'day') return clock.day(fromMs);
  const end =
    clock.isoDate(fromMs) === clock.isoDate(toMs) ? clock.minute(toMs) : `${clock.day(toMs)} ${clock.minute(toMs)}`;
  const span = `${clock.day(fromMs)} ${clock.minute(fromMs)} – ${end}`;
  return name === null ? span : `${name}, ${span}`;
}

/** What an OEE below 100 % lost most by; null where nothing was lost. */
export function largestLoss({ steps }: Waterfall): readonly [Loss, number] | null {
  let largest: readonly [Loss, number] | null = null;
  for (const loss of losses) {
    const ms = steps[loss] ?? 0;
    if (loss !== 'unknown' && loss !== 'planned' && ms > (largest?.[1] ?? 0)) largest = [loss, ms];
  }
  return largest;
}

/** "Labeller broke down for 33 min (jam), cost €1,310" */
export function stopText(
  index: PlantIndex,
  { machine, is, reason, lostMs, cost }: Stop,
  currency: string | null,
): string {
  const { name } = index.machineById.get(machine)!.machine;
  const what = text(`report.stop.${is}`, { machine: name, duration: duration(lostMs) });
  const why = reason === null || reason === is ? '' : ` (${reason})`;
  return what + why + (cost === null ? '' : `, ${text('report.stopCost', { amount: money(cost, currency) })}`);
}
