import { useStore } from 'zustand';
import { useText } from '../../languages/language.ts';
import { nowMs } from '../../live/clock.ts';
import { usePulse } from '../../stores/session.ts';
import { twinStore } from '../../stores/twin.ts';
import { duration } from '../time/clock-text.ts';

/** Says that what is shown is old; gone by itself when the connection is back. */
export function ConnectionBanner() {
  const t = useText();
  usePulse();
  const { connection, lostSinceMs } = useStore(twinStore);
  if (connection === 'connected') return null;
  return (
    <p className="banner" role="alert">
      <strong>
        {lostSinceMs === null
          ? t('status.connection.lost')
          : t('status.lostSince', { age: duration(nowMs() - lostSinceMs) })}
      </strong>
      <span>{t('status.lastValues')}</span>
    </p>
  );
}
