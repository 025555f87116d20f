import { useStore } from 'zustand';
import { shiftAt } from '../../../twin/calendar.ts';
import { useText } from '../../languages/language.ts';
import { usePulse, useSession } from '../../stores/session.ts';
import { timeStore } from '../../stores/time.ts';
import { shownMs } from '../reading.ts';
import { siteClock } from '../time/clock-text.ts';

/** Site, shift and clock in large figures; in the past the clock is the cursor's, and says so. */
export function WallClock({ seconds }: { readonly seconds: boolean }) {
  const t = useText();
  const { index } = useSession();
  const time = useStore(timeStore);
  usePulse();
  const { site } = index.plant;
  const clock = siteClock(site.timeZone);
  const atMs = shownMs(time);
  const shift = shiftAt(site, atMs);
  const past = time.mode === 'past';
  return (
    <header className="wall-head">
      <time className="wall-time">{seconds ? clock.time(atMs) : clock.minute(atMs)}</time>
      <div className="wall-place">
        <h1>{site.name}</h1>
        <p>
          {past && <strong className="wall-past">{t('wall.past')}</strong>}
          {site.shifts.length > 0 && (
            <span className="wall-shift">
              {shift ? t('wall.shiftUntil', { shift: shift.name, time: clock.minute(shift.toMs) }) : t('wall.noShift')}
            </span>
          )}
        </p>
      </div>
    </header>
  );
}
