import { isBack } from '../../twin/alarm.ts';
import { type LimitState, limitState } from '../../twin/limits.ts';
import type { ThinnedTag } from './historian.ts';
import { minuteMs } from './keyframes.ts';

/** Samples of one tag in the order of time. */
export interface TagColumns {
  readonly timesMs: Float64Array;
  readonly values: Float64Array;
  readonly qualities: Float64Array;
  /** What each value lacks to the integer that it stands for. */
  readonly residuals: Float64Array;
}

/**
 * Which samples go, as indices. Of each minute stay the first and last sample, the first lowest and highest that a chart
 * may show, both sides of a change of quality or of what an alarm makes of it, each change of a state or text, what is in
 * force at a keyframe, and what is in force at the times `correctedMs`.
 * So roll-ups still follow from what is kept, but for their count, and thinning twice is thinning once.
 */
export function redundantSamples(
  tag: ThinnedTag,
  columns: TagColumns,
  keyframesMs: readonly number[],
  correctedMs: ReadonlySet<number> = new Set(),
): number[] {
  const { timesMs } = columns;
  const redundant: number[] = [];
  for (let from = 0; from < timesMs.length; ) {
    const minute = Math.floor(timesMs[from]! / minuteMs);
    let to = from;
    while (to + 1 < timesMs.length && Math.floor(timesMs[to + 1]! / minuteMs) === minute) to++;
    const kept = keptOfMinute(tag, columns, from, to, keyframesMs, correctedMs);
    for (let i = from; i <= to; i++) if (!kept.has(i)) redundant.push(i);
    from = to + 1;
  }
  return redundant;
}

function keptOfMinute(
  tag: ThinnedTag,
  columns: TagColumns,
  from: number,
  to: number,
  keyframesMs: readonly number[],
  correctedMs: ReadonlySet<number>,
): Set<number> {
  const { kind, deviation } = tag;
  const { timesMs, values, qualities } = columns;
  const isLower = (a: number, b: number) => rise(columns, a, b) > 0;
  const kept = new Set([from, to]);
  const discrete = kind === 'state' || kind === 'boolean' || kind === 'text';
  const charted = (i: number) => qualities[i]! <= 1 && !Number.isNaN(values[i]!);
  let low = -1;
  let high = -1;
  for (let i = from; i <= to; i++) {
    if (charted(i)) {
      if (low < 0 || isLower(i, low)) low = i;
      if (high < 0 || isLower(high, i)) high = i;
    }
    if (i === from) continue;
    const breaks =
      qualities[i] !== qualities[i - 1] ||
      charted(i) !== charted(i - 1) ||
      alarmClass(tag, values[i]!) !== alarmClass(tag, values[i - 1]!);
    if (breaks) kept.add(i - 1);
    if (breaks || (discrete && rise(columns, i - 1, i) !== 0)) kept.add(i);
  }
  if (low >= 0) kept.add(low).add(high);
  if (correctedMs.size > 0) for (let i = from; i <= to; i++) if (correctedMs.has(timesMs[i]!)) kept.add(i);
  for (const atMs of keyframesMs) {
    if (atMs < timesMs[from]! || atMs >= timesMs[to]!) continue;
    let inForce = from;
    while (timesMs[inForce + 1]! <= atMs) inForce++;
    kept.add(inForce);
  }
  if (deviation !== undefined) {
    const fixed = [...kept].sort((a, b) => a - b);
    for (let k = 1; k < fixed.length; k++) swingDoor(columns, fixed[k - 1]!, fixed[k]!, deviation, kept);
  }
  return kept;
}

const limits: readonly Exclude<LimitState, 'normal'>[] = ['highHigh', 'lowLow', 'high', 'low'];

/** Values of one class are the same to an alarm: in which limit they are, and from which they are well back. */
function alarmClass(tag: ThinnedTag, value: number): number {
  if (tag.limits === undefined) return 0;
  const state = limitState(tag.limits, value);
  let found = state === 'normal' ? 0 : 1 + limits.indexOf(state);
  for (const [k, limit] of limits.entries()) if (isBack(tag.limits, tag.deadband, limit, value)) found |= 8 << k;
  return found;
}

/**
 * Swinging door: from a kept sample on as far as a straight line passes all samples between within the deviation, and
 * again from there. Adds to `kept` what is so kept between two samples that are.
 */
function swingDoor(columns: TagColumns, from: number, to: number, deviation: number, kept: Set<number>): void {
  const { timesMs } = columns;
  for (let start = from; start < to; ) {
    let low = Number.NEGATIVE_INFINITY;
    let high = Number.POSITIVE_INFINITY;
    let end = start + 1;
    for (let next = end; next <= to; next++) {
      const ms = timesMs[next]! - timesMs[start]!;
      const risen = rise(columns, start, next);
      if (!(risen / ms >= low && risen / ms <= high)) break;
      end = next;
      low = Math.max(low, (risen - deviation) / ms);
      high = Math.min(high, (risen + deviation) / ms);
    }
    // The door has rounded: what is promised is tried.
    while (!passes(columns, start, end, deviation)) end = start + Math.ceil((end - start) / 2);
    kept.add(end);
    start = end;
  }
}

/** From sample `a` to sample `b`, also where only the residual tells them apart. */
function rise({ values, residuals }: TagColumns, a: number, b: number): number {
  return values[b]! - values[a]! + (residuals[b]! - residuals[a]!);
}

function passes(columns: TagColumns, start: number, end: number, deviation: number): boolean {
  for (let i = start + 1; i < end; i++) if (!(Math.abs(offLine(columns, start, i, end)) <= deviation)) return false;
  return true;
}

/** How far the straight line from `start` to `end` is above sample `i`. */
function offLine(columns: TagColumns, start: number, i: number, end: number): number {
  const { timesMs, values, residuals } = columns;
  const share = (timesMs[i]! - timesMs[start]!) / (timesMs[end]! - timesMs[start]!);
  const isExact = residuals[start] !== 0 || residuals[i] !== 0 || residuals[end] !== 0;
  // A float64 as large as that would round away what is asked for.
  if (isExact) return share * rise(columns, start, end) - rise(columns, start, i);
  return values[start]! + share * (values[end]! - values[start]!) - values[i]!;
}
