import type { MachineAnomaly } from '../../../protocol/anomalies.ts';
import type { Forecast } from '../../../protocol/messages.ts';

/** Forecasts reach so far ahead. */
const aheadMs = 24 * 3_600_000;

/**
 * Health of a machine, 0 to 100 %: the smaller of 100 % divided by the highest score against its limit of what is
 * abnormal now, and the time until the nearest limit that is foretold as a share of a day; none is left while a tag is
 * `beyond` its limit.
 */
export function healthOf(
  anomalies: readonly MachineAnomaly[],
  forecasts: readonly Forecast[],
  beyond: number,
  nowMs: number,
): number {
  if (beyond > 0) return 0;
  const scores = anomalies.filter(({ overMs }) => overMs === null).map(({ score }) => 1 / Math.max(1, score));
  const times = forecasts.map(({ likelyMs }) => Math.max(0, likelyMs - nowMs) / aheadMs);
  return 100 * Math.min(1, ...scores, ...times);
}
