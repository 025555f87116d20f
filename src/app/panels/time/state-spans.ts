import type { Span } from '../../../twin/calendar.ts';
import { type StateClass, stateClass } from '../../../twin/packml.ts';
import { Quality } from '../../../twin/quality.ts';
import { stateSeverity } from '../../../twin/state-severity.ts';

/** A stretch in one state, or with one text. `code` is NaN where nothing is known: before the record, or while the source was silent. */
export interface StateSpan extends Span {
  readonly code: number;
  /** It may have begun earlier than the record that was asked for. */
  readonly cut: boolean;
}

/** What is read of the record of a state tag or a text; rows oldest first. */
export interface StateRows {
  readonly timesMs: ArrayLike<number>;
  readonly values: ArrayLike<number>;
  readonly qualities: ArrayLike<number>;
  /** How far the rows tell; nothing is known after it. */
  readonly untilMs: number;
  /** 0 = each row is a change; else a bucket's summary, ms: the worst state, the text that held longest. */
  readonly bucketMs: number;
}

/** Fills [fromMs, toMs) without holes or overlaps. A row holds until the next one. */
export function stateSpans(rows: StateRows, { fromMs, toMs }: Span): readonly StateSpan[] {
  const spans: StateSpan[] = [];
  let startMs = fromMs;
  let code = Number.NaN;
  let cut = true;
  const endMs = Math.max(fromMs, Math.min(toMs, rows.untilMs));
  const close = (atMs: number) => {
    if (atMs > startMs) spans.push({ fromMs: startMs, toMs: atMs, code, cut });
  };
  for (let k = 0; k < rows.timesMs.length; k++) {
    const timeMs = rows.timesMs[k]!;
    if (timeMs >= endMs) break;
    const next = rows.qualities[k]! >= Quality.stale ? Number.NaN : rows.values[k]!;
    if (timeMs <= fromMs) {
      code = next;
      cut = timeMs < fromMs;
      continue;
    }
    if (Object.is(next, code)) continue;
    close(timeMs);
    startMs = timeMs;
    code = next;
    cut = false;
  }
  close(endMs);
  startMs = endMs;
  code = Number.NaN;
  cut = false;
  close(toMs);
  return spans;
}

export interface StateSince {
  readonly sinceMs: number;
  readonly code: number;
  /** It may be older: it was in force already where the rows begin. */
  readonly atLeast: boolean;
}

/** Since when the state in force at `atMs` holds, as far as the rows tell: to a bucket where they are summed up. */
export function stateSince(rows: StateRows, atMs: number): StateSince | null {
  let found: StateSince | null = null;
  for (let k = 0; k < rows.timesMs.length && rows.timesMs[k]! <= atMs; k++) {
    const code = rows.qualities[k]! >= Quality.stale ? Number.NaN : rows.values[k]!;
    if (found === null || !Object.is(found.code, code)) {
      found = { sinceMs: rows.timesMs[k]!, code, atLeast: k === 0 };
    }
  }
  return found;
}

/** Milliseconds in each class, the longest first. */
export function classDurations(spans: readonly StateSpan[]): readonly (readonly [StateClass, number])[] {
  const totals = new Map<StateClass, number>();
  for (const span of spans) {
    const which = stateClass(span.code);
    totals.set(which, (totals.get(which) ?? 0) + span.toMs - span.fromMs);
  }
  return [...totals].sort((a, b) => b[1] - a[1]);
}

const bySeverity: readonly StateClass[] = (Object.keys(stateSeverity) as StateClass[]).sort(
  (a, b) => stateSeverity[a] - stateSeverity[b],
);

export interface PixelRun {
  readonly fromPx: number;
  readonly toPx: number;
  readonly stateClass: StateClass;
}

/** The lane as runs of whole pixels; the work does not grow with the number of changes beyond one pass. */
export function pixelRuns(spans: readonly StateSpan[], window: Span, widthPx: number): readonly PixelRun[] {
  const worst = new Uint8Array(widthPx);
  const pxPerMs = widthPx / (window.toMs - window.fromMs);
  for (const span of spans) {
    const rank = stateSeverity[stateClass(span.code)];
    const first = Math.max(0, Math.floor((span.fromMs - window.fromMs) * pxPerMs));
    const end = Math.min(widthPx, Math.max(first + 1, Math.ceil((span.toMs - window.fromMs) * pxPerMs)));
    for (let px = first; px < end; px++) if (worst[px]! < rank) worst[px] = rank;
  }
  const runs: PixelRun[] = [];
  for (let px = 0; px < widthPx; ) {
    const rank = worst[px]!;
    const fromPx = px;
    while (px < widthPx && worst[px] === rank) px++;
    if (rank > 0) runs.push({ fromPx, toPx: px, stateClass: bySeverity[rank - 1]! });
  }
  return runs;
}
