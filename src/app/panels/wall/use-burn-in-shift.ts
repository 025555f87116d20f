import { useEffect, useState } from 'react';
import { nowMs } from '../../live/clock.ts';
import { burnInShift } from './burn-in.ts';

const minuteMs = 60_000;

/** As CSS: where the picture stands this minute. */
export function useBurnInShift(): string {
  const [minute, setMinute] = useState(() => Math.floor(nowMs() / minuteMs));
  useEffect(() => {
    const timer = setTimeout(
      () => setMinute(Math.floor(nowMs() / minuteMs)),
      Math.max(1000, (minute + 1) * minuteMs - nowMs() + 50),
    );
    return () => clearTimeout(timer);
  }, [minute]);
  const { x, y } = burnInShift(minute);
  return `translate(${x}px, ${y}px)`;
}
