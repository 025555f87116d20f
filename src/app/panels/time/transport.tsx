import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { languageStore, number, useText } from '../../languages/language.ts';
import { nowMs } from '../../live/clock.ts';
import { usePulse, useSession } from '../../stores/session.ts';
import { speeds, timeStore } from '../../stores/time.ts';
import { twinStore } from '../../stores/twin.ts';
import { Icon } from '../marks.tsx';
import { useLost } from '../reading.ts';
import { ago, siteClock } from './clock-text.ts';
import { EventButton } from './event-buttons.tsx';
import { chooseView, timelineBounds, timelineViewStore, viewSpans } from './timeline-view.ts';
import { TransportMore } from './transport-more.tsx';
import { TypedMoment } from './typed-moment.tsx';
import { useSkipQuiet } from './use-skip-quiet.ts';

const stepMs = 10_000;

/** The verbs of the timeline: play, step, speed, events, back to live, how much of the record the strip shows. */
export function Transport() {
  const t = useText();
  const { timeline } = useSession();
  const { mode, speed, trouble } = useStore(timeStore);
  const live = mode === 'live';
  useSkipQuiet();
  useEffect(() => {
    if (trouble === '') return;
    // It is in the language before: asked for again, the moment comes, or why it does not in this one.
    return languageStore.subscribe(() => timeline.seek(timeStore.getState().cursorMs));
  }, [trouble, timeline]);
  return (
    <div className="transport">
      <Moment />
      <fieldset className="transport-row" aria-label={t('time.playback')}>
        <EventButton direction={-1} />
        <button
          type="button"
          aria-label={t('time.back10')}
          title={`${t('time.back10')} (Shift ←)`}
          onClick={() => timeline.step(-stepMs)}
        >
          <Icon name="back" />
        </button>
        <PlayButton />
        <button
          type="button"
          aria-label={t('time.forward10')}
          title={`${t('time.forward10')} (Shift →)`}
          disabled={live}
          onClick={() => timeline.step(stepMs)}
        >
          <Icon name="forward" />
        </button>
        <EventButton direction={1} />
        <select
          aria-label={t('time.speed')}
          title={t('time.speed')}
          value={speed}
          onChange={(event) => timeline.setSpeed(Number(event.target.value))}
        >
          {speeds.map((each) => (
            <option key={each} value={each}>
              {number(each).replace('-', '−')}×
            </option>
          ))}
        </select>
      </fieldset>
      {trouble !== '' && (
        <p className="transport-trouble" role="alert">
          {trouble}
        </p>
      )}
      <div className="transport-row transport-last">
        <Views />
        <TransportMore />
      </div>
    </div>
  );
}

function PlayButton() {
  const t = useText();
  const { timeline } = useSession();
  const { mode, playing } = useStore(timeStore);
  if (mode === 'live') {
    return (
      <button type="button" aria-label={t('time.pause')} title={t('time.hold')} onClick={() => timeline.seek(nowMs())}>
        <Icon name="pause" />
      </button>
    );
  }
  return (
    <button
      type="button"
      aria-label={t(playing ? 'time.pause' : 'time.play')}
      title={`${t(playing ? 'time.pause' : 'time.play')} (${t('time.space')})`}
      onClick={() => (playing ? timeline.pause() : timeline.play())}
    >
      <Icon name={playing ? 'pause' : 'play'} />
    </button>
  );
}

/** The moment shown, and the way back. A click on it types another one. */
function Moment() {
  const t = useText();
  const { index, timeline } = useSession();
  usePulse();
  const { mode, cursorMs } = useStore(timeStore);
  const [typing, setTyping] = useState(false);
  const clock = siteClock(index.plant.site.timeZone);
  const now = nowMs();
  const shown = mode === 'live' ? now : cursorMs;
  const lost = useLost();
  if (typing) {
    const go = (timeMs: number) => {
      timeline.pause();
      timeline.seek(timeMs);
    };
    return <TypedMoment label={t('time.goTo')} onTime={go} onDone={() => setTyping(false)} />;
  }
  return (
    <div className="transport-moment">
      <button
        type="button"
        className="transport-time"
        title={`${t('time.typeTime')} (T)`}
        data-hotkey="typed-time"
        onClick={() => setTyping(true)}
      >
        <span className="muted">{clock.day(shown)}</span>
        <span className="transport-clock">{clock.time(shown)}</span>
      </button>
      {mode === 'past' ? (
        <button
          type="button"
          className="transport-live"
          title={`${t('time.backToLive')} (L) · ${ago(cursorMs, now)}`}
          onClick={() => timeline.goLive()}
        >
          {t('time.backToLive')}
        </button>
      ) : (
        <span className="transport-mode">{t(lost ? 'status.notConnected' : 'time.live')}</span>
      )}
    </div>
  );
}

function Views() {
  const t = useText();
  const view = useStore(timelineViewStore);
  return (
    <fieldset className="transport-views" aria-label={t('time.window')}>
      {viewSpans.map(({ label, spanMs }) => (
        <button
          key={label}
          type="button"
          aria-pressed={view.spanMs === spanMs}
          onClick={() => {
            const { mode, cursorMs } = timeStore.getState();
            const now = nowMs();
            const bounds = timelineBounds(twinStore.getState().recording.extent, now);
            chooseView(spanMs, mode === 'live', mode === 'live' ? now : cursorMs, bounds);
          }}
        >
          {spanMs === Number.POSITIVE_INFINITY ? t('time.all') : label}
        </button>
      ))}
    </fieldset>
  );
}
