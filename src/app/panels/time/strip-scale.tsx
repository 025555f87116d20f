import { memo } from 'react';
import type { Span } from '../../../twin/calendar.ts';
import { useText } from '../../languages/language.ts';
import { useSession } from '../../stores/session.ts';
import { shiftBands, ticks } from './ticks.ts';
import { shareOf, spanOf } from './time-window.ts';

/** Times and shifts of the site along the strip. */
export const Scale = memo(function Scale({ window, width }: { readonly window: Span; readonly width: number }) {
  const { site } = useSession().index.plant;
  const spacing = width > 0 ? Math.max(72, width / 14) : 72;
  const at = (timeMs: number) => `${shareOf(window, timeMs) * 100}%`;
  return (
    <div className="strip-scale" aria-hidden="true">
      {shiftBands(site, window).map((band, k) => (
        <span
          key={band.fromMs}
          className={k % 2 === 0 ? 'strip-shift' : 'strip-shift strip-shift-odd'}
          style={{ left: at(band.fromMs), width: `${((band.toMs - band.fromMs) / spanOf(window)) * 100}%` }}
        >
          <span>{band.name}</span>
        </span>
      ))}
      {ticks(site, window, width, spacing).map((tick) => (
        <span
          key={tick.timeMs}
          className={tick.midnight ? 'strip-tick strip-midnight' : 'strip-tick'}
          style={{ left: at(tick.timeMs) }}
        >
          <span>{tick.label}</span>
        </span>
      ))}
    </div>
  );
});

/** Before the first and after the last stored moment. */
export function Unrecorded({
  window,
  extent,
  now,
}: {
  readonly window: Span;
  readonly extent: Span | null;
  readonly now: number;
}) {
  const t = useText();
  const first = extent ? Math.min(1, Math.max(0, shareOf(window, extent.fromMs))) : 1;
  const last = Math.min(1, Math.max(0, shareOf(window, now)));
  return (
    <>
      {first > 0 && (
        <span
          className="strip-unrecorded"
          style={{ left: 0, width: `${first * 100}%` }}
          title={t('time.notRecorded')}
        />
      )}
      {last < 1 && <span className="strip-ahead" style={{ left: `${last * 100}%`, right: 0 }} />}
    </>
  );
}
