import type { SampleColumns, ThinnedSeries } from './columns.ts';

/** Spans that historians keep roll-ups of, ms: a minute, an hour, six hours. All begin at whole ones since 1970. */
export const rollUpSpansMs: readonly number[] = [60_000, 3_600_000, 21_600_000];
const [minuteMs] = rollUpSpansMs as [number];

export interface ThinningGrid {
  readonly fromMs: number;
  readonly toMs: number;
  readonly buckets: number;
}

/**
 * The grid to ask a historian for so that at most `buckets` cover [fromMs, toMs): buckets of a minute or more are
 * widened to whole spans of roll-ups, at most to twice what was asked for and a span, so that the cost grows neither
 * with the samples nor with the window.
 */
export function thinningGrid(fromMs: number, toMs: number, buckets: number): ThinningGrid {
  if ((toMs - fromMs) / buckets < minuteMs) return { fromMs, toMs, buckets };
  const spanMs = rollUpSpansMs.findLast((each) => each <= (2 * (toMs - fromMs)) / buckets) ?? minuteMs;
  const alignedMs = Math.floor(fromMs / spanMs) * spanMs;
  const bucketMs = Math.ceil((toMs - alignedMs) / buckets / spanMs) * spanMs;
  const count = Math.ceil((toMs - alignedMs) / bucketMs);
  return { fromMs: alignedMs, toMs: alignedMs + count * bucketMs, buckets: count };
}

/** Thins samples in memory just as a historian thins stored ones. */
export function thinColumns(columns: SampleColumns, fromMs: number, toMs: number, buckets: number): ThinnedSeries {
  const bucketMs = (toMs - fromMs) / buckets;
  const most = Math.min(buckets, columns.timesMs.length);
  const thinned = {
    firstTimesMs: new Float64Array(most),
    lastTimesMs: new Float64Array(most),
    firsts: new Float64Array(most),
    lows: new Float64Array(most),
    highs: new Float64Array(most),
    lasts: new Float64Array(most),
    counts: new Uint32Array(most),
  };
  let row = -1;
  let current = -1;
  for (let i = 0; i < columns.timesMs.length; i++) {
    const timeMs = columns.timesMs[i]!;
    const value = columns.values[i]!;
    // Qualities beyond uncertain tell of no measurement.
    if (timeMs < fromMs || timeMs >= toMs || columns.qualities[i]! > 1 || Number.isNaN(value)) continue;
    const bucket = Math.min(Math.floor((timeMs - fromMs) / bucketMs), buckets - 1);
    if (bucket !== current) {
      current = bucket;
      row++;
      thinned.firstTimesMs[row] = timeMs;
      thinned.firsts[row] = value;
      thinned.lows[row] = value;
      thinned.highs[row] = value;
    }
    thinned.lastTimesMs[row] = timeMs;
    thinned.lasts[row] = value;
    thinned.lows[row] = Math.min(thinned.lows[row]!, value);
    thinned.highs[row] = Math.max(thinned.highs[row]!, value);
    thinned.counts[row]!++;
  }
  const rows = row + 1;
  return {
    fromMs,
    bucketMs,
    firstTimesMs: thinned.firstTimesMs.slice(0, rows),
    lastTimesMs: thinned.lastTimesMs.slice(0, rows),
    firsts: thinned.firsts.slice(0, rows),
    lows: thinned.lows.slice(0, rows),
    highs: thinned.highs.slice(0, rows),
    lasts: thinned.lasts.slice(0, rows),
    counts: thinned.counts.slice(0, rows),
  };
}
