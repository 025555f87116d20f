import type { Span } from '../../../twin/calendar.ts';
import { useText } from '../../languages/language.ts';
import { useSession } from '../../stores/session.ts';
import { Icon } from '../marks.tsx';
import { duration } from './clock-text.ts';
import { shareOf, spanOf } from './time-window.ts';

interface LoopProps {
  readonly loop: Span;
  readonly window: Span;
}

/** The range that is marked, within the window. */
export function LoopBand({ loop, window }: LoopProps) {
  const [from, to] = [shareIn(window, loop.fromMs), shareIn(window, loop.toMs)];
  return <span className="strip-loop" style={{ left: `${from * 100}%`, width: `${(to - from) * 100}%` }} />;
}

/** Its length; a press clears it. It stands beside the strip's slider, which holds nothing that can be pressed. */
export function LoopLength({ loop, window }: LoopProps) {
  const t = useText();
  const { timeline } = useSession();
  const length = duration(spanOf(loop));
  const words = t('time.clearRange', { length });
  return (
    <span className="strip-loop-place" style={{ left: `min(${shareIn(window, loop.fromMs) * 100}%, 100% - 7em)` }}>
      <button
        type="button"
        className="strip-loop-length"
        aria-label={words}
        title={words}
        onClick={() => timeline.setLoop(null)}
      >
        {length}
        <Icon name="close" />
      </button>
    </span>
  );
}

const shareIn = (window: Span, timeMs: number): number => Math.min(1, Math.max(0, shareOf(window, timeMs)));
