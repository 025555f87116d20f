import { type FormEvent, useState } from 'react';
import { useStore } from 'zustand';
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
  const { timeline } = useSession();
  const { mode, playing, speed, achieved, trouble } = useStore(timeStore);
  const live = mode === 'live';
  return (
    <div className="transport">
      <Moment />
      <fieldset className="transport-row" aria-label="Playback">
        <button
          type="button"
          aria-label="Back 10 seconds"
          title="Back 10 s (Shift ←)"
          onClick={() => timeline.step(-stepMs)}
        >
          <Icon name="back" />
        </button>
        <PlayButton />
        <button
          type="button"
          aria-label="Forward 10 seconds"
          title="Forward 10 s (Shift →)"
          disabled={live}
          onClick={() => timeline.step(stepMs)}
        >
          <Icon name="forward" />
        </button>
        <select
          aria-label="Speed"
          title="Speed"
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
          <span className="transport-achieved" title="The speed that is reached">
            now {achieved < 10 ? achieved.toFixed(1) : Math.round(achieved)}×
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
  const { timeline } = useSession();
  const { mode, playing } = useStore(timeStore);
  if (mode === 'live') {
    return (
      <button type="button" aria-label="Pause" title="Hold this moment (Space)" onClick={() => timeline.seek(nowMs())}>
        <Icon name="pause" />
      </button>
    );
  }
  return (
    <button
      type="button"
      aria-label={playing ? 'Pause' : 'Play'}
      title={playing ? 'Pause (Space)' : 'Play (Space)'}
      onClick={() => (playing ? timeline.pause() : timeline.play())}
    >
      <Icon name={playing ? 'pause' : 'play'} />
    </button>
  );
}

/** The moment shown, and the way back. A click on it types another one. */
function Moment() {
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
        title="Type a time (T)"
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
          title={`Back to live (L), now ${ago(cursorMs, now)}`}
          onClick={() => timeline.goLive()}
        >
          Back to live
        </button>
      ) : (
        <span className="transport-mode">{lost ? 'Not connected' : 'Live'}</span>
      )}
    </div>
  );
}

function TypedMoment({ onDone }: { readonly onDone: () => void }) {
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
        aria-label="Go to time"
        aria-invalid={wrong}
        placeholder="14:05 or yesterday 22:10"
        title={wrong ? 'Not a time. Try 14:05, yesterday 22:10 or 2026-01-31 06:00' : ''}
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
  const view = useStore(timelineViewStore);
  return (
    <fieldset className="transport-row transport-views" aria-label="Window">
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
          {label}
        </button>
      ))}
    </fieldset>
  );
}
