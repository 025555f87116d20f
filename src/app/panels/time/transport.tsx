import { type FormEvent, useState } from 'react';
import { useStore } from 'zustand';
import { number, useText } from '../../languages/language.ts';
import { nowMs } from '../../live/clock.ts';
import { usePulse, useSession } from '../../stores/session.ts';
import { speeds, timeStore } from '../../stores/time.ts';
import { twinStore } from '../../stores/twin.ts';
import { Icon } from '../marks.tsx';
import { useLost } from '../reading.ts';
import { ago, siteClock } from './clock-text.ts';
import { chooseView, timelineBounds, timelineViewStore, viewSpans } from './timeline-view.ts';
import { typedTime } from './typed-time.ts';

const stepMs = 10_000;

/** The verbs of the timeline: play, step, speed, back to live, how much of the record the strip shows. */
export function Transport() {
  const t = useText();
  const { timeline } = useSession();
  const { mode, playing, speed, achieved, trouble } = useStore(timeStore);
  const live = mode === 'live';
  return (
    <div className="transport">
      <Moment />
      <fieldset className="transport-row" aria-label={t('time.playback')}>
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
        <select
          aria-label={t('time.speed')}
          title={t('time.speed')}
          value={speed}
          onChange={(event) => timeline.setSpeed(Number(event.target.value))}
        >
          {speeds.map((each) => (
            <option key={each} value={each}>
              {each}×
            </option>
          ))}
        </select>
        {playing && achieved !== null && Math.abs(achieved / speed - 1) > 0.1 && (
          <span className="transport-achieved" title={t('time.reached')}>
            {t('time.reachedNow', { times: number(achieved, achieved < 10 ? 1 : 0) })}
          </span>
        )}
      </fieldset>
      {trouble !== '' && (
        <p className="transport-trouble" role="alert">
          {trouble}
        </p>
      )}
      <Views />
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
  if (typing) return <TypedMoment onDone={() => setTyping(false)} />;
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

function TypedMoment({ onDone }: { readonly onDone: () => void }) {
  const t = useText();
  const { index, timeline } = useSession();
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const timeMs = typedTime(index.plant.site, text, nowMs());
    if (timeMs === null) {
      setWrong(true);
      return;
    }
    timeline.pause();
    timeline.seek(timeMs);
    onDone();
  };
  return (
    <form className="transport-moment" onSubmit={submit}>
      <input
        className="transport-typed"
        aria-label={t('time.goTo')}
        aria-invalid={wrong}
        placeholder={t('time.typedHint')}
        title={wrong ? t('time.notATime') : ''}
        // biome-ignore lint/a11y/noAutofocus: it takes the place of the button that was pressed
        autoFocus
        autoComplete="off"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setWrong(false);
        }}
        onBlur={onDone}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onDone();
        }}
      />
    </form>
  );
}

function Views() {
  const t = useText();
  const view = useStore(timelineViewStore);
  return (
    <fieldset className="transport-row transport-views" aria-label={t('time.window')}>
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
