import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { Span } from '../../../twin/calendar.ts';
import { text } from '../../languages/language.ts';
import { nowMs } from '../../live/clock.ts';
import { useSession } from '../../stores/session.ts';
import { timeStore } from '../../stores/time.ts';
import { twinStore } from '../../stores/twin.ts';
import { useStateRecord } from '../record.ts';
import { duration } from './clock-text.ts';
import { changeTimes, leapOver } from './state-events.ts';
import { spanOf } from './time-window.ts';
import { timelineBounds, timelineViewStore, timelineWindow } from './timeline-view.ts';
import { say, transportStore } from './transport-store.ts';
import { everySlot } from './use-go-to-event.ts';

/** At least so long on screen is looked ahead, and looked ahead anew when less than the rest is left, ms. */
const aheadMs = 60_000;
const restMs = 4000;
/** Between two looks ahead, ms. */
const pauseMs = 1000;

interface Known {
  readonly span: Span;
  readonly times: Float64Array;
}

/** While the past plays and it is wished: leaps over what is quiet. */
export function useSkipQuiet(): void {
  const { index, timeline } = useSession();
  const record = useStateRecord();
  const on = useStore(transportStore, (state) => state.skipQuiet);
  useEffect(() => {
    if (!on) return;
    let known: Known | null = null;
    let lookedMs = Number.NEGATIVE_INFINITY;
    let over = false;
    const look = async (span: Span) => {
      lookedMs = Number.POSITIVE_INFINITY;
      try {
        const rows = await Promise.all(everySlot(index).map((slot) => record.load(slot, span)));
        known = { span, times: Float64Array.from(rows.flatMap((each) => changeTimes(each, span))).sort() };
      } catch {
        // It plays on without leaps; the connection's own banner says what is wrong.
      }
      lookedMs = nowMs();
    };
    const follow = () => {
      const { mode, playing, speed, cursorMs, loop } = timeStore.getState();
      if (over || mode === 'live' || !playing) return;
      if (needsMore(known?.span, cursorMs, speed) && nowMs() - lookedMs > pauseMs) {
        void look(stretchAhead(cursorMs, speed));
      }
      const leap = known && leapOver(known.times, known.span, cursorMs, speed);
      if (leap === null) return;
      const toMs = loop === null ? leap : speed > 0 ? Math.min(leap, loop.toMs) : Math.max(leap, loop.fromMs);
      const leaptMs = (toMs - cursorMs) * Math.sign(speed);
      if (leaptMs <= 0) return;
      timeline.seek(toMs);
      say(text('time.skipped', { length: duration(leaptMs) }));
    };
    const stop = timeStore.subscribe(follow);
    return () => {
      over = true;
      stop();
    };
  }, [on, index, timeline, record]);
}

function needsMore(span: Span | undefined, cursorMs: number, speed: number): boolean {
  if (span === undefined || cursorMs < span.fromMs || cursorMs > span.toMs) return true;
  return (speed > 0 ? span.toMs - cursorMs : cursorMs - span.fromMs) < restMs * Math.abs(speed);
}

/** As much as the strip shows, or more where playing is quick; and a little of what lies behind. */
function stretchAhead(cursorMs: number, speed: number): Span {
  const now = nowMs();
  const bounds = timelineBounds(twinStore.getState().recording.extent, now);
  const window = timelineWindow(timelineViewStore.getState(), bounds, now);
  const quick = Math.abs(speed);
  const ahead = Math.max(aheadMs * quick, spanOf(window));
  const behind = restMs * quick;
  const [fromMs, toMs] = speed > 0 ? [cursorMs - behind, cursorMs + ahead] : [cursorMs - ahead, cursorMs + behind];
  return { fromMs: Math.max(bounds.fromMs, fromMs), toMs: Math.min(now, toMs) };
}
