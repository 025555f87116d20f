import type { Span } from '../../../twin/calendar.ts';
import type { StateSpan } from '../time/state-spans.ts';

/** A stretch of a text's lane, CSS px from its left end. */
export interface TextBand {
  readonly fromPx: number;
  readonly toPx: number;
  /** The number of its text; null = several, too short to be told apart, NaN = none is known. */
  readonly code: number | null;
}

/** Narrower than this a band is nothing that can be seen for itself, px. */
const leastPx = 3;

/** The lane as bands: texts that change faster than can be drawn share one. */
export function textBands(spans: readonly StateSpan[], { fromMs, toMs }: Span, widthPx: number): readonly TextBand[] {
  const at = (timeMs: number) => ((timeMs - fromMs) / (toMs - fromMs)) * widthPx;
  const bands: TextBand[] = [];
  for (const span of spans) {
    const [fromPx, toPx] = [at(span.fromMs), at(span.toMs)];
    const last = bands.at(-1);
    const isNarrow = toPx - fromPx < leastPx;
    if (isNarrow && last && (last.code === null || last.toPx - last.fromPx < leastPx)) {
      bands[bands.length - 1] = { ...last, toPx, code: null };
    } else {
      bands.push({ fromPx, toPx, code: span.code });
    }
  }
  return bands;
}
