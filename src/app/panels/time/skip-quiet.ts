import type { Span } from '../../../twin/calendar.ts';
import { type Timeline, timeStore } from '../../stores/time.ts';
import { keptMs, leapOver } from './state-events.ts';

/** So long on screen is looked ahead, four hours of the record at least; anew when less than the rest is left, ms. */
const aheadMs = 30_000;
const leastAheadMs = 4 * 3_600_000;
const restMs = 4000;
/** Between two looks ahead, ms. */
const pauseMs = 1000;

/** What skipping needs from the rest. */
export interface QuietDriver {
  readonly timeline: Pick<Timeline, 'seek'>;
  /** The stretches of the span of `leastMs` or more in which no machine of the plant changed its state, oldest first. */
  quiet(span: Span, leastMs: number): Promise<readonly Span[]>;
  nowMs(): number;
  /** From the first stored moment to now. */
  recorded(): Span;
  /** It leapt over so much. */
  leapt(ms: number): void;
}

interface Known {
  readonly span: Span;
  readonly leastMs: number;
  readonly quiet: readonly Span[];
}

/** While the past plays: leaps over what is quiet. Returns how to stop. */
export function skipQuiet({ timeline, quiet, nowMs, recorded, leapt }: QuietDriver): () => void {
  let known: Known | null = null;
  let lookedMs = Number.NEGATIVE_INFINITY;
  const look = async (span: Span, leastMs: number): Promise<void> => {
    lookedMs = Number.POSITIVE_INFINITY; // one look at a time
    try {
      known = { span, leastMs, quiet: await quiet(span, leastMs) };
    } catch {
      // It plays on without leaps; the connection's own banner says what is wrong.
    }
    lookedMs = nowMs();
  };
  return timeStore.subscribe(({ mode, playing, speed, cursorMs, loop }) => {
    if (mode === 'live' || !playing) return;
    if (needsMore(known, cursorMs, speed) && nowMs() - lookedMs > pauseMs) {
      void look(stretchAhead(cursorMs, speed, recorded()), leastQuietMs(speed));
    }
    const leap = known && leapOver(known.quiet, cursorMs, speed);
    if (leap === null) return;
    const toMs = loop === null ? leap : speed > 0 ? Math.min(leap, loop.toMs) : Math.max(leap, loop.fromMs);
    const byMs = (toMs - cursorMs) * Math.sign(speed);
    if (byMs <= 0) return;
    timeline.seek(toMs);
    leapt(byMs);
  });
}

/** What is no longer than the two seconds of the screen that are left of it is not leapt over. */
const leastQuietMs = (speed: number): number => 2 * keptMs * Math.abs(speed);

function needsMore(known: Known | null, cursorMs: number, speed: number): boolean {
  if (known === null || known.leastMs > leastQuietMs(speed)) return true;
  const { span } = known;
  if (cursorMs < span.fromMs || cursorMs > span.toMs) return true;
  return (speed > 0 ? span.toMs - cursorMs : cursorMs - span.fromMs) < restMs * Math.abs(speed);
}

/** With a little of what lies behind: a leap starts a second after the last change. */
function stretchAhead(cursorMs: number, speed: number, recorded: Span): Span {
  const ahead = Math.max(leastAheadMs, aheadMs * Math.abs(speed));
  const behind = restMs * Math.abs(speed);
  const [fromMs, toMs] = speed > 0 ? [cursorMs - behind, cursorMs + ahead] : [cursorMs - ahead, cursorMs + behind];
  return { fromMs: Math.max(recorded.fromMs, fromMs), toMs: Math.min(recorded.toMs, toMs) };
}
