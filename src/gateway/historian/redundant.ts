import { isBack } from '../../twin/alarm.ts';
import { type LimitState, limitState } from '../../twin/limits.ts';
import type { ThinnedTag } from './historian.ts';
import { minuteMs } from './keyframes.ts';

/** Samples of one tag in the order of time. */
export interface TagColumns {
  readonly timesMs: Float64Array;
  readonly values: Float64Array;
  readonly qualities: Float64Array;
}

/**
 * Which samples go, as indices. Of each minute stay the first and last sample, the first lowest and highest that a chart
 * may show, both sides of a change of quality or of what an alarm makes of it, each change of a state or text, and what is in force at a keyframe.
 * So roll-ups still follow from what is kept, but for their count, and thinning twice is thinning once.
 */
export function redundantSamples(tag: ThinnedTag, columns: TagColumns, keyframesMs: readonly number[]): number[] {
  const { timesMs } = columns;
  const redundant: number[] = [];
  for (let from = 0; from < timesMs.length; ) {
    const minute = Math.floor(timesMs[from]! / minuteMs);
    let to = from;
    while (to + 1 < timesMs.length && Math.floor(timesMs[to + 1]! / minuteMs) === minute) to++;
    const kept = keptOfMinute(tag, columns, from, to, keyframesMs);
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
): Set<number> {
  const { kind, deviation } = tag;
  const { timesMs, values, qualities } = columns;
  const kept = new Set([from, to]);
  const discrete = kind === 'state' || kind === 'boolean' || kind === 'text';
  const charted = (i: number) => qualities[i]! <= 1 && !Number.isNaN(values[i]!);
  let low = -1;
  let high = -1;
  for (let i = from; i <= to; i++) {
    if (charted(i)) {
      if (low < 0 || values[i]! < values[low]!) low = i;
      if (high < 0 || values[i]! > values[high]!) high = i;
    }
    if (i === from) continue;
    const breaks =
      qualities[i] !== qualities[i - 1] ||
      charted(i) !== charted(i - 1) ||
      alarmClass(tag, values[i]!) !== alarmClass(tag, values[i - 1]!);
    if (breaks) kept.add(i - 1);
    if (breaks || (discrete && values[i] !== values[i - 1])) kept.add(i);
  }
  if (low >= 0) kept.add(low).add(high);
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
  const { timesMs, values } = columns;
  for (let start = from; start < to; ) {
    let low = Number.NEGATIVE_INFINITY;
    let high = Number.POSITIVE_INFINITY;
    let end = start + 1;
    for (let next = end; next <= to; next++) {
      const ms = timesMs[next]! - timesMs[start]!;
      const rise = values[next]! - values[start]!;
      if (!(rise / ms >= low && rise / ms <= high)) break;
      end = next;
      low = Math.max(low, (rise - deviation) / ms);
      high = Math.min(high, (rise + deviation) / ms);
    }
    // The door has rounded: what is promised is tried.
    while (!passes(columns, start, end, deviation)) end = start + Math.ceil((end - start) / 2);
    kept.add(end);
    start = end;
  }
}

function passes({ timesMs, values }: TagColumns, start: number, end: number, deviation: number): boolean {
  for (let i = start + 1; i < end; i++) {
    const share = (timesMs[i]! - timesMs[start]!) / (timesMs[end]! - timesMs[start]!);
    const told = values[start]! + share * (values[end]! - values[start]!);
    if (!(Math.abs(told - values[i]!) <= deviation)) return false;
  }
  return true;
}
