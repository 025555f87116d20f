import { useStore } from 'zustand';
import { useText } from '../../languages/language.ts';
import { nowMs } from '../../live/clock.ts';
import { usePulse, useSession } from '../../stores/session.ts';
import { timeStore } from '../../stores/time.ts';
import { useLost } from '../reading.ts';
import { ago, siteClock } from '../time/clock-text.ts';

/**
 * The site's clock: what time the twin shows, and whether that is now. Of the past it tells the moment that is on screen,
 * not one that is on its way.
 */
export function Clock() {
  const { index, table } = useSession();
  const t = useText();
  usePulse();
  const mode = useStore(timeStore, (time) => time.mode);
  const { timeZone } = index.plant.site;
  const clock = siteClock(timeZone);
  const now = nowMs();
  const lost = useLost();
  if (mode === 'past') {
    const shownMs = Number.isNaN(table.shownMs) ? timeStore.getState().cursorMs : table.shownMs;
    return (
      <div className="clock clock-past" role="status" aria-live="off" aria-label={t('time.past')}>
        <strong className="clock-word">{t('time.pastWord')}</strong>
        <span className="clock-time">{clock.time(shownMs)}</span>
        <span className="clock-day">
          <span>{clock.day(shownMs)}</span>
          <span>{ago(shownMs, now)}</span>
        </span>
      </div>
    );
  }
  return (
    <div className="clock" title={timeZone}>
      <span className="clock-time">{clock.time(now)}</span>
      <span className="clock-day">
        <span>{clock.day(now)}</span>
        <span className="muted">{t(lost ? 'status.notConnected' : 'time.live')}</span>
      </span>
    </div>
  );
}
