import { type PointerEvent, useRef } from 'react';
import type { Span } from '../../../twin/calendar.ts';
import { useText } from '../../languages/language.ts';
import { nowMs } from '../../live/clock.ts';
import { putSecond } from '../../stores/comparison.ts';
import { useSession } from '../../stores/session.ts';
import { timeStore } from '../../stores/time.ts';
import { shownMs } from '../reading.ts';
import { siteClock } from '../time/clock-text.ts';
import { shareOf, timeAt } from '../time/time-window.ts';
import { distanceWords } from './compare-words.ts';
import { useMoments } from './use-moments.ts';
import './second-cursor.css';

const secondStepMs = 1000;

interface SecondCursorProps {
  readonly window: Span;
  readonly bounds: Span;
}

/** B on the strip: a dashed line, and a flag with its letter to drag it by. Out of the window the flag waits at its edge. */
export function SecondCursor({ window, bounds }: SecondCursorProps) {
  const t = useText();
  const { index } = useSession();
  const moments = useMoments();
  const drag = useRef<{ readonly strip: DOMRect; readonly offPx: number } | null>(null);
  if (moments === null) return null;
  const { aMs, bMs, second } = moments;
  const share = shareOf(window, bMs);
  const clock = siteClock(index.plant.site.timeZone);
  const put = (atMs: number) =>
    putSecond(Math.min(nowMs(), Math.max(bounds.fromMs, atMs)), shownMs(timeStore.getState()));
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    const strip = event.currentTarget.parentElement!.getBoundingClientRect();
    event.currentTarget.setPointerCapture(event.pointerId);
    const at = strip.left + Math.min(1, Math.max(0, share)) * strip.width;
    drag.current = { strip, offPx: event.clientX - at };
  };
  const onPointerMove = (event: PointerEvent) => {
    if (!drag.current) return;
    const { strip, offPx } = drag.current;
    put(timeAt(window, (event.clientX - offPx - strip.left) / strip.width));
  };
  const letGo = () => {
    drag.current = null;
  };
  return (
    <div className="second-cursor" data-inside={share >= 0 && share <= 1}>
      <span className="second-line" style={{ left: `${share * 100}%` }} />
      <span
        role="slider"
        tabIndex={0}
        className="second-flag"
        style={{ left: `${Math.min(1, Math.max(0, share)) * 100}%` }}
        aria-label={t('compare.cursor')}
        aria-valuemin={bounds.fromMs}
        aria-valuemax={nowMs()}
        aria-valuenow={bMs}
        aria-valuetext={`${clock.moment(bMs)}, ${distanceWords(second, aMs, bMs)}`}
        title={`B ${clock.moment(bMs)}, ${distanceWords(second, aMs, bMs)}`}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={letGo}
        onPointerCancel={letGo}
        onKeyDown={(event) => {
          const step = secondStepMs * (event.shiftKey ? 10 : 1);
          if (event.key === 'ArrowLeft') put(bMs - step);
          else if (event.key === 'ArrowRight') put(bMs + step);
          else return;
          event.preventDefault();
        }}
      >
        {share < 0 ? '‹ B' : share > 1 ? 'B ›' : 'B'}
      </span>
    </div>
  );
}
