import { useEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import { stateClass } from '../../../twin/packml.ts';
import type { PlacedTag } from '../../../twin/plant-index.ts';
import { number, useText } from '../../languages/language.ts';
import { nowMs } from '../../live/clock.ts';
import { usePulse } from '../../stores/session.ts';
import { themeStore } from '../../stores/theme.ts';
import { timeStore } from '../../stores/time.ts';
import { StateMark } from '../marks.tsx';
import { useStateRecord } from '../record.ts';
import { duration } from '../time/clock-text.ts';
import { paintLane } from '../time/lane-painter.ts';
import { classDurations, pixelRuns, stateSpans } from '../time/state-spans.ts';
import { trendVisible, trendWindowStore } from '../trend/trend-window.ts';
import { useSize } from '../use-size.ts';

/** The machine's states over the trend's window, under its plot, and how long it was in each. */
export function StateHistory({ stateTag }: { readonly stateTag: PlacedTag }) {
  const t = useText();
  usePulse();
  const record = useStateRecord();
  const time = useStore(timeStore);
  const choice = useStore(trendWindowStore);
  const theme = useStore(themeStore, (state) => state.theme);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height } = useSize(canvas);
  const window = trendVisible(choice, time.mode === 'past' ? time.cursorMs : null, nowMs());
  const rows = record.rows(stateTag.slot, window);
  const known = rows && stateSpans(rows, { fromMs: window.fromMs, toMs: Math.min(window.toMs, nowMs()) });
  // How long each lasted, and how often it stopped, is not told by the worst of each bucket.
  const bucketMs = rows?.bucketMs ?? 0;
  const durations = known && bucketMs === 0 ? classDurations(known) : [];
  const total = durations.reduce((sum, [, ms]) => sum + ms, 0);
  const stops = useMemo(
    () => known?.filter(({ code }) => stateClass(code) === 'held' || stateClass(code) === 'aborted').length ?? 0,
    [known],
  );

  useEffect(() => {
    const target = canvas.current;
    const context = target?.getContext('2d');
    if (!target || !context || width === 0) return;
    const ratio = devicePixelRatio;
    target.width = Math.round(width * ratio);
    target.height = Math.round(height * ratio);
    if (known) paintLane(context, pixelRuns(known, window, target.width), 0, target.height, theme, ratio);
  });

  return (
    <section className="state-history" aria-label={t('inspect.stateHistory')}>
      <h3>{t('inspect.states')}</h3>
      <canvas ref={canvas} className="state-strip" />
      {rows === null ? (
        <p className="muted state-durations">{t('inspect.loading')}</p>
      ) : (
        <dl className="state-durations">
          {durations.map(([which, ms]) => (
            <div key={which}>
              <dt>
                <StateMark of={which} />
                <span className={`swatch swatch-${which}`} />
                {which === 'unknown' ? t('inspect.noRecord') : t(`states.class.${which}`)}
              </dt>
              <dd>
                {duration(ms)} <span className="muted">{number((ms / total) * 100, ms === total ? 0 : 1)} %</span>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {bucketMs > 0 && <p className="muted state-stops">{t('lanes.summed', { length: duration(bucketMs) })}</p>}
      {stops > 0 && bucketMs === 0 && <p className="muted state-stops">{t('inspect.stops', { count: stops })}</p>}
    </section>
  );
}
