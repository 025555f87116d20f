import type { TimelineSummary } from '../../../series/columns.ts';
import type { Span } from '../../../twin/calendar.ts';
import { type Palette, palette, type ThemeName } from '../../palette.ts';
import type { PlannedLane } from './lane-plan.ts';

/** The parts of a summary that lie in a window, the last bucket cut off at now. */
export interface Bar extends Span {
  readonly bucket: number;
}

export function barsIn(summary: TimelineSummary, window: Span, nowMs: number): readonly Bar[] {
  const { fromMs, bucketMs, rates } = summary;
  const endMs = Math.min(window.toMs, nowMs);
  const first = Math.max(0, Math.floor((window.fromMs - fromMs) / bucketMs));
  const last = Math.min(rates.length, Math.ceil((endMs - fromMs) / bucketMs));
  return Array.from({ length: Math.max(0, last - first) }, (_, k) => ({
    bucket: first + k,
    fromMs: fromMs + (first + k) * bucketMs,
    toMs: Math.min(endMs, fromMs + (first + k + 1) * bucketMs),
  }));
}

export const onsetsAt = ({ onsets }: TimelineSummary, bucket: number): number =>
  onsets[0][bucket]! + onsets[1][bucket]! + onsets[2][bucket]!;

/** The greatest rate of the bars, 0 where none is known. */
export const greatestRate = ({ rates }: TimelineSummary, bars: readonly Bar[]): number =>
  Math.max(0, ...bars.flatMap(({ bucket }) => (Number.isNaN(rates[bucket]!) ? [] : [rates[bucket]!])));

interface Sheet {
  readonly context: CanvasRenderingContext2D;
  readonly summary: TimelineSummary;
  readonly bars: readonly Bar[];
  /** Device px. */
  readonly xOf: (timeMs: number) => number;
  readonly ratio: number;
  readonly colours: Palette;
}

/** Draws the lanes in device pixels onto an empty canvas as wide as the window. */
export function paintLanes(
  context: CanvasRenderingContext2D,
  lanes: readonly PlannedLane[],
  summary: TimelineSummary,
  window: Span,
  nowMs: number,
  theme: ThemeName,
  ratio: number,
): void {
  const { width } = context.canvas;
  const sheet: Sheet = {
    context,
    summary,
    bars: barsIn(summary, window, nowMs),
    xOf: (timeMs) => ((timeMs - window.fromMs) / (window.toMs - window.fromMs)) * width,
    ratio,
    colours: palette[theme],
  };
  for (const { name, topPx, heightPx } of lanes) {
    const top = Math.round((topPx + 2) * ratio);
    const height = Math.round((heightPx - 3) * ratio);
    if (name === 'alarms') paintAlarms(sheet, top, height);
    else if (name === 'rate') paintRate(sheet, top, height);
    else paintGaps(sheet, top, height);
    context.fillStyle = sheet.colours.line;
    context.fillRect(0, Math.round((topPx + heightPx) * ratio) - 1, width, 1);
  }
}

/** Of a bar's width: the worse, the wider, so that priorities are told without their colours. */
const widths = [1, 0.7, 0.4] as const;

/** A bar's height is the square root of the count, so that one alarm is seen beside a hundred; the worst stand below. */
function paintAlarms({ context, summary, bars, xOf, ratio, colours }: Sheet, top: number, height: number): void {
  const fills = [colours.alarmHigh, colours.alarmMedium, colours.alarmLow];
  const most = bars.reduce((found, { bucket }) => Math.max(found, onsetsAt(summary, bucket)), 1);
  for (const bar of bars) {
    const count = onsetsAt(summary, bar.bucket);
    if (count === 0) continue;
    const left = xOf(bar.fromMs);
    const full = Math.max(2 * ratio, xOf(bar.fromMs + summary.bucketMs) - left - ratio);
    const tall = Math.max(3 * ratio, height * Math.sqrt(count / most));
    let bottom = top + height;
    for (const [k, fill] of fills.entries()) {
      const part = (tall * summary.onsets[k]![bar.bucket]!) / count;
      if (part === 0) continue;
      const wide = Math.max(2 * ratio, full * widths[k]!);
      context.fillStyle = fill;
      context.fillRect(left + (full - wide) / 2, bottom - part, wide, part);
      bottom -= part;
    }
  }
}

function paintRate({ context, summary, bars, xOf, ratio, colours }: Sheet, top: number, height: number): void {
  const most = greatestRate(summary, bars);
  if (most === 0) return;
  const yOf = (rate: number) => top + height * (1 - rate / most);
  for (const { bucket, fromMs, toMs } of bars) {
    const rate = summary.rates[bucket]!;
    if (Number.isNaN(rate)) continue;
    const left = xOf(fromMs);
    const wide = xOf(toMs) - left + 0.5;
    context.fillStyle = colours.stateRunning;
    context.fillRect(left, yOf(rate), wide, top + height - yOf(rate));
    context.fillStyle = colours.value;
    context.fillRect(left, Math.min(yOf(rate), top + height - ratio), wide, ratio);
  }
}

function paintGaps({ context, summary, bars, xOf, ratio, colours }: Sheet, top: number, height: number): void {
  for (const { bucket, fromMs, toMs } of bars) {
    if (summary.recorded[bucket] !== 0) continue;
    const left = xOf(fromMs);
    const wide = Math.max(2 * ratio, xOf(toMs) - left);
    context.save();
    context.beginPath();
    context.rect(left, top, wide, height);
    context.clip();
    context.strokeStyle = colours.textMuted;
    context.lineWidth = ratio;
    const step = 4 * ratio;
    // From a multiple of the step, so that lines run on from bar to bar.
    for (let x = Math.floor(left / step) * step - height; x < left + wide; x += step) {
      context.beginPath();
      context.moveTo(x, top + height);
      context.lineTo(x + height, top);
      context.stroke();
    }
    context.restore();
  }
}
