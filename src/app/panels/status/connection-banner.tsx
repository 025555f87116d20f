import { useStore } from 'zustand';
import { nowMs } from '../../live/clock.ts';
import { usePulse } from '../../stores/session.ts';
import { twinStore } from '../../stores/twin.ts';
import { duration } from '../time/clock-text.ts';

/** Says that what is shown is old; gone by itself when the connection is back. */
export function ConnectionBanner() {
  usePulse();
  const { connection, lostSinceMs } = useStore(twinStore);
  if (connection === 'connected') return null;
  return (
    <p className="banner" role="alert">
      <strong>Connection lost{lostSinceMs !== null && ` ${duration(nowMs() - lostSinceMs)} ago`}</strong>
      <span>showing the last values, trying again</span>
    </p>
  );
}
